/* SPDX-License-Identifier: MIT */
/* energy: see energy.h. */
#include <math.h>

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

static void
add_one(struct energy *s, double c)
{
	int k = (ilogb(c) + ENERGY_WIDTH / 2 + 10 * ENERGY_WIDTH) / ENERGY_WIDTH - 10;	/* rounded down */
	raise_top(s, k);
	if (k < s->top - 1)
		return;
	double m = k == 0 ? c : ldexp(c, -k * ENERGY_WIDTH), square = m * m;
	entropysum_add(k == s->top ? &s->upper : &s->lower, 1, &square);
}

void
energy_add(struct energy *s, size_t n, const double x[])
{
	for (size_t i = 0; i < n; i++)
		if (x[i] != 0)
			add_one(s, x[i]);
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
