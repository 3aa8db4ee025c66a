/* SPDX-License-Identifier: MIT */
/* semi: see semi.h.  Products and solves of complex vectors; the steps of signals are in semi_step.c. */
#include "math/hippo/semi.h"

#include <complex.h>

#include "base/mem.h"
#include "math/hippo/complex_of.h"

bool
semi_new(struct semi *a, size_t n)
{
	double *v = mem_zero(5 * n, sizeof *v);

	*a = v ? (struct semi){ .n = n, .d = v, .p = v + n, .q = v + 2 * n, .r = v + 3 * n, .s = v + 4 * n } : (struct semi){ 0 };
	return v;
}

void
semi_free(struct semi *a)
{
	mem_free(a->d);
	*a = (struct semi){ 0 };
}

void
semi_apply(const struct semi *a, bool transposed, const double complex x[], double complex y[])
{
	const double *p = transposed ? a->s : a->p, *q = transposed ? a->r : a->q;
	const double *r = transposed ? a->q : a->r, *s = transposed ? a->p : a->s;
	double complex sum = 0;

	for (size_t i = 0; i < a->n; i++) {		/* (A x)_i = -(d_i x_i + p_i sum_(k<i) q_k x_k + r_i sum_(k>i) s_k x_k) */
		y[i] = -(a->d[i] * x[i] + p[i] * sum);
		sum += q[i] * x[i];
	}
	sum = 0;
	for (size_t i = a->n; i-- > 0;) {
		y[i] -= r[i] * sum;
		sum += s[i] * x[i];
	}
}

/* Real times complex parts apart: the general product of C checks for infinities at every step. */
static double complex
times(double complex a, double complex b)
{
	return complex_of(creal(a) * creal(b) - cimag(a) * cimag(b), creal(a) * cimag(b) + cimag(a) * creal(b));
}

/*
 * M = sigma I - tau A = sigma I + tau (diag d + ..).  When the first i rows are eliminated, what is left of M is M_jk - p_j G s_k with
 * one number G:  pivot_i = sigma + tau d_i - p_i G s_i,  l = tau q_i - G s_i,  w = tau r_i - p_i G,  G += l w/pivot_i.
 */
void
semi_solve(const struct semi *a, double complex sigma, double complex tau, const double complex b[], double complex z[],
	double complex work[])
{
	double complex *upper = work, *inverse = work + a->n;
	double complex G = 0, below = 0, above = 0;

	for (size_t i = 0; i < a->n; i++) {
		double complex l = tau * a->q[i] - G * a->s[i];
		inverse[i] = 1 / (sigma + tau * a->d[i] - a->p[i] * a->s[i] * G);
		upper[i] = tau * a->r[i] - a->p[i] * G;
		z[i] = times(b[i] - a->p[i] * below, inverse[i]);		/* y_i/pivot_i */
		below += times(l, z[i]);
		G += times(l, times(upper[i], inverse[i]));
	}
	for (size_t i = a->n; i-- > 0;) {
		z[i] -= times(times(upper[i], above), inverse[i]);
		above += a->s[i] * z[i];
	}
}
