/* SPDX-License-Identifier: MIT */
/* rng: see rng.h. */
#include <math.h>

#include <Random123/philox.h>

#include "base/rng.h"

__extension__ typedef unsigned __int128 wide;

struct rng
rng_at(uint64_t seed, uint64_t stream)
{
	return (struct rng){ .seed = seed, .stream = stream };
}

static void
next_block(struct rng *r)
{
	philox4x32_ctr_t at = { { (uint32_t)r->counter, (uint32_t)(r->counter >> 32),
	                          (uint32_t)r->stream, (uint32_t)(r->stream >> 32) } };
	philox4x32_key_t key = { { (uint32_t)r->seed, (uint32_t)(r->seed >> 32) } };
	philox4x32_ctr_t v = philox4x32_R(10, at, key);
	r->word[0] = v.v[0] | (uint64_t)v.v[1] << 32;
	r->word[1] = v.v[2] | (uint64_t)v.v[3] << 32;
	r->counter++;
	r->left = 2;
}

uint64_t
rng_bits(struct rng *r)
{
	if (!r->left)
		next_block(r);
	return r->word[2 - r->left--];
}

double
rng_uniform(struct rng *r)
{
	return ((double)(rng_bits(r) >> 12) + 0.5) * 0x1p-52;
}

uint64_t
rng_below(struct rng *r, uint64_t n)
{
	wide m = (wide)rng_bits(r) * n;
	if ((uint64_t)m < n) {
		uint64_t excess = -n % n;	/* 2^64 mod n products too many fall on each value's start */
		while ((uint64_t)m < excess)
			m = (wide)rng_bits(r) * n;
	}
	return (uint64_t)(m >> 64);
}

/* Two polynomials of degree 7 at x, highest coefficient first: one over the other. */
static double
ratio(double x, const double p[8], const double q[8])
{
	double over = p[0], under = q[0];
	for (int i = 1; i < 8; i++) {
		over = over * x + p[i];
		under = under * x + q[i];
	}
	return over / under;
}

/* AS 241: |u - 1/2| <= 0.425; then two pieces of t = sqrt(-log(tail)), up to 5 and beyond. */
static double
normal_quantile(double u)
{
	static const double a[] = {
		2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
		1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080
	};
	static const double b[] = {
		5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
		5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1
	};
	static const double c[] = {
		7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
		3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734
	};
	static const double d[] = {
		1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
		6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1
	};
	static const double e[] = {
		2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
		2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720
	};
	static const double f[] = {
		2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
		1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1
	};

	double q = u - 0.5;
	if (fabs(q) <= 0.425)
		return q * ratio(0.180625 - q * q, a, b);
	double t = sqrt(-log(q < 0 ? u : 1 - u));
	double z = t <= 5 ? ratio(t - 1.6, c, d) : ratio(t - 5, e, f);
	return q < 0 ? -z : z;
}

double
rng_normal(struct rng *r)
{
	return normal_quantile(rng_uniform(r));
}
