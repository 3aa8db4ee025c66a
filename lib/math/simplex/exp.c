/* SPDX-License-Identifier: MIT */
/* exp: e^(x - max) of arrays, x <= max, without losing what the subtraction rounds away.  See scores.h. */
#include <math.h>

#include "base/bits.h"
#include "base/sys.h"
#include "math/simplex/scores.h"

enum { CHUNK = 512 };

/* 2^k */
static inline double
power_of_two(double k)
{
	return bits_real((bits_of(k + BITS_MAGIC) + 1023) << 52);
}

/* All ones when x > least, both not above 0. */
static inline uint64_t
above(double x, double least)
{
	return bits_of(x) < bits_of(least) ? ~(uint64_t)0 : 0;
}

/* e^r to r^13 by its series, whose rest is below 2^-57; fma is that of the processor or two steps. */
#define SERIES(q, r, fma) \
	do { \
		q = fma(1.0 / 6227020800, r, 1.0 / 479001600); \
		q = fma(q, r, 1.0 / 39916800); \
		q = fma(q, r, 1.0 / 3628800); \
		q = fma(q, r, 1.0 / 362880); \
		q = fma(q, r, 1.0 / 40320); \
		q = fma(q, r, 1.0 / 5040); \
		q = fma(q, r, 1.0 / 720); \
		q = fma(q, r, 1.0 / 120); \
		q = fma(q, r, 1.0 / 24); \
		q = fma(q, r, 1.0 / 6); \
		q = fma(q, r, 0.5); \
		q = 1 + fma(q, r * r, r); \
	} while (0)

/*
 * x - m = d + lost exactly (Knuth); d = k ln 2 + r, |r| <= ln 2 / 2.  deep: 2^k in two factors, so that subnormal results round once, and
 * below -746 all is 0.  Else k is added to the exponent of e^r, which gives the same bits for k >= -1021; true when all d were at least -708: the
 * sign of the sum tells, because comparing is not made a vector everywhere.
 */
#define KERNEL(name, isa, fma, deep) \
	isa static bool \
	name(size_t n, const double *restrict x, const double *restrict lo, double m, double *restrict y) \
	{ \
		uint64_t under = 0; \
		for (size_t i = 0; i < n; i++) { \
			double d = x[i] - m, back = d - x[i], q; \
			double lost = (x[i] - (d - back)) - (m + back) + lo[i]; \
			uint64_t mask = deep ? above(d, -746) : 0; \
			if (deep) { \
				lost = bits_choose(mask, lost, 0); \
				d = bits_choose(mask, d, -746); \
			} \
			double shifted = fma(d, BITS_LOG2E, BITS_MAGIC), k = shifted - BITS_MAGIC; \
			under |= deep ? 0 : bits_of(d + 708); \
			double r = fma(k, -BITS_LN2_LOW, d - k * BITS_LN2_HIGH) + lost; \
			SERIES(q, r, fma); \
			double t = deep ? bits_choose(above(k, -1022), k, -1022) : 0; \
			y[i] = deep ? q * power_of_two(t) * power_of_two(k - t) : bits_real(bits_of(q) + (bits_of(shifted) << 52)); \
		} \
		return under >> 63 == 0; \
	}

#define PLAIN(a, b, c) ((a) * (b) + (c))

#define KERNELS(isa, attribute, fma) \
	KERNEL(isa, attribute, fma, 0) \
	KERNEL(isa##_deep, attribute, fma, 1)

KERNELS(portable, , PLAIN)
#if defined __x86_64__
KERNELS(avx2, __attribute__((target("avx2,fma"))), __builtin_fma)
KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl,fma"))), __builtin_fma)
#else
#define avx2 portable
#define avx512 portable
#define avx2_deep portable_deep
#define avx512_deep portable_deep
#endif

void
scores_exp(const struct scores *s, double y[])
{
	static const double zeros[CHUNK];
	int isa = sys_isa();

	for (size_t at = 0, n; at < s->n; at += n) {
		const double *x = s->x + at, *lo = s->lo ? s->lo + at : zeros;
		n = s->n - at < CHUNK ? s->n - at : CHUNK;
		if (!(isa == 5 ? avx512 : isa == 2 ? avx2 : portable)(n, x, lo, s->max, y + at))
			(isa == 5 ? avx512_deep : isa == 2 ? avx2_deep : portable_deep)(n, x, lo, s->max, y + at);
	}
}

void
scores_from_top(size_t n, double x[], double lo[], double *max, double *rest)
{
	size_t top = 0;

	for (size_t i = 1; i < n; i++)
		if (x[i] > x[top] || (x[i] == x[top] && lo[i] > lo[top]))
			top = i;
	*max = x[top];
	*rest = lo[top];
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(x[i]))
			continue;
		double d = x[i] - *max, back = d - x[i], lost = (x[i] - (d - back)) - (*max + back) + (lo[i] - *rest);
		x[i] = d + lost;
		lo[i] = (d - x[i]) + lost;
	}
}
