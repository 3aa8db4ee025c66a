/* SPDX-License-Identifier: MIT */
/* reader: tables of numbers from csv, tsv, ssv, json and npy, and tensors, block by block, through one call. */
#ifndef IO_READER_H
#define IO_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sha256.h"
#include "base/str.h"

enum format {
	FORMAT_AUTO, FORMAT_CSV, FORMAT_TSV, FORMAT_SSV, FORMAT_JSON, FORMAT_NDJSON, FORMAT_NPY, FORMAT_SAFETENSORS,
	FORMAT_TABLE, FORMAT_MD, FORMAT_LATEX, FORMAT_GNUPLOT
};

/* Names as typed after --in and --out, up to NULL, at the index of their enum. */
extern const char *const format_names[];

enum kind {
	NUMBER,			/* a double */
	COUNT,			/* a double, also with a suffix: 70B, 1.4T (base/sweep.h) */
	TEXT			/* struct str: labels, 70-digit integers */
};

/* What the program wants of column index (0-based, of the header): numbers go to block.v, text to block.text, in this order. */
struct column {
	size_t index;
	enum kind kind;
	bool optional;		/* an empty or missing cell is NaN whatever missing says (columns that may be unused) */
};

enum header { HEADER_AUTO, HEADER_YES, HEADER_NO };

enum { MISSING_ERROR, MISSING_NAN };

struct tensor;

struct reader_opts {
	enum format in;
	char delimiter;			/* 0: by the format, or found */
	char comment;			/* lines that begin with it are skipped; 0: such a line '#' is an error with a hint */
	enum header header;
	int missing;			/* MISSING_ERROR: stop with the place; MISSING_NAN: NaN in the block */
	const char *text_hint;		/* what to do about text where a number should be; NULL: nothing is said */
	const char *missing_hint;	/* what to do about it; NULL: --na skip */
	bool infinite;			/* +-inf are values; else an error with its place */
	bool complex;			/* complex npy as re,im pairs; else an error */
	bool ragged;			/* JSON rows of different length are fine (taken one by one) */
	bool rounded;			/* integers above 2^53 that no double holds are rounded; else an error */
	bool whole_rows;		/* never block.more: a row that does not fit max_memory is an error */
	bool hashed;			/* reader_sha256 is wanted */
	bool threads;			/* another thread may read ahead */
	size_t max_memory;		/* bytes one block may hold */
	bool tensors;			/* the tensors of safetensors files are taken; else such a file is an error */
	const char *only;		/* a LIST of tensors to read (io/columns.h: columns_match); NULL: all */
	bool (*is_number)(struct str);	/* what a number is in columns of TEXT; NULL: they hold labels */
};

enum { BLOCK_LEAD = 30 };		/* axes of npy but the last two */

/*
 * rows x cols doubles, row-major, owned by the reader until its next call.  A block never spans files and its boundaries depend
 * on nothing but the input and max_rows.
 *
 * v        (rows, cols)    the NUMBER and COUNT columns, in the order selected; missing is NaN
 * text     (rows, n_text)  the TEXT columns
 * line     (rows)          physical line of each row; 0 where the format has no lines (npy)
 * lead     (n_lead)        at most BLOCK_LEAD leading indices of npy of rank >= 3 (i0, i1, ..), of the first row; rows of a block share them
 * more                     the row goes on in the next block (rows is 1 then; never with reader_opts.whole_rows)
 *
 * Of safetensors, whose rows are the last axis of a tensor: tensor is the one they belong to (else NULL), which ends with this block or
 * not; a tensor without elements is one row of nothing.  matrix is the number of its last two axes, from 0, and rows of a block share
 * it; first counts within the tensor.  NaN and infinities are in the block whatever the options say.
 */
struct block {
	size_t rows, cols, n_text, n_lead;
	double *v;
	const struct str *text;
	const size_t *line;
	const size_t *lead;
	const char *file;
	size_t first;			/* 0-based number of the first row within its file */
	bool more, ends;
	const struct tensor *tensor;	/* io/safetensors_header.h */
	size_t matrix;
};

struct reader;

/*
 * Opens the first of paths[0..n) (n = 0: standard input), finds its format, reads its first row.  Never NULL: without memory, or
 * when something is wrong, the error is in reader_error and every later call is a no-op.
 */
struct reader *reader_open(size_t n, const char *const paths[], const struct reader_opts *o);

/*
 * The cells of the first row as text, before it is known whether they are names: what -c, -k and -g are matched against
 * (io/columns.h).  named is true when they are names for certain (the keys of JSON records, --header); until then a cell that is
 * a number is given as empty, because it can be no name.  n is 0, and the result NULL, for npy, for rows of JSON numbers and
 * under HEADER_NO, where *width is still the number of columns.  Valid until reader_next.
 */
const struct str *reader_first(struct reader *r, size_t *n, bool *named, size_t *width);

/*
 * Chooses columns; n = 0 or no call at all: every column is a NUMBER.  Then the header is judged (command-line.md "Header") on
 * the columns read as numbers (with is_number: also those of TEXT), or on all when there are none.  Called at most once, before
 * reader_next.  Returns 0 or the error's code.
 */
int reader_select(struct reader *r, size_t n, const struct column columns[]);

/* The names of all columns, once the header was judged (reader_select, or the first reader_next); without one NULL and n = 0. */
const struct str *reader_header(struct reader *r, size_t *n);

/* True when every value of the input is one column of scalars (one-column text, JSON scalars), so that it is one vector. */
bool reader_is_column(struct reader *r);

/* Number of leading indices that the blocks will carry (block.lead): 0 but for npy of rank >= 3. */
size_t reader_lead(const struct reader *r);

/* Rows of the whole input, when they are known before they are read (of one npy file); else 0. */
size_t reader_rows(const struct reader *r);

/* The format that was found, and the npy descr ("<f4") or "" of the current file. */
enum format reader_format(const struct reader *r);
const char *reader_dtype(const struct reader *r);

/*
 * Up to max_rows rows (at least one; fewer when the reader's window, the file or max_memory ends first: ask again; SIZE_MAX does
 * not mean the whole file at once).  1: a block; 0: the end of all files; -1: an error, in reader_error.
 */
int reader_next(struct reader *r, struct block *b, size_t max_rows);

/* The SHA-256 of the bytes of all files read so far, one after the other, in 64 hexadecimal digits; needs reader_opts.hashed. */
void reader_sha256(const struct reader *r, char out[SHA256_HEX]);

/* Rows delivered as blocks so far are good even when this has an error. */
struct err *reader_error(struct reader *r);

/*
 * What looks wrong but is not an error, for cli to print: warning i (0, 1, ..) as place, text and hint, or NULL after the last
 * so far.  Any call of reader_next may add one, at most one a file and kind.  Valid until the next call.
 */
const struct err *reader_warning(const struct reader *r, size_t i);

void reader_close(struct reader *r);

#endif
