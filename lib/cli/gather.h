/* SPDX-License-Identifier: MIT */
/* gather: columns of a whole table in memory, one array each, for programs whose expressions name them. */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include "cli/table.h"

enum { GATHER_NUMBER = 1, GATHER_TEXT = 2 };

/*
 * columns, name, how  (columns) the header (numbers from 1 where there is none), and what is wanted of each column: a sum of the above
 * number[c], text[c]  (rows) a column wanted so, missing cells NaN; else NULL
 * line, file          (rows) where each row stands; line is 0 where the format has none
 */
struct gathered {
	size_t columns, rows;
	struct str *name;
	unsigned *how;
	double **number;
	struct str **text;
	size_t *line;
	const char **file;
	size_t cap, chunks, chunk_cap;
	char **chunk;			/* the bytes of names and texts */
};

/* Columns of labels that a LIST names. */
struct labels {
	size_t n;
	size_t *column;
};

/*
 * Of a table opened by table_open_free, in this order; all leave the program when they fail.
 *
 * gather_begin   fills columns and name; nothing is wanted yet
 * gather_labels  the columns of list (NULL: none), which are wanted as text
 * gather_rows    reads all rows; numbers may have suffixes (70B)
 */
void gather_begin(struct table *t, struct gathered *g);
struct labels gather_labels(struct table *t, struct gathered *g, const char *list);
void gather_rows(struct table *t, struct gathered *g);
/* The place of a row in an error, and the name or expression it is about. */
void gather_place(const struct gathered *g, size_t row, const char *column, struct err *e);

/* Only the rows with keep[i] stay, in their order. */
void gather_keep(struct gathered *g, const bool keep[]);

void gather_free(struct gathered *g);

/*
 * Numbers rows by labels: id[i] = id[j] exactly when rows i and j agree in all of l; 0, 1, .. in order of first appearance, or, with sorted,
 * of the labels' bytes.  Rows with keep[i] false (keep may be NULL) do not count and get SIZE_MAX.  Returns how many there are.
 * Cost O(rows log rows).
 */
size_t gather_number(const struct gathered *g, const struct labels *l, const bool keep[], bool sorted, size_t id[]);

#endif
