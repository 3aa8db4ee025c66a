/* SPDX-License-Identifier: MIT */
/* certify: how sure the optimum is. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* Below this share of the largest eigenvalue of the correlation matrix a direction is not seen by the data. */
static const double unseen = 1e-10;

/* The rows and columns of a (free, free) that are in set, in out; their number. */
static size_t
pick(const struct fit_problem *p, const double a[P][P], unsigned set, double out[P][P], size_t index[])
{
	size_t n = 0;

	for (size_t j = 0; j < p->recipe->free; j++)
		if (set >> j & 1)
			index[n++] = j;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			out[i][j] = a[index[i]][index[j]];
	return n;
}

/*
 * Other units of N are A N^-alpha = A' (N/u)^-alpha: a matrix with a column for log A and one for alpha changes as if the column
 * of log A, times log u, was added to the other.  Its Schur complement on what does not enter linearly, beside the block of what
 * does, does not change: this is what centring log N would do.  False when the linear block is singular.
 */
static bool
centre(const struct fit_problem *p, size_t n, double a[P][P], const size_t index[])
{
	double l[P][P];
	size_t lin[P], k = 0;

	for (size_t i = 0; i < n; i++)
		if (p->recipe->linear >> index[i] & 1)
			lin[k++] = i;
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			l[i][j] = a[lin[i]][lin[j]];
	if (!cholesky(k, l))
		return false;
	double cross[P][P], solved[P][P];
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < k; j++)
			cross[i][j] = solved[i][j] = a[i][lin[j]];
		cholesky_solve(k, l, solved[i]);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			bool li = p->recipe->linear >> index[i] & 1, lj = p->recipe->linear >> index[j] & 1;
			if (li != lj)
				a[i][j] = 0;
			for (size_t m = 0; !li && !lj && m < k; m++)
				a[i][j] -= cross[i][m] * solved[j][m];
		}
	return true;
}

void
certify_curvature(const struct fit_problem *p, const struct point *at, unsigned set, double *smallest, double *condition)
{
	double a[P][P], value[P], v[P][P];
	size_t index[P] = { 0 }, n = pick(p, at->h, set, a, index);

	*smallest = *condition = (double)NAN;
	if (n == 0 || !centre(p, n, a, index))
		return;
	eigen(n, a, value, v);
	*smallest = value[0];
	*condition = value[0] > 0 ? value[n - 1] / value[0] : HUGE_VAL;
}

/* Parameters with a large part in a direction along which the fitted curve does not change. */
static unsigned
unidentified(const struct fit_problem *p, const struct point *square, unsigned set)
{
	double a[P][P], value[P], v[P][P], scale[P];
	size_t index[P] = { 0 }, n = pick(p, square->m, set, a, index);
	unsigned out = 0;

	centre(p, n, a, index);
	for (size_t i = 0; i < n; i++)
		scale[i] = a[i][i] > 1e-12 * square->m[index[i]][index[i]] ? 1 / sqrt(a[i][i]) : 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			a[i][j] *= scale[i] * scale[j];
	eigen(n, a, value, v);
	for (size_t k = 0; k < n && value[k] < unseen * value[n - 1]; k++)
		for (size_t i = 0; i < n; i++)
			if (v[i][k] * v[i][k] > 0.1 / (double)n)
				out |= 1u << index[i];
	return out;
}

/* Of what enters linearly, the one whose effect on the rows is most like that of theta[j], as A for alpha: a mask. */
static unsigned
partner(const struct fit_problem *p, const struct point *square, unsigned set, size_t j)
{
	double most = .9;
	unsigned out = 0;

	for (size_t i = 0; i < p->recipe->free; i++) {
		double like = square->m[i][j] * square->m[i][j] / (square->m[i][i] * square->m[j][j]);
		if ((p->recipe->linear & set) >> i & 1 && like > most) {
			most = like;
			out = 1u << i;
		}
	}
	return out;
}

/*
 * Exponents whose standard error by least squares is above their value, so that neither 0 nor a term seen in one row alone is excluded;
 * with them the size of their term.
 */
static unsigned
vague(const struct fit_problem *p, const struct point *square, unsigned set)
{
	const struct recipe *r = p->recipe;
	double a[P][P], l[P][P], x[P], variance = 2 * square->f / square->total * (double)p->rows / ((double)p->rows - (double)r->free);
	size_t index[P], hidden[P], n = pick(p, square->m, set, a, index), k = 0;
	unsigned out = 0;

	if (p->rows <= r->free || !centre(p, n, a, index))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (!(r->linear >> index[i] & 1))
			hidden[k++] = i;
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			l[i][j] = a[hidden[i]][hidden[j]];
	if (!cholesky(k, l))
		return 0;
	for (size_t i = 0; i < k; i++) {
		size_t j = index[hidden[i]];
		const struct law_param *q = &r->param[r->owner[j]].law;
		memset(x, 0, sizeof x);
		x[i] = 1;
		cholesky_solve(k, l, x);
		if (!q->positive && q->lo >= 0 && x[i] * variance > square->theta[j] * square->theta[j])
			out |= 1u << j | partner(p, square, set, j);
	}
	return out;
}

/* How far a is from constant b^slope in ln a: at worst, and root mean square times the root of the rows; NAN when b hardly changes. */
static void
off_line(const struct fit_problem *p, const double a[], const double b[], double *worst, double *sum)
{
	double n = 0, sa = 0, sb = 0, bb = 0, ab = 0, lo = HUGE_VAL, hi = -HUGE_VAL;

	*worst = *sum = (double)NAN;
	for (size_t i = 0; i < p->n; i++) {
		if (p->weight[i] == 0)
			continue;
		if (!(a[i] > 0 && b[i] > 0))
			return;
		n++;
		sa += log(a[i]);
		sb += log(b[i]);
		lo = fmin(lo, b[i]);
		hi = fmax(hi, b[i]);
	}
	if (!(hi > 1.1 * lo))
		return;
	for (size_t i = 0; i < p->n; i++)
		if (p->weight[i] > 0) {
			double y = log(b[i]) - sb / n;
			bb += y * y;
			ab += y * (log(a[i]) - sa / n);
		}
	*worst = *sum = 0;
	for (size_t i = 0; i < p->n; i++)
		if (p->weight[i] > 0) {
			double off = log(a[i]) - sa / n - ab / bb * (log(b[i]) - sb / n);
			*worst = fmax(*worst, fabs(off));
			*sum += off * off;
		}
	*sum = sqrt(*sum);
}

/* The root mean square of the residuals of log loss. */
static double
noise(const struct fit_problem *p, const double residual[])
{
	double s = 0, n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->weight[i] > 0) {
			double r = residual[p->order[i]] / (p->loss.linear ? p->y[i] : 1);
			s += r * r;
			n++;
		}
	return sqrt(s / n);
}

/*
 * A run off the line moves ln L by about a tenth of its distance from it, so together they are seen well when distance times root of the
 * rows is above thirty times the noise: with less, simulated intervals miss the truth.  Beyond 10 % of distance nobody would call it a
 * line, beyond 50 % not even where something is not identified.
 */
static void
collinear(const struct fit_problem *p, const double residual[], struct fit_certificate *c)
{
	double sd = noise(p, residual), worst, sum;

	c->collinear_a = c->collinear_b = SIZE_MAX;
	for (size_t a = 0; a < p->recipe->form.roles; a++)
		for (size_t b = a + 1; c->collinear_a == SIZE_MAX && b < p->recipe->form.roles; b++) {
			off_line(p, p->role[a], p->role[b], &worst, &sum);
			if (worst < .01 || (worst < .1 && sum < 30 * sd) || (worst < .5 && c->unidentified)) {
				c->collinear_a = a;
				c->collinear_b = b;
			}
		}
}

/* The estimates at another delta, from the optimum. */
static void
elsewhere(const struct fit_problem *p, const struct point *best, double factor, double par[], double work[])
{
	struct sample all = { p->weight, p->target };
	struct loss l = { p->loss.delta * factor, p->loss.over, p->loss.linear };
	struct point at = *best;

	for (size_t i = 0; i < p->recipe->form.params; i++)
		par[i] = (double)NAN;
	if (p->objective.rho == FIT_HUBER && newton(p, &all, &l, 1e-16, 200, &at, work))
		recipe_natural(p->recipe, at.theta, par);
}

double
certify_gradient(const struct fit_problem *p, const struct point *at, unsigned set)
{
	double a[P][P], x[P], s = 0;
	size_t index[P] = { 0 }, n = pick(p, at->m, set, a, index);

	for (size_t i = 0; i < n; i++) {
		x[i] = at->g[index[i]];
		a[i][i] *= 1 + 1e-12;
	}
	if (!cholesky(n, a))
		return (double)NAN;
	cholesky_solve(n, a, x);
	for (size_t i = 0; i < n; i++)
		s += x[i] * at->g[index[i]];
	return sqrt(fmax(s, 0) / (at->f + 1e-30 * p->total));
}

int
certify(const struct fit_problem *p, const struct point *best, const double residual[], struct fit_certificate *c,
        struct err *e)
{
	const struct recipe *r = p->recipe;
	struct sample all = { p->weight, p->target };
	struct loss square = { HUGE_VAL, 1, p->loss.linear };
	double *work = mem_alloc(p->pieces * objective_work(p), sizeof *work);
	unsigned frozen = newton_frozen(p, best), gone = newton_vanished(p, best) & ~r->linear, set = ((1u << r->free) - 1) & ~frozen;
	struct point wide;

	if (!work)
		return err_memory(e);
	objective(p, &all, &square, best->theta, true, &wide, work);
	c->gradient = certify_gradient(p, best, set);
	certify_curvature(p, p->objective.rho == FIT_LAD ? &wide : best, set, &c->smallest, &c->condition);
	unsigned unseen_by = unidentified(p, &wide, set) | vague(p, &wide, set) | gone;
	for (size_t i = 0; i < r->form.params; i++)
		if (r->param[i].kind != PARAM_FIXED) {
			c->bounds |= ((frozen & ~gone) >> r->param[i].index & 1) << i;
			c->unidentified |= (unseen_by >> r->param[i].index & 1) << i;
		}
	collinear(p, residual, c);
	for (size_t i = 0; i < p->n; i++)
		c->kinks += p->weight[i] > 0 && fabs(residual[p->order[i]]) <= p->loss.delta;
	elsewhere(p, best, 1.0 / 3, c->low, work);
	elsewhere(p, best, 3, c->high, work);
	mem_free(work);
	return 0;
}
