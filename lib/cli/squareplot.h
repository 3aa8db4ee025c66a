/* SPDX-License-Identifier: MIT */
/* squareplot: a gnuplot script of curves in the unit square, as Lorenz drew them. */
#ifndef CLI_SQUAREPLOT_H
#define CLI_SQUAREPLOT_H

#include "cli/table.h"

/* on: there is a drawing at all; the rest zero before use: the titles of the curves so far, each ended by a NUL. */
struct squareplot {
	bool on;
	struct text titles;
	size_t n;
};

/* The curve of a vector through (i / (n - 1), y[i]), i = 0..n-1; its title is "NAME: WORD VALUE". */
void squareplot_curve(struct table *t, struct squareplot *p, const struct vector *v, const char *word, double value, size_t n,
                      const double y[]);

/* When on, the script: all curves, the diagonal, and the area between it and the curve filled when there is only one.  Frees p. */
void squareplot_end(struct table *t, struct squareplot *p, const char *xlabel, const char *ylabel);

#endif
