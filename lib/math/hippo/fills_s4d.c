/* SPDX-License-Identifier: MIT */
/* fills_s4d: diagonal families, the conjugate half of N modes: Lambda_k = -1/2 - i omega_k, B = 1; see fills.h. */
#include <math.h>

#include "math/hippo/dplr.h"
#include "math/hippo/fills.h"

/* omega = turn pi^power num/den. */
static void
put(size_t k, long double omega, double A[], double B[])
{
	A[2 * k] = -0.5;
	A[2 * k + 1] = (double)-omega + 0.0;
	B[2 * k] = 1;
	B[2 * k + 1] = 0;
}

void
fills_s4d_lin(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++)
		put(k, acosl(-1) * (long double)k, A, B);
}

/* (N/pi)(N/(2k+1) - 1) = N (N - 2k - 1)/(pi (2k + 1)), N = 2n: no cancellation */
void
fills_s4d_inv(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++)
		put(k, (long double)(2 * n * (2 * n - 2 * k - 1)) / (acosl(-1) * (long double)(2 * k + 1)), A, B);
}

void
fills_s4d_inv2(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++)
		put(k, (long double)(2 * n * (2 * n - k - 1)) / (acosl(-1) * (long double)(k + 1)), A, B);
}

void
fills_s4d_quad(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++)
		put(k, (long double)((2 * k + 1) * (2 * k + 1)) / acosl(-1), A, B);
}

void
fills_s4d_real(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++) {
		A[k] = -(double)(k + 1);
		B[k] = 1;
	}
}

/* The eigenvalues of the normal part of legs, largest omega first. */
void
fills_s4d_legs(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t k = 0; k < n; k++)
		put(k, (long double)dplr_legs_omega(2 * n, k), A, B);
}
