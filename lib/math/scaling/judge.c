/* SPDX-License-Identifier: MIT */
/* judge: published coefficients against the optimum of their own data. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* Deltas a decade below and above that of the fit that are tried, down and up to where nothing changes any more. */
enum { PER_DECADE = 8 };

/* The scale of residuals that are nothing but rounding. */
#define ROUNDING 1e-13

/* S(theta)/S(optimum) - 1 at this delta; *at, an optimum at a delta near by, becomes that of this one. */
static double
gap(const struct fit_problem *p, double delta, const double theta[], struct point *at, double work[])
{
	struct sample all = { p->weight, p->target };
	struct loss l = { delta, p->loss.over, p->loss.linear };
	struct point judged;

	if (!newton(p, &all, &l, 1e-12, 200, at, work))
		return (double)NAN;
	objective(p, &all, &l, theta, false, &judged, work);
	return judged.f / at->f - 1;
}

/* The parameters whose value at the optimum is the one given, up to a unit of its last digit. */
static unsigned
same(const struct fit_problem *p, const double par[], const double unit[], const struct point *at)
{
	double there[P];
	unsigned out = 0;

	problem_natural(p, at, there);
	for (size_t i = 0; unit && i < p->recipe->form.params; i++)
		out |= (unsigned)(p->recipe->param[i].kind == PARAM_FITTED && fabs(there[i] - par[i]) <= unit[i]) << i;
	return out;
}

/* From the optimum at delta by this factor a step, until limit. */
static void
walk(const struct fit_problem *p, double from, double factor, double limit, const double par[], const double unit[],
     struct fit_verdict *v, double work[])
{
	struct point at;
	double theta[P];

	recipe_theta(p->recipe, par, theta);
	memcpy(at.theta, p->best, sizeof at.theta);
	for (double delta = from; factor > 1 ? delta < limit : delta > limit; delta *= factor) {
		double g = gap(p, delta, theta, &at, work);
		unsigned agree = isnan(g) ? 0 : same(p, par, unit, &at);
		int more = __builtin_popcount(agree) - __builtin_popcount(v->agree);
		if (more > 0 || (more == 0 && g < v->best_gap)) {
			v->agree = agree;
			v->best_gap = g;
			v->best_delta = delta;
		}
	}
}

int
fit_judge(const struct fit *f, const double par[], const double unit[], struct fit_verdict *v, struct err *e)
{
	const struct fit_problem *p = f->problem;
	struct sample all = { p->weight, p->target };
	double theta[P], *work = mem_alloc(p->pieces * objective_work(p), sizeof *work);
	double most = 0, step = pow(10, 1.0 / PER_DECADE);
	struct point at;

	*v = (struct fit_verdict){ .best_delta = (double)NAN, .best_gap = HUGE_VAL, .least_delta = 1e-7 * fmax(f->scale, ROUNDING) };
	if (!work)
		return err_memory(e);
	recipe_theta(p->recipe, par, theta);
	objective(p, &all, &p->loss, theta, true, &at, work);
	v->objective = p->objective.rho == FIT_LAD ? at.f / p->loss.delta + p->total * p->loss.delta / 2 : at.f;
	v->gap = v->objective / f->objective - 1;
	v->gradient = certify_gradient(p, &at, (1u << p->recipe->free) - 1);
	for (size_t i = 0; i < p->n; i++)
		most = fmax(most, fabs(f->residual[i]));
	if (isfinite(at.f)) {
		double from = fmin(fmax(p->loss.delta, v->least_delta), 4 * most);
		walk(p, from, 1 / step, v->least_delta, par, unit, v, work);
		walk(p, from, step, 4 * most, par, unit, v, work);
	}
	mem_free(work);
	return 0;
}
