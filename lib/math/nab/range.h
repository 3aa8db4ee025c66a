/* SPDX-License-Identifier: MIT */
/* range: S(N) for every N of a range, at a cost that does not depend on N. */
#ifndef MATH_NAB_RANGE_H
#define MATH_NAB_RANGE_H

#include <stddef.h>
#include <stdint.h>

#define NAB_RANGE_MOST UINT64_C(1000000000000000000)	/* 10^18: S and pairs fit 32 bits */

/*
 * With P(N) the least a + b of all a b = N,
 *
 *      S(N) = min(S(N - 1) + 1, P(N)),
 *
 * because an optimal triple with c > 0 is one of N - 1 with c - 1.  P is wanted only where it is small: for s from s_most down to
 * s0 of the block, every d with (s^2 - d^2)/4 in the block names an N with P(N) <= s.  Afterwards S <= s_most everywhere proves
 * that no larger s was needed; else s_most grows and the block is done again.  Pairs for each N: 0.4 at 10^7, 0.004 at 10^18.
 *
 * n        the last N done
 * sum      S(n);  s, from: the optimal triple of the least a + b is that of a b = from, a + b = s, c = n - from
 * ties     how many optimal triples n has
 */
struct nab_range {
	uint64_t n, from, s, ties;
	uint32_t sum;
};

/* Begins at n by a scan of its own; returns 0 or ERR_MEMORY. */
int nab_range_begin(struct nab_range *r, uint64_t n);

/* pairs[i] = P(r->n + 1 + i) where that is at most S, else UINT32_MAX, for the next len numbers; r stays. */
void nab_range_pairs(const struct nab_range *r, size_t len, uint32_t pairs[]);

/* How many numbers from n on are best done at once: 2^15..2^18. */
size_t nab_range_block(uint64_t n);

/* One step of the recurrence, by the pair of the next number. */
static inline void
nab_range_step(struct nab_range *r, uint32_t pair)
{
	r->n++;
	r->sum++;
	if (pair < r->sum) {
		r->sum = pair;
		r->s = pair;
		r->from = r->n;
		r->ties = 1;
	} else
		r->ties += pair == r->sum;
}

/* The triple of the least a + b, a <= b. */
void nab_range_triple(const struct nab_range *r, uint64_t *a, uint64_t *b, uint64_t *c);

/* Sum of S over the next len numbers; r goes on.  ERR_MEMORY, else 0. */
int nab_range_total(struct nab_range *r, uint64_t len, uint64_t *total);

#endif
