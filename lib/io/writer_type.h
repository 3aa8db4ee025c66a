/* SPDX-License-Identifier: MIT */
/* writer_type: what a format has to do to be written; the writer is its only caller. */
#ifndef IO_WRITER_TYPE_H
#define IO_WRITER_TYPE_H

#include "base/num.h"
#include "io/output.h"
#include "io/writer.h"

/*
 * columns  the columns are known (w->columns, w->n): checks them, writes the head, makes w->state
 * row      before the first cell of a row
 * number, count, text   cell w->at of row w->rows, both from 0
 * numbers  n cells of numbers from w->at on, all in one row, when it is worth it
 * array    a named array, of formats that hold several; without it they are refused
 * end      after the last cell of a row
 * finish   after the last row, when all went well
 * close    frees w->state, also after an error
 *
 * All but the cells may be NULL.  Nothing is called after an error, except close.
 */
struct writer_type {
	void (*columns)(struct writer *w);
	void (*row)(struct writer *w);
	void (*number)(struct writer *w, double x);
	void (*numbers)(struct writer *w, size_t n, const double x[]);
	void (*count)(struct writer *w, uint64_t n);
	void (*text)(struct writer *w, struct str s);
	void (*array)(struct writer *w, const struct array *a);
	void (*end)(struct writer *w);
	void (*finish)(struct writer *w);
	void (*close)(struct writer *w);
};

struct writer {
	const struct writer_type *type;
	struct writer_opts opts;	/* settled: out is never FORMAT_AUTO, delimiter never 0 */
	struct output out;
	struct err err;
	struct writer_column *columns;	/* their names are in this memory too */
	size_t n, at, rows;
	size_t expected;		/* rows announced, or 0 */
	int human_digits;		/* of 73.2B */
	bool named;			/* writer_columns was called */
	void *state;
	void (*seen)(void *context, size_t column, double x, const struct str *text);	/* writer_watch; NULL: nobody watches */
	void *watcher;
};

extern const struct writer_type writer_csv, writer_json, writer_ndjson, writer_table, writer_md, writer_latex, writer_npy,
	writer_safetensors, writer_gnuplot;

/* Of formats that hold numbers only: refuses a column of text, the error's code; what they do with a cell of text. */
int writer_numbers_only(struct writer *w);
void writer_refuse_text(struct writer *w, struct str s);

/* x with the digits of the options. */
static inline size_t
writer_print(const struct writer *w, double x, char out[NUM_TEXT])
{
	return w->opts.digits ? num_print_digits(x, w->opts.digits, out) : num_print(x, out);
}

#endif
