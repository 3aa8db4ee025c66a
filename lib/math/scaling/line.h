/* SPDX-License-Identifier: MIT */
/* line: ordinary least squares of one logarithm on another. */
#ifndef MATH_SCALING_LINE_H
#define MATH_SCALING_LINE_H

#include <stddef.h>

/*
 * ln y = ln k + slope ln x + error over n rows, x, y > 0; rows where either is nan are left out, n is what was taken.
 *
 * se_slope, se_k   standard errors of slope and of ln k, variance on n - 2; nan for n = 2
 * mean, var_x      of ln x (sum of squares about the mean): for bands, var(ln y at x) = s^2 (1/n + (ln x - mean)^2/var_x)
 * s                residual standard deviation on n - 2
 * All but n are nan when n < 2 or all x are equal (within 1e-12 of ln x).
 */
struct line {
	size_t n;
	double k, slope, se_k, se_slope, mean, var_x, s;
};
struct line line_fit(size_t n, const double x[], const double y[]);

/* k x^slope. */
double line_at(const struct line *l, double x);

#endif
