/* SPDX-License-Identifier: MIT */
/* spread: what sparsity was asked, and the parts of the program that answer. */
#ifndef SPREAD_SPREAD_H
#define SPREAD_SPREAD_H

#include "cli/opt.h"
#include "cli/table.h"
#include "math/sparsity/sparsity.h"

/*
 * Filled by the program from its options.
 *
 * measures   what -m says, or its default; spread_settle puts the default of matrices or gradients there instead
 * prune      N:M or topk:F; NULL without --prune
 */
struct spread {
	struct spec_list measures;
	const char *prune;
	bool stats, gradient, lorenz, matrix, histogram, criteria, partial, merge, diff;
	struct table_opts table;
};

/* Can this be asked together?  Leaves when it cannot; makes the list of measures ready. */
void spread_settle(struct spread *s);

/* For these measures, and n numbers; they leave when there is no memory. */
struct profile *spread_profile(const struct spread *s);
double *spread_numbers(size_t n);

/*
 * Each reads all input and writes its rows; the exit status.
 *
 * matrices   matrix,rows,cols and the measures
 * histogram  matrix,nnz,rows,columns: how many of its rows, and of its columns, have so many non-zeros
 * lorenz     vector,k,population,share, or the drawing
 * gradient   the derivatives by each element
 * criteria   six rows for each measure whose verdicts are known, or for those named
 * partial    the sums of each vector, as documents for merge
 * merge      the rows that one run over everything had written, of what partial wrote in files
 */
int spread_matrices(struct spread *s, struct table *t);
int spread_histogram(struct table *t);
int spread_lorenz(struct spread *s, struct table *t);
int spread_gradient(struct spread *s, struct table *t);
int spread_criteria(struct table *t, char **names);
int spread_partial(struct spread *s, struct table *t);
int spread_merge(struct spread *s, struct table *t, char **files);

#endif
