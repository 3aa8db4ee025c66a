/* SPDX-License-Identifier: MIT */
/* table: the options every program shares, and its one way from files to rows and back. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdnoreturn.h>

#include "cli/opt.h"
#include "io/columns.h"
#include "io/document_write.h"
#include "io/reader.h"
#include "io/writer.h"

enum by { BY_AUTO, BY_ROW, BY_COLUMN, BY_TENSOR, BY_ALL };

/* Variables of the shared options; TABLE_DEFAULTS before use. */
struct table_opts {
	int in, out, by, header, missing, errors;
	char delimiter, comment;
	const char *missing_hint;	/* set by a program that has no --na skip */
	bool infinite, matrix;		/* set by a program: +-inf are values; bare numbers are written, or the input's rows mapped */
	int real;			/* the type of numbers in npy: that of npy in, f8, f4, f2 */
	bool no_header_out, quiet, strict, no_human, long_form, list;
	const char *file, *columns, *keys, *groups, *assertion;
	long digits, threads, seed;
	size_t max_memory;
};

#define TABLE_DEFAULTS { .threads = 1, .max_memory = (size_t)4 << 30 }

/* Shared option tables: what every program has; what makes vectors of tables; what maps rows to rows; randomness. */
extern const struct opt table_options[], table_vector_options[], table_map_options[], table_seed_options[];
#define OPT_TABLE(v) OPT_GROUP(v, table_options)
#define OPT_VECTORS(v) OPT_GROUP(v, table_vector_options)
#define OPT_MAP(v) OPT_GROUP(v, table_map_options)
#define OPT_SEED(v) OPT_GROUP(v, table_seed_options)

/*
 * A table being read and written.  Everything fails by leaving the program with its message and status.
 *
 * table_open     answers --list, opens files (standard input when there are none), applies -c, -k, -g and the header rule
 * table_start    answers --list and opens the output alone, for programs whose operands are no files; no table_next then
 * table_open_free  opens files for a program whose columns are named by expressions: nothing is selected yet (reader_first,
 *                reader_select(t->r, ..)), missing cells will be NaN, large integers are rounded, the bytes are hashed (reader_sha256(t->r, ..)),
 *                no labels are put in front
 * table_unlabel  leaves the labels and the column "vector" out: what is written is about all vectors together
 * table_name     the name of the j-th number column of a block (0-based), as the header has it, else its number from 1
 * table_column   announces the next column of the output; labels (file, groups, keys, lead indices) are put in front by the table
 * table_columns  announces several: their names (a literal) with a blank between them, a colon behind those of text
 * table_spec     announces a column named and explained by what the user typed for -m
 * table_next     the next block of numbers; false at the end
 * table_labels   starts an output row with the labels of block row i; the cells follow by writer_number(t.w, ..)
 * table_die      an error of the computation on row i of a block: adds its place
 * table_raw       instead of columns: the output is what writer_raw puts (documents)
 * table_finish   verdict, first error of reader or writer, warnings' summary, flush, close; the exit status
 *
 * table_begin    announces the columns to the writer, once, before the first row (table_labels does it too)
 *
 * document       set before the first row: what is written is a document by writer_raw, not a table
 * verdict        what is to be said after all rows were written: an asked question answered no, nothing defined
 */
struct table {
	const struct tool *tool;
	const struct table_opts *o;
	struct reader *r;
	struct writer *w;
	struct table_state *state;
	struct err verdict;
	bool document;
};

void table_open(struct table *t, const struct tool *tool, char **files, const struct table_opts *o);
void table_start(struct table *t, const struct tool *tool, char **names, const struct table_opts *o);
void table_open_free(struct table *t, const struct tool *tool, char **files, const struct table_opts *o);
void table_unlabel(struct table *t);
struct str table_name(struct table *t, size_t j, char number[COLUMNS_NUMBER]);
void table_begin(struct table *t);
void table_column(struct table *t, struct writer_column c);
void table_columns(struct table *t, const char *names);
void table_spec(struct table *t, const struct spec *s);
bool table_next(struct table *t, struct block *b);
void table_labels(struct table *t, const struct block *b, size_t i);
noreturn void table_die(struct table *t, const struct block *b, size_t i, struct err *e);
void table_raw(struct table *t);
int table_finish(struct table *t);

/*
 * A piece of a vector, made from blocks by --by and -g.
 *
 * id         which vector the numbers belong to: 0, 1, ..; free again after last
 * x (n)      the numbers, missing ones left out (under --na skip)
 * n_missing  how many were left out of this vector so far
 * last       the vector is complete (n may be 0 then)
 * tensor     of safetensors, the tensor it is (under --by row: a row of), but under --by all; what is not finite is left out then
 * number     1-based number of the vector in its file; name: the column's name under --by column, else empty
 * file, line place of the piece's first number
 */
struct vector {
	size_t id, n, n_missing, number, line;
	const double *x;
	struct str name;
	const char *file;
	const struct tensor *tensor;	/* io/safetensors_header.h */
	bool last;
};

bool table_vector(struct table *t, struct vector *v);

/* Each vector is a tensor of safetensors. */
bool table_by_tensor(const struct table *t);

/* The same vectors whole: one call each, last always true, numbers held within --max-memory. */
bool table_whole(struct table *t, struct vector *v);

/* Starts an output row for a vector just completed: labels and the cell "vector", which has its column in front of the announced. */
void table_vector_labels(struct table *t, const struct vector *v);

/* How many columns -g names; the name of the k-th and what a vector just completed has in it. */
size_t table_groups(const struct table *t);
void table_group(struct table *t, const struct vector *v, size_t k, char number[COLUMNS_NUMBER], struct str *name, struct str *label);

/* What a drawing calls a vector just completed: its labels and its column's name with blanks between them, else "vector N". */
void table_vector_title(struct table *t, const struct vector *v, struct text *title);
noreturn void table_vector_die(struct table *t, const struct vector *v, struct err *e);

/*
 * Row-to-row programs.  table_rows gives blocks whose rows are the vectors: those of the input, or under --by column (the default for one
 * column of numbers) the columns of a file, turned, as one block within --max-memory; line is NULL then.  BY_ALL: a whole file.
 *
 * table_matrix   writes p (b->rows, b->cols) as the rows of b came in: with their labels, turned back, with a header when one was read
 *                and bare numbers otherwise (table_opts.matrix), without file and leading indices
 * table_cell_name  the name of the j-th number of a row: the column's, of a turned file the first label of its row, else its number from 1
 * table_names    announces a column for each number of a row of b, named so, or x1, x2, ..
 * table_place    starts an output row with the labels of row i of b (none when it is turned); its number in the file, from 1
 */
bool table_rows(struct table *t, struct block *b);
void table_matrix(struct table *t, const struct block *b, const double p[]);
struct str table_cell_name(struct table *t, size_t j, char number[COLUMNS_NUMBER]);
void table_names(struct table *t, const struct block *b);
size_t table_place(struct table *t, const struct block *b, size_t i);

/* Rows at..at+n) of a block, or what there is of them. */
struct block table_part(const struct block *b, size_t at, size_t n);

/* All numbers of a file beside the input, (*rows, *cols), and the first column of one as text; borrowed until the end; leave on errors. */
double *table_beside(const char *path, bool infinite, size_t *rows, size_t *cols);
struct str *table_texts(const char *path, size_t *n);

/*
 * A matrix: the table of a file, or the last two axes of an npy array, whole within --max-memory; a missing value is an error.
 *
 * v (rows, cols)   row-major, valid until the next call
 * number           1-based within its file or tensor;  lead: the leading indices of npy of rank >= 3
 */
struct matrix_read {
	size_t rows, cols, number, lead[BLOCK_LEAD];
	const double *v;
	const char *file;
	const struct tensor *tensor;
};

bool table_whole_matrix(struct table *t, struct matrix_read *m);

/* Starts an output row for a matrix just read: file, leading indices and the cell "matrix". */
void table_matrix_labels(struct table *t, const struct matrix_read *m);
noreturn void table_matrix_die(struct table *t, const struct matrix_read *m, struct err *e);

/*
 * --list [NAME...]: writes the registries of the tool and of its options, a column "kind" in front when there are several, or entries
 * whole; the exit status.
 */
int table_list(const struct tool *tool, char **names, const struct table_opts *o);

#endif
