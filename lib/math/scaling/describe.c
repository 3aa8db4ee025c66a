/* SPDX-License-Identifier: MIT */
/* describe: residuals, their scale, and information criteria. */
#include <math.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/*
 * The density the objective stands for is exp(-rho(r)/t)/Z(t): Gauss for least squares (t the variance), Laplace for LAD (t/delta the scale).
 * Z(t) = sqrt(2 pi t) erf(delta/sqrt(2 t)) + (2 t/delta) exp(-delta^2/(2 t)); where residuals above 0 count over times, half of it is Z(t/over).
 */
static double
normalise(double t, double delta)
{
	if (isinf(delta))
		return sqrt(2 * acos(-1) * t);
	return sqrt(2 * acos(-1) * t) * erf(delta / sqrt(2 * t)) + 2 * t / delta * exp(-delta * delta / (2 * t));
}

/* Least -2 log likelihood of n rows over t, by golden section on log t; mean: S per row. */
static double
deviance(double n, double mean, double delta, double over)
{
	const double golden = 0.6180339887498949;
	double centre = isinf(delta) || delta * delta > mean ? log(2 * mean) : log(mean), lo = centre - 12, hi = centre + 12, value[2];
	double x[2] = { hi - golden * (hi - lo), lo + golden * (hi - lo) };

	for (int k = 0; k < 2; k++)
		value[k] = mean / exp(x[k]) + log((normalise(exp(x[k]), delta) + normalise(exp(x[k]) / over, delta)) / 2);
	for (int i = 0; i < 100; i++) {
		int worse = value[0] > value[1] ? 0 : 1, k = 1 - worse;
		*(worse ? &hi : &lo) = x[worse];
		x[worse] = x[k];
		value[worse] = value[k];
		int fresh = worse ? 0 : 1;
		double keep = x[k], kept = value[k];
		x[1 - fresh] = keep;
		value[1 - fresh] = kept;
		x[fresh] = fresh ? lo + golden * (hi - lo) : hi - golden * (hi - lo);
		value[fresh] = mean / exp(x[fresh]) +
			log((normalise(exp(x[fresh]), delta) + normalise(exp(x[fresh]) / over, delta)) / 2);
	}
	return 2 * n * fmin(value[0], value[1]);
}

static void
criteria(struct fit *f)
{
	const struct fit_problem *p = f->problem;
	double n = (double)f->rows, k = (double)f->k + 1, delta = p->loss.delta;
	double quasi = p->objective.rho == FIT_LAD ? f->objective * delta : f->objective;
	double d = deviance(n, quasi / p->total, delta, p->loss.over);

	f->aicc = n > k + 1 ? d + 2 * k + 2 * k * (k + 1) / (n - k - 1) : (double)NAN;
	f->bic = d + k * log(n);
}

int
describe(struct fit *f, struct err *e)
{
	const struct fit_problem *p = f->problem;
	double *work = mem_alloc(p->n, 2 * sizeof *work), sum = 0, square = 0;

	f->residual = mem_alloc(p->n, sizeof *f->residual);
	f->predicted = mem_alloc(p->n, sizeof *f->predicted);
	if (!work || !f->residual || !f->predicted) {
		mem_free(work);
		return err_memory(e);
	}
	recipe_predict(p->recipe, p->n, (const double *const *)p->role, f->par, work, e);
	double *r = work + p->n;
	for (size_t i = 0; i < p->n; i++) {
		size_t to = p->order[i];
		double ln = log(work[i]) - log(p->y[i]), w = p->weight[i];
		f->predicted[to] = work[i];
		f->residual[to] = p->loss.linear ? work[i] - p->y[i] : ln;
		if (w == 0)
			continue;
		r[f->rows++] = f->residual[to];
		sum += w * ln;
		square += w * ln * ln;
	}
	f->bias = sum / p->total;
	f->log_rmse = sqrt(square / p->total);
	double middle = median(f->rows, r);
	for (size_t i = 0; i < f->rows; i++)
		r[i] = fabs(r[i] - middle);
	f->scale = 1.4826 * median(f->rows, r);
	mem_free(work);
	criteria(f);
	return e->code;
}
