/* SPDX-License-Identifier: MIT */
/* change: against sums in quadruple precision; closed forms; the ends of the doubles' range; order and split. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "math/sparsity/change.h"
#include "tap.h"

__extension__ typedef __float128 quad;

enum { MOST = 5000 };

static struct rng r;
static double a[MOST], b[MOST];

/* Within so many 2^-53 of the exact value. */
static bool
near(double x, long double exact, double units)
{
	return fabsl((long double)x - exact) <= (long double)(units * 0x1p-53) * fabsl(exact);
}

/* The sums again, one after the other in 113 bits; d rounded to a double as the header says. */
static void
check(size_t n, const char *what)
{
	struct change c;
	quad aa = 0, bb = 0, dd = 0, ab = 0, size = 0;
	uint64_t changed = 0, flips = 0, missing = 0;
	double most = 0;
	change_clear(&c);
	change_add(&c, n, a, b);
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(a[i]) || !isfinite(b[i])) {
			missing++;
			continue;
		}
		double d = b[i] - a[i];
		aa += (quad)a[i] * (quad)a[i];
		bb += (quad)b[i] * (quad)b[i];
		dd += (quad)d * (quad)d;
		ab += (quad)a[i] * (quad)b[i];
		size += (quad)fabs(a[i]) * (quad)fabs(b[i]);
		changed += a[i] != b[i];
		flips += a[i] != 0 && b[i] != 0 && !!signbit(a[i]) != !!signbit(b[i]);
		most = tap_max(most, fabs(d));
	}
	long double relative = sqrtl((long double)(dd / aa)), cosine = (long double)ab / sqrtl((long double)aa) / sqrtl((long double)bb);
	double noise = (double)(size * 0x1p-90 / sqrtl((long double)aa) / sqrtl((long double)bb));
	TAP_OK(c.n == n - missing && c.missing == missing && c.changed == changed && c.flips == flips && c.most == most, "%s: counts", what);
	TAP_OK(near(change_relative(&c), relative, 3), "%s: %.17g, not %.20Lg", what, change_relative(&c), relative);
	long double bound = 5 * 0x1p-53L * fabsl(cosine) + (long double)noise;
	TAP_OK(fabsl((long double)change_cosine(&c) - cosine) <= bound, "%s: %.17g, not %.20Lg", what,
		change_cosine(&c), cosine);
}

static void
random_pairs(void)
{
	for (int trial = 0; trial < 60; trial++) {
		size_t n = 1 + rng_below(&r, MOST);
		int spread = trial % 5 == 4 ? 400 : 1;
		for (size_t i = 0; i < n; i++) {
			a[i] = ldexp(rng_normal(&r), (int)rng_below(&r, (uint64_t)spread));
			b[i] = trial % 3 == 0 ? rng_normal(&r) : a[i] + ldexp(rng_normal(&r), -trial / 3);
			if (trial % 2) {		/* floats: the products are doubles */
				a[i] = (double)(float)a[i];
				b[i] = (double)(float)b[i];
			}
			if (rng_below(&r, 10) == 0)
				b[i] = a[i];
			if (rng_below(&r, 50) == 0)
				a[i] = i % 3 == 0 ? (double)NAN : i % 3 == 1 ? -(double)INFINITY : 0;
		}
		char what[40];
		snprintf(what, sizeof what, "trial %d, n %zu", trial, n);
		check(n, what);
	}
	tap_group("values and counts against sums in 113 bits");
}

static struct change
of(size_t n, const double x[], const double y[])
{
	struct change c;
	change_clear(&c);
	change_add(&c, n, x, y);
	return c;
}

static void
closed_forms(void)
{
	struct change c = of(2, (double[]){ 3, 4 }, (double[]){ 3, 4 });
	TAP_OK(change_relative(&c) == 0 && change_cosine(&c) == 1 && c.changed == 0 && c.most == 0, "the same");
	for (size_t n = 1; n < 100; n++) {
		for (size_t i = 0; i < n; i++)
			a[i] = rng_normal(&r);
		c = of(n, a, a);
		TAP_OK(change_relative(&c) == 0 && change_cosine(&c) == 1, "%zu numbers, the same: %.17g", n, change_cosine(&c));
	}
	c = of(2, (double[]){ 3, 4 }, (double[]){ -6, -8 });
	TAP_OK(change_relative(&c) == 3 && change_cosine(&c) == -1 && c.changed == 2 && c.flips == 2 && c.most == 12, "turned");
	c = of(2, (double[]){ 1, 0 }, (double[]){ 0, 1 });
	TAP_OK(change_relative(&c) == sqrt(2) && change_cosine(&c) == 0 && c.flips == 0, "across");
	c = of(2, (double[]){ 0, -0.0 }, (double[]){ -0.0, 0 });
	TAP_OK(change_relative(&c) == 0 && isnan(change_cosine(&c)) && c.changed == 0, "zeros of both signs");
	c = of(1, (double[]){ 0 }, (double[]){ 5 });
	TAP_OK(isinf(change_relative(&c)) && isnan(change_cosine(&c)) && c.changed == 1 && c.flips == 0, "from nothing");
	c = of(0, a, b);
	TAP_OK(change_relative(&c) == 0 && isnan(change_cosine(&c)) && c.n == 0, "empty");
	c = of(3, (double[]){ 1, (double)NAN, 2 }, (double[]){ (double)INFINITY, (double)NAN, 2 });
	TAP_OK(c.n == 1 && c.missing == 2 && change_cosine(&c) == 1, "what is not finite");
	/* 2^60 - 2^60 + 1, which no rounding may lose, over 2^61 + 1 */
	c = of(3, (double[]){ 0x1p30, 0x1p30, 1 }, (double[]){ 0x1p30, -0x1p30, 1 });
	TAP_OK(near(change_cosine(&c), 0x1p-61L, 5), "cancellation: %.17g", change_cosine(&c));
	tap_group("closed forms");
}

static void
ends(void)
{
	static const double scales[] = { 0x1p-1074, 0x1p-1022, 0x1p-600, 0x1p-449, 1, 0x1p451, 0x1p600, 0x1p1020 };
	for (size_t i = 0; i < 8; i++)
		for (size_t k = 0; k < 8; k++) {
			double s = scales[i], t = scales[k];
			struct change c = of(2, (double[]){ 3 * s, 4 * s }, (double[]){ 4 * t, 3 * t });
			TAP_OK(near(change_cosine(&c), 24 / 25.0L, 5), "scales %g, %g: cosine %.17g", s, t, change_cosine(&c));
			c = of(2, (double[]){ 3 * s, 4 * s }, (double[]){ 4 * s, 3 * s });
			TAP_OK(near(change_relative(&c), sqrtl(2) / 5, 3) && c.most == s, "scale %g: %.17g", s, change_relative(&c));
		}
	struct change c = of(1, (double[]){ DBL_MAX }, (double[]){ -DBL_MAX });
	TAP_OK(c.most == DBL_MAX && change_relative(&c) == 1 && change_cosine(&c) == -1, "a difference beyond the doubles");
	/* products of all three classes: the large ones cancel, the middle ones too, the small one is left */
	c = of(5, (double[]){ 0x1p600, 0x1p600, 1, 1, 0x1p-600 }, (double[]){ 0x1p600, -0x1p600, 1, -1, 0x1p-600 });
	TAP_OK(change_cosine(&c) == 0, "2^-1200 / 2^1201 is below the doubles: %g", change_cosine(&c));
	c = of(3, (double[]){ 1, 1, 0x1p-451 }, (double[]){ 1, -1, 0x1p-451 });
	TAP_OK(near(change_cosine(&c), 0x1p-903L, 5), "of two classes: %g", change_cosine(&c));
	c = of(3, (double[]){ 0x1p300, 0x1p300, 0x1p-50 }, (double[]){ 0x1p300, -0x1p300, 0x1p-50 });
	TAP_OK(near(change_cosine(&c), 0x1p-701L, 5), "of one class: %g", change_cosine(&c));
	tap_group("the ends of the range");
}

static void
orders(void)
{
	for (int trial = 0; trial < 20; trial++) {
		size_t n = 1 + rng_below(&r, MOST);
		for (size_t i = 0; i < n; i++) {
			a[i] = trial % 2 ? rng_normal(&r) : ldexp(rng_normal(&r), (int)rng_below(&r, 2000) - 1000);
			b[i] = trial % 3 ? (double)(float)rng_normal(&r) : ldexp(rng_normal(&r), (int)rng_below(&r, 2000) - 1000);
		}
		struct change whole = of(n, a, b), pieces;
		change_clear(&pieces);
		for (size_t i = n; i > 0;) {		/* from the end, in pieces */
			size_t m = 1 + rng_below(&r, i);
			change_add(&pieces, m, a + i - m, b + i - m);
			i -= m;
		}
		double x = change_cosine(&whole), y = change_cosine(&pieces), u = change_relative(&whole), v = change_relative(&pieces);
		TAP_OK(memcmp(&x, &y, sizeof x) == 0 && memcmp(&u, &v, sizeof u) == 0 && whole.most == pieces.most, "trial %d", trial);
	}
	tap_group("order and split leave every bit alone");
}

int
main(void)
{
	r = rng_at(2026, 11);
	random_pairs();
	closed_forms();
	ends();
	orders();
	return tap_done();
}
