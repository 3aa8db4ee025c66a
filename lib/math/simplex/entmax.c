/* SPDX-License-Identifier: MIT */
/* entmax: the threshold of entmax of any order by a monotone Newton iteration.  See scores.h. */
#include <math.h>
#include <string.h>

#include "math/simplex/scores.h"

enum { MOST = 200 };

/* p of one score t = d - lambda <= 0: (1 + (a-1) t)^(1/(a-1)), near a = 1 by logarithms so that it is continuous there. */
static double
term(double t, double a)
{
	double u = 1 + (a - 1) * t;

	if (a == 1)
		return exp(t);
	if (u <= 0)
		return 0;
	return fabs(a - 1) < 0.25 ? exp(log1p((a - 1) * t) / (a - 1)) : pow(u, 1 / (a - 1));
}

/* dp/dt = p^(2-a) */
static double
slope(double p, double a)
{
	return a == 1.5 ? sqrt(p) : p > 0 ? pow(p, 2 - a) : 0;
}

/* Sum p - 1 and its slope in lambda, over the k scores d; keeps in d only those that count. */
static double
excess(size_t *k, double d[], double lambda, double a, double *g)
{
	size_t kept = 0;
	double f = -1, low = 0;

	*g = 0;
	for (size_t i = 0; i < *k; i++) {
		double p = term(d[i] - lambda, a);
		if (p == 0)
			continue;
		double t = f + p;
		low += fabs(f) >= p ? (f - t) + p : (p - t) + f;
		f = t;
		*g += p / (1 + (a - 1) * (d[i] - lambda));		/* p^(2-a) */
		if (a <= 2)
			d[kept++] = d[i];
	}
	*k = a <= 2 ? kept : *k;		/* lambda only grows; above 2 it may go back */
	return f + low;
}

/*
 * a = 3/2: with z = (x - max)/2, p = [z - tau]_+^2.  Newton's steps from tau = -1 stay below the root of a convex sum, so what they drop is
 * out; as soon as the quadratic equation of those left drops none of them, its solution is the root.  In terms of lambda = 2 (tau + 1).
 */
static double
closed(size_t n, const double x[], double max, double p[], double z[])
{
	enum { LANES = 8 };
	size_t k = 0, before;
	double tau = -1, q = 0;

	for (size_t i = 0; i < n; i++) {
		double d = (x[i] - max) / 2;
		z[k] = d;
		k += d > tau;
	}
	for (int round = 0; round < MOST; round++) {
		double sums[LANES] = { 0 }, squares[LANES] = { 0 }, leasts[LANES], sum = 0, square = 0, least = 2;
		for (size_t j = 0; j < LANES; j++)
			leasts[j] = 2;
		for (size_t i = 0; i < k; i += LANES)
			for (size_t j = 0; j < LANES && j < k - i; j++) {
				double u = z[i + j] - tau;
				sums[j] += u;
				squares[j] += u * u;
				leasts[j] = u < leasts[j] ? u : leasts[j];
			}
		for (size_t j = 0; j < LANES; j++) {
			sum += sums[j];
			square += squares[j];
			least = leasts[j] < least ? leasts[j] : least;
		}
		double rest = (1 - square) / (double)k + sum / (double)k * (sum / (double)k), step = (square - 1) / (2 * sum);
		if ((rest >= 0 && least > sum / (double)k - sqrt(rest)) || !(step > 0))
			break;
		tau += step;
		before = k;
		k = 0;
		for (size_t i = 0; i < before; i++) {
			double d = z[i];
			z[k] = d;
			k += d > tau;
		}
	}
	double mean = scores_sum(k, z) / (double)k;		/* once more, centred */
	for (size_t i = 0; i < k; i++)
		q += (z[i] - mean) * (z[i] - mean);
	tau = mean - sqrt(fmax((1 - q) / (double)k, 0));
	for (size_t i = 0; i < n; i++) {
		double u = (x[i] - max) / 2 - tau;
		p[i] = u > 0 ? u * u : 0;
	}
	return 2 * (tau + 1);
}

/*
 * f(lambda) = sum p - 1 falls and, for 0 < a <= 2, is convex: Newton from lambda = 0, where f >= 0, grows to the root and never passes it.
 * For a > 2 steps that leave the bracket are halved.  The root is below (1 - n^(1-a))/(a - 1), where all p = 1/n.
 */
static double
root(size_t n, double a, double d[], size_t k, size_t *iterations)
{
	double lambda = 0, lo = 0, g, hi = a == 1 ? log((double)n) : -expm1((1 - a) * log((double)n)) / (a - 1);

	for (*iterations = 1; *iterations < MOST; ++*iterations) {
		double f = excess(&k, d, lambda, a, &g);
		if (f == 0 || g == 0)
			break;
		*(f > 0 ? &lo : &hi) = lambda;
		double next = lambda + f / g;
		if (a > 2 && !(next > lo && next < hi))
			next = lo + (hi - lo) / 2;
		if (next == lambda || (a <= 2 && f < 0) || (a > 2 && (next <= lo || next >= hi)))
			return a > 2 ? lambda : next;		/* past the root by rounding: the last step goes back */
		lambda = next;
	}
	return lambda;
}

double
scores_entmax(size_t n, const double x[], double max, double a, double p[], double work[], size_t *iterations)
{
	size_t k = 0;
	double lambda, sum = 0;

	if (a == 1.5) {
		lambda = closed(n, x, max, p, work);
	} else {
		for (size_t i = 0; i < n; i++)
			if (a <= 1 || (a - 1) * (x[i] - max) > -1)
				work[k++] = x[i] - max;
		lambda = root(n, a, work, k, iterations);
		for (size_t i = 0; i < n; i++)
			p[i] = term(x[i] - max - lambda, a);
	}
	/* What is left of the sum is one more Newton step, taken on p itself. */
	double rest = scores_sum(n, p) - 1;
	if (fabs(rest) <= 0x1p-53)
		return lambda;
	for (size_t i = 0; i < n; i++)
		sum += slope(p[i], a);
	for (size_t i = 0; i < n && fabs(rest) < 1e-6; i++)
		if (p[i] > 0) {
			double q = p[i] - slope(p[i], a) / sum * rest;
			p[i] = q > 0 ? q : p[i];
		}
	return lambda;
}
