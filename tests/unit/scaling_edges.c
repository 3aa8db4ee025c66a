/* SPDX-License-Identifier: MIT */
/* scaling_edges: medians against sorting, a matrix that is no one of squares, roots at the ends and of functions that are not defined everywhere. */
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "math/scaling/inside.h"
#include "math/scaling/root.h"
#include "tap.h"

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
medians(void)
{
	struct rng r = rng_at(7, 0);
	double x[40], sorted[40];

	TAP_OK(isnan(median(0, x)), "of nothing");
	for (size_t trial = 0; trial < 4000; trial++) {
		size_t n = 1 + (size_t)rng_below(&r, 40), kinds = 1 + (size_t)rng_below(&r, 50);
		for (size_t i = 0; i < n; i++)
			x[i] = sorted[i] = (double)rng_below(&r, kinds);
		qsort(sorted, n, sizeof *sorted, ascending);
		double want = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, got = median(n, x);
		TAP_OK(got == want, "median of %zu: %g, not %g", n, got, want);
	}
	tap_group("medians are those of the sorted numbers");
}

/* x - *context, not defined outside of 1 .. 9 */
static double
line(void *context, double x)
{
	return x < 1 || x > 9 ? (double)NAN : x - *(double *)context;
}

static void
roots(void)
{
	double at = 1;
	TAP_OK(root_find(line, &at, 1, 9, 0.5, 0) == 1, "at the lower end");
	at = 9;
	TAP_OK(root_find(line, &at, 1, 9, 0.5, 0) == 9, "at the upper end");
	at = 4.25;
	TAP_OK(fabs(root_find(line, &at, -3, 12, 0.5, 0) - 4.25) < 1e-15 * 8, "the ends move in to where there are values");
	at = 10;
	TAP_OK(isnan(root_find(line, &at, 1, 9, 0.5, 0)), "no change of sign");
	TAP_OK(isnan(root_find(line, &at, 20, 30, 0.5, 0)), "no values");
	tap_group("roots");
}

/* x0 = b0/a00 alone; a is no matrix of squares with both, so the second, whose slope is upward, stays at 0. */
static void
indefinite(void)
{
	double a[P][P] = { { 2, -4 }, { -4, 2 } }, b[P] = { 3, 1 }, x[P] = { 7, 7 };

	nnls(2, a, b, 3, x);
	TAP_OK(fabs(x[0] - 1.5) < 1e-12 && x[1] == 0, "%g, %g", x[0], x[1]);
	nnls(2, a, b, 0, x);
	TAP_OK(x[0] == 0 && x[1] == 0, "both free: %g, %g", x[0], x[1]);
	tap_group("least squares of a matrix that is not positive definite");
}

int
main(void)
{
	medians();
	indefinite();
	roots();
	return tap_done();
}
