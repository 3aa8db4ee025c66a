/* SPDX-License-Identifier: MIT */
/* base/vecmath against long double and against C's special cases, at every set of vector instructions. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/sys.h"
#include "base/vecmath.h"
#include "tap.h"

enum { N = 20001 };
static const char *const levels[] = { "portable", "avx2", "avx512" };

/* Distance of y from want in units of wanted last place. */
static double
ulps(double y, long double want)
{
	int e;

	frexpl(want, &e);
	long double ulp = ldexpl(1, e - 53 < -1074 ? -1074 : e - 53);
	return (double)fabsl(((long double)y - want) / ulp);
}

static void
accuracy(const char *level)
{
	static double x[N], y[N];
	struct rng r = rng_at(1, 2);
	double worst = 0;

	for (size_t i = 0; i < N; i++)
		x[i] = i % 3 ? 1400 * rng_uniform(&r) - 700 : 2 * rng_uniform(&r) - 1;
	vec_exp(N, x, y);
	for (size_t i = 0; i < N; i++)
		worst = tap_max(worst, ulps(y[i], expl((long double)x[i])));
	TAP_OK(worst <= 4 && worst > 0, "%s: exp %g ulp", level, worst);
	for (size_t i = 0; i < N; i++)
		x[i] = i % 3 ? exp(x[i]) : 1 + x[i] / 100;
	worst = 0;
	vec_log(N, x, y);
	for (size_t i = 0; i < N; i++)
		worst = tap_max(worst, ulps(y[i], logl((long double)x[i])));
	TAP_OK(worst <= 4 && worst > 0, "%s: log %g ulp", level, worst);
}

static bool
same(double a, double b)
{
	return (isnan(a) && isnan(b)) || (a == b && signbit(a) == signbit(b));
}

static void
special(const char *level)
{
	static const double x[] = { 0, -0.0, 1, -1, HUGE_VAL, -HUGE_VAL, (double)NAN, 710, -746, 1e308, -1e308, DBL_MIN, 5e-324 };
	enum { SPECIAL = sizeof x / sizeof x[0] };
	double y[SPECIAL];

	vec_exp(SPECIAL, x, y);
	for (size_t i = 0; i < SPECIAL; i++)
		if (x[i] != 1 && x[i] != -1)
			TAP_OK(same(y[i], exp(x[i])), "%s: exp(%g) = %g", level, x[i], y[i]);
	vec_log(SPECIAL, x, y);
	for (size_t i = 0; i < SPECIAL; i++)
		TAP_OK(same(y[i], log(x[i])) || ulps(y[i], logl((long double)x[i])) <= 4, "%s: log(%g) = %g", level, x[i], y[i]);
	double tiny[] = { -740, -720.5, -745 };
	vec_exp(3, tiny, y);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(ulps(y[i], expl((long double)tiny[i])) <= 4 && y[i] > 0, "%s: exp(%g) = %g", level, tiny[i], y[i]);
}

/* An element's result does not depend on n or its place, also in place. */
static void
places(const char *level)
{
	enum { M = 40 };
	double x[M], whole[M], y[M];
	struct rng r = rng_at(3, 4);

	for (size_t i = 0; i < M; i++)
		x[i] = 10 * rng_uniform(&r);
	for (int which = 0; which < 2; which++) {
		void (*f)(size_t, const double[], double[]) = which ? vec_log : vec_exp;
		f(M, x, whole);
		for (size_t from = 0; from < M; from++)
			for (size_t n = 0; from + n <= M; n++) {
				memset(y, 0, sizeof y);
				f(n, x + from, y);
				TAP_OK(memcmp(y, whole + from, n * sizeof y[0]) == 0, "%s: %zu from %zu", level, n, from);
				TAP_OK(n == M || y[n] == 0, "%s: writes beyond n", level);
			}
		memcpy(y, x, sizeof y);
		f(M, y, y);
		TAP_OK(memcmp(y, whole, sizeof y) == 0, "%s: in place", level);
	}
}

int
main(void)
{
	for (size_t k = 0; k < 3; k++) {
		setenv("MLCORE_ISA", levels[k], 1);
		accuracy(levels[k]);
		special(levels[k]);
		places(levels[k]);
	}
	tap_group("exp and log within 4 ulp, C's special cases, the same in any place");
	return tap_done();
}
