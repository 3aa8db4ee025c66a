/* SPDX-License-Identifier: MIT */
/* change: how far two vectors of the same length are apart, in one pass. */
#ifndef MATH_SPARSITY_CHANGE_H
#define MATH_SPARSITY_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/powersum.h"

/*
 * Pairs (a_i, b_i) of which one is NaN or infinite are left out and counted in missing.  Of the n others:
 *
 * changed    how many have a_i != b_i (0 and -0 are equal);  flips: how many have opposite signs, neither being 0
 * most       max |d_i|, d_i = b_i - a_i rounded once; beyond the doubles it is the largest double
 * a, b, d    the sums of the squares
 * product    sum a_i b_i, exact, by the exponent of the product: below 2^-900, up to 2^900, above; in units of 2^-1074, 1, 2^1000
 *
 * Sums are exact, so order, split and merge cannot change a bit.  change_clear before use.
 */
struct change {
	uint64_t n, missing, changed, flips;
	double most;
	struct powersum a, b, d;
	struct xsum product[3];
};

void change_clear(struct change *c);

/* Adds n pairs.  Cost about 10 ns each when both have at most 26 significant bits (all types of one and two bytes, F32), else 20. */
void change_add(struct change *c, size_t n, const double a[], const double b[]);

/* |d| / |a| in the 2-norm: 0 when nothing changed, inf when a is zero and b is not.  Error 3 2^-53 of it, and that of the d_i. */
double change_relative(const struct change *c);

/* a.b / (|a| |b|), in [-1, 1]; nan when one of the two is zero; 1 when nothing changed.  Error 5 2^-53 of it: sums are exact. */
double change_cosine(const struct change *c);

#endif
