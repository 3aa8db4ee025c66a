/* SPDX-License-Identifier: MIT */
/* measures: sums, entropy, log-sum-exp, the size of a Jacobian, Fenchel-Young losses and the trial of properties.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/simplex/scores.h"

double
simplex_sum(size_t n, const double p[])
{
	return scores_sum(n, p);
}

double
simplex_entropy(size_t n, const double p[])
{
	double h = 0, low = 0;

	for (size_t i = 0; i < n; i++) {
		double t = p[i] > 0 ? -p[i] * log(p[i]) : 0, sum = h + t;
		low += fabs(h) >= fabs(t) ? (h - sum) + t : (t - sum) + h;
		h = sum;
	}
	return h + low;
}

/* tau (x - max)/tau: the largest term is 1 and left to log1p. */
double
simplex_logsumexp(size_t n, const double x[], double tau)
{
	double max = -HUGE_VAL, sum = 0;
	bool first = true;

	for (size_t i = 0; i < n; i++)
		max = fmax(max, x[i]);
	if (isinf(max))
		return max;
	for (size_t i = 0; i < n; i++) {
		if (x[i] == max && first)
			first = false;
		else
			sum += exp((x[i] - max) / tau);
	}
	return max + tau * log1p(sum);
}

double
simplex_lipschitz(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], const double p[], struct simplex_work *w)
{
	double sum = 0, *e = mem_zero(n, 2 * sizeof *e), *column = e ? e + n : NULL;
	struct err ignored = { 0 };

	(void)p;
	for (size_t k = 0; e && k < n && !ignored.code; k++) {
		e[k] = 1;
		if (!simplex_row(m, o, WANT_JVP, n, x, e, o->upper, column, w, NULL, &ignored))
			for (size_t i = 0; i < n; i++)
				sum += fabs(column[i]);
		e[k] = 0;
	}
	bool good = e && !ignored.code;
	mem_free(e);
	return good ? sum / 2 : (double)NAN;
}

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

int
simplex_loss(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], const double p[], size_t t, double *loss,
             double gradient[], struct err *e)
{
	double a = order_of(m), sum = 0, norm = 0, c = (o->logn > 0 ? log((double)n) / log(o->logn) : 1) / o->temperature;
	bool normmax = !strcmp(m->row->name, "normmax");

	if (t >= n)
		return err_set(e, ERR_INPUT, "class %zu is not one of 0 to %zu", t, n - 1);
	for (size_t i = 0; i < n; i++)
		gradient[i] = p[i] - (i == t);
	*loss = x[t] == -HUGE_VAL ? HUGE_VAL : (double)NAN;
	if (x[t] == -HUGE_VAL || (a == 0 && !normmax) || isinf(a))
		return 0;
	if (a == 1) {
		*loss = 0;				/* log of the sum of e^(x - x_t), without the 1 when t is the largest */
		double max = -HUGE_VAL;
		for (size_t i = 0; i < n; i++)
			max = i == t ? max : fmax(max, c * (x[i] - x[t]));
		for (size_t i = 0; i < n && max > -HUGE_VAL; i++)
			sum += i == t ? 0 : exp(c * (x[i] - x[t]) - fmax(max, 0));
		*loss = max > 0 ? max + log(sum + exp(-max)) : log1p(sum);
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		if (p[i] > 0) {				/* 0 (-inf) never meets */
			sum += p[i] * (c * (x[i] - x[t])) + (normmax ? 0 : tsallis(p[i], a));
			norm += normmax ? pow(p[i], m->par[0]) : 0;
		}
	*loss = fmax(normmax ? sum + 1 - pow(norm, 1 / m->par[0]) : sum, 0);
	return 0;
}

/* Row k of the Jacobian into out, through J^T e_k. */
static void
jacobian_row(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], size_t k, double e[], double out[],
             struct simplex_work *w)
{
	struct err ignored = { 0 };
	memset(e, 0, n * sizeof *e);
	e[k] = 1;
	if (simplex_row(m, o, WANT_VJP, n, x, e, NULL, out, w, NULL, &ignored))
		memset(out, 0, n * sizeof *out);
}

bool
simplex_holds(const struct spec *m, unsigned property, size_t n, const double x[], size_t *i, size_t *j, double *a, double *b,
              struct simplex_work *w)
{
	enum { MOST = 64 };
	double p[MOST], q[MOST], y[MOST];
	struct simplex_opts o = { .temperature = 1 };
	struct err e = { 0 };

	if (n > MOST || simplex_row(m, &o, WANT_MAP, n, x, NULL, NULL, p, w, NULL, &e))
		return true;
	for (size_t k = 0; k < n; k++)
		y[k] = x[k] + 1;
	if (property == SHIFT && simplex_row(m, &o, WANT_MAP, n, y, NULL, NULL, q, w, NULL, &e))
		return true;
	for (*i = 0; *i < n; ++*i) {
		if (property == SYMMETRIC)
			jacobian_row(m, &o, n, x, *i, y, p, w);
		for (*j = 0; *j < n; ++*j) {
			if (property == SYMMETRIC)
				jacobian_row(m, &o, n, x, *j, y, q, w);
			*a = p[property == SYMMETRIC ? *j : *i];
			*b = property == SYMMETRIC ? q[*i] : property == SHIFT ? q[*i] : p[*j];
			bool bad = property == MONOTONE ? x[*i] > x[*j] && *a < *b - 1e-12
			         : property == SPARSE ? *a <= 0 : fabs(*a - *b) > 1e-9 * (1 + fabs(*a));
			if (bad)
				return false;
		}
	}
	return true;
}
