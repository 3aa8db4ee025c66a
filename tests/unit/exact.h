/* SPDX-License-Identifier: MIT */
/* exact: doubles and accumulators as big integers, the oracle of the tests of sums.  Units of 2^-EXACT_BITS. */
#ifndef TESTS_UNIT_EXACT_H
#define TESTS_UNIT_EXACT_H

#include <gmp.h>
#include <math.h>

#include "base/sum.h"

enum { EXACT_BITS = 2148 };	/* twice 1074: products of doubles are integers too */

/* z *= 2^k, k >= 0, or z /= 2^-k, which has to be exact. */
static inline void
exact_scale(mpz_t z, long k)
{
	if (k >= 0)
		mpz_mul_2exp(z, z, (mp_bitcnt_t)k);
	else
		mpz_tdiv_q_2exp(z, z, (mp_bitcnt_t)-k);
}

/* z = x. */
static inline void
exact_set(mpz_t z, double x)
{
	int exponent;
	mpz_set_d(z, ldexp(frexp(x, &exponent), 53));
	exact_scale(z, exponent - 53 + EXACT_BITS);
}

/* z += x. */
static inline void
exact_add(mpz_t z, double x)
{
	mpz_t t;
	mpz_init(t);
	exact_set(t, x);
	mpz_add(z, z, t);
	mpz_clear(t);
}

/* z += a b. */
static inline void
exact_add_product(mpz_t z, double a, double b)
{
	mpz_t s, t;
	mpz_inits(s, t, NULL);
	exact_set(s, a);
	exact_set(t, b);
	mpz_mul(s, s, t);
	exact_scale(s, -EXACT_BITS);
	mpz_add(z, z, s);
	mpz_clears(s, t, NULL);
}

/* z = s, from the limbs as sum.h defines them. */
static inline void
exact_of(mpz_t z, const struct xsum *s)
{
	mpz_set_ui(z, 0);
	for (int i = XSUM_LIMBS; i-- > 0;) {
		mpz_mul_2exp(z, z, 32);
		if (s->limb[i] < 0)
			mpz_sub_ui(z, z, -(unsigned long)s->limb[i]);
		else
			mpz_add_ui(z, z, (unsigned long)s->limb[i]);
	}
	exact_scale(z, EXACT_BITS - 1074);
}

static inline bool
exact_is(const mpz_t z, const struct xsum *s)
{
	mpz_t t;
	mpz_init(t);
	exact_of(t, s);
	bool same = mpz_cmp(z, t) == 0;
	mpz_clear(t);
	return same;
}

/* (mantissa 2^exponent - z 2^-bits) / (|z| 2^-bits) for z != 0, good to 53 bits of the difference. */
static inline double
exact_error(const mpz_t z, int bits, double mantissa, int exponent)
{
	mpz_t t;
	mpz_init(t);
	exact_set(t, mantissa);
	exact_scale(t, exponent - EXACT_BITS + bits);
	mpz_sub(t, t, z);
	long up, down;
	double u = mpz_get_d_2exp(&up, t), v = mpz_get_d_2exp(&down, z);
	mpz_clear(t);
	return ldexp(u / fabs(v), (int)(up - down));
}

#endif
