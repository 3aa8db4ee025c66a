/* SPDX-License-Identifier: MIT */
/* witness: the least a + b + c in each block of the sums a scan went over, which nobody knows who has not looked at the block. */
#ifndef MATH_NAB_WITNESS_H
#define MATH_NAB_WITNESS_H

#include "math/nab/nab.h"

/*
 * The sums that a scan of N >= 6 excludes, t = -1 .. F - 1 with F = S - s0, in blocks of 2^k from the first on: the least k >= 10 that makes
 * at most NAB_WITNESS_MOST of them; N <= 5 has none.
 */
enum { NAB_WITNESS_MOST = 4096 };
size_t nab_witness_blocks(const struct nab_search *r, int64_t *length);

/*
 * v[i]: the t of block first + i (i < n) with the least t + c, the first of several, and its c.  4096 sums are scanned exactly (15 ns
 * each), and what they give is the bound the filter begins with.  Returns 0 or ERR_MEMORY.
 */
int nab_witness_find(const struct nab_search *r, int64_t length, size_t first, size_t n, int threads, struct nab_record v[]);

#endif
