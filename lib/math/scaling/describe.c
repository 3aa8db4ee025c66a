/* SPDX-License-Identifier: MIT */
/* describe: residuals, their scale, and information criteria. */
#include <math.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/*
 * The density the objective stands for is exp(-rho(r)/t)/Z(t): Gauss for least squares (t the variance), Laplace for LAD
 * (t/delta the scale). Z(t) = sqrt(2 pi t) erf(delta/sqrt(2 t)) + (2 t/delta) exp(-delta^2/(2 t)); where residuals above 0 count
 * over times, half of it is Z(t/over).
 */
static double
normalise(double t, double delta)
{
	if (isinf(delta))
		return sqrt(2 * acos(-1) * t);
	return sqrt(2 * acos(-1) * t) * erf(delta / sqrt(2 * t)) + 2 * t / delta * exp(-delta * delta / (2 * t));
}

/* -2 log likelihood of one row at t = exp(x), for S per row. */
static double
row(double x, double mean, double delta, double over)
{
	double t = exp(x);

	return 2 * (mean / t + log((normalise(t, delta) + normalise(t / over, delta)) / 2));
}

/* Its least value over t, times n: golden section around where Gauss and Laplace have it. */
static double
deviance(double n, double mean, double delta, double over)
{
	const double golden = 0.6180339887498949;
	double lo = log(mean) - 12, hi = log(mean) + 12, a = hi - golden * (hi - lo), b = lo + golden * (hi - lo);
	double fa = row(a, mean, delta, over), fb = row(b, mean, delta, over);

	for (int i = 0; i < 70; i++)
		if (fa > fb) {
			lo = a;
			a = b;
			fa = fb;
			b = lo + golden * (hi - lo);
			fb = row(b, mean, delta, over);
		} else {
			hi = b;
			b = a;
			fb = fa;
			a = hi - golden * (hi - lo);
			fa = row(a, mean, delta, over);
		}
	return n * fmin(fa, fb);
}

double
describe_deviance(const struct fit_problem *p, size_t rows, double s)
{
	return deviance((double)rows, s / p->total, p->loss.delta, p->loss.over);
}

static void
criteria(struct fit *f)
{
	const struct fit_problem *p = f->problem;
	double n = (double)f->rows, k = (double)f->k + 1;
	double d = describe_deviance(p, f->rows, f->objective);

	f->aicc = n > k + 1 ? d + 2 * k + 2 * k * (k + 1) / (n - k - 1) : (double)NAN;
	f->bic = d + k * log(n);
}

/* The law at theta in all rows: where the natural size of a term would overflow too. */
static void
predict(const struct fit_problem *p, const double theta[], double out[], double work[])
{
	for (size_t i = 0; i < p->n; i += MODEL_BLOCK)
		model_derive(&p->model, theta, i, p->n - i < MODEL_BLOCK ? p->n - i : MODEL_BLOCK, out + i, NULL, NULL, work);
}

int
describe(struct fit *f, struct err *e)
{
	const struct fit_problem *p = f->problem;
	double *work = mem_alloc(2 * p->n + model_work(&p->model), sizeof *work), sum = 0, square = 0;

	f->residual = mem_alloc(p->n, sizeof *f->residual);
	f->predicted = mem_alloc(p->n, sizeof *f->predicted);
	if (!work || !f->residual || !f->predicted) {
		mem_free(work);
		return err_memory(e);
	}
	predict(p, f->theta, work, work + 2 * p->n);
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
