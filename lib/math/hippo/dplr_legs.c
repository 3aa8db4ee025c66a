/* SPDX-License-Identifier: MIT */
/* dplr_legs: the eigenvalues of the normal part of legs, each a root of a sum of arcus tangents. */
#include <math.h>

#include "math/hippo/dplr.h"

/* int_0^n atan(w/t) dt, which is the sum over t = 1/2, 3/2, .. but for the ends. */
static double
smooth(double n, double w)
{
	return n * atan(w/n) + w / 2 * log1p(n / w * (n / w));
}

/* F' = sum a/(a^2 + w^2), a = i + 1/2. */
static double
slope(size_t n, double w)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		double a = (double)i + 0.5;
		sum += a / (a * a + w * w);
	}
	return sum;
}

/* F = sum atan(w/a). */
static double
phase(size_t n, double w)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += atan(w / ((double)i + 0.5));
	return sum;
}

/*
 * F(w) - turns pi/2 when it is small: the phase of prod (a + i w) (-i)^turns.  The sum itself is as large as n pi/2 and rounds to
 * that; the product keeps its phase to n 2^-64.  Its size is of no interest and kept near 1.
 */
static double
excess(size_t n, double w, size_t turns)
{
	long double re = 1, im = 0, y = (long double)w;

	for (size_t i = 0; i < n; i++) {
		double a = (double)i + 0.5;
		long double scale = (long double)(1 / (a + w)), x = (long double)a * scale, t = y * scale;
		long double next = re * x - im * t;
		im = re * t + im * x;
		re = next;
		if (i % 64 == 63) {
			long double size = 1 / (fabsl(re) + fabsl(im));
			re *= size;
			im *= size;
		}
	}
	return (double)(turns % 2 ? -re / im : im / re);
}

double
dplr_legs_omega(size_t n, size_t m)
{
	if (2 * m + 1 == n)
		return 0;
	if (2 * m + 1 > n)
		return -dplr_legs_omega(n, n - 1 - m);
	size_t turns = n - 1 - 2 * m;
	double target = (double)turns * (acos(-1) / 2), lo = 0, hi = (double)(n * n), w = 0;

	for (int i = 0; i < 40; i++) {		/* a start within a few percent */
		w = (lo + hi) / 2;
		*(smooth((double)n, w) < target ? &lo : &hi) = w;
	}
	for (int i = 0; i < 8; i++) {		/* F is increasing and concave: Newton's steps end up on the left and climb */
		double step = (phase(n, w) - target) / slope(n, w);
		w = step < w ? w - step : w / 2;
		if (fabs(step) < 1e-7 * w)
			break;
	}
	for (int i = 0; i < 2; i++)
		w -= excess(n, w, turns) / slope(n, w);
	return w;
}
