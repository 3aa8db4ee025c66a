/* SPDX-License-Identifier: MIT */
/* fills_legendre: scaled and translated Legendre measures; see fills.h.  v_n = sqrt(2n + 1). */
#include <math.h>

#include "math/hippo/fills.h"

/*
 * v_i v_k as one root of an exact product (< 2^53), which is within half an ulp where two roots are not.  In long double, so that a
 * division by theta afterwards is rounded once more, not twice.
 */
static long double
root(size_t i, size_t k)
{
	return sqrtl((long double)((2 * i + 1) * (2 * k + 1)));
}

/* A = -v_i v_k (k < i), -(i + 1) (k = i), 0; B = sqrt(c (2i + 1)). */
static void
scaled(size_t n, size_t c, double A[], double B[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = k > i ? 0 : k < i ? -(double)root(i, k) : -(double)(i + 1);
		B[i] = sqrt((double)(c * (2 * i + 1)));
	}
}

void
fills_legs(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	scaled(n, 1, A, B);
}

/* The basis sqrt((2i + 1)/2) P_i on [-1, 1]: x is sqrt 2 times that of legs. */
void
fills_legs_orthonormal(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	scaled(n, 2, A, B);
}

/* Integers only: A = -(2i + 1) (k < i), -(i + 1), 0; B = 2i + 1. */
void
fills_legs_rational(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = k > i ? 0 : k < i ? -(double)(2 * i + 1) : -(double)(i + 1);
		B[i] = (double)(2 * i + 1);
	}
}

/* The normal part of legs, A + v v^T/2: a skew matrix - I/2; B = v/2. */
void
fills_legsd(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = k == i ? -0.5 : (double)(root(i, k) / (k < i ? -2 : 2));
		B[i] = (double)(root(i, 0) / 2);
	}
}

/* A = -v_i v_k/theta (k <= i), -(-1)^(i-k) v_i v_k/theta (k > i); B = v/theta. */
static void
translated(size_t n, long double theta, double A[], double B[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = (double)(root(i, k) / (k > i && (k - i) % 2 ? theta : -theta));
		B[i] = (double)(root(i, 0) / theta);
	}
}

void
fills_legt(size_t n, const double par[], double A[], double B[])
{
	translated(n, (long double)par[0], A, B);
}

void
fills_legt_s4(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	translated(n, 2, A, B);
}

/* A = (2i + 1)/theta {-1 (i < k); (-1)^(i-k+1) (i >= k)}, B = (2i + 1)(-1)^i/theta: legt with time reversed in the basis. */
void
fills_lmu(size_t n, const double par[], double A[], double B[])
{
	for (size_t i = 0; i < n; i++) {
		double size = (double)(2 * i + 1) / par[0];
		for (size_t k = 0; k < n; k++)
			A[i * n + k] = i > k && (i - k) % 2 ? size : -size;
		B[i] = i % 2 ? -size : size;
	}
}
