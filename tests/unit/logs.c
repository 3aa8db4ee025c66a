/* SPDX-License-Identifier: MIT */
/* base/logs against long double, at ordinary, extreme and special numbers; the same bits at every set of vector instructions. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/logs.h"
#include "base/rng.h"
#include "tap.h"

enum { N = 30000 };
static const double powers[] = { 0.3, -0.5, 1e-3, 0.9999, -1.25, 1.5, -1.75, 1.75 };
enum { POWERS = sizeof powers / sizeof powers[0] };

static double x[N], k[N], l[N], y[N];

/* Numbers of all binades, about 1, very near 1, and such as data have; the ends of the range. */
static void
fill(void)
{
	static const double ends[] = { 0x1p-1074, DBL_MIN, 0x1.fffffffffffffp-1023, DBL_MAX, 1, 0x1.fffffffffffffp-1, 0x1.6a09e667f3bccp-1,
		0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bcdp0, 0x1p30, 0x1.fffffffffffffp29, 0x1p512, 2 };
	struct rng r = rng_at(7, 7);
	for (size_t i = 0; i < N; i++) {
		double u = rng_uniform(&r);
		const double kinds[] = { ldexp(1 + u, (int)rng_below(&r, 2098) - 1074), exp(4 * u - 2), 1 + 1e-3 * (u - 0.5) * u * u, ldexp(u, 20) };
		x[i] = i < sizeof ends / sizeof ends[0] ? ends[i] : kinds[i % 4];
	}
}

/* Distance of y from want in units of the expected value's last place. */
static double
ulps(double got, long double want)
{
	int e;
	if (want == 0)
		return got == 0 ? 0 : HUGE_VAL;
	frexpl(want, &e);
	return (double)fabsl(((long double)got - want) / ldexpl(1, e - 53 < -1074 ? -1074 : e - 53));
}

static void
logarithms(void)
{
	double worst[3] = { 0 };
	logs_split(N, x, k, l);
	for (size_t i = 0; i < N; i++) {
		TAP_OK(k[i] == rint(k[i]) && fabs(l[i]) <= 0.34657359027997270, "%a: %g, %a", x[i], k[i], l[i]);
		worst[0] = tap_max(worst[0], ulps(l[i], logl(ldexpl((long double)x[i], -(int)k[i]))));
	}
	logs_of(N, x, y);
	for (size_t i = 0; i < N; i++)
		worst[1] = tap_max(worst[1], ulps(y[i], logl((long double)x[i])));
	logs_one_plus_square(N, x, y);
	for (size_t i = 0; i < N; i++)
		worst[2] = tap_max(worst[2], ulps(y[i], log1pl((long double)x[i] * (long double)x[i])));
	TAP_OK(worst[0] > 0.5 && worst[0] <= 1, "split: %g ulp", worst[0]);
	TAP_OK(worst[1] > 0.5 && worst[1] <= 1.5, "of: %g ulp", worst[1]);
	TAP_OK(worst[2] > 0.5 && worst[2] <= 2, "one plus square: %g ulp", worst[2]);
	printf("# worst: %.2f, %.2f, %.2f ulp\n", worst[0], worst[1], worst[2]);
	tap_group("logarithms within 1, 1.5 and 2 ulp");
}

static void
raised(void)
{
	for (size_t j = 0; j < POWERS; j++) {
		double worst = 0;
		logs_power(powers[j], N, x, y);
		for (size_t i = 0; i < N; i++) {
			long double want = powl((long double)x[i], (long double)powers[j]);
			if (want > (long double)DBL_MAX) {
				TAP_OK(y[i] == HUGE_VAL || y[i] == DBL_MAX, "%a^%g: %a", x[i], powers[j], y[i]);
				continue;
			}
			worst = tap_max(worst, want < (long double)DBL_MIN ? 2 * (double)fabsl(((long double)y[i] - want) / 0x1p-1074L) : ulps(y[i], want));
		}
		TAP_OK(worst <= 2, "power %g: %g ulp", powers[j], worst);
		printf("# power %g: worst %.2f ulp\n", powers[j], worst);
	}
	tap_group("powers within 2 ulp, infinite beyond the doubles");
}

static void
powers_less_1(void)
{
	static const double p[] = { 0, 1e-300, 1e-9, -0.1, 0.4999, -0.5 };
	double worst = 0;
	for (size_t j = 0; j < sizeof p / sizeof p[0]; j++) {
		for (size_t i = 0; i < N; i++)
			l[i] = (i % 2 ? 0.693147 : 1e-8) * ((double)i / N - (i % 3 == 0));
		logs_power_less_1(p[j], N, l, y);
		for (size_t i = 0; i < N; i++) {
			long double want = p[j] == 0 ? (long double)l[i] : expm1l((long double)p[j] * (long double)l[i]) / (long double)p[j];
			worst = tap_max(worst, ulps(y[i], want));
		}
	}
	TAP_OK(worst > 0.5 && worst <= 2, "%g ulp", worst);
	printf("# worst: %.2f ulp\n", worst);
	tap_group("(e^(p l) - 1) / p within 2 ulp");
}

static void
zeros(void)
{
	const double none[3] = { 0, 0, 1 };
	logs_split(3, none, k, l);
	logs_of(3, none, y);
	TAP_OK(isfinite(k[0]) && isfinite(l[0]) && isfinite(y[0]), "log 0: %g, %g", l[0], y[0]);
	TAP_OK(k[2] == 0 && l[2] == 0 && y[2] == 0, "log 1");
	logs_one_plus_square(3, none, y);
	TAP_OK(y[0] == 0 && fabs(y[2] - 0.69314718055994531) < 1e-16, "log(1 + 0): %g", y[0]);
	for (size_t j = 0; j < POWERS; j++) {
		logs_power(powers[j], 3, none, y);
		TAP_OK(y[0] == 0 && y[2] == 1, "0^%g: %g, 1: %a", powers[j], y[0], y[2]);
	}
	tap_group("0 and 1");
}

/* All results at x[from..from + n), in place, without a word of where they were computed. */
static void
results(size_t from, size_t n, double out[][N])
{
	logs_split(n, x + from, out[0], out[1]);
	for (size_t j = 0; j < POWERS + 3; j++) {
		double *at = out[2 + j];
		memcpy(at, x + from, n * sizeof *at);
		if (j == 0)
			logs_of(n, at, at);
		else if (j == 1)
			logs_one_plus_square(n, at, at);
		else if (j == 2)
			logs_power_less_1(0.3, n, out[1], at);
		else
			logs_power(powers[j - 3], n, at, at);
	}
}

static void
levels(void)
{
	static double first[POWERS + 5][N], other[POWERS + 5][N];
	setenv("MLCORE_ISA", "portable", 1);
	results(0, N, first);
	for (int level = 0; level < 3; level++)
		for (size_t from = 0; from < 20; from++) {
			size_t n = from ? 1 + from % 11 : N;
			setenv("MLCORE_ISA", (const char *const[]){ "portable", "avx2", "avx512" }[level], 1);
			results(from, n, other);
			for (size_t j = 0; j < POWERS + 5; j++)
				TAP_OK(memcmp(first[j] + from, other[j], n * sizeof x[0]) == 0, "level %d, function %zu, %zu from %zu", level, j, n, from);
		}
	unsetenv("MLCORE_ISA");
	tap_group("the same bits for every width of vectors, at every place");
}

int
main(void)
{
	fill();
	logarithms();
	raised();
	powers_less_1();
	zeros();
	levels();
	return tap_done();
}
