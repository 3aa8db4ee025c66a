/* SPDX-License-Identifier: MIT */
/* nab: N = a b + c in natural numbers with the least a + b + c, proven. */
#ifndef MATH_NAB_NAB_H
#define MATH_NAB_NAB_H

#include "math/nab/found.h"
#include "math/nab/start.h"

/*
 * The problem is Su Jianlin's (kexue.fm/archives/9775, 2023), whose window of about 2 N^(1/4) sums is searched whole; here s = a + b
 * runs upward and stops at the least S known, because S >= s:
 *
 * L1  For a given s the least c belongs to the least d = b - a of the parity of s with d^2 >= D(s) = s^2 - 4N (start.h).
 * L2  For s < s0 = ceil(2 sqrt(N)), d is 0 or 1, and s - 1 costs floor(s/2) - 1 more than s: of all these sums s0 - 1 is enough, and
 *     for N >= 6 the others are worse.  For N <= 5, S = N and (0, 0, N) is optimal.
 * L3  S(s) >= s.  For N >= 4 also S >= s0.
 *
 * c(s0) < sqrt(D0) + 1 gives S - s0 <= sqrt(2 s0) + 1, about 2 N^(1/4), the proven end of the scan; for a random N it is x N^(1/6) with
 * P(X > x) = exp(-(2/3) x^(3/2)): median 1.026, mean 1.183 (Chan, "Finding almost squares" I-III, conjectures N^(1/6) for all N).
 */

/*
 * threads   0: all processors; the result does not depend on it
 * exact     every value by the exact scan, no filter
 * isa       as sys_isa(), at most what the processor has
 * from, to  only s in s0 + from .. s0 + to (to >= from; what is below -1 is only -1, s0 - 1)
 * shard, shards  of the superblocks of the filter only number shard, shard + shards, ... (0-based; 0 of 1: all); the sums before
 *           the filter begins belong to every shard
 * best      a bound that is known, as S - s0; NAB_ENDLESS: none
 * tell      unless NULL called now and then with the t reached; other threads may be at work, but only one calls
 */
struct nab_how {
	int threads, isa;
	bool exact;
	int64_t from, to, best;
	uint64_t shard, shards;
	void (*tell)(void *context, const struct nab_start *st, int64_t t);
	void *context;
};

#define NAB_HOW_ALL { .isa = 5, .from = -1, .to = NAB_ENDLESS, .best = NAB_ENDLESS, .shards = 1 }

/* What a scan found: places in found (found.h); every s below s0 + reached, of this shard, was looked at, or is excluded by L2. */
struct nab_search {
	struct nab_start start;
	struct nab_found found;
	int64_t reached;
};

/* Returns 0 or ERR_MEMORY.  A search is zero before its first use, may be used again, and is freed in the end. */
int nab_search(const struct big *n, const struct nab_how *how, struct nab_search *r);
void nab_search_free(struct nab_search *r);

/* Number of optimal triples with a <= b, in increasing a + b, and the i-th of them (0-based). */
size_t nab_search_ties(const struct nab_search *r);
int64_t nab_search_tie(const struct nab_search *r, size_t i);

/* The records of the scan: places whose t + c is below all before; the same two functions. */
size_t nab_search_records(const struct nab_search *r);
struct nab_record nab_search_record(const struct nab_search *r, size_t i);

/* (S - s0) / N^(1/6) of a value S - s0; 0 for N = 0. */
double nab_search_x(const struct nab_start *st, int64_t excess);

#endif
