/* SPDX-License-Identifier: MIT */
/*
 * filter_lanes: the body of the filter at one level of instructions.  The file that includes it defines LEVEL (the function), TARGET
 * (its attribute), struct vec of 16 unsigned integers of 32 bits, and vec_load, vec_order (what makes vec_least compare
 * unsigned), vec_all, vec_add, vec_least, vec_passes.
 */
#include "math/nab/filter_block.h"

#define INLINE static inline __attribute__((always_inline))

/* v modulo 1, 64 bits behind the point; |v| < 2^51. */
INLINE uint64_t
fixed(double v)
{
	double whole = (v + 0x1.8p52) - 0x1.8p52;		/* the nearest integer */
	return (uint64_t)(int64_t)((v - whole) * 0x1p63) << 1;
}

/* The lanes' own polynomials: lane l is expanded at u = centre of its I values of t. */
INLINE void
lanes_set(const struct filter_block *b, int64_t u0, struct filter_lanes *p)
{
	double apart = 2 * (double)b->half, at = (double)u0;
	double b3 = b->b[3], b4 = b->b[4], b5 = b->b[5], b6 = b->b[6], b7 = b->b[7];
	double u[FILTER_LANES];

	for (int l = 0; l < FILTER_LANES; l++)
		u[l] = at + apart * (double)l;
	for (int l = 0; l < FILTER_LANES; l++) {
		double x = u[l], xx = x * x;
		p->p[0][l] = fixed((((((b7 * x + b6) * x + b5) * x) + b4) * x + b3) * xx * x);
		p->p[1][l] = fixed((((7 * b7 * x + 6 * b6) * x + 5 * b5) * x + 4 * b4) * xx * x + 3 * b3 * xx);
		p->p[2][l] = fixed((((21 * b7 * x + 15 * b6) * x + 10 * b5) * x + 6 * b4) * xx + 3 * b3 * x);
		p->p[3][l] = fixed((((35 * b7 * x + 20 * b6) * x + 10 * b5) * x + 4 * b4) * x + b3);
		p->p[4][l] = fixed(((35 * b7 * x + 15 * b6) * x + 5 * b5) * x + b4);
	}
	for (int l = 0; l < FILTER_LANES; l++) {
		uint64_t x = (uint64_t)u0 + (uint64_t)l * (uint64_t)(2 * b->half);
		p->p[0][l] += b->b0 + x * (b->b1 + x * b->b2);
		p->p[1][l] += b->b1 + 2 * x * b->b2;
		p->p[2][l] += b->b2;
	}
}

/* Differences at k = -H of the polynomial whose next order is folded in (filter.h, 4), rounded to 32 bits; x carries + E. */
INLINE void
lanes_differences(const struct filter_block *b, const struct filter_lanes *p, bool cubic, uint32_t x[][FILTER_LANES])
{
	uint64_t h = (uint64_t)b->half, k = -h, half = UINT64_C(1) << 31;
	uint64_t shift = (uint64_t)(b->slack * 0x1p64);

	for (int l = 0; l < FILTER_LANES; l++) {
		uint64_t p0 = p->p[0][l], p1 = p->p[1][l], p2 = p->p[2][l], p3 = p->p[3][l], p4 = p->p[4][l];
		if (cubic) {
			p2 += h * h * p4;
			p0 -= h * h * h * h / 8 * p4;
		} else {
			p1 += 3 * h * h / 4 * p3;
			p3 = 0;
		}
		x[0][l] = (uint32_t)((p0 + k * (p1 + k * (p2 + k * p3)) + shift + half) >> 32);
		x[1][l] = (uint32_t)((p1 + (2 * k + 1) * p2 + (3 * k * k + 3 * k + 1) * p3 + half) >> 32);
		x[2][l] = (uint32_t)((2 * p2 + (6 * k + 6) * p3 + half) >> 32);
		x[3][l] = (uint32_t)((6 * p3 + half) >> 32);
	}
}

/* One group. */
INLINE TARGET void
lanes_run(struct filter_block *b, const struct filter_lanes *p, int64_t group, bool cubic)
{
	uint32_t start[4][FILTER_LANES] __attribute__((aligned(64)));
	lanes_differences(b, p, cubic, start);
	struct vec x = vec_order(vec_load(start[0])), d1 = vec_load(start[1]), d2 = vec_load(start[2]), d3 = vec_load(start[3]);
	struct vec limit = vec_order(vec_all(b->limit));

	for (int64_t k = 0; k < 2 * b->half; k += FILTER_STEPS) {
		struct vec least = x;
		for (int i = 0; i < FILTER_STEPS; i++) {
			least = vec_least(least, x);
			x = vec_add(x, d1);
			d1 = vec_add(d1, d2);
			if (cubic)
				d2 = vec_add(d2, d3);
		}
		unsigned mask = vec_passes(least, limit);
		if (__builtin_expect(mask != 0, 0))
			filter_block_hits(b, p, group, k, mask);
	}
}

TARGET void
LEVEL(struct filter_block *b)
{
	struct filter_lanes p;

	for (int64_t group = 0; group < b->groups; group++) {
		lanes_set(b, b->first - b->centre + group * FILTER_LANES * 2 * b->half + b->half, &p);
		if (b->cubic)
			lanes_run(b, &p, group, true);
		else
			lanes_run(b, &p, group, false);
	}
}
