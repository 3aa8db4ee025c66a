/* SPDX-License-Identifier: MIT */
/* The measures without their input and output: ns a number, and the order of 10^7 magnitudes beside qsort. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/rng.h"
#include "math/sparsity/sort.h"
#include "math/sparsity/sparsity.h"

enum { N = 10000000, PIECE = 1 << 15, SHORT = 16, ROUNDS = 3, MOST = 16 };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Best of some rounds, in ns a number, of vectors of n out of x (N); with one thread in pieces as a reader gives them. */
static double
measure(const char *list, int threads, size_t n, const double x[])
{
	struct spec_list specs;
	struct err e = { 0 };
	double value[MOST], best = HUGE_VAL;
	size_t all = n == N ? N : N / 10;
	if (spec_parse(&sparsity_measures, str_of(list), &specs, &e) || specs.n > MOST)
		return (double)NAN;
	for (int r = 0; r < ROUNDS; r++) {
		struct profile *p = profile_new(specs.n, specs.v, threads, SIZE_MAX);
		double t = now();
		for (size_t i = 0; i + n <= all && !e.code; i += n) {
			for (size_t k = 0, piece; k < n && !e.code; k += piece) {
				piece = threads > 1 || n - k < PIECE ? n - k : PIECE;
				profile_add(p, 0, piece, x + i + k, &e);
			}
			profile_values(p, 0, NULL, value, &e);
		}
		t = now() - t;
		best = t < best ? t : best;
		profile_free(p);
	}
	spec_free(&specs);
	return best * 1e9 / (double)all;
}

static int
by_magnitude(const void *a, const void *b)
{
	double x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (fabs(x) > fabs(y)) - (fabs(x) < fabs(y));
}

int
main(void)
{
	static const char *const lists[] = { "l1", "l1,l2,max_abs,hoyer,effective_number", "lp:0.5", "lp:3", "shannon_nats",
		"energy_entropy_nats",
		"l0,l1,l2,lp:3,kappa4,hoyer,treves_rolls,shannon_nats,l1_over_linf,pq_mean:0.5:2", "theil", "renyi:0.9", "gini",
		"topk_mass:1%", "k_for_mass:0.9", sparsity_default, NULL };
	double *x = malloc(N * sizeof *x), *y = malloc(N * sizeof *y), *work = malloc(N * sizeof *work);
	struct rng r = rng_at(0, 0);
	if (!x || !y || !work)
		return 1;
	for (size_t i = 0; i < N; i++)
		x[i] = rng_normal(&r);

	printf("10^7 normal numbers, one vector, ns a number\n");
	for (size_t k = 0; lists[k]; k++)
		printf("  %7.2f   -j 2 %7.2f   %s\n", measure(lists[k], 1, N, x), measure(lists[k], 2, N, x), lists[k]);
	printf("vectors of %d numbers, ns a number\n", SHORT);
	printf("  %7.2f   l1\n", measure("l1", 1, SHORT, x));
	printf("  %7.2f   %s\n", measure(sparsity_default, 1, SHORT, x), sparsity_default);

	for (int round = 0; round < 2; round++) {
		memcpy(y, x, N * sizeof *y);
		double t0 = now();
		sort_magnitudes(N, y, work);
		double t1 = now();
		memcpy(y, x, N * sizeof *y);
		double t2 = now();
		qsort(y, N, sizeof *y, by_magnitude);
		double t3 = now();
		printf("order of 10^7 magnitudes: %.3f s, qsort %.3f s, ratio %.1f\n", t1 - t0, t3 - t2, (t3 - t2) / (t1 - t0));
	}
	free(x);
	free(y);
	free(work);
	return 0;
}
