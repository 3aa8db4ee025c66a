/* SPDX-License-Identifier: MIT */
/* allocation: see allocation.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "math/scaling/allocation_inside.h"
#include "math/scaling/envelope.h"

enum { POINTS = 1500, PER_PIECE = 32, LINES = 4 };

/* The two lines through what an approach finds in these rows; budget (groups) or NULL takes the parabolas. */
static int
lines(const struct allocation *a, const struct allocation_columns *c, struct isoflop_budget *budget, double out[LINES], struct err *e)
{
	struct line N = { .k = (double)NAN }, D = N;
	size_t count;

	if (a->kind == LAW_ISOFLOP) {
		struct isoflop_budget *own = budget ? NULL : mem_alloc(a->groups, sizeof *own), *all = budget ? budget : own;
		if (!all)
			err_memory(e);
		else if (!isoflop_fit(c->n, c->C, c->N, c->D, c->L, c->group, a->groups, all, e))
			isoflop_lines(a->groups, all, &N, &D, e);
		mem_free(own);
	} else {
		struct envelope_point *p = mem_alloc(POINTS, sizeof *p);
		if (!p)
			err_memory(e);
		else if (!envelope_points(c->n, c->group, a->groups, c->C, c->N, c->D, c->L, POINTS, p, &count, e))
			envelope_lines(count, p, &N, &D, e);
		mem_free(p);
	}
	memcpy(out, (double[LINES]){ N.k, N.slope, D.k, D.slope }, LINES * sizeof *out);
	return e->code;
}

/* The rows of one draw: those of each budget, or whole runs, with replacement. */
static void
resample(const struct allocation *a, struct rng *r, struct allocation_columns *c, unsigned char taken[])
{
	c->n = 0;
	memset(taken, 0, a->groups);
	for (size_t g = 0; g < a->groups; g++) {
		size_t n = a->first[g + 1] - a->first[g];
		if (a->kind == LAW_ISOFLOP) {
			for (size_t i = 0; i < n; i++)
				allocation_columns_add(c, &a->row[a->first[g] + rng_below(r, n)]);
			continue;
		}
		size_t run = rng_below(r, a->groups);
		for (size_t i = a->first[run]; !taken[run] && i < a->first[run + 1]; i++)
			allocation_columns_add(c, &a->row[i]);
		taken[run] = 1;		/* a run twice is the run: the envelope is the same */
	}
}

static void
piece(void *context, size_t number)
{
	struct allocation *a = context;
	uint64_t from = a->o->first + number * PER_PIECE,
	         to = from + PER_PIECE - 1 < a->o->last ? from + PER_PIECE - 1 : a->o->last;
	struct allocation_columns c;
	unsigned char *taken = mem_alloc(a->groups, 1);

	a->memory[number] = !allocation_columns_make(&c, a->n) || !taken;
	for (uint64_t i = from; !a->memory[number] && i <= to; i++) {
		struct rng r = rng_at(a->o->seed, i);
		struct err e = { 0 };
		double *out = a->line + (i - a->o->first) * LINES;
		resample(a, &r, &c, taken);
		if (lines(a, &c, NULL, out, &e) == ERR_MEMORY)
			a->memory[number] = 1;
		for (size_t k = 0; e.code && k < LINES; k++)
			out[k] = (double)NAN;
	}
	allocation_columns_free(&c);
	mem_free(taken);
}

static int
draw(struct allocation *a, struct study *s, struct err *e)
{
	size_t pieces, ran_out = 0;

	s->draws = a->o->intervals == INTERVALS_NONE ? 0 : (size_t)(a->o->last - a->o->first + 1);
	if (s->draws == 0)
		return 0;
	pieces = (s->draws - 1) / PER_PIECE + 1;
	a->line = s->draw = mem_alloc(s->draws, LINES * sizeof *s->draw);
	a->memory = mem_zero(pieces, 1);
	if (!a->line || !a->memory)
		return err_memory(e);
	parallel_for(a->o->threads, pieces, piece, a);
	for (size_t i = 0; i < pieces; i++)
		ran_out += a->memory[i];
	if (ran_out)
		return err_memory(e);
	for (size_t i = 0; i < s->draws; i++)
		s->failed += isnan(a->line[LINES * i]) ? 1 : 0;
	if (2 * s->failed > s->draws)
		err_set(e, ERR_NO_ANSWER, "%zu of %zu bootstrap draws have no line", s->failed, s->draws);
	return e->code;
}

bool
allocation_is(const struct recipe *r)
{
	return r->law && r->law->allocation != LAW_NO_ALLOCATION;
}

/* What would be obeyed by no line through points. */
static int
refuse(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, struct err *e)
{
	const char *name = r->law->head.name;

	if (o->intervals != INTERVALS_PAIRS && o->intervals != INTERVALS_CLUSTER && o->intervals != INTERVALS_NONE)
		return err_set(e, ERR_USAGE, "law %s has intervals by pairs, cluster:COLUMN or none", name);
	if (d->weight)
		return err_set(e, ERR_USAGE, "law %s takes no weights", name);
	for (size_t i = 0; i < r->form.params; i++) {
		const struct recipe_param *p = &r->param[i];
		const struct law_param *own = &r->form.param[i];
		if (p->kind != PARAM_FITTED || p->starts || p->law.lo > own->lo || p->law.hi < own->hi)
			return err_set(e, ERR_USAGE, "law %s lays lines through points: %s cannot be fixed, tied, bounded or started", name, own->name);
	}
	return 0;
}

int
allocation_study(const struct fit_data *d, const struct study_opts *o, struct study *s, struct err *e)
{
	struct allocation a = { .kind = s->recipe->law->allocation, .o = o, .n = d->n };
	const double nan = (double)NAN;
	struct allocation_columns c = { 0 };

	s->fit = (struct fit){ .n = d->n, .rows = d->n, .k = LINES, .objective = nan, .delta = nan, .log_rmse = nan, .bias = nan, .scale = nan,
		.aicc = nan, .bic = nan, .certificate = { .converged = true, .runner_up = nan, .gradient = nan, .smallest = nan,
		.condition = nan, .collinear_a = SIZE_MAX, .collinear_b = SIZE_MAX } };
	for (size_t i = 0; i < LAW_PARAMS; i++)
		s->fit.certificate.low[i] = s->fit.certificate.high[i] = nan;
	if (refuse(s->recipe, d, o, e))
		return e->code;
	if (!allocation_load(&a, d, &s->compute, e) && !allocation_columns_make(&c, a.n))
		err_memory(e);
	for (size_t i = 0; !e->code && i < a.n; i++)
		allocation_columns_add(&c, &a.row[i]);
	if (!e->code && a.kind == LAW_ISOFLOP && !(s->budget = mem_zero(s->budgets = a.groups, sizeof *s->budget)))
		err_memory(e);
	if (!e->code && !lines(&a, &c, s->budget, s->fit.par, e))
		draw(&a, s, e);
	allocation_columns_free(&c);
	mem_free(a.row);
	mem_free(a.first);
	mem_free(a.memory);
	return e->code;
}
