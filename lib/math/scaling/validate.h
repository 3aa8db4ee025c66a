/* SPDX-License-Identifier: MIT */
/* validate: which rows are held out, and how well they were predicted. */
#ifndef MATH_SCALING_VALIDATE_H
#define MATH_SCALING_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * Folds: fold[i] says when row i is held out: in fold fold[i] = 0, 1, ..., or never (FOLD_NEVER).  In fold f the test rows are
 * those with fold[i] = f.  The training rows are all others, or, where the folds are ordered in time (rolling), those with
 * fold[i] < f and those never held out: fold_trains(fold[i], f, rolling).
 */
#define FOLD_NEVER ((size_t)-1)
enum fold_order { FOLDS_ANY, FOLDS_ROLLING };
bool fold_trains(size_t fold, size_t f, enum fold_order order);

/* One fold: rows with mask[i] != 0 (nan counts as 0). */
void fold_mask(size_t n, const double mask[], size_t fold[]);

/*
 * One fold: the ceil(fraction n) rows of largest C (0 < fraction < 1), and all rows equal in C to the least of them.  Returns 0;
 * ERR_USAGE for the fraction; ERR_NO_ANSWER when no row is left to train; ERR_MEMORY.
 */
int fold_top(size_t n, const double C[], double fraction, size_t fold[], struct err *e);

/*
 * Leave the future out: rows of group 0..first-1 are never held out, group first + f is fold f.  Groups in order
 * (isoflop_budgets); first >= 1.  Returns the number of folds, 0 when there are no more than first groups.
 */
size_t fold_rolling(size_t n, const size_t group[], size_t groups, size_t first, size_t fold[]);

/* k folds whose sizes differ by at most one, shuffled by stream 0 of the seed.  ERR_USAGE unless 2 <= k <= n. */
int fold_random(size_t n, size_t k, uint64_t seed, size_t fold[], struct err *e);

/* Leave one group out: fold[i] = group[i].  groups >= 2 or ERR_NO_ANSWER. */
int fold_groups(size_t n, const size_t group[], size_t groups, size_t fold[], struct err *e);

/*
 * How predicted[i] compares with y[i] (n): residual r = ln predicted - ln y over rows where that is finite.
 *
 * n         rows taken;  log_rmse = sqrt(mean r^2);  bias = mean r
 * coverage  share of these rows with lo[i] <= y[i] <= hi[i]; nan when lo or hi is NULL
 * All but n are nan for no rows.
 */
struct validation {
	size_t n;
	double log_rmse, bias, coverage;
};
struct validation validate_errors(size_t n, const double predicted[], const double y[], const double lo[], const double hi[]);

/*
 * Distance of extrapolation: log10 of how far x is outside [lo, hi], 0 inside; the largest over roles, x[k] (roles).  nan where
 * x[k] or a bound is not positive.
 */
double validate_decades(size_t roles, const double x[], const double lo[], const double hi[]);

#endif
