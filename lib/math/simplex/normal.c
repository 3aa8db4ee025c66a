/* SPDX-License-Identifier: MIT */
/* normal: see normal.h. */
#include <math.h>

#include "math/simplex/normal.h"

#define REACH 8.5

/* How many zeros of the Hermite polynomial of degree m are below x: Sturm's count for the matrix with square roots of 1..m-1 beside the diagonal. */
static size_t
zeros_below(size_t m, double x)
{
	size_t count = 0;
	double q = -x;

	for (size_t j = 1; ; j++) {
		count += q < 0;
		if (j == m)
			return count;
		q = -x - (double)j / (q != 0 ? q : 1e-300);
	}
}

/* Zero number k by halving; weight 1 / sum over j < m of h_j(x)^2, h_j of norm 1. */
static void
gauss(size_t m, size_t k, double *x, double *w)
{
	double lo = -2 * sqrt((double)m), hi = -lo, before = 0, h = 1, sum = 0;

	for (int round = 0; round < 64; round++) {
		double middle = lo + (hi - lo) / 2;
		*(zeros_below(m, middle) > k ? &hi : &lo) = middle;
	}
	*x = lo;
	for (size_t j = 0; j < m; j++) {
		sum += h * h;
		double next = (lo * h - sqrt((double)j) * before) / sqrt((double)(j + 1));
		before = h;
		h = next;
	}
	*w = 1 / sum;
}

void
normal_rule(size_t m, double x[], double w[])
{
	double step = 2 * REACH / (double)m, sum = 0;

	for (size_t k = 0; k < m; k++) {
		if (m <= NORMAL_GAUSS) {
			gauss(m, k, &x[k], &w[k]);
		} else {
			x[k] = -REACH + ((double)k + 0.5) * step;
			w[k] = exp(-0.5 * x[k] * x[k]);
		}
		sum += w[k];
	}
	for (size_t k = 0; k < m; k++)
		w[k] /= sum;
}

bool
normal_next(size_t d, size_t m, size_t at[])
{
	size_t k = 0;

	while (k < d && ++at[k] == m)
		at[k++] = 0;
	return k < d;
}

/* Householder's reflection that takes the last axis to (1, .., 1)/sqrt n, of (z, 0). */
void
normal_centred(size_t n, const double z[], double e[])
{
	double sum = 0, root = sqrt((double)n);

	for (size_t i = 0; i + 1 < n; i++)
		sum += z[i];
	for (size_t i = 0; i + 1 < n; i++)
		e[i] = z[i] - sum / ((double)n - root);
	e[n - 1] = sum / root;
}
