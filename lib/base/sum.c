/* SPDX-License-Identifier: MIT */
/* sum: see sum.h.  What goes into the accumulator; what comes out is in sumround.c. */
#include "base/sum.h"
#include "base/sumblock.h"
#include "base/suminside.h"

enum { PENDING_MAX = 2047, SHORT = 32, RUN = 1024 };	/* below SHORT numbers a block is not worth its set-up */

void
xsum_carry(struct xsum *s)
{
	for (int i = 0; i < XSUM_LIMBS - 1; i++) {
		s->limb[i + 1] += s->limb[i] >> 32;	/* arithmetic shift: floor, for negative limbs too */
		s->limb[i] &= 0xffffffff;
	}
	s->pending = 0;
}

/* Makes room for count additions. */
static inline void
make_room(struct xsum *s, uint32_t count)
{
	if (s->pending + count > PENDING_MAX)
		xsum_carry(s);
	s->pending += count;
}

/* value, with the sign of negative (0 or -1). */
static inline int64_t
with_sign(uint64_t value, int64_t negative)
{
	return ((int64_t)value ^ negative) - negative;
}

static inline void
add_one(struct xsum *s, double x)
{
	unsigned place;
	int64_t negative;
	uint64_t mantissa = sum_split(x, &place, &negative);
	unsigned shift = place % 32;
	uint64_t low = mantissa << shift & 0xffffffff, high = mantissa >> (32 - shift);
	s->limb[place / 32] += with_sign(low, negative);
	s->limb[place / 32 + 1] += with_sign(high, negative);
}

void
xsum_add(struct xsum *s, double x)
{
	make_room(s, 1);
	add_one(s, x);
}

static void
add_each(struct xsum *s, size_t n, const double x[], bool magnitudes)
{
	while (n > 0) {
		size_t run = n < PENDING_MAX ? n : PENDING_MAX;
		make_room(s, (uint32_t)run);
		for (size_t i = 0; i < run; i++)
			add_one(s, magnitudes ? __builtin_fabs(x[i]) : x[i]);
		x += run;
		n -= run;
	}
}

/* Numbers of the next block: none when few are left. */
static size_t
block_size(size_t n)
{
	return n < SHORT ? 0 : n < SUMBLOCK_MAX ? n - n % SUMBLOCK_STEP : SUMBLOCK_MAX;
}

static void
add_blocks(struct xsum *s, size_t n, const double x[], bool magnitudes)
{
	double part[3];
	for (size_t m; (m = block_size(n)) > 0; n -= m, x += m)
		if (sumblock_sum(m, x, magnitudes, part))
			add_each(s, 3, part, false);
		else
			add_each(s, m, x, magnitudes);
	add_each(s, n, x, magnitudes);
}

void
xsum_add_array(struct xsum *s, size_t n, const double x[])
{
	add_blocks(s, n, x, false);
}

void
xsum_add_abs(struct xsum *s, size_t n, const double x[])
{
	add_blocks(s, n, x, true);
}

void
sum_add_wide(struct xsum *s, wide product, int place, int64_t negative)
{
	if (place < 0) {
		product = place > -128 ? product >> -place : 0;
		place = 0;
	}
	if (place / 32 > XSUM_LIMBS - 4)	/* a product of at least 2^1166: beyond the contract */
		return;
	make_room(s, 1);
	int shift = place % 32;
	int64_t *limb = s->limb + place / 32;
	wide moved = product << shift;
	limb[0] += with_sign((uint64_t)moved & 0xffffffff, negative);
	limb[1] += with_sign((uint64_t)moved >> 32, negative);
	limb[2] += with_sign((uint64_t)(moved >> 64) & 0xffffffff, negative);
	limb[3] += with_sign((uint64_t)(product >> (96 - shift)), negative);
}

void
xsum_add_product(struct xsum *s, double a, double b)
{
	unsigned place_a, place_b;
	int64_t negative_a, negative_b;
	wide product = (wide)sum_split(a, &place_a, &negative_a) * sum_split(b, &place_b, &negative_b);
	sum_add_wide(s, product, (int)(place_a + place_b) - 1074, negative_a ^ negative_b);
}

void
xsum_add_times(struct xsum *s, double x, int64_t k)
{
	unsigned place;
	int64_t negative;
	uint64_t mantissa = sum_split(x, &place, &negative), times = k < 0 ? -(uint64_t)k : (uint64_t)k;
	sum_add_wide(s, (wide)mantissa * times, (int)place, negative ^ -(int64_t)(k < 0));
}

/*
 * A run's mantissas times k below 2^116 are gathered by the exponent of x, in 128 bits each: 2^10 of them have room there.  Cells are 0
 * between runs.
 */
static void
add_run_of_times(struct xsum *s, wide cell[], size_t n, const double x[], const int64_t k[])
{
	unsigned first = 2046, last = 0, place;
	for (size_t i = 0; i < n; i++) {
		int64_t negative;
		uint64_t mantissa = sum_split(x[i], &place, &negative);
		cell[place] += (wide)k[i] * mantissa;		/* modulo 2^128: right for negative k too */
		first = place < first ? place : first;
		last = place > last ? place : last;
	}
	for (unsigned i = first; i <= last; i++) {
		wide size = cell[i];
		int64_t negative = -(int64_t)((uint64_t)(size >> 64) >> 63);
		if (negative)
			size = -size;
		if (size > 0) {
			sum_add_wide(s, size & UINT64_MAX, (int)i, negative);
			sum_add_wide(s, size >> 64, (int)i + 64, negative);
			cell[i] = 0;
		}
	}
}

void
xsum_add_abs_times(struct xsum *s, size_t n, const double x[], const int64_t k[])
{
	wide cell[2046];
	if (n < 128) {			/* not worth clearing the cells */
		for (size_t i = 0; i < n; i++)
			xsum_add_times(s, __builtin_fabs(x[i]), k[i]);
		return;
	}
	memset(cell, 0, sizeof cell);
	for (size_t i = 0; i < n; i += RUN)
		add_run_of_times(s, cell, n - i < RUN ? n - i : RUN, x + i, k + i);
}

static void
add_each_square(struct xsum *s, size_t n, const double x[])
{
	for (size_t i = 0; i < n; i++)
		xsum_add_product(s, x[i], x[i]);
}

void
xsum_add_squares(struct xsum *s, size_t n, const double x[])
{
	double part[7];
	for (size_t m; (m = block_size(n)) > 0; n -= m, x += m)
		if (sumblock_squares(m, x, part))
			add_each(s, 7, part, false);
		else
			add_each_square(s, m, x);
	add_each_square(s, n, x);
}
