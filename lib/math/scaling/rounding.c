/* SPDX-License-Identifier: MIT */
/* rounding: see rounding.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/frontier.h"
#include "math/scaling/rounding.h"
#include "math/scaling/surface.h"

/* The best N for compute; nan where the law is no chinchilla. */
static double
best(const struct recipe *r, const double par[], double compute, double per_token)
{
	const struct frontier_cost cost = { .train = per_token, .serve = 2 };
	struct surface_recipe s = { .recipe = r, .par = par, .train = per_token };
	struct surface surface;
	struct frontier_point p;
	struct err e = { 0 };

	if (!(compute > 0) || surface_of(&s, &surface, &e) || !surface.closed || frontier_at(&surface, &cost, GIVEN_COMPUTE, compute, &p, &e))
		return (double)NAN;
	return p.params;
}

/* Mean of ln f(a) - ln f(b), or of its size. */
static bool
shift(const struct recipe *r, const struct fit_data *d, const double a[], const double b[], bool size, double *mean, struct err *e)
{
	double *f = mem_alloc(2 * d->n, sizeof *f), sum = 0;

	if (!f)
		return err_memory(e) != 0;
	bool failed = recipe_predict(r, d->n, d->role, a, f, e) || recipe_predict(r, d->n, d->role, b, f + d->n, e);
	if (!failed) {
		for (size_t i = 0; i < d->n; i++) {
			double x = log(f[i] / f[d->n + i]);
			sum += size ? fabs(x) : x;
		}
		*mean = sum / (double)d->n;
	}
	mem_free(f);
	return failed;
}

int
rounding_of(const struct recipe *r, const struct fit_data *d, const double given[], const double unit[], const double optimum[],
            double compute, double per_token, struct rounding *q, struct err *e)
{
	*q = (struct rounding){ .params_given = best(r, given, compute, per_token), .params_optimum = best(r, optimum, compute, per_token) };
	if (shift(r, d, given, optimum, false, &q->loss_shift, e))
		return e->code;
	for (size_t i = 0; i < r->form.params; i++) {
		double most = 0, of_n = 0, par[LAW_PARAMS];
		for (int side = -1; side <= 1 && unit[i] > 0; side += 2) {
			double x;
			memcpy(par, given, r->form.params * sizeof *par);
			par[i] += side * unit[i] / 2;
			if (shift(r, d, par, given, true, &x, e))
				return e->code;
			most = fmax(most, x);
			of_n = fmax(of_n, fabs(log(best(r, par, compute, per_token) / q->params_given)));
		}
		q->loss += most;
		q->params += of_n;
	}
	q->params = isnan(q->params_given) ? (double)NAN : q->params;
	return 0;
}
