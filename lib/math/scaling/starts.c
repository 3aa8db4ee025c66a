/* SPDX-License-Identifier: MIT */
/* starts: where the search begins: a grid of what is not linear, least squares for what is. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* A full grid of at most GRID points, otherwise SPREAD points of low discrepancy in its box. */
enum { GRID = 4096, SPREAD = 2048 };

/* The parameters on the grid and the values of each: between lo and hi, or the user's. */
struct axis {
	size_t index, n;
	double lo, hi;
	bool log;
	const double *value;
};

struct search {
	const struct fit_problem *p;
	struct axis axis[P];
	size_t axes, points;
	double irrational[P];
	struct expr_plan *plan;
	double *value, *grad, *work;	/* of the start formula: (MODEL_BLOCK), (free, MODEL_BLOCK) */
	double *objective_work;
};

static double
unit(const struct fit_problem *p, const struct law_start *s, bool high)
{
	const double *x = s->unit == START_RESPONSE ? p->y : p->role[s->role];
	double lo = HUGE_VAL, hi = -HUGE_VAL;

	if (s->unit == START_ONE)
		return 1;
	for (size_t i = 0; i < p->n; i++) {
		lo = fmin(lo, x[i]);
		hi = fmax(hi, x[i]);
	}
	if (s->unit == START_INVERSE)
		return 1 / (high ? lo : hi);
	return high ? hi : lo;
}

static struct axis
axis(const struct fit_problem *p, size_t index)
{
	const struct recipe_param *q = &p->recipe->param[p->recipe->owner[index]];
	const struct law_start *s = &q->law.start;
	struct axis a = { index, s->n ? s->n : 1, s->lo * unit(p, s, false), s->hi * unit(p, s, true), s->log, NULL };

	if (p->lo[index] >= p->hi[index]) {	/* held */
		double x = q->law.positive ? exp(p->lo[index]) : p->lo[index];
		return (struct axis){ .index = index, .n = 1, .lo = x, .hi = x };
	}
	if (q->start)
		return (struct axis){ .index = index, .n = q->starts, .value = q->start };
	a.lo = fmax(a.lo, q->law.lo);
	a.hi = fmin(a.hi, q->law.hi);
	if (!(a.lo <= a.hi) || (a.log && !(a.lo > 0))) {
		a.lo = isfinite(q->law.lo) ? q->law.lo : isfinite(q->law.hi) ? q->law.hi : 1;
		a.hi = isfinite(q->law.hi) ? q->law.hi : a.lo;
		a.log = false;
	}
	return a;
}

static double
along(const struct axis *a, double t)
{
	if (a->value)
		return a->value[(size_t)fmin(t * (double)a->n, (double)a->n - 1)];
	return a->log ? a->lo * pow(a->hi / a->lo, t) : a->lo + t * (a->hi - a->lo);
}

size_t
starts_axis(const struct fit_problem *p, size_t index, size_t max, double value[])
{
	struct axis a = axis(p, index);
	size_t n = a.n < max ? a.n : max;

	for (size_t k = 0; k < n; k++) {
		double x = along(&a, n > 1 && !a.value ? (double)k / (double)(n - 1) : ((double)k + .5) / (double)n);
		value[k] = p->recipe->param[p->recipe->owner[index]].law.positive ? log(x) : x;
	}
	return n;
}

/* Point number i: natural values of the fitted parameters on the grid, others 0. */
static void
place(const struct search *s, size_t i, double natural[])
{
	size_t rest = i;

	memset(natural, 0, P * sizeof *natural);
	for (size_t k = 0; k < s->axes; k++) {
		const struct axis *a = &s->axis[k];
		double t;
		if (s->points > GRID) {
			t = 0.5 + (double)(i + 1) * s->irrational[k];
			t -= floor(t);
		} else {
			size_t number = rest % a->n;
			rest /= a->n;
			t = a->value   ? ((double)number + 0.5) / (double)a->n
			    : a->n > 1 ? (double)number / (double)(a->n - 1)
			               : 0.5;
		}
		natural[a->index] = along(a, t);
	}
}

/*
 * Powers of the root of x^(d+1) = x + 1, the generalised golden ratio: their multiples modulo 1 fill the cube evenly (Roberts
 * 2018).
 */
static void
irrationals(size_t d, double x[])
{
	double root = 1.5;

	for (int i = 0; i < 60; i++)
		root = pow(1 + root, 1 / (double)(d + 1));
	for (size_t k = 0; k < d; k++)
		x[k] = pow(root, -(double)(k + 1));
}

/*
 * The linear parameters at this point: weighted least squares on the response; on log residuals the weights are 1/y^2, so that
 * relative errors count, which are the log residuals to first order.
 */
static void
linear(const struct search *s, double natural[])
{
	const struct fit_problem *p = s->p;
	const struct recipe *r = p->recipe;
	size_t index[P] = { 0 }, k = 0;
	double a[P][P] = { { 0 } }, b[P] = { 0 }, x[P], total = 0;
	unsigned nonnegative = 0;

	for (size_t j = 0; j < r->free; j++)
		if (r->linear >> j & 1) {
			nonnegative |= r->param[r->owner[j]].law.lo >= 0 ? 1u << k : 0;
			index[k++] = j;
		}
	for (size_t first = 0; first < p->n; first += MODEL_BLOCK) {
		size_t count = p->n - first < MODEL_BLOCK ? p->n - first : MODEL_BLOCK;
		expr_derive(s->plan, natural, first, count, s->value, s->grad, NULL, s->work);
		for (size_t i = 0; i < count; i++) {
			double y = p->y[first + i], w = p->weight[first + i] / (p->loss.linear ? 1 : y * y),
			       miss = y - s->value[i];
			total += w * y * y;
			for (size_t m = 0; m < k; m++) {
				double gm = w * s->grad[index[m] * count + i];
				b[m] += gm * miss;
				for (size_t q = 0; q <= m; q++)
					a[m][q] += gm * s->grad[index[q] * count + i];
			}
		}
	}
	for (size_t m = 0; m < k; m++)
		for (size_t q = 0; q < m; q++)
			a[q][m] = a[m][q];
	nnls(k, a, b, nonnegative, x);
	for (size_t m = 0; m < k; m++) {
		double least = 1e-4 * sqrt(total / a[m][m]);
		natural[index[m]] = (nonnegative >> m & 1) && !(x[m] > least) ? least : x[m];
	}
}

/* The sum of squares of the law itself at this point, and its theta. */
static double
rank(const struct search *s, const double natural[], double theta[])
{
	const struct fit_problem *p = s->p;
	struct sample all = { p->weight, p->target };
	struct loss square = { HUGE_VAL, p->loss.over, p->loss.linear };
	struct point at;

	for (size_t j = 0; j < p->recipe->free; j++) {
		double x = p->recipe->param[p->recipe->owner[j]].law.positive ? log(natural[j]) : natural[j];
		theta[j] = fmin(fmax(x, p->lo[j]), p->hi[j]);
	}
	objective(p, &all, &square, theta, false, &at, s->objective_work);
	return at.f;
}

static int
prepare(struct search *s, struct err *e)
{
	const struct fit_problem *p = s->p;
	const struct recipe *r = p->recipe;
	double points = 1;

	for (size_t j = 0; j < r->free; j++)
		if (!(r->linear >> j & 1)) {
			s->axis[s->axes] = axis(p, j);
			points *= (double)s->axis[s->axes++].n;
		}
	s->points = points > GRID ? GRID + 1 : (size_t)points;
	irrationals(s->axes, s->irrational);
	if (r->linear && expr_prepare(r->start, p->n, (const double *const *)p->role, NULL, &s->plan, e))
		return e->code;
	s->value = mem_alloc((size_t)(P + 1) * MODEL_BLOCK + (s->plan ? expr_work(s->plan) : 0), sizeof(double));
	s->objective_work = mem_alloc(p->pieces * objective_work(p), sizeof(double));
	if (!s->value || !s->objective_work)
		return err_memory(e);
	s->grad = s->value + MODEL_BLOCK;
	s->work = s->grad + (size_t)P * MODEL_BLOCK;
	return 0;
}

size_t
starts_make(const struct fit_problem *p, size_t max, double start[], size_t *tried, struct err *e)
{
	struct search s = { .p = p };
	size_t n = 0, free = p->recipe->free;
	double natural[P], theta[P], *score = mem_alloc(max, sizeof *score);

	*tried = 0;
	if (!score)
		err_memory(e);
	if (!score || prepare(&s, e))
		goto done;
	*tried = s.points > GRID ? SPREAD : s.points;
	for (size_t i = 0; i < *tried; i++) {
		place(&s, i, natural);
		if (s.plan)
			linear(&s, natural);
		double f = rank(&s, natural, theta);
		if (!isfinite(f) || (n == max && f >= score[n - 1]))
			continue;
		size_t k = n < max ? n++ : n - 1;
		for (; k > 0 && score[k - 1] > f; k--) {
			score[k] = score[k - 1];
			memcpy(start + k * free, start + (k - 1) * free, free * sizeof *start);
		}
		score[k] = f;
		memcpy(start + k * free, theta, free * sizeof *start);
	}
done:
	mem_free(score);
	expr_plan_free(s.plan);
	mem_free(s.value);
	mem_free(s.objective_work);
	return n;
}
