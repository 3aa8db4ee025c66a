/* SPDX-License-Identifier: MIT */
/* stats: the histogram of x = (S - s0) / N^(1/6) beside its law, and how many triples are optimal. */
#ifndef MATH_NAB_STATS_H
#define MATH_NAB_STATS_H

#include <stdint.h>

enum { NAB_STATS_BINS = 33, NAB_STATS_TIES = 16 };

/* Bins are a quarter wide, the last is open: 0, 0.25, .. 7.75, 8..inf.  ties[k]: numbers with k + 1 triples, the last with more. */
struct nab_stats {
	uint64_t n, bin[NAB_STATS_BINS], ties[NAB_STATS_TIES];
};

void nab_stats_add(struct nab_stats *s, double x, uint64_t ties);

/* The ends of a bin, and what n numbers would put there by P(X > x) = exp(-(2/3) x^(3/2)) (nab.h). */
void nab_stats_bin(const struct nab_stats *s, int i, double *lo, double *hi, double *expected);

/* s0 = ceil(2 sqrt(n)), n < 2^61. */
uint64_t nab_stats_s0(uint64_t n);

#endif
