/* SPDX-License-Identifier: MIT */
/* sum: every operation of the accumulator against big integers; order, split and vector width change nothing. */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/sum.h"
#include "exact.h"
#include "tap.h"

enum { MOST = 9000 };

static struct rng r;

/* A finite double of random bits whose exponent field lies in lo..hi. */
static double
random_double(unsigned lo, unsigned hi)
{
	uint64_t bits = rng_bits(&r) & UINT64_C(0x800fffffffffffff);
	bits |= (lo + rng_below(&r, hi - lo + 1)) << 52;
	double x;
	memcpy(&x, &bits, sizeof x);
	return x;
}

enum kind { NORMAL, NARROW, WIDE, EVERYTHING, TINY, HUGE_ONES, CANCEL, ZEROS, DECIMAL, KINDS };

/* spread: binades of the kinds NARROW and ZEROS. */
static void
fill(enum kind kind, unsigned spread, size_t n, double x[])
{
	for (size_t i = 0; i < n; i++)
		switch (kind) {
		case NORMAL: x[i] = rng_normal(&r); break;
		case NARROW: x[i] = random_double(1000, 1000 + spread); break;
		case WIDE: x[i] = random_double(900, 1100); break;
		case EVERYTHING: x[i] = random_double(0, 2046); break;
		case TINY: x[i] = random_double(0, 3); break;
		case HUGE_ONES: x[i] = random_double(2030, 2046); break;
		case CANCEL: x[i] = i % 2 ? -x[i - 1] : i % 64 ? random_double(0, 2046) : 1; break;
		case ZEROS: x[i] = rng_below(&r, 10) ? copysign(0, i % 2 ? 1 : -1) : random_double(1020, 1020 + spread); break;
		default: x[i] = (double)rng_below(&r, 100000) / 1000; break;
		}
}

static void
single_values(void)
{
	static const double some[] = { 0, -0.0, 1, -1, DBL_MAX, -DBL_MAX, DBL_MIN, 0x1p-1074, -0x1p-1074,
		0x1.fffffffffffffp-1022, 0.1 };
	mpz_t z;
	mpz_init(z);
	for (int i = 0; i < 20000; i++) {
		struct xsum s = { 0 };
		unsigned lo = i < 4000 ? (unsigned)i % 2047 : 0, hi = i < 4000 ? lo : 2046;
		double x = i < 11 ? some[i] : random_double(lo, hi);
		xsum_add(&s, x);
		exact_set(z, x);
		TAP_OK(exact_is(z, &s), "the limbs of %a", x);
		TAP_OK(xsum_round(&s) == x, "%a comes back as %a", x, xsum_round(&s));
		TAP_OK(xsum_sign(&s) == (x > 0) - (x < 0), "sign of %a", x);
		xsum_add(&s, -x);
		TAP_OK(xsum_sign(&s) == 0 && xsum_round(&s) == 0, "%a - %a", x, x);
	}
	mpz_clear(z);
	tap_group("one number: its limbs, back again, its sign");
}

/* The worst for carries: additions that put the most into one limb, of one sign, across many propagations; and doublings. */
static void
carries(void)
{
	mpz_t z;
	mpz_init(z);
	for (int sign = -1; sign <= 1; sign += 2)
		for (int shift = 0; shift < 40; shift++) {
			struct xsum s = { 0 };
			double x = sign * ldexp(0x1.fffffffffffffp0, shift - 500);
			for (int i = 0; i < 9000; i++)
				xsum_add(&s, x);
			exact_set(z, x);
			mpz_mul_ui(z, z, 9000);
			TAP_OK(exact_is(z, &s), "9000 times %a", x);
			for (int i = 0; i < 50; i++)
				xsum_merge(&s, &s);
			mpz_mul_2exp(z, z, 50);
			TAP_OK(exact_is(z, &s), "%a doubled 50 times", x);
			s = (struct xsum){ 0 };
			for (int i = 0; i < 5000; i++)
				xsum_add_times(&s, x, INT64_MIN);
			exact_set(z, -x);
			mpz_mul_ui(z, z, 5000);
			mpz_mul_2exp(z, z, 63);
			TAP_OK(exact_is(z, &s), "5000 times -2^63 %a", x);
		}
	struct xsum s = { 0 };
	for (int i = 0; i < 5000; i++)
		xsum_add(&s, DBL_MAX);
	for (int i = 0; i < 51; i++)
		xsum_merge(&s, &s);
	exact_set(z, DBL_MAX);
	mpz_mul_ui(z, z, 5000);
	mpz_mul_2exp(z, z, 51);
	TAP_OK(exact_is(z, &s) && xsum_round(&s) == HUGE_VAL, "5000 2^51 > 2^63 times the largest double");
	int exponent;
	TAP_OK(xsum_scaled(&s, &exponent) == 5000 / 4096. - 0x1p-52 && exponent == 1024 + 12 + 51, "its scaled form");
	struct xsum minus = { 0 };
	xsum_subtract(&minus, &s);
	TAP_OK(xsum_round(&minus) == -HUGE_VAL && xsum_sign(&minus) == -1, "and its negative");
	xsum_merge(&s, &minus);
	TAP_OK(xsum_sign(&s) == 0, "which cancel");
	mpz_clear(z);
	tap_group("carries: no limb overflows, 2^63 of the largest doubles have room");
}

typedef void adder(struct xsum *s, size_t n, const double x[]);

/* One array through the three adders, against the exact sums. */
static void
arrays_of(const char *isa, enum kind kind, unsigned spread, size_t n, const double x[])
{
	mpz_t z, abs, squares;
	mpz_inits(z, abs, squares, NULL);
	bool square = true;
	for (size_t i = 0; i < n; i++) {
		exact_add(z, x[i]);
		exact_add(abs, fabs(x[i]));
		exact_add_product(squares, x[i], x[i]);
		square = square && (x[i] == 0 || (fabs(x[i]) >= 0x1p-485 && fabs(x[i]) < 0x1p580));
	}
	struct xsum s = { 0 }, a = { 0 }, q = { 0 };
	xsum_add_array(&s, n, x);
	xsum_add_abs(&a, n, x);
	xsum_add_squares(&q, n, x);
	TAP_OK(exact_is(z, &s), "%s: sum, kind %d, spread %u, n %zu", isa, (int)kind, spread, n);
	TAP_OK(exact_is(abs, &a), "%s: magnitudes, kind %d, spread %u, n %zu", isa, (int)kind, spread, n);
	TAP_OK(!square || exact_is(squares, &q), "%s: squares, kind %d, spread %u, n %zu", isa, (int)kind, spread, n);
	mpz_clears(z, abs, squares, NULL);
}

static void
arrays(const char *isa)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 33, 250, 4095, 4096, 4097, MOST };
	static double x[MOST + 1];
	setenv("MLCORE_ISA", isa, 1);
	for (enum kind kind = 0; kind < KINDS; kind++)
		for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
			fill(kind, 20, sizes[k], x + 1);	/* x + 1: not aligned to a vector */
			arrays_of(isa, kind, 20, sizes[k], x + 1);
		}
	/* The edges of the vector paths: spreads about 27 and 70, the same sign throughout, sums near the bound. */
	for (unsigned spread = 20; spread < 76; spread++) {
		fill(NARROW, spread, 4096, x);
		arrays_of(isa, NARROW, spread, 160, x);
		for (size_t i = 0; i < 4096; i++)
			x[i] = ldexp(0x1.fffffffffffffp0, i % 5 ? 0 : -(int)spread + (int)(i % 3));
		arrays_of(isa, NARROW, spread, spread % 9 ? 96 : 4096, x);
	}
	/* Near the ends of the range, where grids would leave it. */
	for (int at = -1074; at <= 1023; at++)
		if (at < -1030 || (at > -560 && at < -400) || (at > 480 && at < 600) || at > 1000) {
			for (size_t i = 0; i < 64; i++)
				x[i] = ldexp(random_double(1022, 1022), at + 1);
			arrays_of(isa, NARROW, 0, 64, x);
		}
	unsetenv("MLCORE_ISA");
}

/*
 * The worst for the grids: 4096 numbers of one sign just below 2^-down of the bound 2^t, so that each piece in turn is as large
 * as it gets, with low bits at random, and one as small as the spread allows.  Oracle: element by element, tested above.
 */
static void
grids(int t, int spread, int down, double sign)
{
	static const char *isa[] = { "portable", "avx2", "avx512" };
	static double x[4096];
	struct xsum s = { 0 }, q = { 0 };
	for (int i = 0; i < 4096; i++) {
		x[i] = sign * ldexp(1 - (double)(rng_below(&r, 0x1000000) | 1) * 0x1p-53, t - down);
		x[0] = ldexp(1 - 0x1p-53, t);
		x[1] = ldexp(1 + 0x1p-52, t - spread - 1);
		xsum_add(&s, x[i]);
		xsum_add_product(&q, x[i], x[i]);
	}
	xsum_carry(&s);
	xsum_carry(&q);
	for (int k = 0; k < 3; k++) {
		struct xsum sum = { 0 }, squares = { 0 };
		setenv("MLCORE_ISA", isa[k], 1);
		xsum_add_array(&sum, 4096, x);
		xsum_add_squares(&squares, 4096, x);
		xsum_carry(&sum);
		xsum_carry(&squares);
		TAP_OK(memcmp(&sum, &s, sizeof s) == 0, "%s: sum, spread %d, 2^-%d of 2^%d", isa[k], spread, down, t);
		TAP_OK(memcmp(&squares, &q, sizeof q) == 0, "%s: squares, spread %d, 2^-%d of 2^%d", isa[k], spread, down, t);
	}
	unsetenv("MLCORE_ISA");
}

static void
all_grids(void)
{
	static const int spreads[] = { 0, 26, 27, 28, 29, 69, 70, 71, 72 };
	for (int k = 0; k < 9; k++)
		for (int down = 0; down <= spreads[k]; down++)
			for (int sign = -1; sign <= 1; sign += 2)
				grids(down % 9 == 8 ? -450 : 0, spreads[k], down, sign);
	tap_group("the grids of the vector path hold what their bounds promise");
}

static void
products(void)
{
	mpz_t z;
	mpz_init(z);
	struct xsum s = { 0 };
	for (int i = 0; i < 20000; i++) {
		/* Exponent fields that keep the product a multiple of 2^-1074, and the sum below 2^1160. */
		unsigned a = 1 + (unsigned)rng_below(&r, 2046), lo = a < 1075 ? 1076 - a : 1, hi = a < 1144 ? 2046 : 3190 - a;
		double x = random_double(a, a), y = random_double(lo, hi);
		xsum_add_product(&s, x, y);
		exact_add_product(z, x, y);
		if (i % 100 == 0)
			TAP_OK(exact_is(z, &s), "after %a * %a", x, y);
	}
	TAP_OK(exact_is(z, &s), "the sum of products");
	s = (struct xsum){ 0 };
	xsum_add_product(&s, 0x1.8p-1000, 0x1p-75);
	xsum_add_product(&s, -0x1.8p-1000, 0x1p-74);
	TAP_OK(xsum_round(&s) == -0x1p-1074, "what lies below is dropped: %a", xsum_round(&s));
	xsum_add_product(&s, 0x1p-1074, 0x1p-1074);
	xsum_add_product(&s, 0x1.8p1000, 0x1p20);
	xsum_add_product(&s, 0x1.8p1000, 0x1p-1000);
	xsum_add_product(&s, -0x1.8p1000, 0x1p20);
	TAP_OK(xsum_sign(&s) == 1 && xsum_round(&s) == 1.5, "products above the doubles' range cancel");
	mpz_clear(z);
	tap_group("products of any two doubles");
}

/* Whether d is the double nearest to z, ties to even: its distance against those of its neighbours. */
static bool
nearest(const mpz_t z, double d)
{
	mpz_t here, beside;
	mpz_inits(here, beside, NULL);
	bool good = true;
	if (isinf(d)) {		/* from half a unit above the largest on */
		exact_set(here, DBL_MAX);
		exact_add(here, 0x1p969);
		exact_add(here, 0x1p969);
		good = mpz_cmpabs(z, here) >= 0 && mpz_sgn(z) == (d > 0 ? 1 : -1);
	} else {
		exact_set(here, d);
		mpz_sub(here, here, z);
		for (int side = -1; side <= 1; side += 2) {
			double other = nextafter(d, side * HUGE_VAL);
			exact_set(beside, isinf(other) ? side * DBL_MAX : other);
			if (isinf(other))
				exact_add(beside, side * 0x1p971);
			mpz_sub(beside, beside, z);
			int order = mpz_cmpabs(here, beside);
			uint64_t bits;
			memcpy(&bits, &d, sizeof bits);
			good = good && (order < 0 || (order == 0 && (bits & 1) == 0));
		}
	}
	mpz_clears(here, beside, NULL);
	return good;
}

static void
rounded_is(const struct xsum *s, const char *what)
{
	mpz_t z, parts;
	mpz_inits(z, parts, NULL);
	exact_of(z, s);
	double d = xsum_round(s), part[XSUM_PARTS];
	TAP_OK(nearest(z, d), "%s: %a is not the nearest", what, d);
	TAP_OK(xsum_sign(s) == mpz_sgn(z), "%s: sign", what);
	int exponent;
	double mantissa = xsum_scaled(s, &exponent);
	if (d != 0 && fabs(d) >= DBL_MIN && isfinite(d))
		TAP_OK(ldexp(mantissa, exponent) == d && fabs(mantissa) >= 1 && fabs(mantissa) < 2,
		       "%s: %a 2^%d", what, mantissa, exponent);
	if (isfinite(d)) {
		size_t n = xsum_parts(s, XSUM_PARTS, part);
		for (size_t i = 0; i < n; i++) {
			exact_add(parts, part[i]);
			double before = i ? fabs(part[i - 1]) : 0, unit = nextafter(before, DBL_MAX) - before;
			TAP_OK(part[i] != 0 && (i == 0 || fabs(part[i]) <= unit / 2),
			       "%s: part %zu: %a then %a", what, i, i ? part[i - 1] : 0, part[i]);
		}
		TAP_OK(mpz_cmp(z, parts) == 0, "%s: %zu parts are not all", what, n);
	}
	mpz_clears(z, parts, NULL);
}

static void
rounding(void)
{
	for (int i = 0; i < 6000; i++) {
		struct xsum s = { 0 };
		double x = i % 3 ? random_double(0, 2046) : i % 2 ? random_double(0, 60) : random_double(2040, 2046);
		int e;
		frexp(x, &e);
		double half = copysign(e - 54 >= -1074 ? ldexp(1, e - 54) : 0, rng_bits(&r) & 1 ? 1.0 : -1.0);
		xsum_add(&s, x);
		xsum_add(&s, half);			/* a tie, or below a power of two a number */
		if (i % 4 >= 2)
			xsum_add(&s, i % 4 == 2 ? 0x1p-1074 : -0x1p-1074);	/* just beside */
		rounded_is(&s, "tie");
		for (int k = 0; k < i % 20; k++)
			xsum_add(&s, random_double(0, 2046));
		rounded_is(&s, "sum");
	}
	struct xsum s = { 0 };
	xsum_add(&s, DBL_MAX);
	xsum_add(&s, 0x1p970);
	TAP_OK(xsum_round(&s) == HUGE_VAL, "half a unit above the largest");
	double part[XSUM_PARTS];
	TAP_OK(xsum_parts(&s, XSUM_PARTS, part) == 0, "no parts of what no double holds");
	xsum_add(&s, -0x1p-1074);
	TAP_OK(xsum_round(&s) == DBL_MAX, "just below that");
	tap_group("rounding, parts, scaled form, sign: ties, subnormals, overflow");
}

static void
shifts_and_multiples(void)
{
	mpz_t z, t;
	mpz_inits(z, t, NULL);
	for (int i = 0; i < 3000; i++) {
		struct xsum s = { 0 }, u = { 0 };
		for (int k = 0; k < 1 + i % 7; k++) {
			xsum_add(&u, random_double(600, 1400));
			xsum_add(&s, random_double(0, 2046));
		}
		exact_of(z, &s);
		exact_of(t, &u);
		int k = (int)rng_below(&r, 1100) - 550;
		xsum_add_shifted(&s, &u, k);
		exact_scale(t, k);
		mpz_add(z, z, t);
		TAP_OK(exact_is(z, &s), "shifted by %d", k);

		double f = random_double(1000, 1040);
		exact_of(z, &s);
		exact_set(t, f);
		mpz_t v;
		mpz_init(v);
		exact_of(v, &u);
		mpz_mul(t, t, v);
		exact_scale(t, -EXACT_BITS);
		mpz_add(z, z, t);
		xsum_add_multiple(&s, &u, f);
		TAP_OK(exact_is(z, &s), "times %a", f);

		int64_t times = (int64_t)rng_bits(&r) >> rng_below(&r, 64);
		double x = random_double(0, 2046);
		xsum_add_times(&s, x, times);
		exact_set(t, x);
		mpz_mul_si(t, t, times);
		mpz_add(z, z, t);
		TAP_OK(exact_is(z, &s), "%lld times %a", (long long)times, x);
		mpz_clear(v);
	}
	struct xsum three = { 0 }, s = { 0 };
	xsum_add(&three, -3);
	xsum_add_shifted(&s, &three, -1075);
	TAP_OK(xsum_round(&s) == -0x1p-1074, "-3 2^-1075 loses half a unit towards zero");
	s = (struct xsum){ 0 };
	xsum_add_times(&s, -1, INT64_MIN);
	TAP_OK(xsum_round(&s) == 0x1p63, "the least integer: %a", xsum_round(&s));
	s = (struct xsum){ 0 };
	xsum_add_shifted(&s, &three, -3000);
	TAP_OK(xsum_sign(&s) == 0, "and -3 2^-3000 everything");
	mpz_clears(z, t, NULL);
	tap_group("shifts by powers of two, multiples");
}

/* Long arrays gather by exponent, short ones do not: the number is that of big integers. */
static void
times_of_magnitudes(void)
{
	enum { LONG = 3000 };
	static double x[LONG];
	static int64_t k[LONG];
	mpz_t z, t;
	mpz_inits(z, t, NULL);
	for (int trial = 0; trial < 40; trial++) {
		size_t n = (size_t[]){ 1, 127, 128, 1024, 1025, LONG }[trial % 6];
		unsigned low = trial % 4 == 3 ? 0 : 1000, high = trial % 4 == 3 ? 2046 : 1030;
		struct xsum s = { 0 };
		mpz_set_ui(z, 0);
		for (size_t i = 0; i < n; i++) {
			x[i] = trial % 4 == 0 ? -0x1.fffffffffffffp500 : i % 9 ? random_double(low, high) : 0;
			k[i] = trial % 4 == 0 ? INT64_MIN : (int64_t)rng_bits(&r) >> rng_below(&r, 64);
			exact_set(t, fabs(x[i]));
			mpz_mul_si(t, t, k[i]);
			mpz_add(z, z, t);
		}
		xsum_add_abs_times(&s, n, x, k);
		TAP_OK(exact_is(z, &s), "trial %d, %zu numbers", trial, n);
	}
	memset(x, 0, sizeof x);		/* the least there is, once */
	for (int sign = -1; sign <= 1; sign += 2) {
		struct xsum s = { 0 };
		x[7] = 0x1p-1074;
		k[7] = sign;
		xsum_add_abs_times(&s, 200, x, k);
		TAP_OK(xsum_round(&s) == sign * 0x1p-1074, "%d times 2^-1074: %g", sign, xsum_round(&s));
	}
	mpz_clears(z, t, NULL);
	tap_group("integers times magnitudes, in short and long arrays");
}

/* The canonical limbs of x[0..n) shuffled, in pieces, merged one by one; some of it added and subtracted again. */
static struct xsum
any_way(size_t n, const double x[])
{
	static double y[MOST];
	memcpy(y, x, n * sizeof *x);
	for (size_t i = n; i > 1; i--) {
		size_t j = rng_below(&r, i);
		double held = y[i - 1];
		y[i - 1] = y[j];
		y[j] = held;
	}
	struct xsum all = { 0 }, extra = { 0 };
	xsum_add_array(&extra, n / 3, x);
	xsum_merge(&all, &extra);
	for (size_t i = 0; i < n;) {
		size_t m = 1 + rng_below(&r, n - i);
		struct xsum piece = { 0 };
		if (rng_bits(&r) & 1)
			xsum_add_array(&piece, m, y + i);
		else
			for (size_t k = 0; k < m; k++)
				xsum_add(&piece, y[i + k]);
		xsum_merge(&all, &piece);
		i += m;
	}
	xsum_subtract(&all, &extra);
	xsum_carry(&all);
	return all;
}

static void
orders(void)
{
	static double x[MOST];
	for (enum kind kind = 0; kind < KINDS; kind++)
		for (int trial = 0; trial < 8; trial++) {
			size_t n = 1 + rng_below(&r, MOST);
			fill(kind, 40, n, x);
			struct xsum whole = { 0 }, other = any_way(n, x);
			xsum_add_array(&whole, n, x);
			xsum_carry(&whole);
			TAP_OK(memcmp(&whole, &other, sizeof whole) == 0, "kind %d, n %zu", kind, n);
		}
	tap_group("order, split, merge and subtraction leave every bit of the state alone");
}

int
main(void)
{
	r = rng_at(20, 26);
	single_values();
	carries();
	arrays("portable");
	arrays("avx2");
	arrays("avx512");
	tap_group("arrays, magnitudes and squares, portable and with vector instructions");
	all_grids();
	products();
	rounding();
	shifts_and_multiples();
	times_of_magnitudes();
	orders();
	return tap_done();
}
