/* SPDX-License-Identifier: MIT */
/* law/scene: what the picture of a fit shows.  See scene.h. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "law/saved.h"
#include "law/scene.h"
#include "math/scaling/allocation.h"

static enum law_scene_kind
kind_of(const struct recipe *r)
{
	if (r->form.roles == 1)
		return LAW_SCENE_CURVE;
	return r->form.roles == 2 && recipe_role(r, STR("N")) < 2 && recipe_role(r, STR("D")) < 2 ? LAW_SCENE_SIZES : LAW_SCENE_OTHERS;
}

/* What is across. */
static int
make_x(struct law_scene *c, struct err *e)
{
	if (!(c->x = mem_alloc(c->runs, sizeof *c->x)))
		return err_memory(e);
	for (size_t i = 0; i < c->runs; i++)
		c->x[i] = c->kind == LAW_SCENE_SIZES ? c->d->flops_per_token * c->role[c->N][i] * c->role[c->D][i] :
		          c->kind == LAW_SCENE_CURVE ? c->role[0][i] : c->y->fit.predicted[i];
	return 0;
}

static void
make_ranges(struct law_scene *c)
{
	const struct law_document *d = c->d;
	const double k = d->flops_per_token;

	c->X = law_picture_range(LAW_NO_RANGE, false, c->runs, c->x);
	c->L = law_picture_range(LAW_NO_RANGE, true, 2, (double[]){ d->response.least, d->response.most });
	if (c->kind == LAW_SCENE_SIZES) {
		const struct law_column *N = &d->role[c->N], *D = &d->role[c->D];
		c->sizes = (struct law_range){ N->least, N->most };
		if (c->runs == 0)
			c->X = (struct law_range){ k * N->least * D->least, k * N->most * D->most };
	} else if (c->kind == LAW_SCENE_CURVE) {
		c->X = (struct law_range){ d->role[0].least, d->role[0].most };
	} else {
		c->X = law_picture_range(c->X, true, 2, (double[]){ c->L.lo, c->L.hi });
		c->L = c->X;
	}
	c->log = c->X.lo > 0 && (c->kind == LAW_SCENE_OTHERS || c->X.hi > 4 * c->X.lo);
}

/* The budgets whose parabolas are good, no more than can be told apart. */
static int
make_budgets(struct law_scene *c, const double compute[], struct err *e)
{
	const double *C = compute ? compute : c->x;
	size_t groups = 0, good = 0, n = c->runs, *place;

	if (c->kind != LAW_SCENE_SIZES || n == 0)
		return 0;
	if (!(c->group = mem_alloc(n, sizeof *c->group)))
		return err_memory(e);
	if (isoflop_budgets(n, C, .1, c->group, &groups, e))
		return e->code;
	c->budget = mem_alloc(groups, sizeof *c->budget);
	place = mem_alloc(groups, sizeof *place);
	if (!c->budget || !place)
		err_memory(e);
	else
		isoflop_fit(n, C, c->role[c->N], c->role[c->D], c->s->y, c->group, groups, c->budget, e);
	for (size_t k = 0; k < groups && !e->code; k++)
		good += c->budget[k].N.verdict == ISOFLOP_GOOD;
	size_t every = (good + LAW_SCENE_MARKS - 1) / LAW_SCENE_MARKS, seen = 0;
	for (size_t k = 0; k < groups && !e->code; k++) {
		place[k] = SIZE_MAX;
		if (c->budget[k].N.verdict == ISOFLOP_GOOD && seen++ % every == 0) {
			place[k] = c->budgets;
			c->budget[c->budgets++] = c->budget[k];
		}
	}
	for (size_t i = 0; i < n && !e->code; i++)
		c->group[i] = place[c->group[i]];
	mem_free(place);
	if (c->budgets < 2)
		c->budgets = 0;
	return e->code;
}

int
law_scene_make(struct law_scene *c, struct writer *w, const struct law_document *d, const struct law_sample *s, const struct study *y,
               const double compute[], struct err *e)
{
	*c = (struct law_scene){ .w = w, .d = d, .s = s, .y = y, .runs = s ? s->n : 0 };
	if (s)
		c->role = (const double *const *)s->role;
	if (law_saved_document(d, &c->law, e))
		return e->code;
	if (allocation_is(c->law.recipe)) {
		err_set(e, ERR_USAGE, "--out gnuplot: law %s has no loss to draw", c->law.recipe->spec);
		err_hint(e, "draw its plan: scaling-law-fit --json | scaling-law-plan --out gnuplot");
		return e->code;
	}
	c->kind = kind_of(c->law.recipe);
	c->N = recipe_role(c->law.recipe, STR("N"));
	c->D = recipe_role(c->law.recipe, STR("D"));
	c->bands = c->law.draws > 0;
	if (make_x(c, e))
		return e->code;
	make_ranges(c);
	return make_budgets(c, compute, e);
}

void
law_scene_free(struct law_scene *c)
{
	saved_free(&c->law);
	mem_free(c->group);
	mem_free(c->x);
	mem_free(c->budget);
}
