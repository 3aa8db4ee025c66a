/* SPDX-License-Identifier: MIT */
/* source: what a format has to do to be read; the reader is its only caller. */
#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "base/num.h"
#include "io/input.h"
#include "io/reader.h"
#include "io/rows.h"

/*
 * One open file of one format.  The reader opens in, finds the format (a UTF-8 byte order mark is stepped over) and then calls, in
 * this order, each at most once a file:
 *
 * open   reads up to the first row and fills first (its cells as text, trimmed, in the source's memory) or, for formats of bare numbers,
 *        n_first = 0; always width, the number of columns; named when first holds names that cannot be data (JSON keys).
 *        A file without any row: n_first = width = 0, and 0 is returned; the reader knows what to say.
 * start  is told what to deliver: n selected columns (indices of this file; always given, also when all are wanted), and whether the
 *        first row is data or a header.  columns outlives the source.
 * next   (as often as wanted) sets rows, v, text, line, cols, n_text, lead, n_lead and more of the block for up to max_rows rows (>= 1),
 *        in memory of the source that lasts until its next call: 1, 0 at the end, -1 on error.  An error after good rows: the rows are
 *        returned with 1, the error stays in s->err, and the reader does not call again.
 * close  frees state (NULL when open failed early), not in.
 *
 * All report errors in s->err with their place (file, line, column) and the column's name, and return its code, or -1 from next.
 */
struct source;

struct place {
	size_t line, column;		/* 1-based; the byte */
};

struct source_type {
	const char *name;
	int (*open)(struct source *s);
	int (*start)(struct source *s, size_t n, const struct column columns[], bool first_is_data);
	int (*next)(struct source *s, struct block *b, size_t max_rows);
	void (*close)(struct source *s);
};

struct source {
	const struct source_type *type;
	const struct reader_opts *opts;
	struct input in;
	struct err *err;
	enum format format;
	char delimiter;
	void *state;
	const struct str *first;
	const struct place *first_place;	/* of each cell of first, or NULL */
	size_t n_first, width;
	size_t n_rows;			/* npy: rows of the file; 0: not known */
	size_t n_lead;			/* npy: leading indices of a row (block.lead) */
	bool named;
	bool scalars;			/* JSON: a sequence of scalars, one column */
	char dtype[16];
	uint64_t *hits;			/* safetensors: the items of opts->only that named something (columns_match) */
};

extern const struct source_type source_csv, source_ssv, source_json, source_npy, source_safetensors;

/* What a cell of text is: shared by csv, ssv and JSON strings, so that all agree. */
enum cell { CELL_NUMBER, CELL_MISSING, CELL_TEXT };

/* Missing: empty, NA, N/A, nan, NaN, null, None.  A number: the grammar of base/num.h and inf; 1e999 is one too, 0x10 is text. */
enum cell cell_class(struct str trimmed, enum kind kind);

/*
 * Reads a trimmed cell as the number that column c wants, by the rules of o; a missing cell is NaN under MISSING_NAN or in an optional
 * column.  Returns 0, or fills e's text, hint and code (the caller adds the place and the column's name).
 */
int cell_read(struct str trimmed, const struct column *c, const struct reader_opts *o, double *value, struct err *e);

/*
 * The same refusals for a number that was parsed already: result and *value are what num_parse gave for text.  0 when the value may be
 * used: NUM_OK and finite (or o->infinite), or NUM_INEXACT_INTEGER with o->rounded.
 */
int cell_judge(enum num_result result, double value, struct str text, const struct reader_opts *o, struct err *e);

#endif
