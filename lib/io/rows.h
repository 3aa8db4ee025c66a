/* SPDX-License-Identifier: MIT */
/* rows: the rows that a source gathers for one block. */
#ifndef IO_ROWS_H
#define IO_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "io/reader.h"

/* A block ends at the first of these: rows, or bytes of numbers and text (so at least one row, whatever its size). */
enum { ROWS_MOST = 4096, ROWS_BYTES = 1 << 20, ROWS_COLUMNS = 1000000 };

/*
 * n rows of cols numbers and n_text texts.  Zero before use.  Text i is bytes[texts_at[i] .. + texts[i].n), because the bytes
 * move while they grow; texts[i].s is set by rows_block.
 */
struct rows {
	size_t n, cols, n_text;
	double *v;
	struct str *texts;
	size_t *texts_at, *line;
	struct text bytes;
	size_t row_bytes;		/* of the row being made */
	size_t cap_v, cap_texts, cap_texts_at, cap_line;
};

/* Forgets all rows; the next ones have cols numbers and n_text texts. */
void rows_start(struct rows *r, size_t cols, size_t n_text);

/*
 * Room for one more row: where its cols numbers go, or NULL without memory (in e).  The row counts after rows_done; until then
 * another rows_room takes it back.
 */
double *rows_room(struct rows *r, struct err *e);

/* Text k (of n_text) of the row being made; the bytes are copied.  Every text of a row has to be set.  0 or ERR_MEMORY. */
int rows_text(struct rows *r, size_t k, struct str s, struct err *e);

/* The row is complete; it stood in this line. */
void rows_done(struct rows *r, size_t line);

/* True when the block is large enough, or has max_rows rows. */
bool rows_full(const struct rows *r, size_t max_rows);

/* Hands the rows over: rows, cols, n_text, v, text and line of b, valid until the next rows_start. */
void rows_block(struct rows *r, struct block *b);

void rows_free(struct rows *r);

#endif
