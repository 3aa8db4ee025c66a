/* SPDX-License-Identifier: MIT */
/* writer: rows of named cells out as csv, tsv, json, ndjson, table, md, latex, npy, safetensors or gnuplot. */
#ifndef IO_WRITER_H
#define IO_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/err.h"
#include "base/str.h"
#include "io/reader.h"

/*
 * out, file    FORMAT_AUTO: by the extension of file (csv tsv json ndjson jsonl txt md tex npy safetensors gnuplot gp plt); else table when
 *              width > 0 and there is no file; else csv.  ssv is ERR_USAGE.  file: see io/output.h
 * delimiter    of csv and tsv; 0: by the format.  What may stand in a number, and what quotes or ends a line, is ERR_USAGE
 * digits       significant digits; 0: the shortest text that reads back the same, in table, md and latex 6
 * header       names in csv, tsv, table, md and latex; the rest has names always
 * matrix       bare numbers: no names in csv, tsv and latex; rows of JSON are arrays; gnuplot draws an image
 * npy_size     bytes of a number in npy and safetensors: 8, 4, 2; 0: 8.  Rounded to nearest, ties to even
 * human        in table, cells of count columns as 73.2B
 * width        columns of the terminal that standard output is; 0: none; nothing is elided then, nor in a file
 * max_memory   bytes that may be held, where the output is held until it is complete: a table, npy and safetensors into a pipe; 0: any
 * title        above table and gnuplot; NULL: none; borrowed, as file is
 */
struct writer_opts {
	enum format out;
	const char *file;
	char delimiter;
	int digits, npy_size;
	bool header, matrix, human;
	int width;
	size_t max_memory;
	const char *title;
};

/*
 * What gnuplot does with a column: PLOT_CURVE of numbers is drawn, over the one with PLOT_ACROSS, else over the first column of numbers;
 * PLOT_ASIDE is left out unless it is that one.  Text names its row, unless it is PLOT_ASIDE.  See io/gnuplot_chart.h for what is made of it.
 */
enum writer_plot { PLOT_CURVE, PLOT_ASIDE, PLOT_ACROSS };

/* A column of the output. */
struct writer_column {
	struct str name;
	bool count;			/* params, tokens, FLOPs */
	bool text;			/* cells are text: to the left in table, refused by npy, left out by gnuplot */
	enum writer_plot plot;
	const char *range, *note;	/* "0..1", "larger is sparser": beside a row on its side; NULL or "": none; borrowed */
};

struct writer;

/*
 * Opens the output before anything is computed, so that an unwritable file is known early.  Never NULL: the first error is kept
 * (writer_error) and later calls are no-ops.  A program that leaves without writer_close leaves the new file of -o behind.
 */
struct writer *writer_open(const struct writer_opts *o);

/*
 * The columns, before the first cell; names are copied.  Once; only bare numbers in json and ndjson may have rows of
 * different length, each announced by a call between rows (elsewhere another n is ERR_INPUT).  Without this call the output
 * is what writer_raw put.
 */
void writer_columns(struct writer *w, size_t n, const struct writer_column columns[]);

/*
 * How many rows will be written, if that is known (0: it is not), before writer_columns.  npy into a pipe then begins at once; otherwise it
 * is held in memory, because the number stands in front.  writer_close finds out when it was wrong.
 */
void writer_rows(struct writer *w, size_t n);

/*
 * The cells of a row, from left to right; after the last column the row is complete.
 *
 *              number             not finite            count above 2^53   text
 * csv, tsv     digits             nan, inf, -inf        digits             quoted when needed to read back the same (RFC 4180)
 * json, ndjson digits             null, "inf", "-inf"   string             string, bytes that are not UTF-8 as U+FFFD
 * table        points in line     nan, inf, -inf        digits             control bytes and what is not UTF-8 as \xHH
 * md, latex    digits, 10^k       nan, inf, $\infty$    digits             escaped
 * npy          npy_size           themselves            nearest double     ERR_USAGE, already for a column of text
 * gnuplot      digits             NaN                   digits             left out (in a column of numbers NaN)
 *
 * table is made when the output is closed: header, rule, rows.  A single row stands on its side, one line "name  value  range
 * note" a column, when it has more than 6 columns, is wider than width (80 without a terminal), or has ranges or notes,
 * unless there is no header.
 */
void writer_number(struct writer *w, double x);
void writer_count(struct writer *w, uint64_t n);
void writer_text(struct writer *w, struct str s);
void writer_numbers(struct writer *w, size_t n, const double x[]);

/* Shows each cell, just before it is written, to seen: its column from 0, its number (a count as the nearest double) or its text. */
void writer_watch(struct writer *w, void (*seen)(void *context, size_t column, double x, const struct str *text), void *context);

/* Bytes as they are (documents, gnuplot scripts made by a program, lines above a table); of a string up to its end. */
void writer_raw(struct writer *w, struct str s);
void writer_string(struct writer *w, const char *s);

/* A named array: in safetensors the next tensor (a complex one gets a last axis of 2, re and im); elsewhere ERR_USAGE. */
void writer_array(struct writer *w, const struct array *a);

/* All rows written so far leave the buffer, so that a reader of a pipe sees them; not table, and not npy that is held. */
void writer_flush(struct writer *w);

/*
 * Ends the output: brackets, table layout, flush, close, rename.  With ok = false nothing of that: a -o target stays
 * untouched; elsewhere the rows so far leave the buffer.  Returns 0 or the error's code; w is then good for writer_error and
 * writer_free only.
 */
int writer_close(struct writer *w, bool ok);

/* The first error, code 0 when there is none: ERR_SYSTEM with the file "<stdout>" or that of -o, or what is said above. */
struct err *writer_error(struct writer *w);

/* After writer_close. */
void writer_free(struct writer *w);

/* The format in use, never FORMAT_AUTO. */
enum format writer_format(const struct writer *w);

#endif
