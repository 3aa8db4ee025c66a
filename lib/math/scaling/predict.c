/* SPDX-License-Identifier: MIT */
/* predict: see predict.h. */
#include <math.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/bootstrap.h"
#include "math/scaling/predict.h"

enum { ROWS = 64 };			/* rows predicted at once from all draws */

/* Share of new runs below exp(x): the mean over the draws' logarithms of the normal distribution function; *slope: its derivative. */
static double
below(size_t n, const double log_f[], double sd, double x, double *slope)
{
	double sum = 0, density = 0;

	for (size_t i = 0; i < n; i++) {
		double z = (x - log_f[i]) / sd;
		sum += erfc(-z / sqrt(2));
		density += exp(-z * z / 2);
	}
	*slope = density / ((double)n * sd * sqrt(2 * acos(-1)));
	return sum / (2 * (double)n);
}

/* The quantile p of a new run by Newton's method between bounds: it lies within 40 sd of a draw.  Draws without a value are dropped. */
static double
new_run(size_t n, double log_f[], double sd, double p)
{
	double lo = HUGE_VAL, hi = -HUGE_VAL, x = 0, slope;
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		if (!isfinite(log_f[i]))
			continue;
		lo = fmin(lo, log_f[i]);
		hi = fmax(hi, log_f[i]);
		x += log_f[i];
		log_f[m++] = log_f[i];
	}
	if (m == 0 || isnan(sd))
		return (double)NAN;
	x /= (double)m;
	lo -= 40 * sd;
	hi += 40 * sd;
	for (int k = 0; k < 100 && hi - lo > 1e-14 * (fabs(lo) + fabs(hi)) && sd > 0; k++) {
		double off = below(m, log_f, sd, x, &slope) - p, next = x - off / slope;
		*(off < 0 ? &lo : &hi) = x;
		if (fabs(off) < 1e-13)
			break;
		x = next > lo && next < hi ? next : (lo + hi) / 2;
	}
	return exp(x);
}

static double
decades(const struct saved *s, const double *const role[], size_t i)
{
	double most = 0;

	for (size_t k = 0; k < s->recipe->form.roles; k++) {
		double x = role[k][i], out = fmax(log10(x / s->most[k]), log10(s->least[k] / x));
		if (isnan(s->most[k]) || isnan(s->least[k]) || isnan(out))
			return (double)NAN;
		most = fmax(most, out);
	}
	return most;
}

/* The intervals of row i from the logarithm or the value of all draws there. */
static void
interval(const struct saved *s, size_t n, double f[], double work[], struct prediction *p)
{
	double se;

	if (n > 1)
		bootstrap_interval(n, f, 1, s->level, work, &se, &p->ci_lo, &p->ci_hi);
	for (size_t i = 0; i < n; i++)
		f[i] = log(f[i]);
	p->pi_lo = new_run(n, f, s->sd, (1 - s->level) / 2);
	p->pi_hi = new_run(n, f, s->sd, (1 + s->level) / 2);
}

static int
block(const struct saved *s, size_t n, const double *const role[], struct prediction out[], double f[], double work[], struct err *e)
{
	size_t p = s->recipe->form.params, draws = s->draws ? s->draws : 1;
	double value[ROWS];

	if (recipe_predict(s->recipe, n, role, s->par, value, e))
		return e->code;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct prediction){ value[i], (double)NAN, (double)NAN, (double)NAN, (double)NAN, decades(s, role, i) };
	for (size_t k = 0; k < draws; k++) {
		if (s->draws && recipe_predict(s->recipe, n, role, s->draw + k * p, value, e))
			return e->code;
		for (size_t i = 0; i < n; i++)
			f[i * draws + k] = value[i];
	}
	for (size_t i = 0; i < n; i++)
		interval(s, draws, f + i * draws, work, &out[i]);
	return 0;
}

int
predict_rows(const struct saved *s, size_t n, const double *const role[], struct prediction out[], struct err *e)
{
	size_t draws = s->draws ? s->draws : 1;
	double *f = mem_alloc(ROWS * draws, sizeof *f), *work = mem_alloc(draws, sizeof *work);
	const double *at[LAW_ROLES];

	if (!f || !work)
		err_memory(e);
	for (size_t i = 0; i < n && !e->code; i += ROWS) {
		for (size_t k = 0; k < s->recipe->form.roles; k++)
			at[k] = role[k] + i;
		block(s, n - i < ROWS ? n - i : ROWS, at, out + i, f, work, e);
	}
	mem_free(f);
	mem_free(work);
	return e->code;
}

void
predict_observed(const struct prediction *p, double y, double *residual, double *inside)
{
	*residual = log(p->predicted / y);
	*inside = isnan(y) || isnan(p->pi_lo) ? (double)NAN : y >= p->pi_lo && y <= p->pi_hi;
}

int
predict_noisy(const struct saved *s, size_t n, const double *const role[], double sd, uint64_t seed, double loss[], struct err *e)
{
	if (recipe_predict(s->recipe, n, role, s->par, loss, e))
		return e->code;
	for (size_t i = 0; i < n; i++) {
		struct rng r = rng_at(seed, i + 1);
		loss[i] *= exp(sd * rng_normal(&r));
	}
	return 0;
}
