/* SPDX-License-Identifier: MIT */
/* plan: see plan.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/allocation.h"
#include "math/scaling/bootstrap.h"
#include "math/scaling/plan.h"
#include "math/scaling/surface.h"

enum { CELLS = 9 };

static const double unknown = (double)NAN;

/* What is derived from a point of one draw, in the order of struct plan. */
static int
cells(const struct saved *s, const struct frontier_cost *c, const double par[], const struct frontier_point *p, double smaller,
      const struct saved *other, double out[CELLS], struct err *e)
{
	struct surface_recipe r = { .recipe = s->recipe, .par = par, .other = s->other, .train = c->train }, r2 = { .train = c->train };
	struct surface surface, base;

	out[0] = p->compute;
	out[1] = p->params;
	out[2] = p->tokens;
	out[3] = p->tokens / p->params;
	out[4] = p->loss;
	out[5] = p->total;
	out[6] = out[7] = out[8] = unknown;
	if (isnan(p->loss))
		return 0;
	if (smaller > 0 && (surface_of(&r, &surface, e) ||
	                    (frontier_overhead(&surface, p, smaller, &out[6], &out[7], e) && e->code != ERR_NO_ANSWER)))
		return e->code;
	if (!other)
		return e->code;
	struct err none = { 0 };
	r2.recipe = other->recipe;
	r2.par = other->par;
	r2.other = other->other;
	if (!surface_of(&r, &surface, &none) && !surface_of(&r2, &base, &none))
		frontier_speedup(&surface, &base, c, p->total, &out[8], &none);
	if (none.code && (!e->code || none.code != ERR_NO_ANSWER))
		*e = none;
	return e->code;
}

/* The intervals of all cells from v (n, CELLS). */
static int
intervals(const struct saved *s, const double v[], struct ranged *x[CELLS], struct err *e)
{
	double *work = mem_alloc(s->draws, sizeof *work), se;

	if (!work)
		return err_memory(e);
	for (size_t k = 0; k < CELLS; k++)
		bootstrap_interval(s->draws, v + k, CELLS, s->level, work, &se, &x[k]->lo, &x[k]->hi);
	mem_free(work);
	return 0;
}

/* N = k C^a: no loss, and tokens where they follow. */
static int
allocate(const struct saved *s, enum frontier_given given, double value, struct ranged *x[CELLS], struct err *e)
{
	const double *role[] = { &value };
	double n = unknown;
	const struct preset *p = s->preset;

	if (given != GIVEN_COMPUTE || s->recipe->form.roles != 1)
		return err_set(e, ERR_USAGE, "%s is an allocation: it answers for given --compute only", p->head.name);
	if (strcmp(p->response, "N") != 0 && strcmp(p->response, "M") != 0 && strcmp(p->response, "D") != 0)
		return err_set(e, ERR_USAGE, "%s is no plan of parameters and tokens", p->head.name);
	if (recipe_predict(s->recipe, 1, role, s->par, &n, e))
		return e->code;
	x[0]->value = value;
	x[1]->value = strcmp(p->response, "N") == 0 ? n : unknown;
	x[2]->value = strcmp(p->response, "D") == 0 ? n : p->flops > 0 ? value / (p->flops * n) : unknown;
	x[3]->value = x[2]->value / x[1]->value;
	return 0;
}

/* The same of a law that was fitted, with intervals from its draws. */
static int
allocate_fitted(const struct saved *s, const struct frontier_cost *c, enum frontier_given given, double value, struct ranged *x[CELLS],
                struct err *e)
{
	const double *role[] = { &value, &unknown, &unknown };
	double *v = mem_alloc(s->draws, CELLS * sizeof *v), n;

	if (given != GIVEN_COMPUTE)
		err_set(e, ERR_USAGE, "%s is an allocation: it answers for given --compute only", s->recipe->spec);
	else if (!v)
		err_memory(e);
	for (size_t i = 0; !e->code && i <= s->draws; i++) {	/* the last is the estimate itself */
		const double *par = i < s->draws ? s->draw + i * s->recipe->form.params : s->par;
		double one[CELLS];
		if (recipe_predict(s->recipe, 1, role, par, &n, e))
			break;
		memcpy(one, (double[CELLS]){ value, n, value / (c->train * n), value / (c->train * n * n), unknown, unknown, unknown, unknown, unknown },
		       sizeof one);
		for (size_t k = 0; k < CELLS && i == s->draws; k++)
			x[k]->value = one[k];
		if (i < s->draws)
			memcpy(v + i * CELLS, one, sizeof one);
	}
	if (!e->code && s->draws)
		intervals(s, v, x, e);
	mem_free(v);
	return e->code;
}

int
plan_point(const struct saved *s, const struct frontier_cost *c, enum frontier_given given, double value, double smaller,
          const struct saved *other, struct plan *p, struct err *e)
{
	struct ranged *x[CELLS] = { &p->compute, &p->params, &p->tokens, &p->tokens_per_param, &p->loss, &p->total,
		&p->smaller_tokens, &p->overhead, &p->speedup };
	struct surface_recipe r = { .recipe = s->recipe, .par = s->par, .other = s->other, .train = c->train };
	struct frontier_point *points, one;
	size_t failed, n = s->recipe->form.params;
	size_t asked = given == GIVEN_COMPUTE ? (c->inference > 0 ? 5 : 0) : given == GIVEN_PARAMS ? 1 : given == GIVEN_TOKENS ? 2 : 4;
	double out[CELLS];

	for (size_t k = 0; k < CELLS; k++)
		*x[k] = (struct ranged){ unknown, unknown, unknown };
	bool fixed = s->preset && s->preset->kind == PRESET_ALLOCATION;
	if (fixed || allocation_is(s->recipe)) {
		if (smaller > 0 || other || c->inference > 0) {
			err_set(e, ERR_USAGE, "%s is an allocation: it has no loss", fixed ? s->preset->head.name : s->recipe->spec);
			err_hint(e, "leave out --smaller, --against and --inference-tokens, which reckon from one");
			return e->code;
		}
		return fixed ? allocate(s, given, value, x, e) : allocate_fitted(s, c, given, value, x, e);
	}
	x[asked]->value = value;
	if (surface_draws(&r, c, given, value, 1, s->par, &one, &failed, e))
		return e->code;
	if (failed) {		/* for its words */
		struct surface surface;
		return surface_of(&r, &surface, e) ? e->code : frontier_at(&surface, c, given, value, &one, e);
	}
	struct err hole = { 0 };
	if (cells(s, c, s->par, &one, smaller, other, out, &hole) && hole.code != ERR_NO_ANSWER) {
		*e = hole;
		return e->code;
	}
	for (size_t k = 0; k < CELLS; k++)
		x[k]->value = out[k];
	x[asked]->value = value;		/* without the rounding of its way through N and D */
	if (s->draws == 0) {
		*e = hole;
		return e->code;
	}
	points = mem_alloc(s->draws, sizeof *points);
	double *v = mem_alloc(s->draws * CELLS, sizeof *v);
	if (!points || !v)
		err_memory(e);
	else
		surface_draws(&r, c, given, value, s->draws, s->draw, points, &failed, e);
	for (size_t i = 0; !e->code && i < s->draws; i++) {
		struct err none = { 0 };
		if (cells(s, c, s->draw + i * n, &points[i], smaller, other, v + i * CELLS, &none) == ERR_MEMORY)
			*e = none;
	}
	if (!e->code && intervals(s, v, x, e) == 0)
		x[asked]->lo = x[asked]->hi = value;
	mem_free(points);
	mem_free(v);
	if (!e->code)
		*e = hole;
	return e->code;
}
