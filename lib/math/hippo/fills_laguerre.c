/* SPDX-License-Identifier: MIT */
/* fills_laguerre: the past with an exponential weight; see fills.h. */
#include <math.h>

#include "math/hippo/fills.h"

/* A = -1 (k < i), diagonal (k = i), 0; B = b. */
static void
laguerre(size_t n, double diagonal, double b, double A[], double B[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = k > i ? 0 : k < i ? -1 : diagonal;
		B[i] = b;
	}
}

void
fills_lagt(size_t n, const double par[], double A[], double B[])
{
	laguerre(n, -0.5, par[0], A, B);
}

void
fills_tlagt(size_t n, const double par[], double A[], double B[])
{
	laguerre(n, -(1 + par[0]) / 2, par[0], A, B);
}

/*
 * With g_i = Gamma(i + alpha + 1)/(i! Gamma(alpha + 1)) = prod_(j <= i) (j + alpha)/j and L_i = sqrt(Gamma(alpha + 1) g_i):
 *     A = -L_k/L_i = -sqrt(g_k/g_i) (k < i), -(1 + beta)/2 (k = i), 0
 *     B = g_i/L_i sqrt(Gamma(alpha+1)^2/(Gamma(alpha+1) Gamma(1-alpha)) ..) = sqrt(g_i beta^(1-alpha) sin(pi alpha)/(pi alpha)),
 * because Gamma(1 + alpha) Gamma(1 - alpha) = pi alpha/sin(pi alpha).  In long double: a product of n factors is off by n 2^-64.
 */
void
fills_glagt(size_t n, const double par[], double A[], double B[])
{
	long double alpha = (long double)par[0], beta = (long double)par[1], angle = acosl(-1) * alpha;
	long double scale = powl(beta, 1 - alpha) * (par[0] < 0 || par[0] > 0 ? sinl(angle) / angle : 1), g = 1;

	for (size_t i = 0; i < n; i++) {
		long double ratio = 1;		/* g_k/g_i, from k = i down */
		for (size_t k = n; k-- > i + 1;)
			A[i * n + k] = 0;
		A[i * n + i] = -(1 + par[1]) / 2;
		for (size_t k = i; k-- > 0;) {
			ratio *= (long double)(k + 1) / ((long double)(k + 1) + alpha);
			A[i * n + k] = -(double)sqrtl(ratio);
		}
		g *= i ? ((long double)i + alpha) / (long double)i : 1;
		B[i] = (double)sqrtl(g * scale);
	}
}
