/* SPDX-License-Identifier: MIT */
/* signals: a table whose columns are signals, a row a sample, with or without a column of times. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include "cli/table.h"

/*
 * time   place of the column of times among the numbers of a row, SIZE_MAX without one
 * cols   numbers in a row;  n: signals, cols without the time
 * names  of the announced columns, which the table borrows until its first row
 */
struct signals {
	struct table *t;
	size_t time, cols, n;
	struct text names;
};

/* From the first block; time is the name of a column (without header its number from 1) or NULL.  Leaves when there is no signal. */
void signals_begin(struct signals *s, struct table *t, const struct block *b, const char *time);

/* u (n) of row i; its time: the cell, else step times the number of the sample in its file, from 1.  Leaves when the row has another width. */
double signals_sample(const struct signals *s, const struct block *b, size_t i, double step, double u[]);

/* Announces t, and m columns a signal: x0, x1, .. for a single one, NAME.x0, .. else; pairs: x0_re,x0_im, .. */
void signals_columns(struct signals *s, size_t m, bool pairs);

void signals_end(struct signals *s);

#endif
