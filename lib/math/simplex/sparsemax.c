/* SPDX-License-Identifier: MIT */
/* sparsemax: projections onto the simplex and the capped simplex.  See scores.h. */
#include <math.h>
#include <string.h>

#include "math/simplex/scores.h"

/*
 * Elements below max - 1 cannot be in the support; what is left is pruned as Michelot 1986 and Condat 2016 do, each tau from a new
 * compensated sum, so nothing drifts.
 */
double
scores_sparsemax(size_t n, const double x[], double max, double p[], double work[])
{
	size_t k = 0, before;
	double tau = -1;

	for (size_t i = 0; i < n; i++)
		if (x[i] - max > -1)
			work[k++] = x[i] - max;
	do {
		before = k;
		tau = (scores_sum(k, work) - 1) / (double)k;
		k = 0;
		for (size_t i = 0; i < before; i++)
			if (work[i] > tau)
				work[k++] = work[i];
	} while (k < before);
	for (size_t i = 0; i < n; i++) {
		double d = x[i] - max;
		p[i] = d > tau ? d - tau : 0;
	}
	return tau + max;
}

/* Sum of clamp(x - tau, 0, u), from the exact set: tau = (sum of interior x + sum of saturated u - k) / |interior|. */
static double
interior(size_t n, const double x[], const double upper[], double u, double k, double tau, double work[])
{
	size_t inside = 0, m = 0;

	for (size_t i = 0; i < n; i++) {
		double top = upper ? upper[i] : u;
		if (x[i] - tau >= top) {
			work[m++] = top;
		} else if (x[i] > tau) {
			work[m++] = x[i];
			inside++;
		}
	}
	work[m++] = -k;
	return inside ? scores_sum(m, work) / (double)inside : tau;
}

/* The sum above k at tau, and how many terms are inside their bounds. */
static double
excess(size_t n, const double x[], const double upper[], double u, double k, double tau, double *count)
{
	double g = 0;

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		double top = upper ? upper[i] : u, d = x[i] - tau;
		g += d >= top ? top : d > 0 ? d : 0;
		*count += d > 0 && d < top;
	}
	return g - k;
}

/* Newton steps on a piecewise linear function end after finitely many; halving keeps them between the ends. */
double
scores_capped(size_t n, const double x[], const double upper[], double u, double k, double p[], double work[])
{
	double lo = HUGE_VAL, hi = -HUGE_VAL, count, g;

	for (size_t i = 0; i < n; i++) {
		lo = fmin(lo, x[i] - (upper ? upper[i] : u));
		hi = fmax(hi, x[i]);
	}
	double tau = lo, next;
	for (int round = 0; round < 5000 && (g = excess(n, x, upper, u, k, tau, &count)) != 0; round++) {
		*(g > 0 ? &lo : &hi) = tau;
		next = count > 0 ? tau + g / count : tau;
		if (!(next > lo && next < hi))
			next = lo / 2 + hi / 2;
		if (next == tau || next <= lo || next >= hi)
			break;
		tau = next;
	}
	tau = interior(n, x, upper, u, k, tau, work);
	for (size_t i = 0; i < n; i++) {
		double top = upper ? upper[i] : u, d = x[i] - tau;
		p[i] = d >= top ? top : d > 0 ? d : 0;
	}
	return tau;
}
