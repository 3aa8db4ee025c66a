/* SPDX-License-Identifier: MIT */
/* bootstrap: refits on resampled rows. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "math/scaling/bootstrap.h"
#include "math/scaling/inside.h"

/* Draws made by one piece of work, with one workspace. */
enum { PER_PIECE = 32 };

/* Rows times further steps where a draw has not reached its optimum: small tables have the crooked valleys, and cheap steps. */
enum { MORE = 24000 };

struct job {
	const struct fit *f;
	const struct bootstrap *b;
	double *draw;
	size_t *failed;		/* a piece: draws without an optimum, or more than PER_PIECE when memory ran out */
	size_t *stopped;	/* a piece: draws whose optimum was not reached */
};

/* Weights of draw i: how often each row, or its cluster, was taken, times its own weight. */
static void
count(const struct job *j, struct rng *r, size_t taken[], double weight[])
{
	const struct fit_problem *p = j->f->problem;
	bool clusters = j->b->kind == BOOT_CLUSTER;
	size_t n = clusters ? j->b->clusters : p->n;

	memset(taken, 0, n * sizeof *taken);
	for (size_t k = 0; k < n; k++)
		taken[rng_below(r, n)]++;
	for (size_t i = 0; i < p->n; i++)
		weight[i] = p->weight[i] * (double)taken[clusters ? j->b->cluster[p->order[i]] : i];
}

/* Targets of draw i: the fitted value with the residual of a row taken at random. */
static void
exchange(const struct job *j, struct rng *r, double target[])
{
	const struct fit_problem *p = j->f->problem;

	for (size_t i = 0; i < p->n; i++)
		target[i] = p->target[i] + j->f->residual[p->order[i]] - j->f->residual[p->order[rng_below(r, p->n)]];
}

/* From the optimum of all rows, or a rival; false when the law loses its value.  *reached: the steps led to a minimum. */
static bool
descend(const struct fit_problem *p, const struct sample *s, const double start[], struct point *at, bool *reached, double work[])
{
	*reached = true;
	memcpy(at->theta, start, sizeof at->theta);
	for (size_t k = 0; k < p->recipe->free; k++)
		at->theta[k] += p->vanished >> k & 1 ? 16 : 0;
	if (p->objective.rho != FIT_LAD && newton(p, s, &p->loss, 1e-16, 60, at, work))
		return true;
	memcpy(at->theta, start, sizeof at->theta);
	*reached = newton_polish(p, s, POLISH, at, work) || newton(p, s, &p->loss, 1e-16, MORE / p->n, at, work);
	return isfinite(at->f);
}

/* The best minimum reached from the optimum of all rows and from its rivals. */
static bool
refit(const struct fit_problem *p, const struct sample *s, struct point *at, bool *reached, double work[])
{
	bool there;
	size_t rows = 0;
	struct point other = { .f = 0 };

	for (size_t i = 0; i < p->n; i++)
		rows += s->weight[i] > 0;
	if (rows == 0 || rows < p->recipe->free)
		return false;
	bool found = descend(p, s, p->best, at, reached, work);
	for (size_t k = 0; k < p->rivals; k++)
		if (descend(p, s, p->rival[k], &other, &there, work) && (!found || other.f < at->f)) {
			*at = other;
			*reached = there;
			found = true;
		}
	return found;
}

static void
piece(void *context, size_t number)
{
	const struct job *j = context;
	const struct fit_problem *p = j->f->problem;
	size_t n = p->n, taken_n = j->b->kind == BOOT_CLUSTER ? j->b->clusters : n, params = p->recipe->form.params;
	uint64_t from = j->b->first + number * PER_PIECE,
	         to = from + PER_PIECE - 1 < j->b->last ? from + PER_PIECE - 1 : j->b->last;
	double *work = mem_alloc(2 * n + p->pieces * objective_work(p), sizeof *work), *weight = work, *target = work + n;
	size_t *taken = mem_alloc(taken_n, sizeof *taken);
	struct point at = { .f = 0 };

	j->failed[number] = work && taken ? 0 : PER_PIECE + 1;
	j->stopped[number] = 0;
	for (uint64_t i = from; work && taken && i <= to; i++) {
		struct rng r = rng_at(j->b->seed, i);
		struct sample s = { p->weight, p->target };
		double *out = j->draw + (i - j->b->first) * params;
		if (j->b->kind == BOOT_RESIDUAL) {
			exchange(j, &r, target);
			s.target = target;
		} else {
			count(j, &r, taken, weight);
			s.weight = weight;
		}
		bool reached;
		if (refit(p, &s, &at, &reached, work + 2 * n)) {
			j->stopped[number] += !reached;
			problem_sort(p, at.theta);
			problem_natural(p, &at, out);
			continue;
		}
		j->failed[number]++;
		for (size_t k = 0; k < params; k++)
			out[k] = (double)NAN;
	}
	mem_free(work);
	mem_free(taken);
}

int
bootstrap_draws(const struct fit *f, const struct bootstrap *b, double draw[], size_t *failed, size_t *stopped, struct err *e)
{
	if (b->first < 1 || b->last < b->first || (b->kind == BOOT_CLUSTER && b->clusters == 0))
		return err_set(e, ERR_USAGE, "no draws, or no clusters to draw from");
	size_t draws = b->last - b->first + 1, pieces = (draws - 1) / PER_PIECE + 1;
	struct job j = { f, b, draw, mem_alloc(2 * pieces, sizeof *j.failed), NULL };
	bool memory = true;

	if (!j.failed)
		return err_memory(e);
	j.stopped = j.failed + pieces;
	parallel_for(b->threads, pieces, piece, &j);
	*failed = 0;
	size_t short_of = 0;
	for (size_t i = 0; i < pieces; i++) {
		memory &= j.failed[i] <= PER_PIECE;
		*failed += j.failed[i];
		short_of += j.stopped[i];
	}
	mem_free(j.failed);
	if (stopped)
		*stopped = short_of;
	if (!memory)
		return err_memory(e);
	if (2 * *failed > draws)
		return err_set(e, ERR_NO_ANSWER, "%zu of %zu bootstrap draws have no optimum", *failed, draws);
	return 0;
}
