/* SPDX-License-Identifier: MIT */
/* energy: the Shannon entropy of squared magnitudes, which themselves may be far outside the doubles. */
#ifndef MATH_SPARSITY_ENERGY_H
#define MATH_SPARSITY_ENERGY_H

#include <stddef.h>

#include "base/entropysum.h"

/*
 * q_i = c_i^2 / sum c_j^2, H = -sum q_i log q_i.  Elements fall into classes of ENERGY_WIDTH binades around 2^(ENERGY_WIDTH k),
 * as in base/powersum; the squares of a class are near 1 in its scale, and are summed by an entropysum.  Only the class top of
 * the largest element and the one below are kept: what lies lower has q < 2^-ENERGY_WIDTH.  Any order, split and merge gives
 * the same bits.
 */
enum { ENERGY_WIDTH = 450, ENERGY_NONE = -100 };
struct energy {
	int top;
	struct entropysum upper, lower;
};

/* The empty sum. */
void energy_clear(struct energy *s);

/* Adds n finite numbers; zeros add nothing. */
void energy_add(struct energy *s, size_t n, const double x[]);
void energy_merge(struct energy *s, const struct energy *t);

/* H in nats, 0 for one element that is not zero; nan when all are zero.  Error as of entropysum_nats, and 2^-53 (1 + H). */
double energy_nats(const struct energy *s);

#endif
