/* SPDX-License-Identifier: MIT */
/* writer_npy: one array (rows, columns) of doubles, format version 1.0 (numpy.lib.format). */
#include <stdio.h>
#include <string.h>

#include "io/writer_type.h"

/* Room for the dict with two numbers of 20 digits; data begin at a multiple of 64. */
enum { HEAD = 128, MAGIC = 10 };

/* "\x93NUMPY", version, bytes of the rest as u16 (little-endian), then the dict, blanks and a newline. */
static void
head(size_t rows, size_t cols, char out[HEAD])
{
	static const char magic[MAGIC] = { '\x93', 'N', 'U', 'M', 'P', 'Y', 1, 0, HEAD - MAGIC, 0 };
	memcpy(out, magic, MAGIC);
	int n = snprintf(out + MAGIC, HEAD - MAGIC, "{'descr': '<f8', 'fortran_order': False, 'shape': (%zu, %zu), }", rows,
		cols);
	memset(out + MAGIC + n, ' ', (size_t)(HEAD - MAGIC - n));
	out[HEAD - 1] = '\n';
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
	output_keep(&w->out);
	head(0, w->n, h);
	output_put(&w->out, (struct str){ h, HEAD });
}

static void
number(struct writer *w, double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	char *p = output_room(&w->out, sizeof bits);
	for (size_t k = 0; k < sizeof bits; k++)
		p[k] = (char)(bits >> 8 * k & 0xFF);
	w->out.n += sizeof bits;
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
	head(w->rows, w->n, h);
	output_patch(&w->out, 0, (struct str){ h, HEAD });
}

const struct writer_type writer_npy = { .columns = columns, .number = number, .count = count, .text = text, .finish = finish };
