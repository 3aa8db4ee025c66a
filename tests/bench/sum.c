/* SPDX-License-Identifier: MIT */
/*
 * Benchmark of the exact sums against a plain sum with four accumulators, on the same numbers, in turns; then the cost of a
 * short row. usage: sum [COUNT (4e6)]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/entropysum.h"
#include "base/powersum.h"
#include "base/rng.h"

enum { ROUNDS = 7, ROW = 16 };

static double
plain(size_t n, const double x[])
{
	double a[4] = { 0 };
	for (size_t i = 0; i + 4 <= n; i += 4)
		for (size_t k = 0; k < 4; k++)
			a[k] += x[i + k];
	return a[0] + a[1] + (a[2] + a[3]);
}

static double
each(size_t n, const double x[])
{
	struct xsum s = { 0 };
	for (size_t i = 0; i < n; i++)
		xsum_add(&s, x[i]);
	return xsum_round(&s);
}

static double
array(size_t n, const double x[])
{
	struct xsum s = { 0 };
	xsum_add_array(&s, n, x);
	return xsum_round(&s);
}

static double
magnitudes(size_t n, const double x[])
{
	struct xsum s = { 0 };
	xsum_add_abs(&s, n, x);
	return xsum_round(&s);
}

static double
squares(size_t n, const double x[])
{
	struct xsum s = { 0 };
	xsum_add_squares(&s, n, x);
	return xsum_round(&s);
}

static double
power(double p, size_t n, const double x[])
{
	struct powersum s = powersum_of(p, powersum_width(p));
	powersum_add(&s, n, x);
	return powersum_root(&s);
}

static double power_1(size_t n, const double x[]) { return power(1, n, x); }
static double power_2(size_t n, const double x[]) { return power(2, n, x); }
static double power_4(size_t n, const double x[]) { return power(4, n, x); }
static double power_half(size_t n, const double x[]) { return power(0.5, n, x); }
static double power_any(size_t n, const double x[]) { return power(1.7, n, x); }

static double
entropy(size_t n, const double x[])
{
	struct entropysum s = { 0 };
	entropysum_add(&s, n, x);
	return entropysum_nats(&s);
}

static const struct sums {
	const char *name;
	double (*of)(size_t n, const double x[]);
} sums[] = {
	{ "plain, 4 accumulators", plain }, { "xsum_add, one by one", each }, { "xsum_add_array", array },
	{ "xsum_add_abs", magnitudes }, { "xsum_add_squares", squares }, { "powersum p = 1", power_1 },
	{ "powersum p = 2", power_2 }, { "powersum p = 4", power_4 }, { "powersum p = 0.5", power_half },
	{ "powersum p = 1.7", power_any }, { "entropysum", entropy },
};

enum { SUMS = sizeof sums / sizeof sums[0] };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Medians over rounds of all sums in turns, over rows of x[0..n). */
static void
compare(const char *what, size_t n, const double x[], size_t row)
{
	static double t[SUMS][ROUNDS];
	volatile double sink = 0;
	for (size_t r = 0; r < ROUNDS; r++)
		for (size_t k = 0; k < SUMS; k++) {
			double start = now();
			for (size_t i = 0; i + row <= n; i += row)
				sink = sink + sums[k].of(row, x + i);
			t[k][r] = now() - start;
		}
	printf("%-34s %9s %9s %8s\n", what, "GB/s", "ns/number", "ratio");
	for (size_t k = 0; k < SUMS; k++) {
		qsort(t[k], ROUNDS, sizeof t[k][0], ascending);
		double median = t[k][ROUNDS / 2], count = (double)(n - n % row);
		printf("  %-32s %9.2f %9.2f %8.1f\n", sums[k].name, 8e-9 * count / median, 1e9 * median / count,
		       median / t[0][ROUNDS / 2]);
	}
}

int
main(int argc, char **argv)
{
	size_t n = argc > 1 ? (size_t)strtod(argv[1], NULL) : 4000000;
	double *x = malloc((n + 1) * sizeof *x);
	struct rng r = rng_at(0, 0);
	if (!x)
		return 5;
	for (size_t i = 0; i < n; i++)
		x[i] = rng_normal(&r);
	compare("normal numbers", n, x, n);
	compare("normal numbers, rows of 16", n / 16, x, ROW);
	for (size_t i = 0; i < n; i++)
		x[i] = ldexp(rng_normal(&r), (int)rng_below(&r, 200) - 100);
	compare("numbers over 200 binades", n / 4, x, n / 4);
	free(x);
	return 0;
}
