/* SPDX-License-Identifier: MIT */
/* sum: exact sums of doubles, whatever their order, number and split. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A fixed-point number wide enough for any sum of up to 2^63 finite doubles (Neal 2015, arXiv 1505.05571, small
 * superaccumulator): 73 signed limbs, limb i of weight 2^(32 i - 1074), each with 31 bits of room for carries.  Integer
 * additions commute, so order, split, threads and vector width cannot change a bit of the result.  Zero before use (all bytes
 * zero is the number 0).
 *
 * Invariant: |limb[i]| <= 2^32 + pending 2^52.  An addition of a double puts less than 2^32 into one limb and less than 2^52
 * into the next; every other operation puts less than 2^52 into each limb.  At pending = 2047 carries are moved up, so no limb
 * overflows: 2^32 + 2047 2^52 + 2^31 < 2^63.  The top limb has nowhere to carry to: |s| < 2^1166 always has room, and 2^63
 * doubles stay below 2^1087.
 */
enum { XSUM_LIMBS = 73 };
struct xsum {
	int64_t limb[XSUM_LIMBS];
	uint32_t pending;		/* additions since the last carry propagation */
};

/* s += x, exactly.  x finite (what is not gives garbage, never a bad access). */
void xsum_add(struct xsum *s, double x);

/*
 * s += sum of x[0..n), exactly; all finite.  Blocks of up to 4096 elements whose non-zero magnitudes lie within 2^70 of each
 * other take the vector path of base/sumblock.h, everything else goes element by element: the same number either way.
 */
void xsum_add_array(struct xsum *s, size_t n, const double x[]);

/* The same for |x[i]|. */
void xsum_add_abs(struct xsum *s, size_t n, const double x[]);

/*
 * s += a b exactly, for finite a, b whose product is a multiple of 2^-1074 and below 2^1160; a product above 2^1024 is fine.
 * Bits below 2^-1074 are dropped: towards zero.
 */
void xsum_add_product(struct xsum *s, double a, double b);

/* s += k x exactly, |k x| < 2^1160. */
void xsum_add_times(struct xsum *s, double x, int64_t k);

/* s += sum of k[i] |x[i]|, exactly under the same condition.  Cost about 1.5 ns an element of a long array, 8 of a short one. */
void xsum_add_abs_times(struct xsum *s, size_t n, const double x[], const int64_t k[]);

/* s += sum of x[i]^2, exactly under the same condition (|x[i]| in [2^-485, 2^580) or 0 is enough). */
void xsum_add_squares(struct xsum *s, size_t n, const double x[]);

/* s += t; s -= t.  t may be s. */
void xsum_merge(struct xsum *s, const struct xsum *t);
void xsum_subtract(struct xsum *s, const struct xsum *t);

/* s += 2^k t, any k; bits below 2^-1074 are dropped: towards zero, digit by digit.  |2^k t| < 2^1160.  t may be s. */
void xsum_add_shifted(struct xsum *s, const struct xsum *t, int k);

/* s += f t, exactly when f t is a multiple of 2^-1074; else bits below are dropped as above.  |f t| < 2^1160.  t may be s. */
void xsum_add_multiple(struct xsum *s, const struct xsum *t, double f);

/*
 * Moves all carries up: then all limbs are in [0, 2^32) but the top one, which has the sign, and equal numbers have equal
 * limbs.  Every 2047 additions it happens by itself.
 */
void xsum_carry(struct xsum *s);

/* The double nearest to s, ties to even; +-infinity when s rounds beyond the largest double. */
double xsum_round(const struct xsum *s);

/* Sign of s: -1, 0, 1. */
int xsum_sign(const struct xsum *s);

/*
 * s as a sum of doubles that do not overlap, largest first, each the rounding of what is left: exact when it returns with a
 * remainder of zero, which XSUM_PARTS of them always give.  Writes at most max parts, returns their number (0 for s = 0).
 * |s| must round to a finite double.
 */
enum { XSUM_PARTS = 42 };
size_t xsum_parts(const struct xsum *s, size_t max, double part[]);

/*
 * s rounded once, ties to even, as mantissa * 2^exponent with |mantissa| in [1, 2): for sums outside the doubles' range, and to
 * full precision where doubles are subnormal.  Returns the mantissa; 0 gives 0 with exponent 0.
 */
double xsum_scaled(const struct xsum *s, int *exponent);

#endif
