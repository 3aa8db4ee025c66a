/* SPDX-License-Identifier: MIT */
/* entropysum: see entropysum.h. */
#include <math.h>

#include "base/entropysum.h"

/* 2^52 L(m 2^k), m in [1/2, 2): log2 is taken on [sqrt(1/2), sqrt(2)), where it is at most 1/2. */
static int64_t
log2_fixed(double m, int k)
{
	const double root_half = 0.70710678118654752;
	if (m < root_half) {
		m *= 2;
		k--;
	} else if (m >= 2 * root_half) {
		m /= 2;
		k++;
	}
	return k * (INT64_C(1) << 52) + (int64_t)rint(log2(m) * 0x1p52);
}

void
entropysum_add(struct entropysum *s, size_t n, const double x[])
{
	xsum_add_abs(&s->sum, n, x);
	for (size_t i = 0; i < n; i++)
		if (x[i] != 0) {
			int k;
			double c = fabs(x[i]), m = frexp(c, &k);
			xsum_add_times(&s->logs, c, log2_fixed(m, k));
		}
}

void
entropysum_merge(struct entropysum *s, const struct entropysum *t)
{
	xsum_merge(&s->sum, &t->sum);
	xsum_merge(&s->logs, &t->logs);
}

/*
 * S is scaled to about 1 first, which changes no fraction c/S: the bits this drops are below 2^-1000 of S, unless S is
 * tiny, and then none are.  S = m 2^k (1 + rest): log2 S = log2(m 2^k) + rest / ln 2.
 */
double
entropysum_nats(const struct entropysum *s)
{
	const double ln2 = 0.69314718055994531;
	int k, down, up;
	double m = xsum_scaled(&s->sum, &k);
	if (m == 0)
		return nan("");
	struct xsum sum = { 0 }, gap = { 0 }, logs = { 0 };
	xsum_add_shifted(&sum, &s->sum, -k);
	xsum_add_shifted(&logs, &s->logs, -k);

	double part[XSUM_PARTS];
	size_t parts = xsum_parts(&sum, XSUM_PARTS, part);
	int64_t log_sum = log2_fixed(m, k);
	if (parts > 1)
		log_sum += (int64_t)rint(part[1] / part[0] / ln2 * 0x1p52);
	for (size_t i = 0; i < parts; i++)
		xsum_add_times(&gap, part[i], log_sum);
	xsum_subtract(&gap, &logs);

	double over = xsum_scaled(&gap, &up), under = xsum_scaled(&sum, &down);
	return over > 0 ? ldexp(over / under * ln2, up - down - 52) : 0;
}
