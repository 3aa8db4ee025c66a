/* SPDX-License-Identifier: MIT */
/* filter_block: lengths, coefficients and hits of a superblock.  The error terms (1) to (5) are those of filter.h. */
#include <math.h>

#include "math/nab/filter_block.h"

enum { WIDEST = 1 << 19, QUADRATIC_MOST = 256, CUBIC_MOST = 64, TERMS = 9 };

#define TOLERANCE 0x1p-13	/* what (4) may be: smaller means shorter lanes, larger more hits */
#define SET_UP 1200.0		/* cost of setting up a group, in steps of the quadratic kernel; a cubic step costs */
#define CUBIC_STEP 1.3

/* Taylor coefficients of g at t, y (n): g^2 = A + B u + u^2 gives A (i+1) y_(i+1) = (1/2 - i) B y_i + (2 - i) y_(i-1). */
static void
taylor(const struct nab_start *st, int64_t t, size_t n, double y[])
{
	double s = st->s0_real + (double)t, d0 = big_double(&st->d0);
	double a = d0 + (double)t * (2 * st->s0_real + (double)t);

	y[0] = sqrt(a);
	y[1] = s / y[0];
	for (size_t i = 1; i + 1 < n; i++)
		y[i + 1] = ((0.5 - (double)i) * 2 * s * y[i] + (2 - (double)i) * y[i - 1]) / (a * (double)(i + 1));
}

/* (5) */
static double
rounding(double steps, bool cubic)
{
	return 0x1p-33 * (1 + steps + steps * steps / 2 + (cubic ? steps * steps * steps / 6 : 0));
}

/* Half a lane: the largest multiple of 8 that tolerance and most allow. */
static int64_t
lane(double by_tolerance, double most)
{
	double h = floor(fmin(by_tolerance, most) / 8) * 8;
	return h >= 8 ? (int64_t)h : 0;
}

static double
cost(int64_t half, double step)
{
	return half ? SET_UP / (2 * FILTER_LANES * (double)half) + step : HUGE_VAL;
}

bool
filter_block_plan(const struct nab_start *st, int64_t t, struct filter_block *b)
{
	double y[TERMS], B[TERMS];

	taylor(st, t, TERMS, y);
	for (int i = 0; i < TERMS; i++)
		B[i] = fabs(y[i]) / 2 * 1.001;
	double w = fmin(fmin(WIDEST, (double)t / 8), fmin(pow(0x1p-22 * 0.87 / B[8], 0.125), cbrt(0x1p26 / B[3])));
	int64_t h2 = lane(cbrt(TOLERANCE * 4 / B[3]), fmin(QUADRATIC_MOST, w / 16));
	int64_t h3 = lane(sqrt(sqrt(TOLERANCE * 8 / B[4])), fmin(CUBIC_MOST, w / 16));
	b->cubic = cost(h3, CUBIC_STEP) < cost(h2, 1);
	b->half = b->cubic ? h3 : h2;
	if (b->half == 0)
		return false;
	double h = (double)b->half, h4 = h * h * h * h;
	b->st = st;
	b->first = t;
	b->groups = (int64_t)w / (FILTER_LANES * b->half);	/* 2 W values of t */
	b->centre = t + filter_block_length(b) / 2;
	b->slack = 0x1p-20 + rounding(2 * h, b->cubic) + (b->cubic ? B[4] * h4 / 8 + 2 * B[5] * h4 * h : B[3] * h * h * h / 4 + 2 * B[4] * h4);
	b->slack64 = 0x1p-20 + 2 * B[5] * h4 * h;
	return true;
}

int64_t
filter_block_length(const struct filter_block *b)
{
	return b->groups * FILTER_LANES * 2 * b->half;
}

/* (F - t) / g + 2E as a fraction of 2^bits, rounded up; at most all of it. */
static double
limit(double part, double slack, int bits)
{
	double x = ceil(ldexp((part + 2 * slack) * (1 + 0x1p-40), bits)) + 1;
	return fmin(x, ldexp(1 - 0x1p-32, bits));
}

bool
filter_block_set(struct filter_block *b, int64_t least)
{
	const struct nab_start *st = b->st;
	if (b->first > least)
		return false;

	/* G = g 2^64 */
	struct big s = big_plus(&st->s0, b->centre), two = big_left(&st->s0, 1), d = big_plus(&two, b->centre);
	d = big_times(&d, (uint64_t)b->centre);
	d = big_add(&d, &st->d0);
	d = big_left(&d, 128);
	struct big G = big_root(&d, NULL), x = big_left(&s, 64);
	x = big_add(&x, &G);
	x = big_right(&x, 1);
	b->b0 = -x.v[0];				/* -(s + g) / 2 */
	x = big_left(&s, 128);
	x = big_divide(&x, &G);
	x.v[1] += 1;
	x = big_right(&x, 1);
	b->b1 = -x.v[0];				/* -(1 + s/g) / 2 */
	struct big cube = big_multiply(&G, &G);
	cube = big_multiply(&cube, &G);
	x = big_left(&st->n, 256);
	x = big_divide(&x, &cube);
	b->b2 = x.v[0];					/* N / g^3 */
	taylor(st, b->centre, 8, b->b);
	for (int i = 3; i < 8; i++)
		b->b[i] = -b->b[i] / 2;

	double y[3];
	taylor(st, b->first, 2, y);
	double part = (double)(least - b->first) / y[0];
	b->limit = (uint32_t)limit(part, b->slack, 32);
	b->limit64 = (uint64_t)limit(part, b->slack64, 64);
	b->found.least = least;
	return true;
}

/* p0 + p1 k + .. + p4 k^4 modulo 1. */
static uint64_t
value(const struct filter_lanes *p, int lane, uint64_t k)
{
	return (((p->p[4][lane] * k + p->p[3][lane]) * k + p->p[2][lane]) * k + p->p[1][lane]) * k + p->p[0][lane];
}

void
filter_block_hits(struct filter_block *b, const struct filter_lanes *p, int64_t group, int64_t k0, unsigned mask)
{
	uint64_t shift = (uint64_t)ldexp(b->slack64, 64);

	for (; mask; mask &= mask - 1) {
		int lane = __builtin_ctz(mask);
		uint64_t x[5], k = (uint64_t)(k0 - b->half);
		for (uint64_t i = 0; i < 5; i++)
			x[i] = value(p, lane, k + i);
		for (int order = 1; order < 5; order++)		/* differences */
			for (int i = 4; i >= order; i--)
				x[i] -= x[i - 1];
		x[0] += shift;
		int64_t t = b->first + (group * FILTER_LANES + lane) * 2 * b->half + k0;
		for (int i = 0; i < FILTER_STEPS; i++) {
			if (x[0] <= b->limit64 && t + i <= b->last) {
				int64_t c = nab_start_c(b->st, t + i);
				if (t + i + c <= b->found.least)
					nab_found_note(&b->found, t + i, c);
			}
			x[0] += x[1];
			x[1] += x[2];
			x[2] += x[3];
			x[3] += x[4];
		}
	}
}
