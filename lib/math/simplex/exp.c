/* SPDX-License-Identifier: MIT */
/* exp: e^(x - max) of arrays, x <= max, without losing what the subtraction rounds away.  See scores.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/sys.h"
#include "math/simplex/scores.h"

enum { CHUNK = 512 };

#define LOG2E 0x1.71547652b82fep+0
#define LN2_HIGH 0x1.62e42fefa3800p-1		/* 10 low bits zero: k LN2_HIGH is exact for |k| < 1100 */
#define LN2_LOW 0x1.ef35793c76730p-45
#define MAGIC 0x1.8p52				/* adding it rounds to an integer, whose low bits are those of the sum */

static inline uint64_t
bits_of(double x)
{
	uint64_t u;
	memcpy(&u, &x, sizeof u);
	return u;
}

static inline double
from_bits(uint64_t u)
{
	double x;
	memcpy(&x, &u, sizeof x);
	return x;
}

/* 2^k */
static inline double
power_of_two(double k)
{
	return from_bits((bits_of(k + MAGIC) + 1023) << 52);
}

/* All ones when x > least, both not above 0; by the integers of their bits, because comparing doubles may trap and is not made a vector. */
static inline uint64_t
above(double x, double least)
{
	return bits_of(x) < bits_of(least) ? ~(uint64_t)0 : 0;
}

/* x where mask is set, else y */
static inline double
choose(uint64_t mask, double x, double y)
{
	return from_bits((bits_of(x) & mask) | (bits_of(y) & ~mask));
}

/*
 * x - m = d + lost exactly (Knuth); d = k ln 2 + r, |r| <= ln 2 / 2; e^r by its series to r^13, whose rest is below 2^-57; 2^k in two factors,
 * so that subnormal results round once.  Below -746 all is 0.
 */
#define KERNEL(name, isa, fma_) \
	isa static void \
	name(size_t n, const double *restrict x, const double *restrict lo, double m, double *restrict y) \
	{ \
		for (size_t i = 0; i < n; i++) { \
			double d = x[i] - m, back = d - x[i]; \
			double lost = (x[i] - (d - back)) - (m + back) + lo[i]; \
			uint64_t mask = above(d, -746); \
			lost = choose(mask, lost, 0); \
			d = choose(mask, d, -746); \
			double k = (d * LOG2E + MAGIC) - MAGIC; \
			double r = ((d - k * LN2_HIGH) - k * LN2_LOW) + lost, q = 1.0 / 6227020800; \
			q = fma_(q, r, 1.0 / 479001600); \
			q = fma_(q, r, 1.0 / 39916800); \
			q = fma_(q, r, 1.0 / 3628800); \
			q = fma_(q, r, 1.0 / 362880); \
			q = fma_(q, r, 1.0 / 40320); \
			q = fma_(q, r, 1.0 / 5040); \
			q = fma_(q, r, 1.0 / 720); \
			q = fma_(q, r, 1.0 / 120); \
			q = fma_(q, r, 1.0 / 24); \
			q = fma_(q, r, 1.0 / 6); \
			q = fma_(q, r, 0.5); \
			q = 1 + fma_(q, r * r, r); \
			double t = choose(above(k, -1022), k, -1022); \
			y[i] = q * power_of_two(t) * power_of_two(k - t); \
		} \
	}

#define PLAIN(a, b, c) ((a) * (b) + (c))

KERNEL(portable, , PLAIN)
#if defined __x86_64__
KERNEL(avx2, __attribute__((target("avx2,fma"))), __builtin_fma)
KERNEL(avx512, __attribute__((target("avx512f,avx512dq,avx512vl,fma"))), __builtin_fma)
#else
#define avx2 portable
#define avx512 portable
#endif

void
scores_exp(const struct scores *s, double y[])
{
	static const double zeros[CHUNK];
	int isa = sys_isa();

	for (size_t at = 0, n; at < s->n; at += n) {
		n = s->n - at < CHUNK ? s->n - at : CHUNK;
		(isa == 5 ? avx512 : isa == 2 ? avx2 : portable)(n, s->x + at, s->lo ? s->lo + at : zeros, s->max, y + at);
	}
}
