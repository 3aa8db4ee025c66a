/* SPDX-License-Identifier: MIT */
/* fills_fourier: Fourier modes of a window; see fills.h. */
#include <math.h>

#include "math/hippo/fills.h"

/*
 * Real families: modes 2k, 2k + 1 are cosine and sine of frequency k, b = (1, 0, sqrt 2, 0, sqrt 2, 0, ..), S couples 2k and
 * 2k + 1 by S_(2k,2k+1) = -k, S_(2k+1,2k) = k:
 *     A = turn S - rank b b^T + shift I,  B = gain b.
 */
static void
fourier(size_t n, long double turn, double rank, double shift, double gain, double A[], double B[])
{
	for (size_t i = 0; i < n; i++) {
		size_t pair = i / 2;
		for (size_t k = 0; k < n; k++) {
			/* b_i b_k is 1, sqrt 2 or 2, each exact or rounded once */
			double bb = i % 2 || k % 2 ? 0 : i && k ? 2 : i || k ? sqrt(2) : 1;
			A[i * n + k] = (rank > 0 ? -rank * bb : 0) + (i == k ? shift : 0);
			if (pair == k / 2 && i != k)
				A[i * n + k] = (double)((i < k ? -turn : turn) * (long double)pair);
		}
		B[i] = i % 2 ? 0 : gain * (i ? sqrt(2) : 1);
	}
	for (size_t i = 0; i < n * n; i++)
		A[i] += 0.0;		/* no -0 */
}

void
fills_fout(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	fourier(n, acosl(-1), 1, 0, 1, A, B);
}

void
fills_fourier_decay(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	fourier(n, acosl(-1), 0.5, 0, 0.5, A, B);
}

void
fills_fourier2(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	fourier(n, 2 * acosl(-1), 2, 0, 2, A, B);
}

void
fills_foud(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	fourier(n, 2 * acosl(-1), 0, -0.5, 1, A, B);
}

/* Modes -m..m in this order, n = 2m + 1: A = (2 pi i mode delta - 1)/w, B = 1/w. */
void
fills_fout_complex(size_t n, const double par[], double A[], double B[])
{
	size_t middle = n / 2;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			A[2 * (i * n + k)] = -1 / par[0];
			A[2 * (i * n + k) + 1] = 0;
		}
		long double mode = (long double)i - (long double)middle;
		A[2 * (i * n + i) + 1] = (double)(2 * acosl(-1) * mode / (long double)par[0]);
		B[2 * i] = 1 / par[0];
		B[2 * i + 1] = 0;
	}
}

/* The same modes of the whole past: A_ik = -mode_i/(i - k) off the diagonal, i pi mode - 1 on it; B = 1. */
void
fills_fous_complex(size_t n, const double par[], double A[], double B[])
{
	(void)par;
	size_t middle = n / 2;

	for (size_t i = 0; i < n; i++) {
		double mode = (double)i - (double)middle;
		for (size_t k = 0; k < n; k++) {
			A[2 * (i * n + k)] = k == i ? -1 : -mode / ((double)i - (double)k) + 0.0;
			A[2 * (i * n + k) + 1] = k == i ? (double)(acosl(-1) * (long double)mode) : 0;
		}
		B[2 * i] = 1;
		B[2 * i + 1] = 0;
	}
}
