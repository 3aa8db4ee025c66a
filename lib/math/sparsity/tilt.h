/* SPDX-License-Identifier: MIT */
/* tilt: sum p_i^(1 + eps) for eps near 0, where its logarithm and 1 - sum cancel. */
#ifndef MATH_SPARSITY_TILT_H
#define MATH_SPARSITY_TILT_H

#include <stddef.h>
#include <stdint.h>

#include "math/sparsity/scaled.h"

/*
 * p_i = c_i / S_1.  X = sum p_i (p_i^eps - 1) / eps, which is sum p_i log p_i for eps = 0, for |eps| < 1/2:
 * Renyi's entropy of order 1 + eps is -log(1 + eps X) / eps, Tsallis' is -X, neither of which cancels.
 *
 * With c = m 2^k, 1 <= m < 2, p^eps = m^eps (2^k / S_1)^eps: the second factor is known at the end, so elements are gathered
 * by k: mass = sum of m, tilt = sum of m (m^eps - 1) / eps in units of 2^-60.  Both are integers of two words, so any order,
 * split and merge gives the same bits.  Memory: 67 kB a vector.
 */
enum { TILT_LOW = -1074, TILT_CELLS = 2098 };
struct tilt_cell {
	uint64_t mass[2], tilt[2];		/* low and high word */
};
struct tilt {
	double eps;
	int first, last;			/* the cells in use */
	struct tilt_cell cell[TILT_CELLS];	/* of k = TILT_LOW + index */
};

/* The empty sum; of a struct that was zero or empty before, or has been used. */
void tilt_clear(struct tilt *s, double eps);

/* Adds n finite numbers; zeros add nothing. */
void tilt_add(struct tilt *s, size_t n, const double x[]);
void tilt_merge(struct tilt *s, const struct tilt *t);

/* X, given S_1 > 0.  Error a few 2^-53 (1 + |X|). */
double tilt_value(const struct tilt *s, struct scaled s1);

#endif
