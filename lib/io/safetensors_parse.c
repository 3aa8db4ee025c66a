/* SPDX-License-Identifier: MIT */
/* safetensors_parse: see safetensors_parse.h. */
#include "base/mem.h"
#include "io/json_scan.h"
#include "io/safetensors_parse.h"

static const struct {
	const char *name;
	struct npy_number number;
} types[] = {
	{ "BF16", { 'B', 2, false } }, { "F16", { 'f', 2, false } }, { "F32", { 'f', 4, false } }, { "F64", { 'f', 8, false } },
	{ "F8_E4M3", { 'Q', 1, false } }, { "F8_E5M2", { 'E', 1, false } }, { "F8_E8M0", { 'X', 1, false } },
	{ "I8", { 'i', 1, false } }, { "I16", { 'i', 2, false } }, { "I32", { 'i', 4, false } }, { "I64", { 'i', 8, false } },
	{ "U8", { 'u', 1, false } }, { "U16", { 'u', 2, false } }, { "U32", { 'u', 4, false } }, { "U64", { 'u', 8, false } },
	{ "BOOL", { 'b', 1, false } },
};

/* The header being read, and the tensor whose entry it is. */
struct reading {
	struct safetensors_header *h;
	struct json_scan scan;
	struct err *err;
	struct tensor t;
	uint64_t end;
};

/* At the last token. */
static int
wrong(struct reading *r, const char *what)
{
	err_set(r->err, ERR_INPUT, "safetensors header: %s", what);
	return json_scan_place(&r->scan);
}

static bool
expect(struct reading *r, enum json_token token, const char *what)
{
	enum json_token got = json_scan_next(&r->scan);
	if (got != token && got != JSON_ERROR)
		wrong(r, what);
	return got == token;
}

/* The digits of the last token: an integer below 2^63 without sign, point and exponent. */
static bool
whole(struct reading *r, uint64_t *x)
{
	const struct json_value *v = &r->scan.at;
	*x = 0;
	for (size_t i = 0; v->token == JSON_NUMBER && i < v->text.n; i++) {
		unsigned digit = (unsigned)v->text.s[i] - '0';
		if (digit > 9 || *x > ((uint64_t)INT64_MAX - digit) / 10)
			return wrong(r, "a length or offset has to be an integer from 0 to 2^63 - 1"), false;
		*x = 10 * *x + digit;
	}
	return v->token == JSON_NUMBER || (wrong(r, "a length or offset was expected"), false);
}

/* [x, x, ..], each given to put; false on error. */
static bool
integers(struct reading *r, bool (*put)(struct reading *r, size_t i, uint64_t x), size_t *n)
{
	uint64_t x;
	if (!expect(r, JSON_ARRAY, "an array was expected"))
		return false;
	for (*n = 0;; ++*n) {
		enum json_token token = json_scan_next(&r->scan);
		if (token == JSON_ARRAY_END || token == JSON_ERROR)
			return token == JSON_ARRAY_END;
		if (!whole(r, &x) || !put(r, *n, x))
			return false;
	}
}

static bool
put_length(struct reading *r, size_t i, uint64_t x)
{
	struct safetensors_header *h = r->h;
	if (i == SAFETENSORS_RANK)
		return wrong(r, "more than 32 axes"), false;
	if (!mem_reserve(&h->shapes, &h->cap_shapes, h->n_shapes + 1, sizeof h->shapes[0]))
		return err_memory(r->err), false;
	h->shapes[h->n_shapes++] = x;
	return true;
}

static bool
put_offset(struct reading *r, size_t i, uint64_t x)
{
	if (i > 1)
		return wrong(r, "data_offsets are two: where the data begin and end"), false;
	*(i ? &r->end : &r->t.begin) = x;
	return true;
}

static bool
dtype(struct reading *r)
{
	char shown[STR_SHOWN];
	if (!expect(r, JSON_STRING, "a dtype is a string"))
		return false;
	for (size_t k = 0; k < sizeof types / sizeof types[0]; k++)
		if (str_is(r->scan.at.text, types[k].name)) {
			r->t.dtype = types[k].name;
			r->t.number = types[k].number;
			return true;
		}
	err_set(r->err, ERR_INPUT, "safetensors header: the dtype \"%s\" is not read", str_show(r->scan.at.text, shown));
	err_hint(r->err, "save the tensor as BF16 or F32");
	json_scan_place(&r->scan);
	return false;
}

/* The number of elements, so that no product of sizes overflows, and whether begin and end fit it. */
static int
measure(struct reading *r)
{
	struct tensor *t = &r->t;
	const uint64_t *shape = t->rank ? r->h->shapes + t->shape_at : NULL;
	uint64_t limit = (uint64_t)INT64_MAX / sizeof(double);
	t->elements = 1;
	for (size_t k = 0; k < t->rank; k++)
		if (shape[k] == 0)
			t->elements = 0;
	for (size_t k = 0; k < t->rank; k++) {
		if (shape[k] > limit || (t->elements && shape[k] > limit / t->elements))
			return safetensors_wrong(r->h, r->scan.in, &r->t, r->err, "the shape is larger than any file");
		t->elements *= shape[k];
	}
	unsigned long long need = t->elements * t->number.size, have = r->end - t->begin;
	if (r->end < t->begin)
		return safetensors_wrong(r->h, r->scan.in, &r->t, r->err, "the data end before they begin");
	if (have == need)
		return 0;
	return safetensors_wrong(r->h, r->scan.in, &r->t, r->err, "%s and its shape are %llu bytes, the offsets %llu", t->dtype, need,
		have);
}

/* {"dtype": .., "shape": .., "data_offsets": ..} after the name. */
static bool
entry(struct reading *r)
{
	static const char *const keys[] = { "dtype", "shape", "data_offsets" };
	bool seen[3] = { false, false, false };
	size_t offsets = 2;
	if (!expect(r, JSON_OBJECT, "a tensor is an object with dtype, shape and data_offsets"))
		return false;
	while (json_scan_next(&r->scan) == JSON_KEY) {
		size_t k = 0;
		while (k < 3 && !str_is(r->scan.at.text, keys[k]))
			k++;
		if (k < 3 && seen[k])
			return wrong(r, "a key for the second time"), false;
		if (k < 3)
			seen[k] = true;
		else if ((json_scan_next(&r->scan) == JSON_OBJECT || r->scan.at.token == JSON_ARRAY) && json_scan_skip(&r->scan))
			return false;
		if ((k == 0 && !dtype(r)) || (k == 1 && !integers(r, put_length, &r->t.rank)) ||
			(k == 2 && !integers(r, put_offset, &offsets)))
			return false;
	}
	if (r->scan.at.token != JSON_OBJECT_END)
		return false;
	for (size_t k = 0; k < 3; k++)
		if (!seen[k])
			return safetensors_wrong(r->h, r->scan.in, &r->t, r->err, "%s is missing", keys[k]), false;
	if (offsets < 2)
		return safetensors_wrong(r->h, r->scan.in, &r->t, r->err, "data_offsets are two"), false;
	return !measure(r);
}

/* "__metadata__": strings, which say nothing here. */
static bool
metadata(struct reading *r)
{
	if (!expect(r, JSON_OBJECT, "__metadata__ is an object of strings"))
		return false;
	while (json_scan_next(&r->scan) == JSON_KEY)
		if (!expect(r, JSON_STRING, "__metadata__ is an object of strings"))
			return false;
	return r->scan.at.token == JSON_OBJECT_END;
}

static bool
tensor(struct reading *r)
{
	struct safetensors_header *h = r->h;
	const struct json_value *v = &r->scan.at;
	if (h->n == SAFETENSORS_MOST)
		return wrong(r, "more than 131072 tensors"), false;
	r->t = (struct tensor){ .line = v->line, .column = v->column, .name.n = v->text.n, .name_at = h->names.n, .shape_at = h->n_shapes };
	text_add(&h->names, v->text);
	if (h->names.failed || !mem_reserve(&h->tensor, &h->cap, h->n + 1, sizeof h->tensor[0]))
		return err_memory(r->err), false;
	if (!entry(r))
		return false;
	h->tensor[h->n++] = r->t;
	return true;
}

int
safetensors_parse(struct safetensors_header *h, struct input *in, struct err *e)
{
	struct reading r = { .h = h, .err = e, .scan = { .in = in, .err = e } };
	bool good = expect(&r, JSON_OBJECT, "it has to be a JSON object");
	while (good && json_scan_next(&r.scan) == JSON_KEY)
		good = str_is(r.scan.at.text, "__metadata__") ? metadata(&r) : tensor(&r);
	if (good && r.scan.at.token == JSON_OBJECT_END && json_scan_next(&r.scan) != JSON_END)
		wrong(&r, "something follows the object");
	if (e->code == ERR_INPUT && in->offset + in->at >= h->start)
		err_hint(e, "the header ends at byte %llu", (unsigned long long)h->start);
	json_scan_free(&r.scan);
	return e->code;
}
