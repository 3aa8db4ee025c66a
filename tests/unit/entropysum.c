/* SPDX-License-Identifier: MIT */
/* entropysum: against a sum of long double logarithms in quadruple precision; closed forms; scale, order and split. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/entropysum.h"
#include "base/rng.h"
#include "exact.h"
#include "tap.h"

__extension__ typedef __float128 quad;

enum { MOST = 20000 };

static struct rng r;
static double worst;

static double
nats(size_t n, const double x[])
{
	struct entropysum s = { 0 };
	entropysum_add(&s, n, x);
	return entropysum_nats(&s);
}

/* -sum q ln q, q = c / S. */
static long double
reference(size_t n, const double x[])
{
	quad sum = 0, entropy = 0;
	for (size_t i = 0; i < n; i++)
		sum += (quad)fabs(x[i]);
	for (size_t i = 0; i < n; i++) {
		quad share = (quad)fabs(x[i]) / sum;
		if (share > 0)
			entropy -= share * (quad)(share < (quad)0.5L ? logl((long double)share) :
			                                               log1pl((long double)(share - (quad)1)));
	}
	return (long double)entropy;
}

static void
entropy_is(const char *what, size_t n, const double x[])
{
	double h = nats(n, x);
	long double exact = reference(n, x);
	double ulp = nextafter((double)exact, HUGE_VAL) - (double)exact, error = (double)fabsl((long double)h - exact);
	TAP_OK(h >= 0 && error <= 2.5 * ulp + 1.8e-16, "%s, n %zu: %.17g, not %.20Lg", what, n, h, exact);
	worst = tap_max(worst, (error - 2.5 * ulp) / 1.8e-16);
}

/* 2^52 L(c) is what one element leaves in logs, divided by it. */
static void
logarithm_of(double c)
{
	struct entropysum s = { 0 };
	mpz_t z, t;
	mpz_inits(z, t, NULL);
	entropysum_add(&s, 1, &c);
	exact_of(z, &s.logs);
	exact_set(t, c);
	TAP_OK(mpz_divisible_p(z, t), "%a: no multiple of it", c);
	mpz_divexact(z, z, t);
	int k = ilogb(c);
	long double exact = ldexpl(log2l(ldexpl((long double)c, -k)), 52);
	long double got = (long double)(mpz_get_si(z) - k * (INT64_C(1) << 52));
	TAP_OK(mpz_fits_slong_p(z) && fabsl(got - exact) <= 0.55L, "log2 %a: off by %Lg units", c, got - exact);
	mpz_clears(z, t, NULL);
}

static void
logarithms(void)
{
	for (int i = 0; i < 20000; i++)
		logarithm_of(ldexp(1 + rng_uniform(&r), (int)rng_below(&r, 2098) - 1074));
	for (int i = 0; i <= 64; i++)			/* where the centre changes */
		for (int side = -2; side <= 2; side++)
			logarithm_of(1 + i / 32. + side * 0x1p-52);
	for (int k = -1074; k < 1024; k++)
		logarithm_of(ldexp(1, k));
	tap_group("the fixed-point logarithm is within 0.55 2^-52");
}

static void
distributions(void)
{
	static double x[MOST];
	static const size_t sizes[] = { 1, 2, 3, 10, 100, 1000, MOST };
	for (int k = 0; k < 7 * 12; k++) {
		size_t n = sizes[k % 7];
		int scale = (int[]){ 0, 900, -1000, 1005, -1074, 51 }[k / 7 % 6];
		for (size_t i = 0; i < n; i++)
			x[i] = scale == -1074 ? (double)rng_below(&r, 9) * 0x1p-1074 : ldexp(rng_normal(&r), scale);
		x[0] += x[0] == 0 ? ldexp(1, scale) : 0;
		entropy_is("normal", n, x);
		for (size_t i = 0; i < n; i++)
			x[i] = ldexp(1 / (double)(i + 1), scale < -900 ? scale + 100 : scale);
		entropy_is("Zipf", n, x);
		for (size_t i = 0; i < n; i++)
			x[i] = ldexp(1 + 1e-9 * rng_uniform(&r), scale < -900 ? scale + 100 : scale);
		entropy_is("almost equal", n, x);
		for (size_t i = 0; i < n; i++)
			x[i] = ldexp(rng_uniform(&r), (int)rng_below(&r, 1900) - 950);
		entropy_is("the whole range", n, x);
		for (size_t i = 0; i < n; i++)
			x[i] = i == n / 2 ? 1 : rng_uniform(&r) * (k % 2 ? 1e-9 : 1e-17);
		entropy_is("almost one", n, x);
	}
	printf("# worst error beyond 2.5 ulp: %.2g of the bound\n", worst);
	tap_group("entropy within 2.5 ulp + 1.8e-16 of long double logarithms, at any scale");
}

static void
closed_forms(void)
{
	static double x[MOST];
	for (size_t n = 1; n <= MOST; n += 1 + n / 3) {
		double c = ldexp(1 + rng_uniform(&r), (int)rng_below(&r, 2000) - 1000);
		for (size_t i = 0; i < n; i++)
			x[i] = i % 2 ? c : -c;
		double h = nats(n, x), exact = log((double)n);
		TAP_OK(fabs(h - exact) <= 2 * DBL_EPSILON * exact + 2e-16, "%zu times %a: %.17g, not %.17g", n, c, h, exact);
		for (size_t i = 0; i < n; i++)
			x[i] = i == n / 2 ? c : 0;
		TAP_OK(nats(n, x) == 0, "one %a among %zu: %g", c, n, nats(n, x));
	}
	for (int e = -1074; e <= 1023; e++) {
		double c = ldexp(1 + rng_uniform(&r), e), two[2] = { ldexp(1, e), ldexp(1, e) };
		TAP_OK(nats(1, &c) == 0, "%a alone", c);
		TAP_OK(fabs(nats(2, two) - log(2)) <= DBL_EPSILON, "two halves at 2^%d: %.17g", e, nats(2, two));
	}
	static const double none[3] = { 0 };
	TAP_OK(isnan(nats(3, none)) && isnan(nats(0, none)), "no element");
	tap_group("all equal: ln n; one alone: exactly 0; none: nan");
}

static void
orders(void)
{
	static double x[MOST];
	for (int trial = 0; trial < 20; trial++) {
		size_t n = 1 + rng_below(&r, 3000);
		for (size_t i = 0; i < n; i++)
			x[i] = trial % 2 ? rng_normal(&r) : ldexp(rng_uniform(&r), (int)rng_below(&r, 2000) - 1000);
		struct entropysum whole = { 0 }, pieces = { 0 };
		entropysum_add(&whole, n, x);
		for (size_t i = 0; i < n / 2; i++) {
			double held = x[i];
			x[i] = x[n - 1 - i];
			x[n - 1 - i] = held;
		}
		for (size_t i = 0; i < n;) {
			size_t m = 1 + rng_below(&r, n - i);
			struct entropysum piece = { 0 };
			entropysum_add(&piece, m, x + i);
			entropysum_merge(&pieces, &piece);
			i += m;
		}
		xsum_carry(&whole.sum);
		xsum_carry(&whole.logs);
		xsum_carry(&pieces.sum);
		xsum_carry(&pieces.logs);
		TAP_OK(memcmp(&whole, &pieces, sizeof whole) == 0, "trial %d", trial);
	}
	tap_group("order, split and merge leave every bit of the state alone");
}

/* Vectors of any width leave the same state. */
static void
widths(void)
{
	static double x[MOST];
	struct entropysum s[3];
	memset(s, 0, sizeof s);
	for (size_t i = 0; i < MOST; i++)
		x[i] = i < 5000 ? rng_normal(&r) : i % 10 == 0 ? 0 : ldexp(rng_normal(&r), (int)rng_below(&r, 2096) - 1074);
	for (int k = 0; k < 3; k++) {
		setenv("MLCORE_ISA", (const char *const[]){ "portable", "avx2", "avx512" }[k], 1);
		entropysum_add(&s[k], MOST, x);
		xsum_carry(&s[k].sum);
		xsum_carry(&s[k].logs);
		TAP_OK(memcmp(&s[0], &s[k], sizeof s[0]) == 0, "level %d", k);
	}
	unsetenv("MLCORE_ISA");
	tap_group("every width of vectors leaves the same state");
}

int
main(void)
{
	r = rng_at(2026, 8);
	logarithms();
	widths();
	distributions();
	closed_forms();
	orders();
	return tap_done();
}
