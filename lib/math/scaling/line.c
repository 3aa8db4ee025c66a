/* SPDX-License-Identifier: MIT */
/* line: a straight line through logarithms. */
#include <math.h>

#include "math/scaling/line.h"

struct line
line_fit(size_t n, const double x[], const double y[])
{
	double nan = (double)NAN, mean_x = 0, mean_y = 0, xx = 0, xy = 0, rss = 0;
	struct line l = { 0, nan, nan, nan, nan, nan, nan, nan };

	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]) && !isnan(y[i])) {
			l.n++;
			mean_x += log(x[i]);
			mean_y += log(y[i]);
		}
	double count = (double)l.n;
	mean_x /= count;
	mean_y /= count;
	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]) && !isnan(y[i])) {
			double dx = log(x[i]) - mean_x;
			xx += dx * dx;
			xy += dx * (log(y[i]) - mean_y);
		}
	if (l.n < 2 || !(xx > 1e-24 * count * (1 + mean_x * mean_x)))
		return l;
	l.slope = xy / xx;
	l.mean = mean_x;
	l.var_x = xx;
	l.k = exp(mean_y - l.slope * mean_x);
	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]) && !isnan(y[i])) {
			double r = log(y[i]) - mean_y - l.slope * (log(x[i]) - mean_x);
			rss += r * r;
		}
	if (l.n > 2) {
		l.s = sqrt(rss / (count - 2));
		l.se_slope = l.s / sqrt(xx);
		l.se_k = l.s * sqrt(1 / count + mean_x * mean_x / xx);
	}
	return l;
}

double
line_at(const struct line *l, double x)
{
	return l->k * pow(x, l->slope);
}
