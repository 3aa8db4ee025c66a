/* SPDX-License-Identifier: MIT */
/* loss: losses of a class and their gradients in the scores.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/simplex/task.h"

/* The order of the Tsallis entropy a map maximises: 1 softmax, 2 sparsemax; 0 for none. */
static double
order_of(const struct spec *m)
{
	const char *name = m->row->name;
	return !strcmp(name, "softmax") ? 1 : !strcmp(name, "sparsemax") ? 2 : !strcmp(name, "entmax15") ? 1.5 : !strcmp(name, "entmax") ? m->par[0] : 0;
}

/* H of one p: (p - p^a)/(a (a-1)), -p log p for a = 1. */
static double
tsallis(double p, double a)
{
	if (p <= 0 || p == 1)
		return 0;
	return a == 1 ? -p * log(p) : -p * expm1((a - 1) * log(p)) / (a * (a - 1));
}

/* log of the sum of e^(c (x_i - x_t)) over p_i > 0, or over all i for p = NULL; without the 1 of x_t when that is the largest. */
static double
log_sum(size_t n, const double x[], const double p[], size_t t, double c)
{
	double max = -HUGE_VAL, sum = 0;
	bool inside = !p || p[t] > 0;

	for (size_t i = 0; i < n; i++)
		if (i != t && (!p || p[i] > 0))
			max = fmax(max, c * (x[i] - x[t]));
	if (max == -HUGE_VAL)
		return 0;
	double shift = inside ? fmax(max, 0) : max;
	for (size_t i = 0; i < n; i++)
		if (i != t && (!p || p[i] > 0))
			sum += exp(c * (x[i] - x[t]) - shift);
	return inside && max <= 0 ? log1p(sum) : shift + log(sum + (inside ? exp(-shift) : 0));
}

static double
fenchel_young(const struct spec *m, size_t n, const double x[], const double p[], size_t t, double c)
{
	double a = order_of(m), sum = 0, norm = 0;
	bool normmax = !strcmp(m->row->name, "normmax"), top = !strcmp(m->row->name, "sparse_softmax");

	if (x[t] == -HUGE_VAL)
		return HUGE_VAL;
	if (a == 1 || top)
		return log_sum(n, x, top ? p : NULL, t, c);
	if (isinf(a) || (a == 0 && !normmax))
		return (double)NAN;
	for (size_t i = 0; i < n; i++)
		if (p[i] > 0) {				/* 0 (-inf) never meets */
			sum += p[i] * (c * (x[i] - x[t])) + (normmax ? 0 : tsallis(p[i], a));
			norm += normmax ? pow(p[i], m->par[0]) : 0;
		}
	return fmax(normmax ? sum + 1 - pow(norm, 1 / m->par[0]) : sum, 0);
}

/* c (p - e_t) . x, by differences from x_t and what the sum of p is above 1. */
static double
straight(size_t n, const double x[], const double p[], size_t t, double c)
{
	double sum = 0, mass = -1;

	for (size_t i = 0; i < n; i++) {
		sum += p[i] > 0 ? p[i] * (c * (x[i] - x[t])) : 0;
		mass += p[i];
	}
	return fabs(mass) > 1e-12 ? sum + mass * c * x[t] : sum;
}

/* gradient = factor dp_t/dx */
static int
chain(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], size_t t, double factor, double gradient[],
      struct simplex_work *w, struct err *e)
{
	double *unit = mem_zero(n, sizeof *unit);

	if (!unit)
		return err_memory(e);
	unit[t] = 1;
	simplex_row(m, o, WANT_VJP, n, x, unit, o->upper, gradient, w, NULL, e);
	for (size_t i = 0; i < n; i++)
		gradient[i] *= factor;
	mem_free(unit);
	return e->code;
}

int
simplex_loss(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[], const double p[],
             double *loss, double gradient[], struct simplex_work *w, struct err *e)
{
	size_t t = a->target, scores = 0;

	if (t >= n)
		return err_set(e, ERR_INPUT, "class %zu is not one of 0 to %zu; classes count from 0", t, n - 1);
	if (((const struct map *)m->row)->properties & LOGARITHM)
		return err_set(e, ERR_USAGE, "%s has no loss; softmax has", m->row->name);
	for (size_t i = 0; i < n; i++)
		scores += x[i] != -HUGE_VAL;
	double c = scores_scale(o, scores), q = (p[t] + a->eps) / (1 + (double)n * a->eps);
	switch (a->loss) {
	case LOSS_PROBABILITY:
		*loss = -p[t];
		return chain(m, o, n, x, t, -1, gradient, w, e);
	case LOSS_LOG:
		if (a->eps > 0 || order_of(m) != 1) {
			*loss = -log(q);
			return chain(m, o, n, x, t, -1 / (p[t] + a->eps), gradient, w, e);
		}
		break;					/* that of softmax, whose p_t may be below the least double */
	default:
		break;
	}
	*loss = a->loss == LOSS_STRAIGHT ? straight(n, x, p, t, c) : fenchel_young(m, n, x, p, t, c);
	for (size_t i = 0; i < n; i++)
		gradient[i] = c * (p[i] - (i == t));
	return 0;
}
