/* SPDX-License-Identifier: MIT */
/* writer_npy: one array (rows, columns) of doubles, floats or halves, format version 1.0 (numpy.lib.format). */
#include <stdio.h>
#include <string.h>

#include "io/npy_encode.h"
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

int
writer_numbers_only(struct writer *w)
{
	for (size_t k = 0; k < w->n; k++)
		if (w->columns[k].text) {
			w->at = k;
			writer_refuse_text(w, (struct str){ "", 0 });
			w->at = 0;
			break;
		}
	return w->err.code;
}

void
writer_refuse_text(struct writer *w, struct str s)
{
	char name[STR_SHOWN];
	(void)s;
	str_show(w->columns[w->at].name, name);
	err_set(&w->err, ERR_USAGE, "%s takes numbers only", format_names[w->opts.out]);
	err_name(&w->err, strlen(name), name);
	err_hint(&w->err, "leave the column out, or use --out csv or json");
}

static void
columns(struct writer *w)
{
	char h[HEAD];
	if (writer_numbers_only(w))
		return;
	if (!w->expected)
		output_keep(&w->out);
	head(w->expected, w->n, size_of(w), h);
	output_put(&w->out, (struct str){ h, HEAD });
}

static void
number(struct writer *w, double x)
{
	npy_encode(&w->out, (size_t)size_of(w), 1, &x);
}

/* A run of cells at once. */
static void
numbers(struct writer *w, size_t n, const double x[])
{
	npy_encode(&w->out, (size_t)size_of(w), n, x);
}

static void
count(struct writer *w, uint64_t n)
{
	number(w, (double)n);
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
	.number = number, .numbers = numbers, .count = count, .text = writer_refuse_text, .finish = finish };
