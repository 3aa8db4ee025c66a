/* SPDX-License-Identifier: MIT */
/* scaled: numbers m * 2^e beyond the range of a double, as sums of powers are. */
#ifndef MATH_SPARSITY_SCALED_H
#define MATH_SPARSITY_SCALED_H

#include <math.h>

/* m * 2^e; 1 <= |m| < 2 when it comes from a sum, 0 with e = 0. */
struct scaled {
	double m;
	int e;
};

/* The double nearest to a, +-inf beyond the largest. */
static inline double
scaled_value(struct scaled a)
{
	return ldexp(a.m, a.e);
}

static inline struct scaled
scaled_times(struct scaled a, struct scaled b)
{
	return (struct scaled){ a.m * b.m, a.e + b.e };
}

static inline double
scaled_ratio(struct scaled a, struct scaled b)
{
	return ldexp(a.m / b.m, a.e - b.e);
}

/* a^(1/p), p > 0 or p < 0: the power of two is divided by p first, its remainder goes with the mantissa. */
static inline struct scaled
scaled_root(struct scaled a, double p)
{
	if (p == 1)
		return a;
	double k = nearbyint(a.e / p), left = fma(-k, p, a.e);	/* a = m 2^left (2^k)^p */
	if (p == 2)
		return (struct scaled){ sqrt(a.m * exp2(left)), (int)k };
	return (struct scaled){ pow(a.m * exp2(left), 1 / p), (int)k };
}

#endif
