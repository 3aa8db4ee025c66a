/* SPDX-License-Identifier: MIT */
/* study: see study.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/allocation.h"
#include "math/scaling/derived.h"
#include "math/scaling/study.h"

const char *const estimate_kinds[] = { "fitted", "fixed", "tied", "derived" };

/* z with P(|normal| <= z) = level, by Newton's method on erfc. */
static double
quantile(double level)
{
	double z = 1;

	for (int k = 0; k < 60; k++) {
		double step = (erfc(z / sqrt(2)) - (1 - level)) / (sqrt(2 / acos(-1)) * exp(-z * z / 2));
		z += step > 1 ? 1 : step < -.5 ? -.5 : step;
		if (fabs(step) < 1e-14 * z)
			break;
	}
	return z;
}

static void
normal(struct estimate *x, double variance, double level)
{
	x->se = sqrt(variance);
	x->lo = x->value - quantile(level) * x->se;
	x->hi = x->value + quantile(level) * x->se;
}

static int
sandwich(struct study *s, const struct study_opts *o, struct err *e)
{
	const struct derived more = derived_of(s->recipe);
	size_t p = s->recipe->form.params;
	double cov[LAW_PARAMS * LAW_PARAMS], up[DERIVED_MOST], down[DERIVED_MOST], slope[DERIVED_MOST][LAW_PARAMS] = { { 0 } };

	if (fit_sandwich(&s->fit, o->cluster, o->clusters, cov, e))
		return e->code;
	for (size_t i = 0; i < p; i++)
		if (s->estimate[i].kind != ESTIMATE_FIXED)
			normal(&s->estimate[i], cov[i * p + i], o->level);
	for (size_t i = 0; i < p && more.n; i++) {
		double par[LAW_PARAMS], h = 1e-5 * fabs(s->fit.par[i]);
		memcpy(par, s->fit.par, sizeof par);
		par[i] = s->fit.par[i] + h;
		derived_at(s->recipe, par, s->compute, o->per_token, up);
		par[i] = s->fit.par[i] - h;
		derived_at(s->recipe, par, s->compute, o->per_token, down);
		for (size_t k = 0; k < more.n && h > 0; k++)
			slope[k][i] = (up[k] - down[k]) / (2 * h);
	}
	for (size_t k = 0; k < more.n; k++) {
		double v = 0;
		for (size_t i = 0; i < p; i++)
			for (size_t j = 0; j < p; j++)
				v += slope[k][i] * cov[i * p + j] * slope[k][j];
		normal(&s->estimate[p + k], v, o->level);
	}
	return 0;
}

static int
profile(struct study *s, const struct study_opts *o, struct err *e)
{
	for (size_t i = 0; i < s->recipe->form.params; i++)
		if (s->estimate[i].kind != ESTIMATE_FIXED &&
		    fit_profile(&s->fit, i, o->level, &s->estimate[i].lo, &s->estimate[i].hi, e))
			return e->code;
	return 0;
}

static int
from_draws(struct study *s, const struct study_opts *o, struct err *e)
{
	const size_t p = s->recipe->form.params, n = s->n - p;
	double *work = mem_alloc(s->draws, sizeof *work), *more = mem_alloc(s->draws * DERIVED_MOST, sizeof *more);

	if (!work || !more)
		err_memory(e);
	for (size_t i = 0; !e->code && n && i < s->draws; i++)
		derived_at(s->recipe, s->draw + i * p, s->compute, o->per_token, more + i * n);
	for (size_t i = 0; !e->code && i < s->n; i++) {
		struct estimate *x = &s->estimate[i];
		if (x->kind != ESTIMATE_FIXED)
			bootstrap_interval(s->draws, i < p ? s->draw + i : more + (i - p), i < p ? p : n, o->level, work, &x->se, &x->lo, &x->hi);
	}
	mem_free(work);
	mem_free(more);
	return e->code;
}

/*
 * A parameter on its bound, or a floor where two columns are powers of one another: draws that sit on the bound, or in one of many valleys,
 * say nothing of how far it may go.  The profile does; what draws there are is kept inside.
 */
static void
widen(struct study *s, size_t i, double level)
{
	struct estimate *x = &s->estimate[i];
	struct err e = { 0 };
	double lo, hi;

	x->se = (double)NAN;
	if (fit_profile(&s->fit, i, level, &lo, &hi, &e)) {
		lo = s->recipe->param[i].law.lo;
		hi = s->recipe->param[i].law.hi;
	}
	x->lo = fmin(x->lo, lo);
	x->hi = fmax(x->hi, hi);
}

/* What the data do not see may be anything in its domain, however narrow the draws of a method that stops somewhere. */
static void
open_up(struct study *s, double level)
{
	const struct derived more = derived_of(s->recipe);
	unsigned unseen = study_unseen(s), vague = s->fit.certificate.bounds | study_floors(s);
	size_t p = s->recipe->form.params;

	for (size_t i = 0; i < s->n; i++) {
		struct estimate *x = &s->estimate[i];
		if (isnan(x->lo) || x->kind == ESTIMATE_FIXED)
			continue;
		if (i < p ? unseen >> i & 1 : unseen & more.from) {
			x->se = (double)NAN;
			x->lo = i < p ? s->recipe->param[i].law.lo : 0;
			x->hi = i < p ? s->recipe->param[i].law.hi : more.most[i - p];
		} else if (i < p && vague >> i & 1 && s->fit.problem) {
			widen(s, i, level);
		}
	}
}

static void
estimate(struct study *s, const char *name, enum estimate_kind kind, double value)
{
	struct estimate *x = &s->estimate[s->n++];

	*x = (struct estimate){ .kind = kind, .value = value, .se = (double)NAN, .lo = (double)NAN, .hi = (double)NAN };
	memcpy(x->name, name, strlen(name));
}

int
study_estimates(struct study *s, const struct study_opts *o, struct err *e)
{
	static const enum estimate_kind kind[] = {
		[PARAM_FITTED] = ESTIMATE_FITTED, [PARAM_FIXED] = ESTIMATE_FIXED, [PARAM_TIED] = ESTIMATE_TIED };
	const struct recipe *r = s->recipe;
	const struct derived more = derived_of(r);
	double value[DERIVED_MOST];

	s->n = 0;
	for (size_t i = 0; i < r->form.params; i++)
		estimate(s, r->param[i].law.name, kind[r->param[i].kind], s->fit.par[i]);
	derived_at(r, s->fit.par, s->compute, o->per_token, value);
	for (size_t k = 0; k < more.n; k++)
		estimate(s, more.name[k], ESTIMATE_DERIVED, value[k]);
	if (s->draw)
		from_draws(s, o, e);
	else if (o->intervals == INTERVALS_SANDWICH)
		sandwich(s, o, e);
	else if (o->intervals == INTERVALS_PROFILE)
		profile(s, o, e);
	open_up(s, o->level);
	return e->code;
}

static int
resample(struct study *s, const struct study_opts *o, struct err *e)
{
	static const enum boot_kind kind[] = {
		[INTERVALS_PAIRS] = BOOT_PAIRS, [INTERVALS_CLUSTER] = BOOT_CLUSTER, [INTERVALS_RESIDUAL] = BOOT_RESIDUAL };
	struct bootstrap b = { .kind = kind[o->intervals], .cluster = o->cluster, .clusters = o->clusters, .seed = o->seed,
		.first = o->first, .last = o->last, .threads = o->threads };

	s->draws = (size_t)(o->last - o->first + 1);
	if (!(s->draw = mem_alloc(s->draws * s->recipe->form.params, sizeof *s->draw)))
		return err_memory(e);
	return bootstrap_draws(&s->fit, &b, s->draw, &s->failed, &s->stopped, e);
}

int
study_make(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, struct study *s, struct err *e)
{
	size_t n = recipe_role(r, STR("N")), t = recipe_role(r, STR("D"));

	*s = (struct study){ .recipe = r };
	if (allocation_is(r))
		return allocation_study(d, o, s, e) ? e->code : study_estimates(s, o, e);
	for (size_t i = 0; n < r->form.roles && t < r->form.roles && i < d->n; i++)
		s->compute = fmax(s->compute, o->per_token * d->role[n][i] * d->role[t][i]);
	if (fit_solve(r, d, &o->objective, o->threads, &s->fit, e))
		return e->code;
	if (o->intervals <= INTERVALS_RESIDUAL && resample(s, o, e))
		return e->code;
	return study_estimates(s, o, e);
}

void
study_free(struct study *s)
{
	fit_free(&s->fit);
	mem_free(s->draw);
	mem_free(s->budget);
	s->draw = NULL;
	s->budget = NULL;
}
