/* SPDX-License-Identifier: MIT */
/* dense: see dense.h. */
#include "math/hippo/dense.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

void
dense_multiply(size_t n, const double A[], const double B[], double C[])
{
	memset(C, 0, n * n * sizeof *C);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			for (size_t j = 0; j < n; j++)
				C[i * n + j] += A[i * n + k] * B[k * n + j];
}

static void
swap(size_t n, double a[], double b[])
{
	for (size_t i = 0; i < n; i++) {
		double t = a[i];
		a[i] = b[i];
		b[i] = t;
	}
}

static void
subtract(size_t n, double f, const double a[], double b[])
{
	for (size_t i = 0; i < n; i++)
		b[i] -= f * a[i];
}

bool
dense_solve(size_t n, double M[], size_t c, double B[])
{
	for (size_t k = 0; k < n; k++) {
		size_t best = k;
		for (size_t i = k + 1; i < n; i++)
			if (fabs(M[i * n + k]) > fabs(M[best * n + k]))
				best = i;
		double pivot = M[best * n + k];
		if (!isfinite(pivot) || !(fabs(pivot) > 0))
			return false;
		if (best != k) {
			swap(n - k, &M[k * n + k], &M[best * n + k]);
			swap(c, &B[k * c], &B[best * c]);
		}
		for (size_t i = k + 1; i < n; i++) {
			double f = M[i * n + k] / pivot;
			subtract(n - k, f, &M[k * n + k], &M[i * n + k]);
			subtract(c, f, &B[k * c], &B[i * c]);
		}
	}
	for (size_t k = n; k-- > 0;) {
		for (size_t i = k + 1; i < n; i++)
			subtract(c, M[k * n + i], &B[i * c], &B[k * c]);
		for (size_t j = 0; j < c; j++)
			B[k * c + j] /= M[k * n + k];
	}
	return true;
}

/* The largest column sum of magnitudes. */
static double
norm(size_t n, const double A[])
{
	double most = 0;

	for (size_t k = 0; k < n; k++) {
		double sum = 0;
		for (size_t i = 0; i < n; i++)
			sum += fabs(A[i * n + k]);
		most = !(sum <= most) ? sum : most;
	}
	return most;
}

/* U = odd terms, V = even terms of the numerator at A; exp(A) = (V - U)^-1 (V + U).  A2, A4, A6, T (n, n) scratch. */
static void
pade(size_t n, const double A[], double U[], double V[], double A2[], double A4[], double A6[], double T[])
{
	static const double b[14] = { 64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000,
		10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1 };

	dense_multiply(n, A, A, A2);
	dense_multiply(n, A2, A2, A4);
	dense_multiply(n, A2, A4, A6);
	for (size_t i = 0; i < n * n; i++)
		T[i] = b[13] * A6[i] + b[11] * A4[i] + b[9] * A2[i];
	dense_multiply(n, A6, T, V);
	for (size_t i = 0; i < n * n; i++)
		T[i] = V[i] + b[7] * A6[i] + b[5] * A4[i] + b[3] * A2[i] + (i % (n + 1) ? 0 : b[1]);
	dense_multiply(n, A, T, U);
	for (size_t i = 0; i < n * n; i++)
		T[i] = b[12] * A6[i] + b[10] * A4[i] + b[8] * A2[i];
	dense_multiply(n, A6, T, V);
	for (size_t i = 0; i < n * n; i++)
		V[i] += b[6] * A6[i] + b[4] * A4[i] + b[2] * A2[i] + (i % (n + 1) ? 0 : b[0]);
}

bool
dense_exp(size_t n, const double A[], double E[])
{
	double *all = mem_alloc(7 * n * n, sizeof *all), size = norm(n, A);
	bool good = false;
	int squarings = 0;

	if (all && isfinite(size)) {
		double *S = all, *U = S + n * n, *V = U + n * n, *T = V + 4 * n * n;
		if (size > 5.37) {
			frexp(size / 5.37, &squarings);
			squarings = squarings > 0 ? squarings : 0;
		}
		for (size_t i = 0; i < n * n; i++)
			S[i] = ldexp(A[i], -squarings);
		pade(n, S, U, V, V + n * n, V + 2 * n * n, V + 3 * n * n, E);
		for (size_t i = 0; i < n * n; i++) {
			T[i] = V[i] - U[i];
			E[i] = V[i] + U[i];
		}
		good = dense_solve(n, T, n, E);
		for (; good && squarings > 0; squarings--) {
			dense_multiply(n, E, E, T);
			memcpy(E, T, n * n * sizeof *E);
		}
	}
	mem_free(all);
	return good;
}

void
dense_embed(size_t n, const double Z[], double M[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double re = Z[2 * (i * n + k)], im = Z[2 * (i * n + k) + 1];
			M[i * 2 * n + k] = M[(i + n) * 2 * n + k + n] = re;
			M[i * 2 * n + k + n] = -im;
			M[(i + n) * 2 * n + k] = im;
		}
	}
}
