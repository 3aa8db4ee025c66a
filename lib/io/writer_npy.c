/* SPDX-License-Identifier: MIT */
/* writer_npy: one array (rows, columns) of doubles, floats or halves, format version 1.0 (numpy.lib.format). */
#include <stdio.h>
#include <string.h>

#include "io/narrow.h"
#include "io/writer_type.h"

/* Room for the dict with two numbers of 20 digits; data begin at a multiple of 64. */
enum { HEAD = 128, MAGIC = 10 };

/* "\x93NUMPY", version, bytes of the rest as u16 (little-endian), then the dict, blanks and a newline. */
static void
head(size_t rows, size_t cols, int size, char out[HEAD])
{
	static const char magic[MAGIC] = { '\x93', 'N', 'U', 'M', 'P', 'Y', 1, 0, HEAD - MAGIC, 0 };
	memcpy(out, magic, MAGIC);
	int n = snprintf(out + MAGIC, HEAD - MAGIC, "{'descr': '<f%d', 'fortran_order': False, 'shape': (%zu, %zu), }", size,
		rows, cols);
	memset(out + MAGIC + n, ' ', (size_t)(HEAD - MAGIC - n));
	out[HEAD - 1] = '\n';
}

static int
size_of(const struct writer *w)
{
	return w->opts.npy_size ? w->opts.npy_size : 8;
}

static void
refuse(struct writer *w)
{
	char name[STR_SHOWN];
	str_show(w->columns[w->at].name, name);
	err_set(&w->err, ERR_USAGE, "npy takes numbers only");
	err_name(&w->err, strlen(name), name);
	err_hint(&w->err, "leave the column out, or use --out csv or json");
}

static void
columns(struct writer *w)
{
	char h[HEAD];
	for (w->at = 0; w->at < w->n; w->at++)
		if (w->columns[w->at].text) {
			refuse(w);
			return;
		}
	w->at = 0;
	if (!w->expected)
		output_keep(&w->out);
	head(w->expected, w->n, size_of(w), h);
	output_put(&w->out, (struct str){ h, HEAD });
}

static uint64_t
bits_of(double x, int size)
{
	uint64_t bits = 0;
	uint32_t narrow;

	if (size == 2)
		return narrow_to_half(x);
	if (size == 4) {
		float f = (float)x;
		memcpy(&narrow, &f, sizeof narrow);
		return narrow;
	}
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static void
number(struct writer *w, double x)
{
	size_t size = (size_t)size_of(w);
	uint64_t bits = bits_of(x, (int)size);
	char *p = output_room(&w->out, size);

	for (size_t k = 0; k < size; k++)
		p[k] = (char)(bits >> 8 * k & 0xFF);
	w->out.n += size;
}

/* A run of cells at once. */
static void
numbers(struct writer *w, size_t n, const double x[])
{
	size_t size = (size_t)size_of(w), most = OUTPUT_ROOM / 8;

	if (size == 8 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		output_put(&w->out, (struct str){ (const char *)(const void *)x, n * size });
		return;
	}
	for (size_t at = 0; at < n; at += most) {
		size_t m = n - at < most ? n - at : most;
		unsigned char *p = (unsigned char *)output_room(&w->out, m * size);
		for (size_t i = 0; i < m; i++) {
			uint64_t bits = bits_of(x[at + i], (int)size);
			for (size_t k = 0; k < size; k++)
				p[i * size + k] = (unsigned char)(bits >> 8 * k & 0xFF);
		}
		w->out.n += m * size;
	}
}

static void
count(struct writer *w, uint64_t n)
{
	number(w, (double)n);
}

static void
text(struct writer *w, struct str s)
{
	(void)s;
	refuse(w);
}

static void
finish(struct writer *w)
{
	char h[HEAD];
	if (w->rows == w->expected)
		return;
	if (w->expected) {
		err_set(&w->err, ERR_SYSTEM, "npy was announced with %zu rows, but there are %zu", w->expected, w->rows);
		return;
	}
	head(w->rows, w->n, size_of(w), h);
	output_patch(&w->out, 0, (struct str){ h, HEAD });
}

const struct writer_type writer_npy = { .columns = columns,
	.number = number, .numbers = numbers, .count = count, .text = text, .finish = finish };
