/* SPDX-License-Identifier: MIT */
/* The maps without input and output: elements a second of one thread. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/rng.h"
#include "math/simplex/simplex.h"

enum { N = 1 << 20, ROUNDS = 7 };

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Best of some rounds over 2^20 scores in rows of n. */
static void
measure(const char *name, size_t n, double x[], double p[])
{
	struct spec_list l = { 0 };
	struct err e = { 0 };
	struct simplex_opts o = { .temperature = 1 };
	struct simplex_work *w = simplex_work_new(n);
	double best = HUGE_VAL;

	spec_parse(&simplex_maps, str_of(name), &l, &e);
	for (int r = 0; r < ROUNDS && !e.code; r++) {
		double t = now();
		for (size_t at = 0; at < N; at += n)
			simplex_row(l.v, &o, WANT_MAP, n, x + at, NULL, NULL, p + at, w, NULL, &e);
		best = fmin(best, now() - t);
	}
	printf("  %-24s rows of %7zu: %8.3f ms, %.3f Gelem/s%s\n", name, n, 1e3 * best, N / best / 1e9, e.text);
	simplex_work_free(w);
	spec_free(&l);
}

int
main(void)
{
	static const char *const names[] = { "softmax", "log_softmax", "sparsemax", "entmax:1.5", "entmax:1.25", "sparse_softmax:8", "csoftmax:0.4", NULL };
	double *x = malloc(N * sizeof *x), *p = malloc(N * sizeof *p);
	struct rng r = rng_at(0, 0);
	if (!x || !p)
		return 1;
	for (size_t i = 0; i < N; i++)
		x[i] = rng_normal(&r);
	printf("2^20 standard normal scores, one thread\n");
	for (size_t k = 0; names[k]; k++) {
		measure(names[k], 512, x, p);
		measure(names[k], N, x, p);
	}
	free(x);
	free(p);
	return 0;
}
