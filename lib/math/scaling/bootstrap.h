/* SPDX-License-Identifier: MIT */
/* bootstrap: refits on resampled rows, the same bytes for any number of threads and any split. */
#ifndef MATH_SCALING_BOOTSTRAP_H
#define MATH_SCALING_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "math/scaling/fit.h"

/*
 * BOOT_PAIRS     each draw takes n rows with replacement
 * BOOT_CLUSTER   takes as many clusters as there are, with replacement, all rows of each: cluster (n), ids 0..clusters-1 in the
 *                caller's row order (number them in an order of their labels, and row order does not matter)
 * BOOT_RESIDUAL  keeps the rows and gives each the fitted value with a residual taken with replacement
 *
 * Draw i, i = 1, 2, ..., uses stream i of the seed and nothing else; first..last, both included, are made.
 */
enum boot_kind { BOOT_PAIRS, BOOT_CLUSTER, BOOT_RESIDUAL };
struct bootstrap {
	enum boot_kind kind;
	const size_t *cluster;
	size_t clusters;
	uint64_t seed, first, last;
	int threads;
};

/*
 * draw (last - first + 1, params) row-major: natural parameters (recipe's order) of the optimum of each draw, warm-started from
 * f, and from minima that fit nearly as well.  A draw without an optimum (too few different rows) is a row of nan; *failed counts them;
 * *stopped (or NULL) those whose optimum was not reached: they stay near that of f, so that intervals come out too narrow.
 * f: from fit_solve with the same objective.  Returns 0; ERR_USAGE for an empty range or no clusters; ERR_NO_ANSWER when more than half fail; ERR_MEMORY.
 */
int bootstrap_draws(const struct fit *f, const struct bootstrap *b, double draw[], size_t *failed, size_t *stopped, struct err *e);

/*
 * Of n numbers x[0], x[stride], ..: the standard deviation (n - 1), and the (1 - level)/2 and (1 + level)/2 quantiles (Hyndman &
 * Fan type 7).  nan are left out; all nan when fewer than two are left.  work (n).
 */
void bootstrap_interval(size_t n, const double x[], size_t stride, double level, double work[], double *se, double *lo, double *hi);

/* Correlation of two columns of draws, rows with nan left out. */
double bootstrap_correlation(size_t n, const double x[], const double y[], size_t stride);

#endif
