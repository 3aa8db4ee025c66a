/* SPDX-License-Identifier: MIT */
/* sum: see sum.h.  What goes into the accumulator; what comes out is in sumround.c. */
#include <string.h>

#include "base/sum.h"
#include "base/sumblock.h"

__extension__ typedef unsigned __int128 wide;

enum { PENDING_MAX = 2047 };

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

/* x = +-mantissa * 2^(place - 1074), mantissa < 2^53, place >= 0. */
static inline uint64_t
split(double x, unsigned *place, int64_t *negative)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	unsigned exponent = bits >> 52 & 0x7ff;
	*negative = -(int64_t)(bits >> 63);
	*place = exponent - (exponent > 0);
	return (bits & 0xfffffffffffff) | (uint64_t)(exponent > 0) << 52;
}

static inline void
add_one(struct xsum *s, double x)
{
	unsigned place;
	int64_t negative;
	uint64_t mantissa = split(x, &place, &negative);
	unsigned shift = place % 32;
	int64_t low = (int64_t)(mantissa << shift & 0xffffffff), high = (int64_t)(mantissa >> (32 - shift));
	s->limb[place / 32] += (low ^ negative) - negative;
	s->limb[place / 32 + 1] += (high ^ negative) - negative;
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

static size_t
block_size(size_t n)
{
	return n < SUMBLOCK_MAX ? n - n % SUMBLOCK_STEP : SUMBLOCK_MAX;
}

static void
add_blocks(struct xsum *s, size_t n, const double x[], bool magnitudes)
{
	double part[3];
	while (n >= SUMBLOCK_STEP) {
		size_t m = block_size(n);
		if (sumblock_sum(m, x, magnitudes, part))
			add_each(s, 3, part, false);
		else
			add_each(s, m, x, magnitudes);
		x += m;
		n -= m;
	}
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

/* s += +-product * 2^(place - 1074). */
static void
add_wide(struct xsum *s, wide product, int place, int64_t negative)
{
	if (place < 0) {
		product = place > -128 ? product >> -place : 0;
		place = 0;
	}
	make_room(s, 1);
	unsigned shift = (unsigned)place % 32;
	for (int i = place / 32; product && i < XSUM_LIMBS; i++) {
		int64_t low = (int64_t)((uint64_t)product << shift & 0xffffffff);
		s->limb[i] += (low ^ negative) - negative;
		product >>= 32 - shift;
		shift = 0;
	}
}

void
xsum_add_product(struct xsum *s, double a, double b)
{
	unsigned place_a, place_b;
	int64_t negative_a, negative_b;
	wide product = (wide)split(a, &place_a, &negative_a) * split(b, &place_b, &negative_b);
	add_wide(s, product, (int)(place_a + place_b) - 1074, negative_a ^ negative_b);
}

void
xsum_add_times(struct xsum *s, double x, int64_t k)
{
	unsigned place;
	int64_t negative;
	uint64_t mantissa = split(x, &place, &negative), times = k < 0 ? -(uint64_t)k : (uint64_t)k;
	add_wide(s, (wide)mantissa * times, (int)place, negative ^ -(int64_t)(k < 0));
}

void
xsum_add_squares(struct xsum *s, size_t n, const double x[])
{
	double part[7];
	while (n > 0) {
		size_t m = n < SUMBLOCK_STEP ? n : block_size(n);
		if (m >= SUMBLOCK_STEP && sumblock_squares(m, x, part))
			add_each(s, 7, part, false);
		else
			for (size_t i = 0; i < m; i++)
				xsum_add_product(s, x[i], x[i]);
		x += m;
		n -= m;
	}
}

void
xsum_merge(struct xsum *s, const struct xsum *t)
{
	struct xsum u = *t;
	xsum_carry(&u);
	make_room(s, 1);
	for (int i = 0; i < XSUM_LIMBS; i++)
		s->limb[i] += u.limb[i];
}

void
xsum_subtract(struct xsum *s, const struct xsum *t)
{
	struct xsum u = *t;
	xsum_carry(&u);
	make_room(s, 1);
	for (int i = 0; i < XSUM_LIMBS; i++)
		s->limb[i] -= u.limb[i];
}
