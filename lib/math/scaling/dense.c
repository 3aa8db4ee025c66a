/* SPDX-License-Identifier: MIT */
/* dense: small symmetric matrices: Cholesky, Jacobi, non-negative least squares; and a median. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"

bool
cholesky(size_t n, double a[P][P])
{
	for (size_t j = 0; j < n; j++) {
		for (size_t i = j; i < n; i++) {
			double s = a[i][j];
			for (size_t k = 0; k < j; k++)
				s -= a[i][k] * a[j][k];
			if (i > j)
				a[i][j] = s / a[j][j];
			else if (s > 1e-14 * fabs(a[j][j]) && isfinite(s))
				a[j][j] = sqrt(s);
			else
				return false;
		}
	}
	return true;
}

void
cholesky_solve(size_t n, double l[P][P], double x[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			x[i] -= l[i][k] * x[k];
		x[i] /= l[i][i];
	}
	for (size_t i = n; i-- > 0;) {
		for (size_t k = i + 1; k < n; k++)
			x[i] -= l[k][i] * x[k];
		x[i] /= l[i][i];
	}
}

/* One rotation in the plane (i, j) that makes a[i][j] zero. */
static void
rotate(size_t n, double a[P][P], double v[P][P], size_t i, size_t j)
{
	double turn = (a[j][j] - a[i][i]) / (2 * a[i][j]);
	double t = copysign(1, turn) / (fabs(turn) + hypot(1, turn)), c = 1 / hypot(1, t), s = t * c;

	for (size_t k = 0; k < n; k++) {
		double x = a[k][i], y = a[k][j];
		a[k][i] = c * x - s * y;
		a[k][j] = s * x + c * y;
	}
	for (size_t k = 0; k < n; k++) {
		double x = a[i][k], y = a[j][k];
		a[i][k] = c * x - s * y;
		a[j][k] = s * x + c * y;
		x = v[k][i];
		y = v[k][j];
		v[k][i] = c * x - s * y;
		v[k][j] = s * x + c * y;
	}
}

void
eigen(size_t n, double a[P][P], double value[], double v[P][P])
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			v[i][j] = i == j;
	for (int sweep = 0; sweep < 40; sweep++)
		for (size_t i = 0; i < n; i++)
			for (size_t j = i + 1; j < n; j++)
				if (fabs(a[i][j]) > 1e-300 && fabs(a[i][j]) > 1e-17 * sqrt(fabs(a[i][i] * a[j][j])))
					rotate(n, a, v, i, j);
	for (size_t i = 0; i < n; i++)
		value[i] = a[i][i];
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (value[j] < value[i]) {
				double t = value[i];
				value[i] = value[j];
				value[j] = t;
				for (size_t k = 0; k < n; k++) {
					t = v[k][i];
					v[k][i] = v[k][j];
					v[k][j] = t;
				}
			}
}

/* The unconstrained minimum over the variables in set, others 0. */
static bool
solve_on(size_t n, double a[P][P], const double b[], unsigned set, double x[])
{
	double l[P][P], y[P];
	size_t index[P], k = 0;

	for (size_t j = 0; j < n; j++)
		if (set >> j & 1)
			index[k++] = j;
	for (size_t i = 0; i < k; i++) {
		y[i] = b[index[i]];
		for (size_t j = 0; j < k; j++)
			l[i][j] = a[index[i]][index[j]] * (i == j ? 1 + 1e-13 : 1);
	}
	memset(x, 0, n * sizeof *x);
	if (!cholesky(k, l))
		return false;
	cholesky_solve(k, l, y);
	for (size_t i = 0; i < k; i++)
		x[index[i]] = y[i];
	return true;
}

void
nnls(size_t n, double a[P][P], const double b[], unsigned nonnegative, double x[])
{
	unsigned set = ((1u << n) - 1) & ~nonnegative;
	double trial[P];

	if (!solve_on(n, a, b, set, x))
		return;
	for (size_t round = 0; round < 3 * n; round++) {
		size_t best = n;
		double most = 0;
		for (size_t j = 0; j < n; j++) {
			double slope = b[j];
			for (size_t k = 0; k < n; k++)
				slope -= a[j][k] * x[k];
			slope /= sqrt(a[j][j]);
			if (!(set >> j & 1) && a[j][j] > 0 && slope > most * (1 + 1e-12)) {
				most = slope;
				best = j;
			}
		}
		if (best == n || !(most > 1e-12 * fabs(b[best]) / sqrt(a[best][best])))
			return;
		set |= 1u << best;
		for (;;) {
			double step = 1;
			if (!solve_on(n, a, b, set, trial)) {
				set &= ~(1u << best);
				break;
			}
			for (size_t j = 0; j < n; j++)
				if ((set & nonnegative) >> j & 1 && trial[j] <= 0)
					step = fmin(step, x[j] / (x[j] - trial[j]));
			for (size_t j = 0; j < n; j++)
				x[j] += step * (trial[j] - x[j]);
			if (step == 1)
				break;
			for (size_t j = 0; j < n; j++)
				if ((set & nonnegative) >> j & 1 && x[j] <= 1e-14 * fabs(trial[j])) {
					set &= ~(1u << j);
					x[j] = 0;
				}
		}
	}
}

/* Quickselect; the ends of the part still in question close in on the middle. */
static double
select_kth(size_t n, double x[], size_t k)
{
	size_t lo = 0, hi = n - 1;

	while (lo < hi) {
		double pivot = x[lo + (hi - lo) / 2];
		size_t i = lo, j = hi;
		for (;;) {
			while (x[i] < pivot)
				i++;
			while (x[j] > pivot)
				j--;
			if (i >= j)
				break;
			double t = x[i];
			x[i++] = x[j];
			x[j--] = t;
		}
		if (k <= j)
			hi = j;
		else
			lo = j + 1;
	}
	return x[k];
}

double
median(size_t n, double x[])
{
	if (n == 0)
		return (double)NAN;
	double upper = select_kth(n, x, n / 2);
	return n % 2 ? upper : (upper + select_kth(n, x, n / 2 - 1)) / 2;
}
