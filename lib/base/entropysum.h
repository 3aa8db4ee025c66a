/* SPDX-License-Identifier: MIT */
/* entropysum: the Shannon entropy of magnitudes, from two exact sums, whatever their order, number and split. */
#ifndef BASE_ENTROPYSUM_H
#define BASE_ENTROPYSUM_H

#include <stddef.h>

#include "base/sum.h"

/*
 * c = |x|, S = sum c, H = -sum (c/S) ln(c/S) = ln 2 (S log2 S - sum c log2 c) / S.
 *
 * L(c) is log2 c as a multiple of 2^-52, within 0.55 of that: an integer of 63 bits, so c L(c) is exact in fixed point, and so
 * are T = sum c L(c) and S L(S) - T: nothing cancels but the errors of L, at any scale of the data.  L is computed here, from
 * additions, multiplications and divisions alone: the same bits on every machine.  Zero before use.
 */
struct entropysum {
	struct xsum sum, logs;		/* S, 2^52 T */
};

/* Adds n finite numbers; zeros add nothing. */
void entropysum_add(struct entropysum *s, size_t n, const double x[]);

void entropysum_merge(struct entropysum *s, const struct entropysum *t);

/*
 * H in nats, >= 0; NaN when all are zero.  One element that is not zero gives exactly 0.  Error at most 2.5 ulp + 1.8e-16: 0.55
 * 2^-52 bits for each of L(S) and the mean of L(c), and the four roundings at the end.
 */
double entropysum_nats(const struct entropysum *s);

#endif
