/* SPDX-License-Identifier: MIT */
/* stats: see stats.h. */
#include <math.h>

#include "math/nab/stats.h"

void
nab_stats_add(struct nab_stats *s, double x, uint64_t ties)
{
	int i = x < 0 ? 0 : x >= 8 ? NAB_STATS_BINS - 1 : (int)(x * 4);
	s->n++;
	s->bin[i]++;
	s->ties[ties < NAB_STATS_TIES ? ties - 1 : NAB_STATS_TIES - 1]++;
}

static double
above(double x)
{
	return exp(-2 * x * sqrt(x) / 3);
}

void
nab_stats_bin(const struct nab_stats *s, int i, double *lo, double *hi, double *expected)
{
	*lo = i / 4.0;
	*hi = i == NAB_STATS_BINS - 1 ? HUGE_VAL : *lo + 0.25;
	*expected = (double)s->n * (above(*lo) - (isinf(*hi) ? 0 : above(*hi)));
}

uint64_t
nab_stats_s0(uint64_t n)
{
	uint64_t s = (uint64_t)(2 * sqrt((double)n));
	while (s * s >= 4 * n && s > 0)
		s--;
	while (s * s < 4 * n)
		s++;
	return s;
}
