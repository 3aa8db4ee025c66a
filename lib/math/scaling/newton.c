/* SPDX-License-Identifier: MIT */
/* newton: minima of the objective by damped Newton steps with the exact Hessian. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"

unsigned
newton_vanished(const struct fit_problem *p, const struct point *at)
{
	unsigned out = 0;

	for (size_t j = 0; j < P && j < p->recipe->free; j++)
		out |= (unsigned)!(at->m[j][j] > 1e-22 * at->total) << j;
	return out;
}

unsigned
newton_frozen(const struct fit_problem *p, const struct point *at)
{
	unsigned frozen = newton_vanished(p, at);

	for (size_t j = 0; j < p->recipe->free; j++) {
		bool out = (at->theta[j] <= p->lo[j] && at->g[j] >= 0) || (at->theta[j] >= p->hi[j] && at->g[j] <= 0);
		frozen |= (unsigned)out << j;
	}
	return frozen;
}

/*
 * step = -(exact H + damping M)^-1 g over the parameters that are not frozen.  M measures a step by what it changes in the
 * predictions, so units and scales of the parameters do not matter.  *gain: the decrease the quadratic model predicts.  False
 * when the matrix is not positive definite.
 */
static bool
propose(size_t n, const struct point *at, unsigned frozen, bool exact, double damping, double step[], double *gain)
{
	double a[P][P], x[P], curve = 0, slope = 0;
	size_t index[P], k = 0;

	for (size_t j = 0; j < n; j++)
		if (!(frozen >> j & 1))
			index[k++] = j;
	for (size_t i = 0; i < k; i++) {
		x[i] = -at->g[index[i]];
		for (size_t j = 0; j < k; j++)
			a[i][j] = (exact ? at->h[index[i]][index[j]] : 0) + damping * at->m[index[i]][index[j]];
		a[i][i] += damping * 1e-9 * at->m[index[i]][index[i]];
	}
	if (!cholesky(k, a))
		return false;
	cholesky_solve(k, a, x);
	memset(step, 0, n * sizeof *step);
	for (size_t i = 0; i < k; i++) {
		step[index[i]] = x[i];
		slope += at->g[index[i]] * x[i];
		for (size_t j = 0; j < k; j++)
			curve += (exact ? at->h : at->m)[index[i]][index[j]] * x[i] * x[j];
	}
	*gain = -slope - 0.5 * curve;
	return true;
}

/* The root mean square change of the prediction, in the metric M. */
static double
change(size_t n, const struct point *at, const double step[])
{
	double s = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			s += at->m[i][j] * step[i] * step[j];
	return sqrt(fmax(s, 0) / at->total);
}

/* A longer step on the logarithm of the response than a factor e is not believed. */
static void
take(const struct fit_problem *p, const struct point *at, double scale, const double step[], double theta[])
{
	for (size_t j = 0; j < p->recipe->free; j++)
		theta[j] = fmin(fmax(at->theta[j] + scale * step[j], p->lo[j]), p->hi[j]);
}

bool
newton(const struct fit_problem *p, const struct sample *s, const struct loss *l, double tolerance, size_t steps,
        struct point *at, double work[])
{
	size_t n = p->recipe->free, flat = 0;
	double damping = 0, step[P], theta[P], gain, nothing = 1e-31 * p->total;
	struct point next;

	objective(p, s, l, at->theta, true, at, work);
	for (size_t i = 0; i < steps; i++) {
		if (!isfinite(at->f))
			return false;
		if (at->f <= nothing)
			return true;
		unsigned frozen = newton_frozen(p, at);
		bool exact = propose(n, at, frozen, true, damping, step, &gain);
		while (!exact && damping < 1)
			exact = propose(n, at, frozen, true, damping = fmax(5 * damping, 1e-3), step, &gain);
		if (!exact && !propose(n, at, frozen, false, 1 + damping, step, &gain))
			return false;
		double rms = change(n, at, step);
		bool small = gain <= tolerance * at->f + nothing;
		take(p, at, rms > 1 && !l->linear ? 1 / rms : 1, step, theta);
		objective(p, s, l, theta, true, &next, work);
		bool level = gain < 1e-10 * at->f && next.f <= at->f * (1 + 1e-14);
		if (next.f < at->f || (level && flat++ < 3)) {
			*at = next;
			damping = damping > 1e-6 ? 0.2 * damping : 0;
			if (small && damping < 1e-2)
				return true;
		} else {
			if (level || gain <= 1e-13 * at->f)
				return true;
			damping = fmax(5 * damping, 1e-3);
			if (damping > 1e15)
				return false;
		}
	}
	return false;
}

/*
 * Huber's function with a wide delta is smooth and its minimum easy to reach; a narrow one has kinks.  So delta goes down to the
 * one asked, by half a decade a stage, each beginning where the last one ended; the first is as wide as the residuals are there.
 * The delta of LAD is far smaller than need be: where its kinks stop the last stages, the minimum of one before them will do.
 */
bool
newton_polish(const struct fit_problem *p, const struct sample *s, size_t steps, struct point *at, double work[])
{
	struct loss l = p->loss, wide = { HUGE_VAL, l.over, l.linear };
	struct point good;
	size_t few = steps < 60 ? steps : 60;
	bool close = false;

	newton(p, s, &wide, 1e-3, few, at, work);
	if (!isfinite(at->f))
		return false;
	if (isinf(l.delta))
		return newton(p, s, &l, 1e-18, steps, at, work);
	double spread = sqrt(2 * at->f / p->total);
	for (wide.delta = 2 * spread; wide.delta > l.delta * 1.5; wide.delta /= 3.16) {
		bool converged = newton(p, s, &wide, 1e-4, few, at, work);
		if (p->objective.rho == FIT_LAD && converged && wide.delta < 1e3 * l.delta) {
			close = true;
			good = *at;
		}
	}
	bool converged = newton(p, s, &l, 1e-18, steps, at, work);
	if (!converged && close)
		objective(p, s, &l, good.theta, true, at, work);
	return converged || close;
}
