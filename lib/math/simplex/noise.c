/* SPDX-License-Identifier: MIT */
/* noise: a map of scores with normal noise, and Gumbel noise on scores.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/simplex/scores.h"

void
simplex_gumbel(size_t n, double x[], uint64_t seed, uint64_t stream)
{
	struct rng r = rng_at(seed, stream);

	for (size_t i = 0; i < n; i++)
		x[i] -= log(-log(rng_uniform(&r)));
}

/* sd |row i of J|, by columns J e_k. */
static void
first_order(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], double sd, double first[], double unit[],
            double column[], struct simplex_work *w)
{
	struct err none = { 0 };

	memset(first, 0, n * sizeof *first);
	memset(unit, 0, n * sizeof *unit);
	for (size_t k = 0; k < n && !none.code; k++) {
		unit[k] = 1;
		simplex_row(m, o, WANT_JVP, n, x, unit, o->upper, column, w, NULL, &none);
		unit[k] = 0;
		for (size_t i = 0; i < n; i++)
			first[i] += column[i] * column[i];
	}
	for (size_t i = 0; i < n; i++)
		first[i] = none.code ? (double)NAN : sd * sqrt(first[i]);
}

/* Welford's mean and sum of squares, draw number k from 1. */
static void
add(size_t n, const double p[], double k, double mean[], double square[])
{
	for (size_t i = 0; i < n; i++) {
		double d = p[i] - mean[i];
		mean[i] += d / k;
		square[i] += d * (p[i] - mean[i]);
	}
}

int
simplex_noise(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], double sd, size_t draws, uint64_t seed,
              uint64_t stream, double mean[], double spread[], double first[], struct err *e)
{
	struct rng r = rng_at(seed, stream);
	struct simplex_work *w = simplex_work_new(n);
	double *y = mem_alloc(n, 3 * sizeof *y), *noise = y ? y + n : NULL, *p = y ? y + 2 * n : NULL;

	if (!w || !y) {
		err_memory(e);
		draws = 0;
	} else {
		first_order(m, o, n, x, sd, first, y, p, w);
	}
	memset(mean, 0, n * sizeof *mean);
	memset(spread, 0, n * sizeof *spread);
	for (size_t k = 0; k < draws && !e->code; k++) {
		for (size_t i = 0; i < n; i++) {
			noise[i] = k % 2 ? -noise[i] : sd * rng_normal(&r);	/* in pairs: the odd part cancels in the mean */
			y[i] = x[i] + noise[i];
		}
		if (!simplex_row(m, o, WANT_MAP, n, y, NULL, o->upper, p, w, NULL, e))
			add(n, p, (double)(k + 1), mean, spread);
	}
	for (size_t i = 0; i < n; i++)
		spread[i] = sqrt(spread[i] / ((double)draws - 1));
	simplex_work_free(w);
	mem_free(y);
	return e->code;
}
