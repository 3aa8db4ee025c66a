/* SPDX-License-Identifier: MIT */
/* scan: the exact scan, one value of s after the other. */
#ifndef MATH_NAB_SCAN_H
#define MATH_NAB_SCAN_H

#include "math/nab/found.h"
#include "math/nab/start.h"

/*
 * Adds to f all t in [from, to] that belong there, and returns the first t not looked at: to + 1, or earlier the first t above
 * f->least, where no t can improve.  from >= 0.
 *
 * From s to s + 1 no root is needed (b grows by m, usually the m of the step before):
 *
 *      c += m (d + m - 1) - b,   b += m,   d += 2 m - 1,
 *      then d += 2 while c < 0, and d -= 2 while c >= d - 1 (c stays >= 0).
 *
 * b is kept modulo the word; c and d have to be true.  A step with the old m gives |c| of at most about sqrt(N) / t, so 64-bit
 * words do for N < 2^116 and 128-bit words for N < 2^240; beyond, every value takes its integer square root.  Cost: 6, 15
 * and 300 ns a value.
 */
int64_t nab_scan(const struct nab_start *st, int64_t from, int64_t to, struct nab_found *f);

/* The same from t = 0 to the end for t + |c|, c of either sign: at each t the lesser of c and d - 1 - c. */
void nab_scan_signed(const struct nab_start *st, struct nab_found *f);

/* The first t in 0 .. to with c <= most: true, and *t is it; else false, and *t = to + 1. */
bool nab_scan_first(const struct nab_start *st, const struct big *most, int64_t to, int64_t *t);

#endif
