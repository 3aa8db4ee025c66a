/* SPDX-License-Identifier: MIT */
/* energy: see energy.h. */
#include <math.h>
#include <string.h>

#include "base/sumblock.h"
#include "math/sparsity/energy.h"

void
energy_clear(struct energy *s)
{
	*s = (struct energy){ .top = ENERGY_NONE };
}

/* Class k is there: what is two classes below it is forgotten. */
static void
raise_top(struct energy *s, int k)
{
	if (k <= s->top)
		return;
	s->lower = k == s->top + 1 ? s->upper : (struct entropysum){ 0 };
	s->upper = (struct entropysum){ 0 };
	s->top = k;
}

static int
class_of(double c)
{
	return (ilogb(c) + ENERGY_WIDTH / 2 + 10 * ENERGY_WIDTH) / ENERGY_WIDTH - 10;	/* rounded down */
}

/* The squares of the elements of class k, in its scale; zeros belong to none. */
static size_t
squares(int k, size_t n, const double x[], double square[])
{
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (x[i] != 0 && class_of(x[i]) == k) {
			double c = ldexp(x[i], -k * ENERGY_WIDTH);
			square[m++] = c * c;
		}
	return m;
}

static void
add_block(struct energy *s, size_t n, const double x[])
{
	double largest, smallest, square[SUMBLOCK_MAX];
	sumblock_range(n, x, &largest, &smallest);
	if (largest == 0)
		return;
	int most = class_of(largest), least = class_of(smallest);
	raise_top(s, most);
	if (most == 0 && least == 0 && s->top == 0) {		/* as nearly always */
		for (size_t i = 0; i < n; i++)
			square[i] = x[i] * x[i];
		entropysum_add(&s->upper, n, square);
		return;
	}
	for (int k = s->top; k >= s->top - 1; k--)
		entropysum_add(k == s->top ? &s->upper : &s->lower, squares(k, n, x, square), square);
}

void
energy_add(struct energy *s, size_t n, const double x[])
{
	double rest[SUMBLOCK_STEP] = { 0 };
	for (size_t m; n >= SUMBLOCK_STEP; n -= m, x += m) {
		m = n < SUMBLOCK_MAX ? n - n % SUMBLOCK_STEP : SUMBLOCK_MAX;
		add_block(s, m, x);
	}
	if (n > 0) {
		memcpy(rest, x, n * sizeof *x);
		add_block(s, SUMBLOCK_STEP, rest);
	}
}

void
energy_merge(struct energy *s, const struct energy *t)
{
	struct energy u = *t;
	raise_top(s, u.top);
	raise_top(&u, s->top);
	entropysum_merge(&s->upper, &u.upper);
	entropysum_merge(&s->lower, &u.lower);
}

/* -w log w */
static double
surprise(double w)
{
	return w > 0 ? -w * log(w) : 0;
}

/* Of two groups with shares w and 1 - w: w H_1 + (1 - w) H_2 + the entropy of the shares. */
double
energy_nats(const struct energy *s)
{
	int up, low;
	double upper = xsum_scaled(&s->upper.sum, &up), lower = xsum_scaled(&s->lower.sum, &low);
	if (lower == 0)
		return entropysum_nats(&s->upper);
	double rest = ldexp(lower, low - up - 2 * ENERGY_WIDTH) / upper;	/* S_lower / S_upper */
	return (entropysum_nats(&s->upper) + rest * entropysum_nats(&s->lower)) / (1 + rest) + surprise(1 / (1 + rest)) +
	       surprise(rest / (1 + rest));
}
