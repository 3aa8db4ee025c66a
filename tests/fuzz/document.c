/* SPDX-License-Identifier: MIT */
/* document: any bytes as JSON documents; the tree of those that are read is the tree that cJSON makes of them. */
#include <math.h>
#include <stdlib.h>

#include "io/document_tree.h"
#include "target.h"

/* Equal in kind, keys, texts, order and, but beyond the largest double, in numbers. */
static bool
same(const cJSON *a, const cJSON *b)
{
	if (!a || !b)
		return a == b;
	if ((a->type & 255) != (b->type & 255) || !a->string != !b->string || (a->string && strcmp(a->string, b->string) != 0))
		return false;
	if (cJSON_IsString(a) && strcmp(a->valuestring, b->valuestring) != 0)
		return false;
	if (cJSON_IsNumber(a) && isfinite(a->valuedouble) && (a->valuedouble < b->valuedouble || a->valuedouble > b->valuedouble))
		return false;
	for (a = a->child, b = b->child; a && b; a = a->next, b = b->next)
		if (!same(a, b))
			return false;
	return a == b;
}

/* Every question about every value: a wrong kind is an error with a path, never a crash. */
static void
ask(const struct document *d, const struct node *at, const char *key)
{
	const struct node *inside;
	struct str text;
	uint64_t count;
	double x[3];
	size_t n;
	bool flag;

	document_number(d, at, key, x);
	err_clear(document_error(d));
	document_real(d, at, key, x);
	err_clear(document_error(d));
	document_count(d, at, key, &count);
	err_clear(document_error(d));
	document_flag(d, at, key, &flag);
	err_clear(document_error(d));
	document_reals(d, at, key, 3, x);
	err_clear(document_error(d));
	document_object(d, at, key, &inside);
	err_clear(document_error(d));
	document_array(d, at, key, &inside, &n);
	err_clear(document_error(d));
	if (document_text(d, at, key, &text) == 0 && strlen(text.s) != text.n)
		abort();
	err_clear(document_error(d));
}

static void
walk(const struct document *d, const struct node *at, int depth)
{
	for (const struct node *x = document_first(at); x && depth < 8; x = document_after(x)) {
		ask(d, x, NULL);
		if (document_key(x))
			ask(d, at, document_key(x));
		walk(d, x, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct err e = { 0 };
	const char *after;

	if (size < 1)
		return 0;
	memory_put(data + 1, size - 1, data[0]);
	struct document *d = document_open(MEMORY_PATH, "s", 1, &e);
	const char *p = (const char *)data + 1, *end = (const char *)data + size;
	if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	while (d && document_next(d) > 0) {
		while (p < end && (unsigned char)*p <= ' ')
			p++;
		cJSON *x = cJSON_ParseWithLengthOpts(p, (size_t)(end - p), &after, false);
		if (!same(document_tree_inside(document_root(d)), x))
			abort();
		p = after;
		cJSON_Delete(x);
		walk(d, document_root(d), 0);
	}
	document_close(d);
	return 0;
}
