/* SPDX-License-Identifier: MIT */
/* variants: other things to minimise over N = a b + c, by the exact scan. */
#ifndef MATH_NAB_VARIANTS_H
#define MATH_NAB_VARIANTS_H

#include "base/err.h"
#include "math/nab/start.h"

/*
 * The least a + b + |c|, c any integer (*minus: it is negative; x->c is |c|).  At s the nearest products on both sides belong to d and
 * d - 2, where c is (d - 1) less; of two triples with the same S the one with the lesser a + b, then with c >= 0.  About 0.65 N^(1/6)
 * steps.  For N <= 5, (0, 0, N).  ERR_MEMORY, or 0.
 */
int nab_signed(const struct big *n, struct nab_triple *x, bool *minus, struct err *e);

/*
 * The least a + b with 0 <= c <= most, and of its triples the one with the least c: for most = 0 the closest factor pair.  With
 * most >= about sqrt(N) it is s = ceil(2 sqrt(N - most)).  Else the scan goes on from s0 until it meets one, and for N < 2^64,
 * after NAB_CLOSE steps, every a below is divided by: at most sqrt(N) steps.  N = 0 gives (0, 0, 0).
 * ERR_MEMORY, or 0; no end for a prime far beyond 2^64.
 */
enum { NAB_CLOSE = 1 << 20 };
int nab_max_c(const struct big *n, const struct big *most, struct nab_triple *x, struct err *e);

#endif
