/* SPDX-License-Identifier: MIT */
/* search: the best minimum from many starting points. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/*
 * Starts polished: FEW when at most two parameters do not enter linearly, else MANY, and MANY too where the optimum is on a bound or its
 * condition number above VAGUE: there may be others; of their minima the BASINS best to the end.
 * LARGE: rows that are enough to look for them; of more rows each start has GLANCE steps, and only the best of them goes on to the end.
 * NEAR: the deviance by which a minimum may be above the best and still count as a rival.
 */
enum { MANY = 24, FEW = 3, BASINS = 5, LARGE = 8192, GLANCE = 20, NEAR = 20, VAGUE = 2000 };

/* A minimum of least squares and how many starts ended there. */
struct basin {
	struct point at;
	size_t starts;
	bool converged;
};

/* Least squares from each start; minima equal within 1e-6 are one basin.  Best first. */
static size_t
basins(const struct fit_problem *p, size_t n, const double start[], struct basin basin[], double work[])
{
	struct sample all = { p->weight, p->target };
	struct loss square = { HUGE_VAL, p->loss.over, p->loss.linear };
	struct point at;
	size_t found = 0, free = p->recipe->free;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		memcpy(at.theta, start + i * free, free * sizeof *start);
		newton(p, &all, &square, n > FEW ? 1e-8 : 1e-3, 80, &at, work);
		if (!isfinite(at.f))
			continue;
		while (n > FEW && k < found && !(fabs(basin[k].at.f - at.f) <= 1e-6 * at.f))
			k++;
		if (n > FEW && k < found) {
			basin[k].starts++;
			continue;
		}
		for (k = found++; k > 0 && basin[k - 1].at.f > at.f; k--)
			basin[k] = basin[k - 1];
		basin[k] = (struct basin){ at, 1, false };
	}
	return found;
}

/*
 * A valley that was not followed to its end may end where a term is gone: the same with each term of positive size gone in turn.  A term e^60
 * times smaller has vanished (newton_vanished), and is then left alone.
 */
static void
retire(const struct fit_problem *p, size_t steps, struct basin *b, double work[])
{
	const struct recipe *r = p->recipe;
	struct sample all = { p->weight, p->target };

	for (size_t j = 0; j < r->free && !b->converged; j++) {
		struct basin next = *b;
		if (!r->param[r->owner[j]].law.positive || !isinf(p->lo[j]))
			continue;
		next.at.theta[j] -= 60;
		next.converged = newton_polish(p, &all, steps, &next.at, work);
		if (next.converged && next.at.f < b->at.f)
			*b = next;
	}
}

/* Each of the best basins to the end: the best of them in *best, how many starts agree with it in the certificate. */
static int
finish(const struct fit_problem *p, size_t found, struct basin basin[], struct point *best, struct fit_certificate *c,
        double work[], struct err *e)
{
	struct sample all = { p->weight, p->target };
	size_t winner = SIZE_MAX, steps = p->n > LARGE ? GLANCE : POLISH;

	for (size_t k = 0; k < found; k++) {
		basin[k].converged = newton_polish(p, &all, steps, &basin[k].at, work);
		if (isfinite(basin[k].at.f) && (winner == SIZE_MAX || basin[k].at.f < basin[winner].at.f))
			winner = k;
	}
	if (winner == SIZE_MAX)
		return err_set(e, ERR_NO_ANSWER, "the law loses its value on the way from each of %zu starting points", found);
	retire(p, steps, &basin[winner], work);
	if (!basin[winner].converged && steps < POLISH)
		basin[winner].converged = newton(p, &all, &p->loss, 1e-18, POLISH, &basin[winner].at, work);
	c->converged = basin[winner].converged;
	problem_sort(p, basin[winner].at.theta);
	objective(p, &all, &p->loss, basin[winner].at.theta, true, best, work);
	c->runner_up = (double)NAN;
	for (size_t k = 0; k < found; k++) {
		c->tried += basin[k].starts;
		if (basin[k].at.f <= best->f * (1 + 1e-6) + 1e-25 * p->total)
			c->agree += basin[k].starts;
		else
			c->runner_up = fmin(c->runner_up, basin[k].at.f);
	}
	return 0;
}

/* Starting points from a table, and the minima of least squares they lead to. */
static size_t
explore(const struct fit_problem *p, size_t max, struct basin basin[], struct fit_certificate *c, double work[], struct err *e)
{
	double *start = mem_alloc((max + FIT_STAGES) * p->recipe->free, sizeof *start);
	size_t n, found = 0;

	if (!start)
		return err_memory(e), 0;
	n = starts_make(p, max, start, &c->starts, e);
	if (!e->code)
		n += stages_make(p, FIT_STAGES, start + n * p->recipe->free, work, e);
	if (!e->code)
		found = basins(p, n, start, basin, work);
	mem_free(start);
	return found;
}

/* The same from every so many rows of a large table: enough to find the way. */
static size_t
explore_part(
        const struct fit_problem *p, size_t max, struct basin basin[], struct fit_certificate *c, double work[], struct err *e)
{
	struct fit_problem *part;
	double *column = mem_alloc((size_t)(LARGE + 1) * (LAW_ROLES + 2), sizeof *column);
	const double *role[LAW_ROLES];
	size_t step = (p->n - 1) / LARGE + 1, n = (p->n - 1) / step + 1, found = 0;

	if (!column)
		return err_memory(e), 0;
	struct fit_data d = { n, role, column, column + n };
	for (size_t k = 0; k < p->recipe->form.roles + 2; k++) {
		const double *from = k == 0 ? p->y : k == 1 ? p->weight : p->role[k - 2];
		for (size_t i = 0; i < n; i++)
			column[k * n + i] = from[i * step];
		if (k > 1)
			role[k - 2] = column + k * n;
	}
	if (!problem_make(&part, p->recipe, &d, &p->objective, p->threads, e))
		found = explore(part, max, basin, c, work, e);
	problem_free(part);
	mem_free(column);
	if (e->code == ERR_NO_ANSWER) {
		err_clear(e);		/* the part is degenerate, perhaps not the whole */
		found = 0;
	}
	return found;
}

/* Minima that fit nearly as well as the best: another sample of the same runs may well prefer one of them. */
static void
note_rivals(struct fit_problem *p, size_t found, const struct basin basin[], const struct point *best)
{
	double least = describe_deviance(p, p->rows, best->f);

	p->rivals = 0;
	for (size_t k = 0; k < found && p->rivals < FIT_RIVALS; k++) {
		double f = basin[k].at.f;
		if (isfinite(f) && f > best->f * (1 + 1e-6) + 1e-25 * p->total && describe_deviance(p, p->rows, f) < least + NEAR)
			memcpy(p->rival[p->rivals++], basin[k].at.theta, sizeof *p->rival);
	}
}

/* The search from at most max starts. */
static int
attempt(struct fit_problem *p, size_t max, struct point *best, struct fit_certificate *c, struct err *e)
{
	double *work = mem_alloc((p->pieces + 1) * objective_work(p), sizeof *work);
	struct basin *basin = mem_alloc(max + FIT_STAGES, sizeof *basin);
	size_t found = 0;

	*c = (struct fit_certificate){ 0 };
	if (!work || !basin)
		err_memory(e);
	if (!e->code && p->n > LARGE)
		found = explore_part(p, max, basin, c, work, e);
	if (!e->code && found == 0)
		found = explore(p, max, basin, c, work, e);
	if (!e->code && found == 0)
		err_set(e, ERR_NO_ANSWER, "the law has no value at any of %zu starting points", c->starts);
	if (!e->code && p->loss.delta == 0)
		p->loss.delta = 1e-7 * sqrt(2 * basin[0].at.f / basin[0].at.total) + 1e-300;
	found = found < BASINS ? found : BASINS;
	if (!e->code && !finish(p, found, basin, best, c, work, e))
		note_rivals(p, found, basin, best);
	mem_free(work);
	mem_free(basin);
	return e->code;
}

int
search(struct fit_problem *p, struct point *best, struct fit_certificate *c, struct err *e)
{
	size_t hidden = p->recipe->free;

	for (size_t j = 0; j < p->recipe->free; j++)
		hidden -= p->recipe->linear >> j & 1;
	bool few = hidden <= 2 && hidden < p->recipe->free;
	if (attempt(p, few ? FEW : MANY, best, c, e))
		return e->code;
	double smallest, condition;
	unsigned frozen = newton_frozen(p, best);
	certify_curvature(p, best, ((1u << p->recipe->free) - 1) & ~frozen, &smallest, &condition);
	return few && (frozen || !(condition < VAGUE)) ? attempt(p, MANY, best, c, e) : 0;
}
