/* SPDX-License-Identifier: MIT */
/* quantile: see quantile.h. */
#include <math.h>
#include <stdlib.h>

#include "base/quantile.h"

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

void
quantile_sort(size_t n, double x[])
{
	qsort(x, n, sizeof x[0], by_value);
}

double
quantile_of(size_t n, const double x[], double q)
{
	double h = (double)(n - 1) * q, low = floor(h), share = h - low;
	size_t k = (size_t)low;
	if (share == 0 || x[k] == x[k + 1])
		return x[k];
	return x[k] + share * (x[k + 1] - x[k]);
}
