/* SPDX-License-Identifier: MIT */
/* source: what a format has to do to be read; the reader is its only caller. */
#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "io/input.h"
#include "io/reader.h"

/*
 * One open file of one format.
 *
 * open   reads up to the first row and fills first (its cells as text, in the source's memory) or, for formats of bare numbers,
 *        n_first = 0 and width; named when first holds names that cannot be data (JSON keys).
 * start  is told what to deliver: selected columns (indices of this file), and whether the first row is data or a header.
 * next   fills v, text and line of the block for up to max_rows rows: 1, 0 at the end, -1 on error.
 * close  frees state.
 */
struct source;

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
	size_t n_first, width;
	bool named;
	bool scalars;			/* JSON: a sequence of scalars, one column */
	char dtype[16];
};

extern const struct source_type source_csv, source_ssv, source_json, source_npy;

/* What a cell of text is: shared by csv, ssv and JSON strings, so that all agree. */
enum cell { CELL_NUMBER, CELL_MISSING, CELL_TEXT };

/* Missing: empty, NA, N/A, nan, NaN, null, None.  A number: the grammar of base/num.h and inf; 1e999 is one too, 0x10 is text. */
enum cell cell_class(struct str trimmed, enum kind kind);

/*
 * Reads a trimmed cell as a number of the given kind by the rules of o.  Returns 0, or fills e's text, hint and code (the caller adds the
 * place and the column's name).
 */
int cell_read(struct str trimmed, enum kind kind, const struct reader_opts *o, double *value, struct err *e);

#endif
