/* SPDX-License-Identifier: MIT */
/* safetensors_header: see safetensors_header.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/safetensors_parse.h"

int
safetensors_wrong(const struct safetensors_header *h, const struct input *in, const struct tensor *t, struct err *e, const char *format,
	...)
{
	char shown[STR_SHOWN], what[160];
	va_list ap;
	va_start(ap, format);
	vsnprintf(what, sizeof what, format, ap);
	va_end(ap);
	str_show((struct str){ h->names.s ? h->names.s + t->name_at : "", t->name.n }, shown);
	err_set(e, ERR_INPUT, "tensor \"%s\": %s", shown, what);
	err_at(e, in->name, t->line, t->column);
	return e->code;
}

static int
by_place(const void *a, const void *b)
{
	const struct tensor *x = a, *y = b;
	uint64_t nx = x->elements * x->number.size, ny = y->elements * y->number.size;
	return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1) : nx != ny ? (nx < ny ? -1 : 1) :
		(x->name_at > y->name_at) - (x->name_at < y->name_at);
}

/* Equal names: the one that stands first in the file comes first. */
static int
by_name(const void *a, const void *b)
{
	const struct tensor *x = *(const struct tensor *const *)a, *y = *(const struct tensor *const *)b;
	int c = str_order(x->name, y->name);
	return c ? c : (x->name_at > y->name_at) - (x->name_at < y->name_at);
}

/* The data have to follow one another without hole and overlap. */
static int
place(struct safetensors_header *h, const struct input *in, struct err *e)
{
	if (h->n > 0)
		qsort(h->tensor, h->n, sizeof h->tensor[0], by_place);
	for (size_t i = 0; i < h->n; i++) {
		const struct tensor *t = &h->tensor[i];
		if (t->begin != h->bytes)
			return safetensors_wrong(h, in, t, e, "its data begin at byte %llu, but the data before end at %llu: %s",
				(unsigned long long)t->begin, (unsigned long long)h->bytes, t->begin < h->bytes ? "they overlap" : "a hole");
		h->bytes += t->elements * t->number.size;
	}
	return 0;
}

/* Pointers into the arrays, which do not move any more, and the names in order, each once. */
static int
settle(struct safetensors_header *h, const struct input *in, struct err *e)
{
	if (!(h->by_name = mem_alloc(h->n, sizeof h->by_name[0])))
		return err_memory(e);
	for (size_t i = 0; i < h->n; i++) {
		struct tensor *t = &h->tensor[i];
		t->name.s = h->names.s ? h->names.s + t->name_at : "";
		t->shape = t->rank ? h->shapes + t->shape_at : NULL;
		h->by_name[i] = t;
	}
	qsort(h->by_name, h->n, sizeof h->by_name[0], by_name);
	for (size_t i = 1; i < h->n; i++)
		if (str_eq(h->by_name[i - 1]->name, h->by_name[i]->name))
			return safetensors_wrong(h, in, h->by_name[i], e, "the name for the second time");
	return 0;
}

static int
check_size(const struct safetensors_header *h, const struct input *in, struct err *e)
{
	if (in->size == UINT64_MAX || in->size == h->start + h->bytes)
		return 0;
	uint64_t have = in->size > h->start ? in->size - h->start : 0;
	if (have < h->bytes)
		err_set(e, ERR_INPUT, "the file is cut off: %llu of %llu bytes of tensors are there", (unsigned long long)have,
			(unsigned long long)h->bytes);
	else
		err_set(e, ERR_INPUT, "%llu bytes follow the last tensor", (unsigned long long)(have - h->bytes));
	err_at(e, in->name, 0, 0);
	return e->code;
}

/* The length of the JSON text, in front of it; 0 with an error. */
static uint64_t
header_length(struct input *in, struct err *e)
{
	uint64_t n = 0;
	int got = input_need(in, 8, e);
	for (size_t k = 8; got > 0 && k-- > 0;)
		n = n << 8 | in->buf[in->at + k];
	if (got == 0)
		err_set(e, ERR_INPUT, "the file ends within the 8 bytes that say how long its safetensors header is");
	else if (got > 0 && n > SAFETENSORS_LONGEST)
		err_set(e, ERR_INPUT, "a safetensors header of %llu bytes is longer than 16 MiB", (unsigned long long)n);
	else if (got > 0 && n < 2)
		err_set(e, ERR_INPUT, "a safetensors header of %llu bytes holds no JSON object", (unsigned long long)n);
	else if (got > 0 && in->size != UINT64_MAX && n > in->size - 8)
		err_set(e, ERR_INPUT, "a safetensors header of %llu bytes is longer than the file", (unsigned long long)n);
	if (e->code) {
		err_at(e, in->name, 0, 0);
		return 0;
	}
	in->at += 8;
	return n;
}

int
safetensors_header_read(struct safetensors_header *h, struct input *in, struct err *e)
{
	*h = (struct safetensors_header){ 0 };
	uint64_t length = header_length(in, e);
	if (length == 0)
		return e->code;
	input_fence(in, length);
	h->start = in->fence;
	safetensors_parse(h, in, e);
	input_unfence(in);
	return e->code || place(h, in, e) || settle(h, in, e) ? e->code : check_size(h, in, e);
}

const struct tensor *
safetensors_header_find(const struct safetensors_header *h, struct str name)
{
	size_t low = 0, high = h->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = str_order(h->by_name[middle]->name, name);
		if (c == 0)
			return h->by_name[middle];
		*(c < 0 ? &low : &high) = c < 0 ? middle + 1 : middle;
	}
	return NULL;
}

size_t
safetensors_header_shape(const struct tensor *t, char out[SAFETENSORS_SHAPE])
{
	size_t n = t->rank ? 0 : 6;
	memcpy(out, "scalar", 6);
	for (size_t k = 0; k < t->rank; k++) {
		if (k > 0)
			out[n++] = 'x';
		n += num_print_count(t->shape[k], out + n);
	}
	return n;
}

void
safetensors_header_free(struct safetensors_header *h)
{
	mem_free(h->tensor);
	mem_free(h->by_name);
	mem_free(h->shapes);
	text_free(&h->names);
	*h = (struct safetensors_header){ 0 };
}
