/* SPDX-License-Identifier: MIT */
/* measures: sums, entropy, log-sum-exp.  See simplex.h. */
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
