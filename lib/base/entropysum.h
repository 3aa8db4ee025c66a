/* SPDX-License-Identifier: MIT */
/* entropysum: the Shannon entropy of magnitudes, from two exact sums, whatever their order, number and split. */
#ifndef BASE_ENTROPYSUM_H
#define BASE_ENTROPYSUM_H

#include <stddef.h>

#include "base/sum.h"

/*
 * c = |x|, S = sum c, H = -sum (c/S) ln(c/S) = ln 2 (S log2 S - sum c log2 c) / S.
 *
 * With L(c) = log2 c rounded to a multiple of 2^-52, an integer times 2^-52 that has 63 bits, c L(c) is exact in fixed point, and so are
 * T = sum c L(c) and S L(S) - T: nothing cancels but the errors of L, at any scale of the data.  Zero before use.
 */
struct entropysum {
	struct xsum sum, logs;		/* S, 2^52 T */
};

/* Adds n finite numbers; zeros add nothing.   Cost: one libm log2 and two exact additions each. */
void entropysum_add(struct entropysum *s, size_t n, const double x[]);

void entropysum_merge(struct entropysum *s, const struct entropysum *t);

/*
 * H in nats, >= 0; NaN when all are zero.  One element that is not zero gives exactly 0.  Error at most 2.5 ulp + 2.5e-16: 2^-53 for each
 * of the two roundings of L to its grid and 2^-54 for each log2 (libm: within 1 ulp), in bits; the ulps of four roundings at the end.
 */
double entropysum_nats(const struct entropysum *s);

#endif
