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
resample(const struct allocation *a, struct rng *r, struct allocation_columns *c)
{
	c->n = 0;
	for (size_t g = 0; g < a->groups; g++) {
		size_t n = a->first[g + 1] - a->first[g];
		if (a->kind == LAW_ISOFLOP) {
			for (size_t i = 0; i < n; i++)
				allocation_columns_add(c, &a->row[a->first[g] + rng_below(r, n)]);
			continue;
		}
		size_t run = rng_below(r, a->groups);
		bool again = false;		/* a run twice is the run: the envelope is the same */
		for (size_t i = 0; i < c->n && !again; i++)
			again = c->group[i] == run;
		for (size_t i = a->first[run]; !again && i < a->first[run + 1]; i++)
			allocation_columns_add(c, &a->row[i]);
	}
}

static void
piece(void *context, size_t number)
{
	struct allocation *a = context;
	uint64_t from = a->o->first + number * PER_PIECE,
	         to = from + PER_PIECE - 1 < a->o->last ? from + PER_PIECE - 1 : a->o->last;
	struct allocation_columns c;

	a->memory[number] = !allocation_columns_make(&c, a->n);
	for (uint64_t i = from; !a->memory[number] && i <= to; i++) {
		struct rng r = rng_at(a->o->seed, i);
		struct err e = { 0 };
		double *out = a->line + (i - a->o->first) * LINES;
		resample(a, &r, &c);
		if (lines(a, &c, NULL, out, &e) == ERR_MEMORY)
			a->memory[number] = 1;
		for (size_t k = 0; e.code && k < LINES; k++)
			out[k] = (double)NAN;
	}
	allocation_columns_free(&c);
}

/* b, k_D and tokens for each parameter at compute C. */
static void
derived(const double line[LINES], double C, double out[STUDY_DERIVED])
{
	out[0] = line[3];
	out[1] = line[2];
	out[2] = line[2] * pow(C, line[3]) / (line[0] * pow(C, line[1]));
}

static struct estimate
estimate(const char *name, enum estimate_kind kind, double value)
{
	struct estimate x = { .kind = kind, .value = value, .se = (double)NAN, .lo = (double)NAN, .hi = (double)NAN };

	memcpy(x.name, name, strlen(name) + 1);
	return x;
}

static int
draw(struct allocation *a, struct study *s, struct err *e)
{
	size_t pieces = (s->draws - 1) / PER_PIECE + 1, ran_out = 0;
	double *work = mem_alloc(s->draws, 2 * sizeof *work), *x = work ? work + s->draws : NULL, all[STUDY_DERIVED];

	a->line = mem_alloc(s->draws, LINES * sizeof *a->line);
	a->memory = mem_zero(pieces, 1);
	s->draw = mem_alloc(s->draws, 2 * sizeof *s->draw);
	if (!work || !a->line || !a->memory || !s->draw)
		err_memory(e);
	else
		parallel_for(a->o->threads, pieces, piece, a);
	for (size_t i = 0; !e->code && i < pieces; i++)
		ran_out += a->memory[i];
	if (ran_out)
		err_memory(e);
	for (size_t i = 0; !e->code && i < s->draws; i++) {
		memcpy(s->draw + 2 * i, a->line + LINES * i, 2 * sizeof *s->draw);
		s->failed += isnan(a->line[LINES * i]) ? 1 : 0;
	}
	for (size_t k = 0; !e->code && k < s->n; k++) {
		struct estimate *q = &s->estimate[k];
		for (size_t i = 0; i < s->draws; i++) {
			derived(a->line + LINES * i, s->compute, all);
			x[i] = k < 2 ? a->line[LINES * i + k] : all[k - 2];
		}
		bootstrap_interval(s->draws, x, 1, a->o->level, work, &q->se, &q->lo, &q->hi);
	}
	mem_free(work);
	if (!e->code && 2 * s->failed > s->draws)
		err_set(e, ERR_NO_ANSWER, "%zu of %zu bootstrap draws have no line", s->failed, s->draws);
	return e->code;
}

bool
allocation_is(const struct recipe *r)
{
	return r->law && r->law->allocation != LAW_NO_ALLOCATION;
}

int
allocation_study(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, struct study *s, struct err *e)
{
	struct allocation a = { .kind = r->law->allocation, .o = o, .n = d->n };
	const double nan = (double)NAN;
	double line[LINES], more[STUDY_DERIVED];
	struct allocation_columns c = { 0 };

	s->fit = (struct fit){ .n = d->n, .rows = d->n, .k = 2, .objective = nan, .delta = nan, .log_rmse = nan, .bias = nan, .scale = nan,
		.aicc = nan, .bic = nan, .certificate = { .converged = true, .runner_up = nan, .gradient = nan, .smallest = nan,
		.condition = nan, .collinear_a = SIZE_MAX, .collinear_b = SIZE_MAX } };
	for (size_t i = 0; i < LAW_PARAMS; i++)
		s->fit.certificate.low[i] = s->fit.certificate.high[i] = nan;
	if (o->intervals != INTERVALS_PAIRS && o->intervals != INTERVALS_CLUSTER && o->intervals != INTERVALS_NONE)
		return err_set(e, ERR_USAGE, "law %s has intervals by pairs, cluster:COLUMN or none", r->law->head.name);
	if (!allocation_load(&a, d, &s->compute, e) && !allocation_columns_make(&c, a.n))
		err_memory(e);
	for (size_t i = 0; !e->code && i < a.n; i++)
		allocation_columns_add(&c, &a.row[i]);
	if (!e->code && a.kind == LAW_ISOFLOP && !(s->budget = mem_zero(s->budgets = a.groups, sizeof *s->budget)))
		err_memory(e);
	if (!e->code && !lines(&a, &c, s->budget, line, e)) {
		derived(line, s->compute, more);
		s->n = 5;
		memcpy(s->fit.par, line, 2 * sizeof *line);
		s->estimate[0] = estimate("k", ESTIMATE_FITTED, line[0]);
		s->estimate[1] = estimate("a", ESTIMATE_FITTED, line[1]);
		s->estimate[2] = estimate("b", ESTIMATE_DERIVED, more[0]);
		s->estimate[3] = estimate("k_D", ESTIMATE_DERIVED, more[1]);
		s->estimate[4] = estimate("tokens_per_param", ESTIMATE_DERIVED, more[2]);
		s->draws = o->intervals == INTERVALS_NONE ? 0 : (size_t)(o->last - o->first + 1);
		if (s->draws)
			draw(&a, s, e);
	}
	allocation_columns_free(&c);
	mem_free(a.row);
	mem_free(a.first);
	mem_free(a.line);
	mem_free(a.memory);
	return e->code;
}
