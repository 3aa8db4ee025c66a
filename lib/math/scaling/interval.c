/* SPDX-License-Identifier: MIT */
/* interval: what draws say about a number. */
#include <math.h>
#include <stdlib.h>

#include "math/scaling/bootstrap.h"

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Type 7 of Hyndman & Fan 1996: linear between order statistics, at (n - 1) q. */
static double
quantile(size_t n, const double x[], double q)
{
	double place = (double)(n - 1) * q;
	size_t k = (size_t)place;

	if (k + 1 < n && isinf(x[k + 1]))		/* no way between a number and infinity, nor between infinities */
		return place > (double)k ? x[k + 1] : x[k];
	return k + 1 < n ? x[k] + (place - (double)k) * (x[k + 1] - x[k]) : x[n - 1];
}

void
bootstrap_interval(size_t n, const double x[], size_t stride, double level, double work[], double *se, double *lo, double *hi)
{
	size_t m = 0;
	double mean = 0, square = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i * stride]))
			work[m++] = x[i * stride];
	*se = *lo = *hi = (double)NAN;
	if (m < 2)
		return;
	qsort(work, m, sizeof *work, ascending);
	for (size_t i = 0; i < m; i++)
		mean += work[i] / (double)m;
	for (size_t i = 0; i < m; i++)
		square += (work[i] - mean) * (work[i] - mean);
	*se = sqrt(square / (double)(m - 1));
	*lo = quantile(m, work, (1 - level) / 2);
	*hi = quantile(m, work, (1 + level) / 2);
}

double
bootstrap_correlation(size_t n, const double x[], const double y[], size_t stride)
{
	double m = 0, sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i * stride]) && isfinite(y[i * stride])) {
			m++;
			sx += x[i * stride];
			sy += y[i * stride];
		}
	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i * stride]) && isfinite(y[i * stride])) {
			double a = x[i * stride] - sx / m, b = y[i * stride] - sy / m;
			xx += a * a;
			yy += b * b;
			xy += a * b;
		}
	return xy / sqrt(xx * yy);
}
