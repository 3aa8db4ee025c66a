/* SPDX-License-Identifier: MIT */
/* fit: from the table to the optimum. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* 1.345 times the scale of the residuals of least absolute deviations. */
static int
automatic(struct fit *f, struct point *best, struct err *e)
{
	struct fit_problem *p = f->problem;

	p->loss.delta = 0;
	if (search(p, best, &f->certificate, e))
		return e->code;
	memcpy(f->theta, best->theta, sizeof f->theta);
	if (describe(f, e))
		return e->code;
	p->loss.delta = 1.345 * f->scale;
	mem_free(f->residual);
	mem_free(f->predicted);
	f->residual = f->predicted = NULL;
	f->rows = 0;
	f->certificate = (struct fit_certificate){ 0 };
	return p->loss.delta > 0 ? 0 : err_set(e, ERR_NO_ANSWER, "huber:auto: half of the residuals are 0; give a delta");
}

/* sum w c |r|: what LAD asks for, free of the delta that stands for 0. */
static double
deviations(const struct fit *f)
{
	const struct fit_problem *p = f->problem;
	double s = 0;

	for (size_t i = 0; i < p->n; i++) {
		double r = f->residual[p->order[i]];
		s += p->weight[i] * fabs(r) * (r > 0 ? p->loss.over : 1);
	}
	return s;
}

int
fit_solve(const struct recipe *r, const struct fit_data *d, const struct fit_objective *o, int threads, struct fit *f,
        struct err *e)
{
	struct point best;

	memset(f, 0, sizeof *f);
	f->n = d->n;
	f->k = r->free;
	if (problem_make(&f->problem, r, d, o, threads, e) || (o->rho == FIT_HUBER && o->automatic && automatic(f, &best, e)) ||
	    search(f->problem, &best, &f->certificate, e))
		return e->code;
	memcpy(f->theta, best.theta, sizeof f->theta);
	memcpy(f->problem->best, best.theta, sizeof best.theta);
	f->problem->vanished = newton_vanished(f->problem, &best);
	problem_natural(f->problem, &best, f->par);
	f->delta = f->problem->loss.delta;
	f->objective = best.f;
	if (describe(f, e))
		return e->code;
	if (o->rho == FIT_LAD)
		f->objective = deviations(f);
	return certify(f->problem, &best, f->residual, &f->certificate, e);
}

void
fit_free(struct fit *f)
{
	problem_free(f->problem);
	mem_free(f->residual);
	mem_free(f->predicted);
	memset(f, 0, sizeof *f);
}
