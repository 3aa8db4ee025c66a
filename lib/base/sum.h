/* SPDX-License-Identifier: MIT */
/* sum: exact sums of doubles, whatever their order, number and split. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A fixed-point number wide enough for any sum of up to 2^63 finite doubles (Neal 2015, arXiv 1505.05571, small superaccumulator):
 * 67 signed limbs of 32 value bits each with room for carries.  Limb i has weight 2^(32 i - 1074).  Integer additions commute, so
 * order, split, threads and vector width cannot change a bit of the result.  Zero before use (all bytes zero is the number 0).
 */
enum { XSUM_LIMBS = 70 };
struct xsum {
	int64_t limb[XSUM_LIMBS];
	uint32_t pending;		/* additions since the last carry propagation */
};

/* s += x, exactly.  x finite. */
void xsum_add(struct xsum *s, double x);

/*
 * s += sum of x[0..n), exactly; all finite.  The fast path takes blocks of at most 4096 through three extractions on fixed grids
 * whose residual is exactly zero, and goes element by element where it is not.
 */
void xsum_add_array(struct xsum *s, size_t n, const double x[]);

/* The same for |x[i]|. */
void xsum_add_abs(struct xsum *s, size_t n, const double x[]);

/* s += a * b exactly, as long as no bit of the product lies below 2^-1074 and it does not overflow. */
void xsum_add_product(struct xsum *s, double a, double b);

/* s += sum of x[i]^2, exactly under the same condition (|x[i]| in [2^-485, 2^511) or 0 is enough). */
void xsum_add_squares(struct xsum *s, size_t n, const double x[]);

/* s += t; s -= t. */
void xsum_merge(struct xsum *s, const struct xsum *t);
void xsum_subtract(struct xsum *s, const struct xsum *t);

/* The double nearest to s, ties to even; +-infinity when s rounds beyond the largest double. */
double xsum_round(const struct xsum *s);

/* Sign of s: -1, 0, 1. */
int xsum_sign(const struct xsum *s);

/*
 * s as a sum of doubles that do not overlap, largest first, each the rounding of what is left: exact when it returns with a
 * remainder of zero.  Writes at most max parts, returns their number (0 for s = 0).
 */
size_t xsum_parts(const struct xsum *s, size_t max, double part[]);

/*
 * s / 2^k rounded once to *mantissa in +-[1, 2) with s ~ mantissa * 2^exponent: for sums whose value is outside the doubles'
 * range.  0 gives 0, 0.
 */
double xsum_scaled(const struct xsum *s, int *exponent);

#endif
