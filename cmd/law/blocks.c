/* SPDX-License-Identifier: MIT */
/* law/blocks: the data blocks of the picture of a fit.  See scene.h. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/gnuplot.h"
#include "law/scene.h"
#include "math/scaling/plan.h"
#include "math/scaling/predict.h"

enum { GRID = LAW_SCENE_GRID };

static void
put_runs(struct law_scene *c)
{
	gnuplot_begin(c->w, "RUNS");
	c->off = LAW_NO_RANGE;
	for (size_t i = 0; i < c->runs; i++) {
		double y = c->s->y[i], off = log(c->y->fit.predicted[i] / y);
		c->off = law_picture_range(c->off, false, 2, (double[]){ off, -off });
		gnuplot_row(c->w, 4, (double[]){ c->x[i], y, c->kind == LAW_SCENE_SIZES ? c->role[c->N][i] : 1, off });
	}
	gnuplot_end(c->w);
}

/* CURVE of one role: a little beyond the runs on a logarithmic axis. */
static int
put_curve(struct law_scene *c, struct err *e)
{
	double x[GRID];
	const double *role[] = { x };
	struct prediction p[GRID];

	law_picture_grid(GRID, c->X.lo, c->X.hi, c->log, x);
	if (predict_rows(&c->law, GRID, role, p, e))
		return e->code;
	gnuplot_begin(c->w, "CURVE");
	for (size_t i = 0; i < GRID; i++) {
		gnuplot_row(c->w, 6, (double[]){ x[i], p[i].predicted, p[i].ci_lo, p[i].ci_hi, p[i].pi_lo, p[i].pi_hi });
		c->L = law_picture_range(c->L, true, 1, &p[i].predicted);
	}
	gnuplot_end(c->w);
	return 0;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* A few N of the runs, from the smallest to the largest; without runs of their range. */
static size_t
choose_levels(const struct law_scene *c, double level[LAW_SCENE_LEVELS], struct err *e)
{
	double *N;
	size_t n = 0, levels;

	if (c->runs == 0) {
		law_picture_grid(LAW_SCENE_LEVELS, c->sizes.lo, c->sizes.hi, true, level);
		return c->sizes.lo < c->sizes.hi ? LAW_SCENE_LEVELS : 1;
	}
	if (!(N = mem_alloc(c->runs, sizeof *N))) {
		err_memory(e);
		return 0;
	}
	memcpy(N, c->role[c->N], c->runs * sizeof *N);
	qsort(N, c->runs, sizeof *N, ascending);
	for (size_t i = 0; i < c->runs; i++)
		if (n == 0 || N[i] > N[n - 1] * 1.0001)
			N[n++] = N[i];
	levels = n < LAW_SCENE_LEVELS ? n : LAW_SCENE_LEVELS;
	for (size_t k = 0; k < levels; k++)
		level[k] = N[levels > 1 ? k * (n - 1) / (levels - 1) : 0];
	mem_free(N);
	return levels;
}

/* The law at tokens[i] = x[i]/(k N), i < GRID: rows x or N, law, third. */
static int
put_law(struct law_scene *c, const double N[], const double C[], bool by_compute, struct err *e)
{
	double D[GRID], value[GRID];
	const double *role[2];

	for (size_t i = 0; i < GRID; i++)
		D[i] = C[i] / (c->d->flops_per_token * N[i]);
	role[c->N] = N;
	role[c->D] = D;
	if (recipe_predict(c->law.recipe, GRID, role, c->law.par, value, e))
		return e->code;
	for (size_t i = 0; i < GRID; i++)
		gnuplot_row(c->w, 3, by_compute ? (double[]){ C[i], value[i], N[i] } : (double[]){ N[i], value[i], C[i] });
	return 0;
}

/* CURVE of sizes: the law at a few N, where the runs have tokens. */
static int
put_levels(struct law_scene *c, struct err *e)
{
	const struct law_column *D = &c->d->role[c->D];
	double level[LAW_SCENE_LEVELS], C[GRID], N[GRID], k = c->d->flops_per_token;
	size_t levels = choose_levels(c, level, e);

	gnuplot_begin(c->w, "CURVE");
	for (size_t m = 0; m < levels && !e->code; m++) {
		double lo = fmax(c->X.lo, k * level[m] * D->least), hi = fmin(c->X.hi, k * level[m] * D->most);
		law_picture_grid(GRID, lo, fmax(lo, hi), true, C);
		for (size_t i = 0; i < GRID; i++)
			N[i] = level[m];
		if (m)
			law_picture_next(c->w);
		put_law(c, N, C, true, e);
	}
	gnuplot_end(c->w);
	return e->code;
}

/* FRONTIER: none is drawn where the law has none. */
static int
put_frontier(struct law_scene *c, struct err *e)
{
	const struct frontier_cost cost = { .train = c->d->flops_per_token, .serve = 2 };
	double C[GRID], row[10];
	struct saved thin = c->law;

	if (!c->law.recipe->law || strcmp(c->law.recipe->law->head.name, "chinchilla") != 0)
		thin.draws = thin.draws < 200 ? thin.draws : 200;	/* no closed form: a second, not a minute */
	law_picture_grid(GRID, c->X.lo, c->X.hi, true, C);
	gnuplot_begin(c->w, "FRONTIER");
	c->plan = LAW_NO_RANGE;
	for (size_t i = 0; i < GRID; i += thin.draws < c->law.draws ? 6 : 2) {
		struct err none = { 0 };
		struct plan p;
		if (plan_point(&thin, &cost, GIVEN_COMPUTE, C[i], 0, NULL, &p, &none) == ERR_MEMORY)
			return err_memory(e);
		if (none.code || !isfinite(p.params.value))
			continue;
		const struct ranged *cell[] = { &p.loss, &p.params, &p.tokens };
		row[0] = C[i];
		for (size_t k = 0; k < 3; k++)
			memcpy(row + 1 + 3 * k, (double[]){ cell[k]->value, cell[k]->lo, cell[k]->hi }, 3 * sizeof *row);
		gnuplot_row(c->w, 10, row);
		c->frontier = true;
		c->plan = law_picture_range(c->plan, true, 2, (double[]){ p.params.value, p.tokens.value });
		c->L = law_picture_range(c->L, true, 1, &p.loss.value);
	}
	gnuplot_end(c->w);
	return 0;
}

/* The runs of a budget, their parabola, or the law there. */
enum what { RUNS, PARABOLA, LAW };
static int
put_budget(struct law_scene *c, size_t k, enum what what, struct err *e)
{
	const struct isoflop_parabola *p = &c->budget[k].N;
	struct law_range r = LAW_NO_RANGE;
	double N[GRID], C[GRID];

	for (size_t i = 0; i < c->runs; i++) {
		if (c->group[i] != k)
			continue;
		r = law_picture_range(r, true, 1, &c->role[c->N][i]);
		if (what == RUNS)
			gnuplot_row(c->w, 3, (double[]){ c->role[c->N][i], c->s->y[i], c->budget[k].compute });
	}
	law_picture_grid(GRID, r.lo, r.hi, true, N);
	for (size_t i = 0; i < GRID; i++) {
		double t = log(N[i]) - p->centre;
		C[i] = c->budget[k].compute;
		if (what == PARABOLA)
			gnuplot_row(c->w, 3, (double[]){ N[i], p->c0 + t * (p->c1 + t * p->c2), C[i] });
	}
	return what == LAW ? put_law(c, N, C, false, e) : 0;
}

static int
put_budgets(struct law_scene *c, struct err *e)
{
	static const char *const name[] = { "ISOFLOP", "PARABOLA", "ATBUDGET" };

	for (size_t what = 0; what < 3; what++) {
		gnuplot_begin(c->w, name[what]);
		for (size_t k = 0; k < c->budgets; k++) {
			if (k)
				law_picture_next(c->w);
			if (put_budget(c, k, (enum what)what, e))
				return e->code;
		}
		gnuplot_end(c->w);
	}
	gnuplot_begin(c->w, "VERTEX");
	for (size_t k = 0; k < c->budgets; k++) {
		const struct isoflop_budget *b = &c->budget[k];
		gnuplot_row(c->w, 4, (double[]){ b->compute, b->N.best, b->D.verdict == ISOFLOP_GOOD ? b->D.best : (double)NAN, b->N.least });
	}
	gnuplot_end(c->w);
	return 0;
}

int
law_scene_blocks(struct law_scene *c, struct err *e)
{
	if (c->runs)
		put_runs(c);
	if (c->kind == LAW_SCENE_CURVE)
		return put_curve(c, e);
	if (c->kind == LAW_SCENE_OTHERS)
		return 0;
	if (put_levels(c, e) || put_frontier(c, e))
		return e->code;
	return c->budgets ? put_budgets(c, e) : 0;
}
