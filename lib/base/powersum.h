/* SPDX-License-Identifier: MIT */
/* powersum: sums of |x|^p over the whole range of doubles, whatever their order, number and split. */
#ifndef BASE_POWERSUM_H
#define BASE_POWERSUM_H

#include <stddef.h>
#include <stdint.h>

#include "base/sum.h"

/*
 * S = sum |x_i|^p, 0 < p <= 1000, where |x|^p itself may be far outside the doubles.  With width > 0, elements fall into
 * classes of width binades: class k is 2^(k width - floor(width / 2)) <= |x| < that times 2^width, and is summed scaled by
 * 2^(-k width), around 1.  Only the class top of the largest element so far and the one below are kept: two fixed-point sums.
 * An element two classes below the largest is less than 2^-width of it, and width >= 450 / p (see powersum_width): 2^63 such
 * elements are less than 2^(63 - 450) of S.  What is kept depends on the multiset of elements alone, so order, split, merge and
 * threads cannot change a bit.  width = 0: one class, not scaled, for p <= 1, where |x|^p is a double.
 *
 * p = 1 and p = 2 are summed exactly.  Other terms are rounded: p = 0.5 by a square root, p = 3 and 4 in two or three products (1 and 1.5
 * ulp), p < 7/4 by base/logs (2 ulp), else by libm's pow (1 ulp); then they are summed exactly.
 */
struct powersum {
	double p;
	int width, top;
	struct xsum upper, lower;	/* classes top and top - 1, each in its own scale */
};

/* 0 for p <= 1, else max(1, floor(900 / p)): terms between 2^-450 and 2^1000, their sum of up to 2^63 inside struct xsum. */
int powersum_width(double p);

/* The empty sum; width is powersum_width(p), or, for p = 1, that of another power whose classes are to be the same. */
struct powersum powersum_of(double p, int width);

/* Adds n finite numbers; zeros add nothing.   Cost: p = 1, 2 as xsum_add_abs, xsum_add_squares; else that and one pow each. */
void powersum_add(struct powersum *s, size_t n, const double x[]);

/* s += t, of the same p and width. */
void powersum_merge(struct powersum *s, const struct powersum *t);

/*
 * S as mantissa in [1, 2) times 2^*exponent: returns the mantissa; 0 with exponent 0 for S = 0.  Relative error: that of the
 * terms, and half an ulp of rounding; where p width top is no integer, or elements of two classes meet and p width is none, 2
 * ulp more.
 */
double powersum_value(const struct powersum *s, int *exponent);

/*
 * The p-norm S^(1/p); infinity when beyond the doubles.  Relative error at most (1.5 + 3 / p) 2^-52; p = 1 correctly rounded, p
 * = 2 within 0.76 ulp (in the normal range).
 */
double powersum_root(const struct powersum *s);

/*
 * D = n S_2 - S_1^2 = sum over pairs i < j of (c_i - c_j)^2 >= 0 for n magnitudes c (zeros counted in n), formed exactly, without
 * cancellation, and rounded once: exactly 0 when all are equal.  s1 and s2 hold the same elements, p = 1 and 2, both with
 * powersum_width(2); n <= 2^53.  D = mantissa 2^*exponent as in powersum_value; returns the mantissa.
 */
double powersum_variance_gap(const struct powersum *s1, const struct powersum *s2, uint64_t n, int *exponent);

#endif
