/* SPDX-License-Identifier: MIT */
/* powersum: against big integers for p = 1 and 2, long double for other powers; the state depends on the multiset alone. */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/powersum.h"
#include "base/rng.h"
#include "exact.h"
#include "tap.h"

enum { MOST = 9000 };

static struct rng r;

/* m 2^e, m uniform on [1, 2), e on lo..hi, either sign. */
static double
random_double(int lo, int hi)
{
	double m = (1 + rng_uniform(&r)) * (rng_bits(&r) & 1 ? 1 : -1);
	return ldexp(m, lo + (int)rng_below(&r, (uint64_t)(hi - lo + 1)));
}

enum kind { NORMAL, EVERYTHING, EDGE, FAR_EDGE, TINY, HUGE_ONES, SPARSE, KINDS };

/* EDGE: about 2^at, where two classes meet. */
static void
fill(enum kind kind, int at, size_t n, double x[])
{
	for (size_t i = 0; i < n; i++)
		switch (kind) {
		case NORMAL: x[i] = rng_normal(&r); break;
		case EVERYTHING: x[i] = random_double(-1074, 1023); break;
		case EDGE: x[i] = random_double(at - 2, at + 1); break;
		case FAR_EDGE: x[i] = random_double(at, at) * (rng_below(&r, 50) ? 0x1p-500 : 1); break;
		case TINY: x[i] = random_double(-1074, -1060); break;
		case HUGE_ONES: x[i] = random_double(1000, 1023); break;
		default: x[i] = rng_below(&r, 50) ? 0.0 : random_double(-3, 600); break;
		}
}

static struct powersum
summed(double p, int width, size_t n, const double x[])
{
	struct powersum s = powersum_of(p, width);
	powersum_add(&s, n, x);
	return s;
}

/* p = 1 and 2: the value is the exact sum, rounded once. */
static void
exact_powers(void)
{
	static const size_t sizes[] = { 1, 2, 15, 16, 17, 300, 4099 };
	static double x[MOST];
	mpz_t one, two;
	mpz_inits(one, two, NULL);
	for (enum kind kind = 0; kind < KINDS; kind++)
		for (int k = 0; k < 7 * 3; k++) {
			size_t n = sizes[k % 7];
			int at[3] = { 225, -225, 675 };
			fill(kind, at[k / 7], n, x);
			mpz_set_ui(one, 0);
			mpz_set_ui(two, 0);
			for (size_t i = 0; i < n; i++) {
				exact_add(one, fabs(x[i]));
				exact_add_product(two, x[i], x[i]);
			}
			int w = powersum_width(2);
			struct powersum sum[3] = { summed(1, 0, n, x), summed(1, w, n, x), summed(2, w, n, x) };
			for (int j = 0; j < 3; j++) {
				int e;
				double m = powersum_value(&sum[j], &e), root = powersum_root(&sum[j]);
				double error = mpz_sgn(two) ? exact_error(j < 2 ? one : two, EXACT_BITS, m, e) : m;
				double expected = j < 2 ? ldexp(m, e) : ldexp(sqrt(ldexp(m, e & 1)), (e - (e & 1)) / 2);
				TAP_OK(fabs(error) <= 0x1p-53 && (m == 0 || (m >= 1 && m < 2)),
				       "kind %d, n %zu, sum %d: error %g", (int)kind, n, j, error);
				TAP_OK(root == expected, "kind %d, n %zu, root %d: %a, not %a", (int)kind, n, j, root, expected);
			}
		}
	mpz_clears(one, two, NULL);
	tap_group("p = 1 and 2: the exact sum rounded once, over the whole range, over class edges; their roots");
}

static double worst_value, worst_root;

/* Terms and their sum in long double, whose range holds them; the root through the largest. */
static void
power(double p, enum kind kind, int at, size_t n, double x[])
{
	long double sum = 0, scaled = 0, most = 0;
	for (size_t i = 0; i < n; i++)
		most = fmaxl(most, (long double)fabs(x[i]));
	for (size_t i = 0; i < n; i++) {
		long double c = (long double)fabs(x[i]);
		sum += powl(c, (long double)p);
		scaled += powl(c / most, (long double)p);
	}
	int e;
	struct powersum s = summed(p, powersum_width(p), n, x);
	double m = powersum_value(&s, &e), root = powersum_root(&s);
	long double exact = most * powl(scaled, 1 / (long double)p);
	double value_error = (double)fabsl(ldexpl((long double)m, e) / sum - 1);
	double root_error = (double)fabsl((long double)root / exact - 1);
	TAP_OK(isfinite(sum) && sum > 0 && value_error <= 4 * 0x1p-52,
	       "p %g, kind %d at %d, n %zu: sum off by %g", p, (int)kind, at, n, value_error);
	if (exact < (long double)DBL_MAX) {
		TAP_OK(root_error <= (1.5 + 3 / p) * 0x1p-52,
		       "p %g, kind %d at %d, n %zu: root off by %g", p, (int)kind, at, n, root_error);
		worst_root = tap_max(worst_root, root_error / ((1.5 + 3 / p) * 0x1p-52));
	} else
		TAP_OK(root == HUGE_VAL, "p %g: root %g beyond the doubles", p, root);
	worst_value = tap_max(worst_value, value_error);
}

static void
other_powers(void)
{
	static const double powers[] = { 0.003, 0.1, 0.3, 0.5, 0.999, 1.0000001, 1.2, 1.5, 1.7, 2.5, 3, 4, 5, 7.3, 10,
		47.11, 300, 449, 451.5, 999.9, 1000 };
	static double x[MOST];
	for (size_t k = 0; k < sizeof powers / sizeof powers[0]; k++) {
		double p = powers[k];
		int w = powersum_width(p), edges[3] = { (w + 1) / 2, -(w / 2), w + (w + 1) / 2 };
		for (int trial = 0; trial < 30; trial++) {
			int at = edges[trial % 3];
			size_t n = 1 + rng_below(&r, trial ? 100 : 5000);
			enum kind kind = trial % 5 ? EDGE : NORMAL;
			if (p * (abs(at) + 4) > 16000 || abs(at) > 1000)
				continue;
			fill(kind, at, n, x);
			power(p, kind, at, n, x);
			for (int extra = 0; extra < 3 && w > 20; extra++) {	/* classes well apart, met in any order */
				x[rng_below(&r, n)] *= 0x1p-300;
				power(p, kind, at, n, x);
			}
		}
	}
	printf("# worst error of a sum %.2g ulp, of a root %.2g of its bound\n", worst_value * 0x1p52, worst_root);
	tap_group("any p: sum and p-norm against long double, within and across classes");
}

static void
extremes(void)
{
	static const double big[2] = { DBL_MAX, DBL_MAX / 2 }, small[2] = { 0x1p-1074, 0x1p-1074 }, zeros[3] = { 0, -0.0, 0 };
	int e;
	struct powersum s = summed(1000, 1, 2, big);
	double m = powersum_value(&s, &e);
	TAP_OK(powersum_root(&s) == DBL_MAX && e == 1023999 && m > 1.99, "p 1000 of the largest: %a 2^%d", m, e);
	s = summed(1000, 1, 2, small);
	m = powersum_value(&s, &e);
	TAP_OK(m == 1 && e == -1073999, "p 1000 of the smallest: %a 2^%d", m, e);
	s = summed(1, 0, 2, big);
	TAP_OK(powersum_root(&s) == HUGE_VAL, "beyond the largest double");
	s = summed(0.001, 0, 2, big);
	TAP_OK(powersum_root(&s) == HUGE_VAL, "far beyond");
	for (int k = 0; k < 4; k++) {
		double p = (double[]){ 0.5, 1, 2, 77 }[k];
		s = summed(p, powersum_width(p), 3, zeros);
		TAP_OK(powersum_value(&s, &e) == 0 && e == 0 && powersum_root(&s) == 0, "p %g of zeros", p);
		s = summed(p, powersum_width(p), 0, zeros);
		TAP_OK(powersum_value(&s, &e) == 0 && e == 0 && powersum_root(&s) == 0, "p %g of nothing", p);
	}
	tap_group("the ends of the range, zeros, nothing");
}

static void
canonical(struct powersum *s)
{
	xsum_carry(&s->upper);
	xsum_carry(&s->lower);
}

static void
shuffle(size_t n, double x[])
{
	for (size_t i = n; i > 1; i--) {
		size_t j = rng_below(&r, i);
		double held = x[i - 1];
		x[i - 1] = x[j];
		x[j] = held;
	}
}

static void
orders(void)
{
	static const double powers[] = { 0.5, 1, 1.5, 2, 3, 4, 7.3, 600 };
	static double x[MOST];
	for (size_t k = 0; k < 8; k++)
		for (enum kind kind = 0; kind < KINDS; kind++) {
			double p = powers[k];
			int w = p == 1 ? 450 : powersum_width(p);
			size_t n = 1 + rng_below(&r, 2000);
			fill(kind, (w + 1) / 2, n, x);
			struct powersum whole = summed(p, w, n, x), pieces = powersum_of(p, w);
			shuffle(n, x);
			for (size_t i = 0; i < n;) {
				size_t m = 1 + rng_below(&r, n - i);
				struct powersum piece = summed(p, w, m, x + i);
				powersum_merge(&piece, &pieces);
				pieces = piece;
				i += m;
			}
			canonical(&whole);
			canonical(&pieces);
			TAP_OK(whole.top == pieces.top && memcmp(&whole.upper, &pieces.upper, sizeof whole.upper) == 0 &&
			       memcmp(&whole.lower, &pieces.lower, sizeof whole.lower) == 0, "p %g, kind %d", p, (int)kind);
			powersum_merge(&whole, &whole);
			powersum_add(&pieces, n, x);
			canonical(&whole);
			canonical(&pieces);
			TAP_OK(memcmp(&whole.upper, &pieces.upper, sizeof whole.upper) == 0,
			       "p %g, kind %d: twice itself", p, (int)kind);
		}
	tap_group("order, split and merge leave every bit of the state alone");
}

/* n S_2 - S_1^2 of x, and what it is exactly. */
static void
gap_of(const char *what, size_t n, const double x[])
{
	int w = powersum_width(2), e;
	struct powersum s1 = summed(1, w, n, x), s2 = summed(2, w, n, x);
	double m = powersum_variance_gap(&s1, &s2, n, &e);
	mpz_t one, two;
	mpz_inits(one, two, NULL);
	for (size_t i = 0; i < n; i++) {
		exact_add(one, fabs(x[i]));
		exact_add_product(two, x[i], x[i]);
	}
	mpz_mul(one, one, one);
	mpz_mul_ui(two, two, n);
	mpz_mul_2exp(two, two, EXACT_BITS);
	mpz_sub(two, two, one);		/* in units of 2^(-2 EXACT_BITS) */
	if (mpz_sgn(two) == 0)
		TAP_OK(m == 0 && e == 0, "%s: %g 2^%d instead of 0", what, m, e);
	else {
		double error = exact_error(two, 2 * EXACT_BITS, m, e);
		TAP_OK(fabs(error) <= 0x1p-53 && m >= 1 && m < 2, "%s: off by %g", what, error);
	}
	mpz_clears(one, two, NULL);
}

static void
gaps(void)
{
	static double x[MOST];
	static const int scales[] = { 0, 224, 225, -225, -226, 675, 1000, -1000, -1074 };
	for (int k = 0; k < 9; k++)
		for (int j = 0; j < 6; j++) {
			size_t n = (size_t[]){ 1, 2, 7, 100, 1000, 3000 }[j];
			double centre = ldexp(j % 2 ? 1 : rng_uniform(&r), scales[k]);
			for (size_t i = 0; i < n; i++)
				x[i] = i % 3 ? centre : -centre;
			gap_of("all equal", n, x);
			for (size_t i = 0; i < n; i++)
				x[i] = centre * (1 + 1e-8 * rng_normal(&r));
			gap_of("noise 1e-8", n, x);
			for (size_t i = 0; i < n; i++)
				x[i] = centre * (1 + 1e-12 * rng_normal(&r));
			gap_of("noise 1e-12", n, x);
			x[n / 2] = nextafter(centre, 0);
			gap_of("noise and one below", n, x);
			for (size_t i = 0; i < n; i++)
				x[i] = i == n / 3 ? nextafter(centre, 0) : centre;
			gap_of("one ulp in one place", n, x);
			x[n / 2] = 0;
			gap_of("and a zero", n, x);
			fill(EVERYTHING, 0, n, x);
			gap_of("the whole range", n, x);
		}
	gap_of("zeros", 5, (double[5]){ 0 });
	tap_group("n S_2 - S_1^2: exact before one rounding, 0 for equal magnitudes");
}

int
main(void)
{
	r = rng_at(2026, 7);
	exact_powers();
	other_powers();
	extremes();
	orders();
	gaps();
	return tap_done();
}
