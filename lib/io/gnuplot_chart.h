/* SPDX-License-Identifier: MIT */
/* gnuplot_chart: the drawing of any table, from what its writer saw of it. */
#ifndef IO_GNUPLOT_CHART_H
#define IO_GNUPLOT_CHART_H

#include "io/writer_type.h"

enum { CHART_ROWS = 40 };	/* rows that have room for a bar and a name each */

/* A column of numbers, and the least and greatest of the finite ones; lo > hi when there was none. */
struct chart_series {
	struct str name;
	enum writer_plot plot;
	double lo, hi;
};

/*
 * n       columns of numbers in the block $DATA;  series[across] is the x axis
 * named   the rows have names: names holds those of the first CHART_ROWS, each ended by a NUL
 * rising  x grew from row to row;  even: always by the same step;  before: the x of the last row
 * row     (n) the numbers of the row that is being filled, the first filled of them there
 */
struct chart {
	size_t n, across, filled;
	bool named, rising, even;
	double before, step, *row;
	struct text names;
	struct chart_series series[];
};

/*
 * Writes the script behind the block:
 *
 *     one row                     bars of its numbers, with their values
 *     at most CHART_ROWS rows that have names, or are counted by a column aside
 *                                 bars, a group a row
 *     x that rises                curves over it
 *     else                        points over it
 *
 * Series that differ in size by more than ten get a panel each, up to a dozen; where they are alike, a key.  On a terminal of letters the
 * panels follow one another.  Two decades and more of positive numbers have a logarithmic axis, unless x counts.  ERR_USAGE when no series is to be
 * drawn.
 */
void gnuplot_chart(struct writer *w, const struct chart *c);

#endif
