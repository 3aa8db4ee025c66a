/* SPDX-License-Identifier: MIT */
/* profile: intervals by the likelihood with one parameter held. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* One parameter held: the box of theta closes on it. */
struct held {
	struct fit_problem p;
	size_t index, rows;
	double least, quantile;		/* deviance at the optimum, and what may be added */
	struct point at;
	double *work;
};

/*
 * sqrt(deviance above the optimum) - sqrt(quantile) with theta[index] = x: about linear in x.  nan when the others have no
 * optimum.
 */
static double
excess(struct held *h, double x)
{
	struct sample all = { h->p.weight, h->p.target };

	h->p.lo[h->index] = h->p.hi[h->index] = h->at.theta[h->index] = x;
	bool far = h->p.objective.rho == FIT_LAD || !newton(&h->p, &all, &h->p.loss, 1e-14, 200, &h->at, h->work);
	if (far && !newton_polish(&h->p, &all, POLISH, &h->at, h->work))
		return (double)NAN;
	return sqrt(fmax(describe_deviance(&h->p, h->rows, h->at.f) - h->least, 0)) - sqrt(h->quantile);
}

/*
 * A parameter that went to 0 is brought back to where the rows begin to see it: there the objective is as good as at 0.  False where they never
 * do, since it belongs to a term that is gone.
 */
static bool
bring_back(struct held *h, double best[])
{
	struct sample all = { h->p.weight, h->p.target };
	double *x = &best[h->index];

	for (*x = fmax(*x, -700); *x < fmin(h->p.hi[h->index], 700); *x += 4) {
		if (h->at.m[h->index][h->index] > 1e-16 * h->at.total)
			return true;
		objective(&h->p, &all, &h->p.loss, best, true, &h->at, h->work);
	}
	return false;
}

/*
 * One end: steps from the optimum twice as long each until beyond it, then the regula falsi in its Illinois form.  What is not held goes on from
 * its optimum at the last point inside: far outside it may have been led astray.
 */
static double
end(struct held *h, const double best[], double step, double limit)
{
	double in = best[h->index], fin = -sqrt(h->quantile), out = in, fout = fin, inside[P];

	memcpy(inside, best, sizeof inside);
	for (int i = 0; fout < 0; i++) {
		if (out == limit || i == 60)
			return limit;
		if (i > 0)
			memcpy(inside, h->at.theta, sizeof inside);
		in = out;
		fin = fout;
		out = step > 0 ? fmin(out + step, limit) : fmax(out + step, limit);
		memcpy(h->at.theta, inside, sizeof inside);
		fout = excess(h, out);
		step *= 2;
	}
	for (int i = 0; i < 60 && fabs(out - in) > 1e-9 * (fabs(in) + fabs(out)) && !isnan(fout); i++) {
		double x = in - fin * (out - in) / (fout - fin);
		memcpy(h->at.theta, inside, sizeof inside);
		double fx = excess(h, x);
		if (fabs(fx) < 1e-9)
			return x;
		if (fx > 0) {
			out = x;
			fout = fx;
			fin /= 2;
		} else {
			memcpy(inside, h->at.theta, sizeof inside);
			in = x;
			fin = fx;
			fout /= 2;
		}
	}
	return isnan(fout) ? (double)NAN : (in + out) / 2;
}

/* z^2 with P(|Z| < z) = level, by Newton's method on erf. */
static double
chi_square(double level)
{
	double z = 1;

	for (int i = 0; i < 60; i++)
		z += fmin((level - erf(z / sqrt(2))) / (sqrt(2 / acos(-1)) * exp(-z * z / 2)), 1);
	return z * z;
}

int
fit_profile(const struct fit *f, size_t param, double level, double *lo, double *hi, struct err *e)
{
	const struct recipe_param *q = &f->problem->recipe->param[param];
	struct held h = { .p = *f->problem, .rows = f->rows, .quantile = chi_square(level) };
	struct sample all = { h.p.weight, h.p.target };

	*lo = *hi = f->par[param];
	if (q->kind == PARAM_FIXED)
		return 0;
	h.index = q->index;
	h.work = mem_alloc(h.p.pieces * objective_work(&h.p), sizeof *h.work);
	if (!h.work)
		return err_memory(e);
	objective(&h.p, &all, &h.p.loss, h.p.best, true, &h.at, h.work);
	h.least = describe_deviance(&h.p, h.rows, h.at.f);
	double limits[2] = { h.p.lo[h.index], h.p.hi[h.index] }, best[P];
	memcpy(best, h.p.best, sizeof best);
	bool gone = h.p.vanished >> h.index & 1, zero = gone && *lo == 0;
	bool nowhere = zero && !bring_back(&h, best);
	double step = zero ? 1 : sqrt(h.at.f / ((double)h.rows * h.at.m[h.index][h.index]));
	*lo = gone ? limits[0] : end(&h, best, -step, limits[0]);
	*hi = nowhere || (gone && !zero) ? limits[1] : end(&h, best, step, limits[1]);
	mem_free(h.work);
	const struct law_param *owner = &f->problem->recipe->param[f->problem->recipe->owner[h.index]].law;
	if (owner->positive) {
		*lo = exp(*lo);
		*hi = *hi < limits[1] ? exp(*hi) : owner->hi;
	}
	return isnan(*lo) || isnan(*hi) ? err_set(e, ERR_NO_ANSWER, "the profile of %s has no optimum", q->law.name) : 0;
}
