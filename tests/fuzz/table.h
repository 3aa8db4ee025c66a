/* SPDX-License-Identifier: MIT */
/* table: what a reader makes of the file in memory, as one number: equal for every way of reading that has to agree. */
#ifndef TESTS_FUZZ_TABLE_H
#define TESTS_FUZZ_TABLE_H

#include <stdlib.h>

#include "io/reader.h"
#include "target.h"

struct digest {
	uint64_t h;
	bool good;			/* all was read without an error */
};

static inline void
digest_add(struct digest *d, size_t n, const void *bytes)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < n; i++)
		d->h = (d->h ^ b[i]) * UINT64_C(1099511628211);
}

static inline void
digest_str(struct digest *d, struct str s)
{
	digest_add(d, sizeof s.n, &s.n);
	digest_add(d, s.n, s.s);
}

static inline void
digest_err(struct digest *d, const struct err *e)
{
	char line[1024];

	err_line(e, sizeof line, line);
	digest_str(d, str_of(line));
}

static inline void
digest_block(struct digest *d, const struct block *b, const struct reader_opts *o)
{
	for (size_t i = 0; i < b->rows; i++) {
		for (size_t j = 0; j < b->cols; j++) {
			double x = b->v[i * b->cols + j];
			if (!o->infinite && (x > 1.7976931348623157e308 || x < -1.7976931348623157e308))
				abort();
			digest_add(d, sizeof x, &x);
		}
		for (size_t j = 0; j < b->n_text; j++)
			digest_str(d, b->text[i * b->n_text + j]);
		if (b->line)
			digest_add(d, sizeof *b->line, &b->line[i]);
		if (!b->more)
			digest_str(d, STR("row"));
	}
	if (b->n_lead)
		digest_add(d, b->n_lead * sizeof *b->lead, b->lead);
}

enum { TABLE_COLUMNS = 64 };

/* Of all columns, by two bits of how a column: a number, a count, a text, left out; the last two make it optional. */
static inline size_t
table_choose(size_t width, unsigned how, struct column columns[TABLE_COLUMNS])
{
	size_t n = 0;

	for (size_t i = 0; i < width && n < TABLE_COLUMNS; i++) {
		unsigned kind = how >> i % 3 * 2 & 3;
		if (kind < 3)
			columns[n++] = (struct column){ i, (enum kind)kind, how >> 6 & 1 };
	}
	return n;
}

/* Reads the file by o in blocks of max_rows; columns by table_choose, or all when how is 0. */
static inline struct digest
table_read(const struct reader_opts *o, unsigned how, size_t max_rows)
{
	struct digest d = { .h = UINT64_C(14695981039346656037) };
	struct column columns[TABLE_COLUMNS];
	struct reader *r = reader_open(1, (const char *const[]){ MEMORY_PATH }, o);
	struct block b;
	size_t n, width = 0;
	bool named;

	if (how) {
		reader_first(r, &n, &named, &width);
		if ((n = table_choose(width, how, columns)) > 0)
			reader_select(r, n, columns);
	}
	const struct str *names = reader_header(r, &n);
	for (size_t i = 0; i < n; i++)
		digest_str(&d, names[i]);
	while (reader_next(r, &b, max_rows) > 0)
		digest_block(&d, &b, o);
	d.good = reader_error(r)->code == 0;
	digest_err(&d, reader_error(r));
	for (size_t i = 0; reader_warning(r, i); i++)
		digest_err(&d, reader_warning(r, i));
	reader_close(r);
	return d;
}

#endif
