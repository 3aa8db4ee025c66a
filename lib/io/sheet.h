/* SPDX-License-Identifier: MIT */
/* sheet: a table as lines of text, what csv and ssv have in common; a splitter cuts its rows into cells. */
#ifndef IO_SHEET_H
#define IO_SHEET_H

#include "io/source.h"

enum { SHEET_CELL = 1 << 20 };		/* bytes of the longest cell */

/*
 * A selected column; its number or text goes to place slot of the row.  plain: it is wanted once, as a NUMBER; run: so many from this one on
 * are plain, in columns and places that follow each other.
 */
struct want {
	size_t index, slot, run;
	const struct column *c;
	bool plain;
};

/*
 * row      (splitter) begins with sheet_begin, gives every cell of the row that begins with the line of n bytes at in->at to
 *          sheet_cell, places to sheet_place while sheet_asks, consumes its lines, and ends with sheet_end.  Returns the error's
 *          code.  It may go on with the rows after it, as long as rows_full(&t->rows, t->most) is false.
 * wants    in the order of the file; after the last, one with an index that no column has
 * k, w     cells of the row seen so far, the next of the wants
 * to       where the numbers of the row go
 * most     rows that the block may have
 * bad      the first error of a cell in the row, bad_cell its number;  surplus: place of the first cell beyond the width
 * blanks   blank lines seen before the line at hand, the first in blank_line (one-column tables: missing values)
 */
struct sheet {
	struct source *s;
	int (*row)(struct sheet *t, size_t n);
	struct rows rows, first;	/* first: each cell of the first row is a row of one text */
	struct place *places;
	size_t cap_places;
	struct want *wants;
	size_t k, w, most, bad_cell, blanks, blank_line;
	double *to;
	struct err bad;
	struct place surplus;
	bool reading_first, first_waits, first_is_data;
};

/*
 * The functions of a source_type, for a source whose state begins with a sheet.  sheet_open is given that state, zero, from
 * base/mem; sheet_close frees it.
 */
int sheet_open(struct source *s, struct sheet *t, int (*row)(struct sheet *t, size_t n));
int sheet_start(struct source *s, size_t n, const struct column columns[], bool first_is_data);
int sheet_next(struct source *s, struct block *b, size_t max_rows);
void sheet_close(struct source *s);

/* An empty row; also takes back what was given of one. */
int sheet_begin(struct sheet *t);

/* The next cell, trimmed.  An error is kept in t->bad until sheet_end, so that the shape of the row is judged first. */
void sheet_cell(struct sheet *t, struct str cell);

/* A trimmed cell for one want of the row; false when it is none that it takes. */
bool sheet_deliver(struct sheet *t, const struct want *w, struct str cell);

/* Whether places are asked for, and the place of cell k. */
bool sheet_asks(const struct sheet *t);
void sheet_place(struct sheet *t, size_t k, struct place p);

/* The row, which began in line, ends at a place (the byte after its last). */
int sheet_end(struct sheet *t, size_t line, struct place end);

/* Refuses NUL, and CR without LF, in the line of n bytes at in->at. */
int sheet_check(struct sheet *t, size_t n);

/* Length of the line of n bytes without its LF or CR LF. */
size_t sheet_bare(const char line[], size_t n);

#endif
