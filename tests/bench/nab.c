/* SPDX-License-Identifier: MIT */
/* Bench of math/nab: medians of 21 seeded N at one thread, processor time and ns a step; ranges.  E=60 tests/bench/nab stops there. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "math/nab/nab.h"
#include "math/nab/range.h"

enum { SAMPLES = 21 };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static uint64_t
next(uint64_t *z)
{
	uint64_t x = *z += UINT64_C(0x9E3779B97F4A7C15);	/* splitmix64 */
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

/* A number in [10^e, 10^(e+1)), uniform but for the bias of 2^-64. */
static struct big
draw(unsigned e, uint64_t *z)
{
	struct big low = big_of(1), n = { { 0 } };
	for (unsigned i = 0; i < e; i++)
		low = big_times(&low, 10);
	for (int i = 0; i < 5; i++)
		n.v[i] = next(z);
	struct big nine = big_times(&low, 9), q = big_divide(&n, &nine);
	q = big_multiply(&q, &nine);
	n = big_subtract(&n, &q);
	return big_add(&n, &low);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
sample(unsigned e, double goal)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search r = { 0 };
	double time[SAMPLES], steps = 0, total = 0;
	uint64_t z = e;

	how.threads = 1;
	for (int i = 0; i < SAMPLES; i++) {
		struct big n = draw(e, &z);
		int times = e < 36 ? 20 : 1;
		double t = now();
		for (int k = 0; k < times; k++)
			nab_search(&n, &how, &r);
		time[i] = (now() - t) / times;
		total += time[i];
		steps += (double)r.reached + 2;
	}
	qsort(time, SAMPLES, sizeof time[0], ascending);
	printf("  10^%-2u median %10.3g s, %7.4f ns a step", e, time[SAMPLES / 2], total / steps * 1e9);
	if (goal > 0)
		printf("  goal %.3g s  ratio %.2f", goal, time[SAMPLES / 2] / goal);
	putchar('\n');
	fflush(stdout);
	nab_search_free(&r);
}

int
main(void)
{
	static const struct { unsigned e; double goal; } rows[] = {
		{ 18, 12e-6 }, { 24, 0.12e-3 }, { 30, 0.25e-3 }, { 36, 0.6e-3 }, { 42, 2.5e-3 }, { 48, 15e-3 }, { 54, 0.12 }, { 60, 0.8 },
		{ 66, 7 },
	};
	const char *end = getenv("E");
	unsigned most = end ? (unsigned)atoi(end) : 60;
	struct nab_range r;
	uint64_t total;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].e <= most)
			sample(rows[i].e, rows[i].goal);
	double t = now();
	nab_range_begin(&r, 0);
	nab_range_total(&r, 10000000, &total);
	t = now() - t;
	printf("  1..10^7, summed: %.4f s, %.2g numbers/s  goal 0.05 s  ratio %.2f\n", t, 1e7 / t, t / 0.05);
	return total != UINT64_C(42301868903);
}
