/* SPDX-License-Identifier: MIT */
/* measures: sums, entropy, log-sum-exp and Fenchel-Young losses.  See simplex.h. */
#include <math.h>
#include <string.h>

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
