/* SPDX-License-Identifier: MIT */
/* quantile: order statistics of numbers, interpolated. */
#ifndef BASE_QUANTILE_H
#define BASE_QUANTILE_H

#include <stddef.h>

/* Orders x (n) upwards; no NaN. */
void quantile_sort(size_t n, double x[]);

/*
 * The q-quantile of ordered x (n > 0), 0 <= q <= 1, of type 7 (Hyndman & Fan 1996): with h = (n - 1) q and k its integer part,
 * x[k] + (h - k) (x[k + 1] - x[k]).  Between equal ends, infinite ones too, it is that end.
 */
double quantile_of(size_t n, const double x[], double q);

#endif
