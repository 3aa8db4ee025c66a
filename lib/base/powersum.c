/* SPDX-License-Identifier: MIT */
/* powersum: see powersum.h. */
#include <math.h>
#include <string.h>

#include "base/logs.h"
#include "base/powersum.h"
#include "base/sumblock.h"

enum { NO_CLASS = -4096 };	/* below the class of any double */

int
powersum_width(double p)
{
	return p <= 1 ? 0 : p > 900 ? 1 : (int)(900 / p);
}

struct powersum
powersum_of(double p, int width)
{
	return (struct powersum){ .p = p, .width = width, .top = width ? NO_CLASS : 0 };
}

/* The class of c > 0: floor((exponent + floor(width / 2)) / width). */
static int
class_of(const struct powersum *s, double c)
{
	int at = ilogb(c) + s->width / 2;
	return (at - (at < 0 ? s->width - 1 : 0)) / s->width;
}

/* Class k is there: what is two classes below it is forgotten. */
static void
raise_top(struct powersum *s, int k)
{
	if (k <= s->top)
		return;
	s->lower = k == s->top + 1 ? s->upper : (struct xsum){ 0 };
	s->upper = (struct xsum){ 0 };
	s->top = k;
}

/* Adds the terms of c, already in the scale of its class. */
static void
add_terms(struct xsum *sum, double p, size_t n, const double c[])
{
	double term[SUMBLOCK_MAX];
	if (p == 1) {
		xsum_add_abs(sum, n, c);
		return;
	}
	if (p == 2) {
		xsum_add_squares(sum, n, c);
		return;
	}
	for (size_t i = 0; i < n; i++)
		term[i] = fabs(c[i]);
	if (p != 0.5 && p <= LOGS_POWER)
		logs_power(p, n, term, term);
	else
		for (size_t i = 0; i < n; i++) {
			double a = term[i];
			term[i] = p == 0.5 ? sqrt(a) : p == 3 ? a * a * a : p == 4 ? a * a * (a * a) : pow(a, p);
		}
	xsum_add_array(sum, n, term);
}

/* The elements of class k in x, scaled; zeros belong to none. */
static size_t
gather(const struct powersum *s, int k, size_t n, const double x[], double c[])
{
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (x[i] != 0 && class_of(s, x[i]) == k)
			c[m++] = ldexp(x[i], -k * s->width);
	return m;
}

static void
add_block(struct powersum *s, size_t n, const double x[])
{
	double largest, smallest, c[SUMBLOCK_MAX];
	if (s->width == 0) {
		add_terms(&s->upper, s->p, n, x);
		return;
	}
	sumblock_range(n, x, &largest, &smallest);
	if (largest == 0)
		return;
	int most = class_of(s, largest), least = class_of(s, smallest);
	raise_top(s, most);
	for (int k = s->top; k >= s->top - 1; k--) {
		struct xsum *sum = k == s->top ? &s->upper : &s->lower;
		if (k == 0 && most == 0 && least == 0)
			add_terms(sum, s->p, n, x);
		else if (k <= most && k >= least)
			add_terms(sum, s->p, gather(s, k, n, x, c), c);
	}
}

void
powersum_add(struct powersum *s, size_t n, const double x[])
{
	while (n >= SUMBLOCK_STEP) {
		size_t m = n < SUMBLOCK_MAX ? n - n % SUMBLOCK_STEP : SUMBLOCK_MAX;
		add_block(s, m, x);
		x += m;
		n -= m;
	}
	if (n > 0) {
		double rest[SUMBLOCK_STEP] = { 0 };
		memcpy(rest, x, n * sizeof *x);
		add_block(s, SUMBLOCK_STEP, rest);
	}
}

void
powersum_merge(struct powersum *s, const struct powersum *t)
{
	struct powersum u = *t;		/* t may be s */
	raise_top(s, u.top);
	raise_top(&u, s->top);
	xsum_merge(&s->upper, &u.upper);
	xsum_merge(&s->lower, &u.lower);
}

/* 2^(p k) = returned value in [1, 2) * 2^*whole, without rounding p k. */
static double
power_of_two(double p, int k, int *whole)
{
	double product = p * k, rest = fma(p, k, -product), low = floor(product);
	*whole = (int)low;
	return exp2(product - low + rest);
}

/* S / 2^(p width top) in mantissa and exponent: both classes in the scale of the upper one. */
static double
joined(const struct powersum *s, int *exponent)
{
	if (xsum_sign(&s->lower) == 0)
		return xsum_scaled(&s->upper, exponent);
	int whole;
	struct xsum sum = s->upper, lower = { 0 };
	double factor = power_of_two(s->p, -s->width, &whole);
	xsum_add_shifted(&lower, &s->lower, whole);
	if (factor == 1)
		xsum_merge(&sum, &lower);
	else
		xsum_add_multiple(&sum, &lower, factor);
	return xsum_scaled(&sum, exponent);
}

double
powersum_value(const struct powersum *s, int *exponent)
{
	double mantissa = joined(s, exponent);
	if (mantissa == 0)
		return 0;
	int whole, carried;
	mantissa = frexp(mantissa * power_of_two(s->p, s->width * s->top, &whole), &carried);
	*exponent += whole + carried - 1;
	return 2 * mantissa;
}

/* S = 2^(p width top) m 2^e with e = q p + r:  S^(1/p) = 2^(width top + q) (m 2^r)^(1/p), r at most p/2. */
double
powersum_root(const struct powersum *s)
{
	int e;
	double m = joined(s, &e);
	if (m == 0)
		return 0;
	double q = rint(e / s->p), r = fma(-q, s->p, e), base = m * exp2(r);
	double root = s->p == 1 ? base : s->p == 2 ? sqrt(base) : pow(base, 1 / s->p);
	double shift = fmin(fmax(q + s->width * s->top, -4096), 4096);	/* far outside either way */
	return ldexp(root, (int)shift);
}

/*
 * Relative to 2^(width top), width 450: S_1 is a multiple of 2^(-225 - 52 - 450), below 2^(225 + 63); S_2 of 2^(-450 - 104 -
 * 900), below 2^(450 + 63).  LIFT puts n S_2 below 2^1077 and the lowest bit of S_2 and of S_1^2 above 2^-960: all inside
 * struct xsum.
 */
enum { LIFT = 250 };

double
powersum_variance_gap(const struct powersum *s1, const struct powersum *s2, uint64_t n, int *exponent)
{
	struct xsum first = { 0 }, second = { 0 }, gap = { 0 };
	xsum_add_shifted(&first, &s1->upper, LIFT);
	xsum_add_shifted(&first, &s1->lower, LIFT - s1->width);
	xsum_add_shifted(&second, &s2->upper, 2 * LIFT);
	xsum_add_shifted(&second, &s2->lower, 2 * (LIFT - s2->width));

	double part[XSUM_PARTS];
	size_t parts = xsum_parts(&first, XSUM_PARTS, part);
	xsum_add_multiple(&gap, &second, (double)n);
	for (size_t i = 0; i < parts; i++)
		xsum_add_multiple(&gap, &first, -part[i]);

	double mantissa = xsum_scaled(&gap, exponent);
	*exponent += mantissa != 0 ? 2 * (s2->width * s2->top - LIFT) : 0;
	return mantissa;
}
