/* SPDX-License-Identifier: MIT */
/* table_state: what the sources of table.h share. */
#ifndef CLI_TABLE_STATE_H
#define CLI_TABLE_STATE_H

#include "cli/assertion.h"
#include "cli/table.h"
#include "io/names.h"

/* A vector that is collected over the rows of a file: under --by column, tensor, all, or -g. */
struct collected {
	size_t n_missing, n, cap;
	double *x;			/* (n) its numbers, for table_whole */
};

/*
 * column     selected columns: groups, then keys (both TEXT), then numbers
 * block      the block being cut into pieces; row, col: where the next piece starts
 * open       vectors being collected, by id; while completing, next_last is the one to be completed next
 * groups     the cells of each group, each ended by a NUL; group: that of the row at hand
 */
struct table_state {
	struct assertion *assertion;	/* NULL without --assert */
	size_t n_files, n_groups, n_keys, n_lead, n_warned;
	bool with_file, with_vector, unlabelled, begun;
	struct writer_column *announced;
	size_t n_announced, announced_cap;
	struct column *column;
	size_t n_columns, column_cap;

	enum by by;
	struct block block;
	bool have_block, ended, completing;
	size_t row, col, row_missing;
	double *piece;
	size_t piece_cap;
	const char *file;

	bool whole;			/* rows belong to matrices, not to vectors */
	size_t n_matrices;
	size_t n_elements;		/* of the first vector that values_elements wrote */

	struct collected *open;
	size_t n_open, open_cap, next_last, width;
	struct names groups;
	size_t group;
	struct text key;
	size_t held;			/* numbers in all x */

	double *columns, *turned;	/* the rows of a file as they came in, and turned */
	size_t columns_cap, n_turned, *label_at, label_cap;
	struct text labels;		/* the label cells of those rows, each ended by a NUL; label_at: where a row's begin */
	char (*number)[1 + COLUMNS_NUMBER];		/* names of columns without a name */
};

/* Ends with what was written flushed, a -o target untouched, and the message. */
noreturn void table_fail(struct table *t, struct err *e);
noreturn void table_no_memory(struct table *t);

/* Tells the reader what -g, -k and -c choose. */
void table_choose(struct table *t);

/* A text table with one column of numbers is one vector, whatever labels stand beside it. */
bool table_one_column(const struct table *t);

/* The place of vector id among those being collected, made when it is new. */
struct collected *table_collected(struct table *t, size_t id);

/* Number of the group of row i of state->block, in order of first appearance in its file. */
size_t table_group_of(struct table *t, size_t i);

/* Rows come out one by one, so that keys and leading indices label them. */
bool table_by_row(const struct table *t);

#endif
