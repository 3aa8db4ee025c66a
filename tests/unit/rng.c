/* SPDX-License-Identifier: MIT */
/* rng: known answers, an independent Philox, unbiased integers, and the normal quantile against inverted error functions. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "tap.h"

__extension__ typedef unsigned __int128 wide;

/* Philox4x32-10 as figure 2 and section 3.3 of Salmon et al. 2011 write it. */
static void
philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
	uint32_t v[4], k[2] = { key[0], key[1] };
	memcpy(v, counter, sizeof v);
	for (int round = 0; round < 10; round++) {
		uint64_t p = (uint64_t)v[0] * 0xD2511F53u, q = (uint64_t)v[2] * 0xCD9E8D57u;
		uint32_t next[4] = { (uint32_t)(q >> 32) ^ v[1] ^ k[0], (uint32_t)q,
		                     (uint32_t)(p >> 32) ^ v[3] ^ k[1], (uint32_t)p };
		memcpy(v, next, sizeof v);
		k[0] += 0x9E3779B9u;
		k[1] += 0xBB67AE85u;
	}
	memcpy(out, v, sizeof v);
}

static uint64_t
pair(uint32_t lo, uint32_t hi)
{
	return lo | (uint64_t)hi << 32;
}

/* The published kat_vectors of Random123: counter, key, result. */
static void
known_answers(void)
{
	static const uint32_t kat[3][10] = {
		{ 0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 },
		{ ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd },
		{ 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
		  0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 },
	};
	for (int i = 0; i < 3; i++) {
		const uint32_t *k = kat[i];
		uint32_t own[4];
		philox(k, k + 4, own);
		TAP_OK(memcmp(own, k + 6, sizeof own) == 0, "the test's own round function, vector %d", i);
		struct rng r = rng_at(pair(k[4], k[5]), pair(k[2], k[3]));
		r.counter = pair(k[0], k[1]);
		uint64_t a = rng_bits(&r), b = rng_bits(&r);
		TAP_OK(a == pair(k[6], k[7]) && b == pair(k[8], k[9]), "vector %d: %016" PRIx64 " %016" PRIx64, i, a, b);
	}
	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t counter[4] = { i / 2, 0, i * 2654435761u, i % 7 }, key[2] = { i * 40503u, ~i }, own[4];
		struct rng r = rng_at(pair(key[0], key[1]), pair(counter[2], counter[3]));
		for (uint32_t c = 0; c < i / 2; c++) {
			rng_bits(&r);
			rng_bits(&r);
		}
		philox(counter, key, own);
		TAP_OK(rng_bits(&r) == pair(own[0], own[1]) && rng_bits(&r) == pair(own[2], own[3]),
		       "block %u of a stream", i / 2);
	}
	tap_group("Philox4x32-10: published vectors, and an independent implementation at any place");
}

/* A generator whose next two words are given; it goes on with the stream after them. */
static struct rng
fed(uint64_t first, uint64_t second)
{
	struct rng r = rng_at(1, 2);
	r.word[0] = first;
	r.word[1] = second;
	r.left = 2;
	return r;
}

static double
uniform_of(uint64_t word)
{
	struct rng r = fed(word, 0);
	return rng_uniform(&r);
}

static void
uniforms(void)
{
	TAP_OK(uniform_of(0) == 0x1p-53, "the least");
	TAP_OK(uniform_of(~UINT64_C(0)) == 1 - 0x1p-53, "the largest");
	struct rng r = rng_at(7, 0);
	for (int i = 0; i < 100000; i++) {
		uint64_t w = rng_bits(&r);
		double u = uniform_of(w), grid = u * 0x1p52 - 0.5;
		TAP_OK(grid == floor(grid) && (uint64_t)grid == w >> 12, "%a is not midpoint %" PRIu64, u, w >> 12);
		TAP_OK(uniform_of(~w) == 1 - u, "1 - %a", u);
	}
	tap_group("uniform: midpoints of 2^52 cells, symmetric about 1/2");
}

/*
 * Value v of n is given by the words x with v 2^64 + t <= x n < (v + 1) 2^64, t = 2^64 mod n: floor(2^64 / n) words for every v.
 * Shown by the first and the last word of v, and the words just outside.
 */
static void
integers(void)
{
	struct rng pick = rng_at(3, 3);
	for (int trial = 0; trial < 30000; trial++) {
		uint64_t n = trial < 300 ? (uint64_t)trial + 1 : rng_bits(&pick) >> (trial % 64);
		n += n == 0;
		uint64_t v = trial % 3 == 0 ? 0 : trial % 3 == 1 ? n - 1 : rng_bits(&pick) % n;
		wide one = (wide)1 << 64, start = (wide)v << 64, t = one % n;
		wide first = (start + t + n - 1) / n, end = (start + one + n - 1) / n;
		TAP_OK(end - first == one / n, "n %" PRIu64 ", value %" PRIu64 ": share of words", n, v);
		struct rng lo = fed((uint64_t)first, 9), hi = fed((uint64_t)(end - 1), 9);
		TAP_OK(rng_below(&lo, n) == v && lo.left == 1, "n %" PRIu64 ": first word of %" PRIu64, n, v);
		TAP_OK(rng_below(&hi, n) == v && hi.left == 1, "n %" PRIu64 ": last word of %" PRIu64, n, v);
		if (first > 0 && (first - 1) * n >= start) {
			struct rng before = fed((uint64_t)(first - 1), (uint64_t)first);
			TAP_OK(rng_below(&before, n) == v && before.left == 0, "n %" PRIu64 ": a word too many was taken", n);
		}
	}
	for (uint64_t n = 1; n <= 20; n++) {
		uint64_t count[20] = { 0 };
		struct rng r = rng_at(11, n);
		for (int i = 0; i < 20000; i++)
			count[rng_below(&r, n)]++;
		double chi2 = 0, expected = 20000 / (double)n;
		for (uint64_t v = 0; v < n; v++)
			chi2 += ((double)count[v] - expected) * ((double)count[v] - expected) / expected;
		TAP_OK(chi2 <= (double)(n - 1) + 5 * sqrt(2 * (double)n), "chi square %g of %" PRIu64 " values", chi2, n);
	}
	tap_group("below: every value has the same number of words");
}

/* z with Phi(z) = u, by bisection in long double; near 1/2 on erf, elsewhere on erfc of the smaller tail. */
static long double
quantile(double u)
{
	const long double root2 = 1.414213562373095048801688724209698079L;
	bool centre = fabs(u - 0.5) < 0.3;
	long double tail = u < 0.5 ? (long double)u : 1 - (long double)u, lo = 0, hi = 9;
	for (int i = 0; i < 120; i++) {
		long double z = (lo + hi) / 2;
		if (centre ? erfl(z / root2) < 1 - 2 * tail : erfcl(z / root2) > 2 * tail)
			lo = z;
		else
			hi = z;
	}
	return u < 0.5 ? -lo : lo;
}

static double worst;

static void
normal_at(uint64_t word)
{
	struct rng r = fed(word, 0), mirrored = fed(~word, 0);
	double z = rng_normal(&r);
	long double exact = quantile(uniform_of(word)), error = fabsl(((long double)z - exact) / exact);
	worst = tap_max(worst, (double)error);
	TAP_OK(error <= 1e-15L, "quantile of %a is %.17g, not %.17Lg", uniform_of(word), z, exact);
	TAP_OK(rng_normal(&mirrored) == -z, "symmetry at %a", uniform_of(word));
}

static void
normals(void)
{
	struct rng pick = rng_at(5, 5);
	for (uint64_t i = 0; i < 3000; i++) {
		normal_at(rng_bits(&pick));
		normal_at(rng_bits(&pick) >> (i % 52));		/* the lower tail, down to 2^-53 */
		normal_at(UINT64_C(1) << 63 | rng_bits(&pick) >> (1 + i % 51));	/* close to 1/2 */
	}
	for (uint64_t i = 0; i < 2000; i++) {			/* both sides of the seams at 0.075 and exp(-25) */
		normal_at((uint64_t)(0.075 * 0x1p64) + ((i - 1000) << 12));
		normal_at((uint64_t)(exp(-25) * 0x1p64) + ((i - 1000) << 12));
	}
	normal_at(0);
	printf("# worst relative error %.2g\n", worst);
	tap_group("normal: the quantile within 1e-15, tails, centre and seams; symmetric to the bit");
}

static void
moments(void)
{
	enum { N = 400000 };
	double u1 = 0, u2 = 0, z[5] = { 0 };
	struct rng r = rng_at(42, 0);
	for (int i = 0; i < N; i++) {
		double u = rng_uniform(&r) - 0.5, x = rng_normal(&r), p = 1;
		u1 += u;
		u2 += u * u;
		for (int k = 1; k < 5; k++)
			z[k] += p *= x;
	}
	/* Five standard deviations of the mean of N draws each: variances 1/12, 1/180; 1, 2, 15, 96 of the powers. */
	TAP_OK(fabs(u1 / N) < 5 * sqrt(1 / 12. / N), "mean of uniforms %g", u1 / N);
	TAP_OK(fabs(u2 / N - 1 / 12.) < 5 * sqrt(1 / 180. / N), "variance of uniforms %g", u2 / N);
	TAP_OK(fabs(z[1] / N) < 5 * sqrt(1. / N), "first moment %g", z[1] / N);
	TAP_OK(fabs(z[2] / N - 1) < 5 * sqrt(2. / N), "second moment %g", z[2] / N);
	TAP_OK(fabs(z[3] / N) < 5 * sqrt(15. / N), "third moment %g", z[3] / N);
	TAP_OK(fabs(z[4] / N - 3) < 5 * sqrt(96. / N), "fourth moment %g", z[4] / N);
	struct rng a = rng_at(42, 0), b = rng_at(42, 1), c = rng_at(43, 0);
	TAP_OK(rng_bits(&a) != rng_bits(&b), "streams differ");
	a = rng_at(42, 0);
	TAP_OK(rng_bits(&a) != rng_bits(&c), "seeds differ");
	tap_group("moments of uniforms and normals; streams and seeds differ");
}

int
main(void)
{
	known_answers();
	uniforms();
	integers();
	normals();
	moments();
	return tap_done();
}
