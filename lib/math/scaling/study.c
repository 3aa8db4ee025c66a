/* SPDX-License-Identifier: MIT */
/* study: see study.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/allocation.h"
#include "math/scaling/frontier.h"
#include "math/scaling/study.h"

const char *const estimate_kinds[] = { "fitted", "fixed", "tied", "derived" };

/* Places of E, A, B, alpha, beta in the law when it is the closed one. */
enum { CLOSED = 5 };
static const char *const closed_name[CLOSED] = { "E", "A", "B", "alpha", "beta" };

static bool
closed_places(const struct recipe *r, size_t at[CLOSED])
{
	if (!r->law || strcmp(r->law->head.name, "chinchilla") != 0)
		return false;
	for (size_t k = 0; k < CLOSED; k++)
		at[k] = recipe_find(r, str_of(closed_name[k]));
	return true;
}

/* The derived numbers at parameters par, in the order of their estimates. */
static void
derived(const struct study *s, const size_t at[CLOSED], const double par[], double per_token, double out[STUDY_DERIVED])
{
	double A = par[at[1]], B = par[at[2]], alpha = par[at[3]], beta = par[at[4]];
	double a = beta / (alpha + beta), G = pow(alpha * A / (beta * B), 1 / (alpha + beta));
	double N = G * pow(s->compute / per_token, a);

	out[0] = a;
	out[1] = 1 - a;
	out[2] = s->compute / per_token / (N * N);
}

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
	size_t p = s->recipe->form.params, at[CLOSED];
	double cov[LAW_PARAMS * LAW_PARAMS], up[STUDY_DERIVED], down[STUDY_DERIVED], slope[STUDY_DERIVED][LAW_PARAMS] = { { 0 } };

	if (fit_sandwich(&s->fit, o->cluster, o->clusters, cov, e))
		return e->code;
	for (size_t i = 0; i < p; i++)
		if (s->estimate[i].kind != ESTIMATE_FIXED)
			normal(&s->estimate[i], cov[i * p + i], o->level);
	if (!closed_places(s->recipe, at))
		return 0;
	for (size_t i = 0; i < p; i++) {
		double par[LAW_PARAMS], h = 1e-5 * fabs(s->fit.par[i]);
		memcpy(par, s->fit.par, sizeof par);
		par[i] = s->fit.par[i] + h;
		derived(s, at, par, o->per_token, up);
		par[i] = s->fit.par[i] - h;
		derived(s, at, par, o->per_token, down);
		for (size_t k = 0; k < STUDY_DERIVED && h > 0; k++)
			slope[k][i] = (up[k] - down[k]) / (2 * h);
	}
	for (size_t k = 0; k < STUDY_DERIVED; k++) {
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
	size_t p = s->recipe->form.params, at[CLOSED];
	double *work = mem_alloc(s->draws, sizeof *work), *more = mem_alloc(s->draws * STUDY_DERIVED, sizeof *more);
	bool closed = closed_places(s->recipe, at);

	if (!work || !more)
		err_memory(e);
	for (size_t i = 0; !e->code && i < p; i++) {
		struct estimate *x = &s->estimate[i];
		if (x->kind != ESTIMATE_FIXED)
			bootstrap_interval(s->draws, s->draw + i, p, o->level, work, &x->se, &x->lo, &x->hi);
	}
	for (size_t i = 0; !e->code && closed && i < s->draws; i++)
		derived(s, at, s->draw + i * p, o->per_token, more + i * STUDY_DERIVED);
	for (size_t k = 0; !e->code && closed && k < STUDY_DERIVED; k++) {
		struct estimate *x = &s->estimate[p + k];
		bootstrap_interval(s->draws, more + k, STUDY_DERIVED, o->level, work, &x->se, &x->lo, &x->hi);
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
	const struct fit_certificate *c = &s->fit.certificate;
	unsigned unseen = study_unseen(s), vague = c->bounds | study_floors(s);
	size_t p = s->recipe->form.params, at[CLOSED];
	bool lost = closed_places(s->recipe, at) && (unseen >> at[3] | unseen >> at[4] | unseen >> at[1] | unseen >> at[2]) & 1;

	for (size_t i = 0; i < s->n; i++) {
		struct estimate *x = &s->estimate[i];
		if (isnan(x->lo) || x->kind == ESTIMATE_FIXED)
			continue;
		if (i < p ? unseen >> i & 1 : lost) {
			x->se = (double)NAN;
			x->lo = i < p ? s->recipe->param[i].law.lo : 0;
			x->hi = i < p ? s->recipe->param[i].law.hi : i < p + 2 ? 1 : HUGE_VAL;
		} else if (i < p && vague >> i & 1 && s->fit.problem) {
			widen(s, i, level);
		}
	}
}

int
study_estimates(struct study *s, const struct study_opts *o, struct err *e)
{
	static const char *const name[STUDY_DERIVED] = { "a", "b", "tokens_per_param" };
	const struct recipe *r = s->recipe;
	size_t at[CLOSED] = { 0 };
	double value[STUDY_DERIVED];

	s->n = r->form.params;
	for (size_t i = 0; i < s->n; i++) {
		const struct recipe_param *p = &r->param[i];
		s->estimate[i] = (struct estimate){ .value = s->fit.par[i], .se = (double)NAN, .lo = (double)NAN, .hi = (double)NAN,
			.kind = p->kind == PARAM_FIXED ? ESTIMATE_FIXED : p->kind == PARAM_TIED ? ESTIMATE_TIED : ESTIMATE_FITTED };
		memcpy(s->estimate[i].name, p->law.name, LAW_NAME);
	}
	if (closed_places(r, at)) {
		derived(s, at, s->fit.par, o->per_token, value);
		for (size_t k = 0; k < STUDY_DERIVED; k++) {
			struct estimate *x = &s->estimate[s->n++];
			*x = (struct estimate){ .value = value[k], .se = (double)NAN, .lo = (double)NAN, .hi = (double)NAN,
				.kind = ESTIMATE_DERIVED };
			memcpy(x->name, name[k], strlen(name[k]));
		}
	}
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
		return allocation_study(r, d, o, s, e);
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
