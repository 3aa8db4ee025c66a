/* SPDX-License-Identifier: MIT */
/* root_find (root.h): known roots to 4 ulp, jumps, ends that are nan; few steps where f is smooth, as many as bisection elsewhere. */
#include <float.h>
#include <math.h>

#include "math/scaling/root.h"
#include "tap.h"

static unsigned calls;

/* Roots in [lo, hi] to full precision. */
static double
cubic(void *context, double x)
{
	(void)context;
	calls++;
	return x * x * x - 2;
}

static double
cosine(void *context, double x)
{
	(void)context;
	calls++;
	return cos(x);
}

static double
steep(void *context, double x)
{
	(void)context;
	calls++;
	return exp(20 * x) - 3;
}

static double
flat(void *context, double x)
{
	(void)context;
	calls++;
	return pow(x - .25, 9);
}

static double
jump(void *context, double x)
{
	(void)context;
	calls++;
	return x < 1 / 3. ? -1 : 2;
}

/* 4 ulp of the root 0 are nothing: halving ends by its number. */
static double
step(void *context, double x)
{
	(void)context;
	calls++;
	return x < 0 ? -1 : 1;
}

/* sqrt(x - 1) - 1, nan below 1; above 5 nothing, either. */
static double
narrow(void *context, double x)
{
	(void)context;
	calls++;
	return x > 5 ? (double)NAN : sqrt(x - 1) - 1;
}

static void
known(void)
{
	const double pi = acos(-1);
	const struct {
		root_function *f;
		double lo, hi, want;
		unsigned most;		/* calls */
	} all[] = { { cubic, 0, 2, cbrt(2), 12 }, { cubic, 1, 1e6, cbrt(2), 40 }, { cosine, 0, 2, pi / 2, 12 },
		{ steep, -1, 1, log(3) / 20, 20 }, { jump, 0, 1, 1 / 3., 60 }, { narrow, 1, 5, 2, 8 } };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		calls = 0;
		double x = root_find(all[i].f, NULL, all[i].lo, all[i].hi, .1, 0);
		TAP_OK(fabs(x / all[i].want - 1) <= 4 * DBL_EPSILON, "%zu: %.17g, want %.17g", i, x, all[i].want);
		TAP_OK(calls <= all[i].most, "%zu: %u calls", i, calls);
	}
	calls = 0;
	TAP_OK(fabs(root_find(flat, NULL, 0, 1, .1, 1e-9) - .25) <= 1e-9 && calls < 80, "a root of order 9, %u calls", calls);
	TAP_OK(fabs(root_find(cubic, NULL, 0, 2, .1, .01) - cbrt(2)) <= .01, "tolerance");
	TAP_OK(root_find(cubic, NULL, -1e300, 1e300, .1, 1e-9) > 1, "ends far away");
	calls = 0;
	TAP_OK(fabs(root_find(step, NULL, -1, 2, .1, 0)) < 1e-50 && calls <= 202, "a jump at 0, %u calls", calls);
	tap_group("roots, jumps, high orders");
}

static void
ends(void)
{
	TAP_OK(root_find(cosine, NULL, 0, acos(-1), .1, 0) > 1.5, "inside");
	TAP_OK(fabs(root_find(narrow, NULL, 0, 9, .1, 0) - 2) < 1e-14, "both ends move to where there are values");
	TAP_OK(isnan(root_find(narrow, NULL, 0, .5, .1, 0)) && isnan(root_find(narrow, NULL, 6, 7, .1, 0)), "no end is left");
	TAP_OK(isnan(root_find(cubic, NULL, 2, 3, .1, 0)) && isnan(root_find(cubic, NULL, 0, 1, .1, 0)), "one sign");
	TAP_OK(fabs(root_find(flat, NULL, .25, 1, .1, 0) - .25) <= 0 && fabs(root_find(flat, NULL, 0, .25, .1, 0) - .25) <= 0, "an end is the root");
	tap_group("ends: nan, one sign, the root itself");
}

int
main(void)
{
	known();
	ends();
	return tap_done();
}
