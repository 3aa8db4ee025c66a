/* SPDX-License-Identifier: MIT */
/* safetensors: see safetensors.h. */
#include "io/safetensors.h"

static int
wrong(const struct safetensors *f, const struct input *in, const char *what, struct err *e)
{
	char shown[STR_SHOWN];
	err_set(e, ERR_INPUT, "tensor \"%s\": %s", str_show(f->t->name, shown), what);
	err_at(e, in->name, 0, 0);
	return e->code;
}

int
safetensors_go(struct safetensors *f, struct input *in, const struct tensor *t, struct err *e)
{
	uint64_t begin = f->h.start + t->begin;
	f->t = t;
	f->at = 0;
	if (in->size == UINT64_MAX && begin < in->offset + in->at) {
		wrong(f, in, "a pipe cannot be read backwards, and its data came before others that were needed first", e);
		err_hint(e, "save the pipe to a file");
		return e->code;
	}
	return input_seek(in, begin, e) == 0 ? wrong(f, in, "the file is cut off before its data", e) : e->code;
}

/* Element i of those at the front of the buffer is no double. */
static int
wrong_integer(const struct safetensors *f, const struct input *in, size_t i, struct err *e)
{
	char shown[STR_SHOWN], digits[NUM_TEXT];
	unsigned long long element = f->at + i;
	size_t n = npy_decode_text(&f->t->number, in->buf + in->at + i * f->t->number.size, digits);
	str_show(f->t->name, shown);
	err_set(e, ERR_INPUT, "tensor \"%s\": no double holds the integer \"%.*s\", element %llu", shown, (int)n, digits,
		element);
	err_hint(e, "leave it out: -c '!%s'", shown);
	err_at(e, in->name, 0, 0);
	return e->code;
}

int
safetensors_take(struct safetensors *f, struct input *in, size_t n, double v[], struct err *e)
{
	const struct npy_number *number = &f->t->number;
	int got = input_need(in, n * number->size, e);
	if (got <= 0)
		return got < 0 ? e->code : wrong(f, in, "the file is cut off within its data", e);
	const unsigned char *bytes = in->buf + in->at;
	npy_decode(number, n, bytes, v);
	size_t i = npy_decode_rounded(number, n, bytes, v);
	if (i < n)
		return wrong_integer(f, in, i, e);
	in->at += n * number->size;
	f->at += n;
	return 0;
}

int
safetensors_end(const struct safetensors *f, struct input *in, struct err *e)
{
	if (in->size != UINT64_MAX)
		return 0;
	int got = input_seek(in, f->h.start + f->h.bytes, e);
	if (got == 0 && in->offset + in->end < f->h.start + f->h.bytes)
		err_set(e, ERR_INPUT, "the file is cut off: %llu of %llu bytes of tensors are there",
			(unsigned long long)(in->offset + in->end - f->h.start), (unsigned long long)f->h.bytes);
	else if (got > 0 && input_need(in, 1, e) > 0)
		err_set(e, ERR_INPUT, "more bytes follow the last tensor");
	if (e->code)
		err_at(e, in->name, 0, 0);
	return e->code;
}
