/* SPDX-License-Identifier: MIT */
/* tilt: see tilt.h. */
#include <math.h>
#include <string.h>

#include "base/bits.h"
#include "base/logs.h"
#include "math/sparsity/tilt.h"

enum { BLOCK = 1024 };

void
tilt_clear(struct tilt *s, double eps)
{
	if (s->first <= s->last)
		memset(&s->cell[s->first], 0, (size_t)(s->last - s->first + 1) * sizeof s->cell[0]);
	s->eps = eps;
	s->first = TILT_CELLS;
	s->last = -1;
}

static void
add(uint64_t a[2], uint64_t low, uint64_t high)
{
	a[0] += low;
	a[1] += high + (a[0] < low);
}

/* (m^eps - 1) / eps */
static double
power_less_1(double log_m, double eps)
{
	return eps == 0 ? log_m : expm1(eps * log_m) / eps;
}

/* c = m 2^k, m in [1, 2); the mantissa as an integer, 2^52 m. */
static uint64_t
mantissa(double c, int *k)
{
	const uint64_t bits = bits_of(c);
	*k = (int)(bits >> 52) - 1023;
	if (*k > -1023)
		return (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
	*k = ilogb(c);
	return bits << (-1022 - *k);
}

static void
add_block(struct tilt *s, size_t n, const double x[])
{
	static const double lift[2] = { 0, BITS_LN2 };
	double c[BLOCK], k[BLOCK], l[BLOCK], tilt[BLOCK];
	for (size_t i = 0; i < n; i++)
		c[i] = fabs(x[i]);
	logs_split(n, c, k, l);
	for (size_t i = 0; i < n; i++)
		l[i] += lift[signbit(l[i]) != 0];	/* of m in [1, 2); a branch would be taken by half of the elements */
	logs_power_less_1(s->eps, n, l, tilt);
	for (size_t i = 0; i < n; i++) {
		int at;
		if (c[i] == 0)
			continue;
		uint64_t mass = mantissa(c[i], &at);
		at -= TILT_LOW;
		s->first = at < s->first ? at : s->first;
		s->last = at > s->last ? at : s->last;
		add(s->cell[at].mass, mass, 0);
		add(s->cell[at].tilt, (uint64_t)(int64_t)((double)(int64_t)mass * tilt[i] * 0x1p8 + 0.5), 0);
	}
}

void
tilt_add(struct tilt *s, size_t n, const double x[])
{
	for (size_t i = 0; i < n; i += BLOCK)
		add_block(s, n - i < BLOCK ? n - i : BLOCK, x + i);
}

void
tilt_merge(struct tilt *s, const struct tilt *t)
{
	for (int i = t->first; i <= t->last; i++) {
		add(s->cell[i].mass, t->cell[i].mass[0], t->cell[i].mass[1]);
		add(s->cell[i].tilt, t->cell[i].tilt[0], t->cell[i].tilt[1]);
	}
	s->first = t->first < s->first ? t->first : s->first;
	s->last = t->last > s->last ? t->last : s->last;
}

static double
value(const uint64_t a[2], int unit)
{
	return ldexp((double)a[1] * 0x1p64 + (double)a[0], unit);
}

/* p^eps - 1 = (m^eps - 1) q^eps + (q^eps - 1) with q = 2^k / S_1. */
double
tilt_value(const struct tilt *s, struct scaled s1)
{
	double sum = 0;
	for (int i = s->first; i <= s->last; i++) {
		int k = TILT_LOW + i - s1.e;
		double log_q = k * BITS_LN2 - log(s1.m), mass = value(s->cell[i].mass, -52), tilt = value(s->cell[i].tilt, -60);
		sum += ldexp((tilt * exp(s->eps * log_q) + mass * power_less_1(log_q, s->eps)) / s1.m, k);
	}
	return sum;
}
