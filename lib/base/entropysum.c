/* SPDX-License-Identifier: MIT */
/* entropysum: see entropysum.h. */
#include <math.h>

#include "base/bits.h"
#include "base/entropysum.h"
#include "base/sys.h"

/* 2^52 log2(c) of the centres c = 1 + (2 i + 1) / 64: the nearest integer and the rest, from a 60-digit logarithm. */
static const struct {
	int64_t whole;
	double rest;
} centre[32] = {
	{ 100735674420041, -0.350926 }, { 297639253518842, -0.331101 }, { 488750703106748, -0.350660 },
	{ 674401071601091, 0.265293 }, { 854893812637814, 0.373936 }, { 1030507769252654, -0.026877 },
	{ 1201499765261021, 0.448278 }, { 1368106864292731, 0.212468 }, { 1530548346353058, -0.094116 },
	{ 1689027443263253, 0.049495 }, { 1843732867438612, 0.153794 }, { 1994840162850518, -0.376469 },
	{ 2142512902427957, -0.487970 }, { 2286903752379584, -0.399260 }, { 2428155420799650, -0.191241 },
	{ 2566401505334244, 0.015738 }, { 2701767252528723, 0.391446 }, { 2834370239673685, -0.298772 },
	{ 2964320988451964, 0.433420 }, { 3091723518411991, 0.360925 }, { 3216675847212197, -0.075211 },
	{ 3339270443663730, 0.019369 }, { 3459594638817222, -0.374156 }, { 3577730999671547, -0.031400 },
	{ 3693757669510159, 0.407177 }, { 3807748678378550, -0.078805 }, { 3919774226792247, -0.146310 },
	{ 4029900945398155, 0.105460 }, { 4138192132994311, 0.496572 }, { 4244707975037088, 0.061971 },
	{ 4349505744524456, 0.244978 }, { 4452639986934042, -0.307476 },
};

/* The integer nearest to x, |x| < 2^51. */
static inline int64_t
nearest(double x)
{
	return (int64_t)bits_of(x + BITS_MAGIC) - (int64_t)bits_of(BITS_MAGIC);
}

/*
 * 2^52 L(m 2^k (1 + tail)), m in [1, 2), tail tiny: with the nearest centre c, s = (m - c) / (m + c), |s| <= 1/130,
 *
 *     log2 m = log2 c + 2 / ln 2 (s + s^3 / 3 + s^5 / 5 + s^7 / 7 + ..).
 *
 * m - c is exact, the series is below 2^46.6 units: its few roundings and its tail are below 0.05 of a unit.
 */
static inline int64_t
log2_fixed(double m, int64_t k, double tail)
{
	const double unit = 0x1p52 / BITS_LN2;
	const uint64_t bits = bits_of(m);
	size_t i = bits >> 47 & 31;
	double c = bits_real((bits & ~((UINT64_C(1) << 47) - 1)) | UINT64_C(1) << 46), s = (m - c) / (m + c), z = s * s;
	double series = 2 * unit * s * (1 + z * (1 / 3. + z * (1 / 5. + z * (1 / 7.))));
	return k * (INT64_C(1) << 52) + centre[i].whole + nearest(series + centre[i].rest + unit * tail);
}

/* 2^52 L(|x|), some number for 0, without a branch: |x| = m 2^k, m in [1, 2), subnormal numbers times 2^54 first. */
static inline int64_t
log2_of(double x)
{
	uint64_t bits = bits_of(x) & INT64_MAX, lift = bits < UINT64_C(1) << 52 ? 54 : 0;
	bits = bits_of(bits_real(bits) * bits_real((1023 + lift) << 52));
	int64_t k = (int64_t)((bits >> 52) - 1023 - lift);
	return log2_fixed(bits_real((bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1023) << 52), k, 0);
}

/* Four at a time where the processor can; eight are no faster. */
#define KERNEL(at, isa) \
	isa static void \
	logs_##at(size_t n, const double *restrict x, int64_t *restrict l) \
	{ \
		for (size_t i = 0; i < n; i++) \
			l[i] = log2_of(x[i]); \
	}

KERNEL(portable, )
#ifdef __x86_64__
KERNEL(avx2, __attribute__((target("avx2"))))
#else
#define logs_avx2 logs_portable
#endif

void
entropysum_add(struct entropysum *s, size_t n, const double x[])
{
	enum { BLOCK = 4096 };
	int64_t l[BLOCK];

	xsum_add_abs(&s->sum, n, x);
	for (size_t m; n > 0; n -= m, x += m) {
		m = n < BLOCK ? n : BLOCK;
		if (sys_isa() >= 2)
			logs_avx2(m, x, l);
		else
			logs_portable(m, x, l);
		xsum_add_abs_times(&s->logs, m, x, l);
	}
}

void
entropysum_merge(struct entropysum *s, const struct entropysum *t)
{
	xsum_merge(&s->sum, &t->sum);
	xsum_merge(&s->logs, &t->logs);
}

double
entropysum_nats(const struct entropysum *s)
{
	int k, up, down;
	double m = xsum_scaled(&s->sum, &k);
	if (m == 0)
		return nan("");

	/* S = m 2^k (1 + tail); m 2^k as a product, because 2^k may be beyond the doubles. */
	struct xsum tail = s->sum, gap = { 0 };
	xsum_add_product(&tail, -ldexp(m, k / 2), ldexp(1, k - k / 2));
	double left = xsum_scaled(&tail, &down);
	int64_t log_sum = log2_fixed(m, k, ldexp(left / m, down - k));

	xsum_add_multiple(&gap, &s->sum, (double)(log_sum >> 32) * 0x1p32);	/* 63 bits in two doubles */
	xsum_add_multiple(&gap, &s->sum, (double)(log_sum & 0xffffffff));
	xsum_subtract(&gap, &s->logs);
	double over = xsum_scaled(&gap, &up);
	return over > 0 ? ldexp(over / m * BITS_LN2, up - k - 52) : 0;
}
