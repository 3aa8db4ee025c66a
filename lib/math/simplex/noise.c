/* SPDX-License-Identifier: MIT */
/* noise: a map of scores with normal noise, and Gumbel noise on scores.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/simplex/normal.h"
#include "math/simplex/scores.h"

enum { FEW = 8, DRAWS = 10000 };

/* What noise is put on, and where what is found goes; y, p, unit (n) are workspace. */
struct noisy {
	const struct spec *m;
	const struct simplex_opts *o;
	size_t n;
	const double *x;
	double sd;
	const struct simplex_noise *out;
	double *y, *p, *unit;
	struct simplex_work *w;
	struct err *e;
};

void
simplex_gumbel(size_t n, double x[], uint64_t seed, uint64_t stream)
{
	struct rng r = rng_at(seed, stream);

	for (size_t i = 0; i < n; i++)
		x[i] -= log(-log(rng_uniform(&r)));
}

/* sd |row i of J|, by columns J e_k. */
static void
first_order(struct noisy *t)
{
	struct err none = { 0 };
	double *first = t->out->first;

	memset(first, 0, t->n * sizeof *first);
	memset(t->unit, 0, t->n * sizeof *t->unit);
	for (size_t k = 0; k < t->n && !none.code; k++) {
		t->unit[k] = 1;
		simplex_row(t->m, t->o, WANT_JVP, t->n, t->x, t->unit, t->o->upper, t->p, t->w, NULL, &none);
		t->unit[k] = 0;
		for (size_t i = 0; i < t->n; i++)
			first[i] += t->p[i] * t->p[i];
	}
	for (size_t i = 0; i < t->n; i++)
		first[i] = none.code ? (double)NAN : t->sd * sqrt(first[i]);
}

/* p of y. */
static int
shaken(struct noisy *t)
{
	return simplex_row(t->m, t->o, WANT_MAP, t->n, t->y, NULL, t->o->upper, t->p, t->w, NULL, t->e);
}

/* Welford's mean and sum of squares over draws, two at a time (e and -e), so that the odd part cancels in the mean. */
static void
sample(struct noisy *t, size_t draws, uint64_t seed, uint64_t stream)
{
	struct rng r = rng_at(seed, stream);
	double *mean = t->out->mean, *square = t->out->sd, *noise = t->unit;

	memset(mean, 0, t->n * sizeof *mean);
	memset(square, 0, t->n * sizeof *square);
	for (size_t k = 0; k < draws && !t->e->code; k++) {
		for (size_t i = 0; i < t->n; i++) {
			noise[i] = k % 2 ? -noise[i] : t->sd * rng_normal(&r);
			t->y[i] = t->x[i] + noise[i];
		}
		if (shaken(t))
			return;
		for (size_t i = 0; i < t->n; i++) {
			double d = t->p[i] == mean[i] ? 0 : t->p[i] - mean[i];		/* also -inf of a mask */
			mean[i] += d / (double)(k + 1);
			square[i] += isinf(d) ? 0 : d * (t->p[i] - mean[i]);
		}
	}
	for (size_t i = 0; i < t->n; i++) {
		square[i] = sqrt(square[i] / ((double)draws - 1));
		t->out->error[i] = square[i] / sqrt((double)draws);
	}
}

/* Moments about p at x by the product rule of m nodes in each of d directions; nodes (2m) is workspace. */
static void
rule(struct noisy *t, size_t d, size_t m, const size_t live[], const double p0[], double nodes[], double first[], double second[])
{
	double *node = nodes, *weight = nodes + m, z[FEW] = { 0 }, e[FEW] = { 0 };
	size_t at[FEW] = { 0 }, k_live = 0;

	normal_rule(m, node, weight);
	memset(first, 0, t->n * sizeof *first);
	memset(second, 0, t->n * sizeof *second);
	while (live[k_live] < t->n)
		k_live++;
	do {
		double w = 1;
		for (size_t k = 0; k < d; k++) {
			z[k] = node[at[k]];
			w *= weight[at[k]];
		}
		if (d < k_live)
			normal_centred(k_live, z, e);
		memcpy(t->y, t->x, t->n * sizeof *t->y);
		for (size_t k = 0; k < k_live; k++)
			t->y[live[k]] += t->sd * (d < k_live ? e[k] : z[k]);
		if (shaken(t))
			return;
		for (size_t i = 0; i < t->n; i++) {
			double c = t->p[i] == p0[i] ? 0 : t->p[i] - p0[i];
			first[i] += w * c;
			second[i] += w * c * c;
		}
	} while (normal_next(d, m, at));
}

/*
 * Rules of more and more nodes until two agree, or the next would take too long: 2^20 rows, 2^13 of a map that is an integral itself.  Where
 * p is smooth the first two that agree are right; where zeros come and go none is believed that does not look 5 sd far.
 */
static void
integrate(struct noisy *t, const size_t live[], size_t k_live, double work[])
{
	const struct map *map = (const struct map *)t->m->row;
	double *p0 = work, *first = p0 + t->n, *second = first + t->n, limit = map->jvp ? 0x1p13 : 0x1p20;
	size_t d = k_live - (map->properties & SHIFT && k_live > 0), most = 2;
	struct simplex_noise out = *t->out;

	while (pow((double)(most + 1), (double)d) <= limit && most < (size_t)limit)
		most++;
	memcpy(t->y, t->x, t->n * sizeof *t->y);
	if (shaken(t))
		return;
	memcpy(p0, t->p, t->n * sizeof *p0);
	memset(out.mean, 0, t->n * sizeof *out.mean);
	memset(out.sd, 0, t->n * sizeof *out.sd);
	double *nodes = mem_alloc(2 * most, sizeof *nodes), change = HUGE_VAL;
	if (!nodes)
		err_memory(t->e);
	size_t least = !(map->properties & SPARSE) ? 3 : most < 12 ? most - 1 : 12;
	for (size_t m = least; m <= most && change > 1e-14 && !t->e->code; m += m < 8 ? 1 : m / 2) {
		rule(t, d, m, live, p0, nodes, first, second);
		change = m == least ? HUGE_VAL : 0;
		for (size_t i = 0; i < t->n; i++) {
			double mean = p0[i] + first[i], sd = sqrt(fmax(second[i] - first[i] * first[i], 0));
			out.error[i] = mean == out.mean[i] ? 0 : fabs(mean - out.mean[i]);
			change = fmax(change, fmax(out.error[i], fabs(sd - out.sd[i])));
			out.mean[i] = mean;
			out.sd[i] = sd;
		}
	}
	mem_free(nodes);
}

int
simplex_noise(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], double sd, size_t draws, uint64_t seed,
              uint64_t stream, const struct simplex_noise *out, struct err *e)
{
	double *work = mem_alloc(n, 6 * sizeof *work);
	struct noisy t = { m, o, n, x, sd, out, work, work ? work + n : NULL, work ? work + 2 * n : NULL, simplex_work_new(n), e };
	size_t live[FEW + 1], k = 0;

	for (size_t i = 0; i < n && k <= FEW; i++)
		if (x[i] != -HUGE_VAL)
			live[k++] = i;
	if (!work || !t.w) {
		err_memory(e);
	} else {
		first_order(&t);
		if (draws == 0 && k <= FEW) {
			live[k] = n;
			integrate(&t, live, k, work + 3 * n);
		} else {
			sample(&t, draws ? draws : DRAWS, seed, stream);
		}
	}
	simplex_work_free(t.w);
	mem_free(work);
	return e->code;
}
