/* SPDX-License-Identifier: MIT */
/* writer: rows of named cells out as csv, tsv, json, ndjson, table, npy or gnuplot. */
#ifndef IO_WRITER_H
#define IO_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "io/reader.h"

struct writer_opts {
	enum format out;		/* FORMAT_AUTO: by the extension of file; else table on a terminal; else csv */
	const char *file;		/* -o, or NULL: standard output */
	char delimiter;			/* 0: by the format */
	int digits;			/* 0: shortest that reads back (6 in table, md, latex) */
	bool header;			/* names in csv and tsv */
	bool matrix;			/* bare numbers: JSON rows are arrays, npy is (rows, cols) */
	bool human;			/* counts as 73.2B in table */
	int width;			/* columns of the terminal, 0: not a terminal, nothing is elided */
	const char *title;		/* gnuplot, table */
};

/* A column of the output. */
struct writer_column {
	struct str name;
	bool count;			/* params, tokens, FLOPs: 73.2B in table */
	bool text;			/* cells are text (alignment; never quoted as numbers in JSON) */
	const char *range, *note;	/* beside the value when a single row stands on its side: "0..1", "larger is sparser"; may be NULL */
};

struct writer;

/*
 * With -o the bytes go to a new file beside it, renamed over it by writer_close when everything succeeded; equal bytes leave the
 * old file and its time.  Never NULL: the first error is kept (writer_error) and later calls are no-ops.
 */
struct writer *writer_open(const struct writer_opts *o);

/* The columns, once, before the first cell. */
void writer_columns(struct writer *w, size_t n, const struct writer_column columns[]);

/* The cells of a row, from left to right; after the last column the row is complete. */
void writer_number(struct writer *w, double x);
void writer_count(struct writer *w, uint64_t n);
void writer_text(struct writer *w, struct str s);
void writer_numbers(struct writer *w, size_t n, const double x[]);

/* Bytes as they are (documents, gnuplot scripts made by a program). */
void writer_raw(struct writer *w, struct str s);

/* All rows written so far leave the buffer, so that a reader of a pipe sees them. */
void writer_flush(struct writer *w);

/*
 * Ends the output: brackets, table layout, flush, close, rename.  ok = false leaves a -o target untouched and says nothing more.
 * Returns 0 or the error's code.
 */
int writer_close(struct writer *w, bool ok);

struct err *writer_error(struct writer *w);

/* The format in use. */
enum format writer_format(const struct writer *w);

#endif
