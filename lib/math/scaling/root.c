/* SPDX-License-Identifier: MIT */
/* root: Chandrupatla's method. */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "math/scaling/root.h"

/* The ends (x1, f1), newest, and (x2, f2) hold the root between them; (x3, f3) is the end dropped last. */
static double
bracketed(root_function *f, void *context, double x1, double f1, double x2, double f2, double tolerance)
{
	double t = 0.5;

	for (int i = 0; i < 200; i++) {
		double x = x1 + t * (x2 - x1), fx = f(context, x), x3 = x1, f3 = f1;
		if (isnan(fx))
			return (double)NAN;
		if ((fx < 0) == (f1 < 0)) {
			x3 = x1, f3 = f1;
		} else {
			x3 = x2, f3 = f2;
			x2 = x1, f2 = f1;
		}
		x1 = x, f1 = fx;
		double best = fabs(f1) < fabs(f2) ? x1 : x2, near = (2 * DBL_EPSILON * fabs(best) + tolerance) / fabs(x2 - x1);
		if (near > 0.5 || f1 == 0 || f2 == 0)
			return f1 == 0 ? x1 : best;
		double xi = (x1 - x2) / (x3 - x2), phi = (f1 - f2) / (f3 - f2);
		bool safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
		t = safe ? f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2) : 0.5;
		t = fmin(fmax(t, near), 1 - near);
	}
	return x1;
}

double
root_find(root_function *f, void *context, double lo, double hi, double step, double tolerance)
{
	double a = f(context, lo), b = f(context, hi);

	while (isnan(a) && (lo += step) < hi)
		a = f(context, lo);
	while (isnan(b) && (hi -= step) > lo)
		b = f(context, hi);
	if (a == 0 || b == 0)
		return a == 0 ? lo : hi;
	if (isnan(a) || isnan(b) || (a < 0) == (b < 0))
		return (double)NAN;
	return bracketed(f, context, lo, a, hi, b, tolerance);
}
