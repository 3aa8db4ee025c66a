/* SPDX-License-Identifier: MIT */
/* start: what is known of N before the scan, and the exact value of c at any sum. */
#ifndef MATH_NAB_START_H
#define MATH_NAB_START_H

#include "math/nab/big.h"

/*
 * s = a + b runs upward from s0 = ceil(2 sqrt(N)); t = s - s0.  With d = b - a >= 0, of the parity of s, and D(t) = s^2 - 4N
 *
 *      D(t) = D0 + 2 s0 t + t^2,   0 <= D0 < 2 s0,     c = (d^2 - D) / 4 = N - a b
 *
 * so for a given s the least c >= 0 belongs to the least d with d^2 >= D.  bits is the length of N.
 */
struct nab_start {
	struct big n, s0, d0;
	unsigned bits;
	double s0_real;
};

/* A triple with its sum S = a + b + c; a <= b. */
struct nab_triple {
	struct big a, b, c, s;
};

/* What is counted in 64 bits (t, c, S - s0) and larger is this: such a scan would not end in this universe. */
#define NAB_ENDLESS (INT64_C(1) << 60)

void nab_start(const struct big *n, struct nab_start *st);

/* The least c at s0 + t, at most NAB_ENDLESS; t >= -s0.  Cost about 0.3 us: one integer square root. */
int64_t nab_start_c(const struct nab_start *st, int64_t t);

/* The triple at s0 + t. */
void nab_start_triple(const struct nab_start *st, int64_t t, struct nab_triple *x);

/* d at s0 + t. */
struct big nab_start_d(const struct nab_start *st, int64_t t);

#endif
