/* SPDX-License-Identifier: MIT */
/* npy_data: see npy_data.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "io/npy_data.h"

static int
refuse(struct source *s)
{
	err_at(s->err, s->in.name, 0, 0);
	return s->err->code;
}

/* The size of the data against that of the file, where it has one. */
static int
check_size(const struct npy_data *d, struct source *s)
{
	uint64_t need = d->h.elements * d->h.size, start = s->in.offset + s->in.at;
	if (s->in.size == UINT64_MAX || s->in.size == start + need)
		return 0;
	uint64_t have = s->in.size > start ? s->in.size - start : 0;
	if (have < need)
		err_set(s->err, ERR_INPUT, "the file is cut off: %llu of %llu bytes of numbers are there", (unsigned long long)have,
			(unsigned long long)need);
	else
		err_set(s->err, ERR_INPUT, "%llu bytes follow the last number", (unsigned long long)(have - need));
	return refuse(s);
}

static int
read_header(struct npy_data *d, struct source *s)
{
	size_t length;
	if (input_need(&s->in, NPY_START, s->err) < 0)
		return s->err->code;
	size_t start = npy_header_start(s->in.end - s->in.at, s->in.buf + s->in.at, &length, s->err);
	if (start == 0)
		return refuse(s);
	int got = input_need(&s->in, start + length, s->err);
	if (got == 0)
		err_set(s->err, ERR_INPUT, "the file ends within its npy header");
	if (got <= 0 || npy_header_parse(length, (char *)s->in.buf + s->in.at + start, &d->h, s->err))
		return refuse(s);
	s->in.at += start + length;
	return check_size(d, s);
}

int
npy_data_open(struct npy_data *d, struct source *s)
{
	if (read_header(d, s))
		return s->err->code;
	bool complex = d->h.kind == 'c';
	if (complex && !s->opts->complex) {
		err_set(s->err, ERR_INPUT, "the npy file holds complex numbers (\"%s\"), which this program does not take", d->h.descr);
		return refuse(s);
	}
	d->parts = complex ? 2 : 1;
	d->number = (struct npy_number){ complex ? 'f' : d->h.kind, d->h.size / d->parts, d->h.big };
	d->cells = d->parts * (d->h.rank ? d->h.shape[d->h.rank - 1] : 1);
	d->rows = 1;
	for (size_t k = 0; k + 1 < d->h.rank; k++)
		d->rows *= d->h.shape[k];
	d->group = d->h.rank >= 3 ? d->h.shape[d->h.rank - 2] : d->rows;
	return 0;
}

int
npy_data_need(const struct npy_data *d, struct source *s, size_t n)
{
	int got = input_need(&s->in, n * d->number.size, s->err);
	if (got > 0)
		return 0;
	if (got == 0) {
		size_t whole = (s->in.end - s->in.at) / (d->cells * d->number.size);
		err_set(s->err, ERR_INPUT, "the file is cut off in row %zu of %zu", d->reached + whole + 1, d->rows);
		refuse(s);
	}
	return s->err->code;
}

int
npy_data_whole(struct npy_data *d, struct source *s)
{
	size_t bytes = d->h.elements * d->h.size;
	if (s->opts->max_memory && bytes > s->opts->max_memory) {
		err_set(s->err, ERR_MEMORY, "the npy file is in Fortran order and does not fit --max-memory");
		err_hint(s->err, "save it as numpy.save(f, numpy.ascontiguousarray(a))");
		return refuse(s);
	}
	for (size_t n = 0, k; n < bytes; n += k) {
		k = bytes - n < INPUT_BLOCK ? bytes - n : INPUT_BLOCK;
		if (npy_data_need(d, s, k / d->number.size))
			return s->err->code;
		if (!mem_reserve(&d->whole, &d->cap_whole, s->in.size == UINT64_MAX ? n + k : bytes, 1))
			return err_memory(s->err);
		memcpy(d->whole + n, s->in.buf + s->in.at, k);
		s->in.at += k;
	}
	return 0;
}

/* Element (i0, i1, .., in) is number i0 + s0 (i1 + s1 (..)). */
const unsigned char *
npy_data_fortran(const struct npy_data *d, size_t r, size_t k)
{
	size_t element = 0, stride = d->rows;
	for (size_t i = d->h.rank - 1; i-- > 0; r /= d->h.shape[i]) {
		stride /= d->h.shape[i];
		element += r % d->h.shape[i] * stride;
	}
	element += k / d->parts * d->rows;
	return d->whole + (element * d->parts + k % d->parts) * d->number.size;
}

size_t
npy_data_refused(const struct npy_data *d, struct source *s, size_t n, const double v[], const unsigned char bytes[])
{
	static const struct column number = { .kind = NUMBER };
	const struct reader_opts *o = s->opts;
	double ignored;
	size_t i = o->rounded ? n : npy_decode_rounded(&d->number, n, bytes, v);
	if (i < n) {
		char text[NUM_TEXT];
		struct str shown = { text, npy_decode_text(&d->number, bytes + i * d->number.size, text) };
		cell_judge(NUM_INEXACT_INTEGER, v[i], shown, o, s->err);
		return i;
	}
	if (d->number.kind != 'f' || (o->infinite && o->missing == MISSING_NAN))
		return n;
	for (i = npy_decode_special(n, v); i < n; i++)
		if (!isfinite(v[i]) &&
			cell_read(isnan(v[i]) ? STR("nan") : v[i] < 0 ? STR("-inf") : STR("inf"), &number, o, &ignored, s->err))
			break;
	return i;
}

int
npy_data_place(const struct npy_data *d, struct source *s, size_t r, size_t k)
{
	char name[sizeof s->err->name];
	size_t index[NPY_RANK] = { 0 }, n = 0, rank = d->h.rank;
	if (rank)
		index[rank - 1] = k / d->parts;
	for (size_t i = rank; i-- > 1; r /= d->h.shape[i - 1])
		index[i - 1] = r % d->h.shape[i - 1];
	name[0] = '\0';
	for (size_t i = 0; i < rank && n < sizeof name; i++)
		n += (size_t)snprintf(name + n, sizeof name - n, "%s%zu%s", i ? ", " : "[", index[i], i + 1 < rank ? "" : "]");
	err_name(s->err, strlen(name), name);
	return refuse(s);
}
