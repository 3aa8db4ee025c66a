/* SPDX-License-Identifier: MIT */
/* table: the options every program shares, and its one way from files to rows and back. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdnoreturn.h>

#include "cli/opt.h"
#include "io/reader.h"
#include "io/writer.h"

enum by { BY_AUTO, BY_ROW, BY_COLUMN, BY_TENSOR, BY_ALL };

/* Variables of the shared options; TABLE_DEFAULTS before use. */
struct table_opts {
	int in, out, by, header, missing, errors;
	char delimiter, comment;
	bool header_out, quiet, strict, json, keep_going, infinite, human, progress, long_form;
	const char *file, *columns, *keys, *groups;
	long digits, threads, seed;
	size_t max_memory;
	struct texts list;
	bool want_list;
};

#define TABLE_DEFAULTS { .header_out = true, .threads = 1, .human = true, .max_memory = (size_t)4 << 30 }

/* Shared option tables: what every program has; what reads tables; what makes vectors of them; randomness. */
extern const struct opt table_options[], table_vector_options[], table_seed_options[];
#define OPT_TABLE(v) OPT_GROUP(v, table_options)
#define OPT_VECTORS(v) OPT_GROUP(v, table_vector_options)
#define OPT_SEED(v) OPT_GROUP(v, table_seed_options)

/*
 * A table being read and written.  Everything fails by leaving the program with its message and status.
 *
 * table_open     opens files (all operands when files[0] is set, else standard input) and applies -c, -k, -g, --header
 * table_next     the next block of numbers; false at the end
 * table_die      an error of the computation on block b: adds its place
 * table_columns  the output's columns; label columns (file, groups, keys, lead indices) are put in front by the table
 * table_row      starts an output row with the labels of block row i or of the vector
 * table_finish   the first error of reader or writer, warnings' summary, flush, close; the exit status
 */
struct table {
	const struct tool *tool;
	const struct table_opts *o;
	struct reader *r;
	struct writer *w;
	size_t n_files;
	struct table_state *state;
};

void table_open(struct table *t, const struct tool *tool, char **files, const struct table_opts *o);
bool table_next(struct table *t, struct block *b);
noreturn void table_die(struct table *t, const struct block *b, struct err *e);
void table_columns(struct table *t, size_t n, const struct writer_column columns[]);
int table_finish(struct table *t);

/*
 * A piece of a vector, made from blocks by --by and -g.
 *
 * id         which vector the numbers belong to: 0, 1, ..; reused once last was seen
 * x (n)      the numbers, missing ones left out (under --na skip); finite, unless the program allows infinities
 * n_missing  how many were left out of this vector so far
 * last       the vector is complete (n may be 0)
 * number     1-based number of the vector in its file; name: the column's name under --by column, or empty
 * file, line place of the vector's first number
 */
struct vector {
	size_t id, n, n_missing, number, line;
	const double *x;
	struct str name;
	const char *file;
	bool last;
};

bool table_vector(struct table *t, struct vector *v);
noreturn void table_vector_die(struct table *t, const struct vector *v, struct err *e);

/* Starts an output row for v: labels, then the column "vector" and, as columns of their own, what was announced by table_columns. */
void table_vector_row(struct table *t, const struct vector *v);

/* --list [NAME...]: writes the registry (or entries of it, whole) and returns the exit status. */
int table_list(const struct tool *tool, const struct table_opts *o);

/* Quantities with a unit for messages: true when standard output is a terminal, and its width. */
bool table_terminal(size_t *width);

#endif
