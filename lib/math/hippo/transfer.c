/* SPDX-License-Identifier: MIT */
/* transfer: H(i omega) = C (i omega I - A)^-1 B; see kernel.h. */
#include <complex.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dense.h"
#include "math/hippo/kernel.h"

/* s4d: 2 Re for the conjugate half does not apply to one side of the axis: both halves are summed. */
static double complex
diagonal(const struct hippo *h, const double A[], const double B[], const double C[], double omega)
{
	double complex sum = 0, s = complex_of(0, omega);

	for (size_t i = 0; i < h->size; i++) {
		if (h->family->is_complex) {
			double complex a = complex_of(A[2 * i], A[2 * i + 1]);
			double complex r = complex_of(C[2 * i], C[2 * i + 1]) * complex_of(B[2 * i], B[2 * i + 1]);
			sum += r / (s - a) + conj(r) / (s - conj(a));
		} else {
			sum += C[i] * B[i] / (s - A[i]);
		}
	}
	return sum;
}

/* (i omega I - A) x = B as a real system of twice the size. */
static double complex
dense(const struct hippo *h, const double A[], const double B[], const double C[], double omega, double M[], double x[], struct err *e)
{
	size_t n = h->size, m = 2 * n, step = h->family->is_complex ? 2 : 1;
	double complex sum = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double re = -A[step * (i * n + k)], im = (i == k ? omega : 0) - (step == 2 ? A[2 * (i * n + k) + 1] : 0);
			M[i * m + k] = M[(i + n) * m + k + n] = re;
			M[i * m + k + n] = -im;
			M[(i + n) * m + k] = im;
		}
		x[i] = B[step * i];
		x[i + n] = step == 2 ? B[2 * i + 1] : 0;
	}
	if (!dense_solve(m, M, 1, x)) {
		err_set(e, ERR_NO_ANSWER, "i omega is an eigenvalue of A");
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		sum += complex_of(C[step * i], step == 2 ? C[2 * i + 1] : 0) * complex_of(x[i], x[i + n]);
	return sum;
}

int
kernel_transfer(const struct hippo *h, const double C[], size_t m, const double omega[], double H[], struct err *e)
{
	size_t n = h->size, inputs = hippo_size_b(h);
	struct semi a = { 0 };
	bool structured = h->family->semi != NULL, solve = !structured && !h->family->diagonal;
	size_t size = hippo_size_a(h), square = solve ? 4 * n * n + 2 * n : 0;
	double *A = mem_alloc(size + inputs + square, sizeof *A);
	double complex *v = mem_alloc(3 * n, sizeof *v);

	if (!A || !v || (structured && !hippo_semi(h, &a)))
		err_memory(e);
	else
		hippo_fill(h, A, A + size);
	for (size_t j = 0; j < m && !e->code; j++) {
		const double *B = A + size;
		double *M = A + size + inputs;
		double complex sum = 0;
		if (structured) {
			for (size_t i = 0; i < n; i++)
				v[i] = B[i];
			semi_solve(&a, complex_of(0, omega[j]), 1, v, v, v + n);
			for (size_t i = 0; i < n; i++)
				sum += C[i] * v[i];
		} else if (h->family->diagonal) {
			sum = diagonal(h, A, B, C, omega[j]);
		} else {
			sum = dense(h, A, B, C, omega[j], M, M + 4 * n * n, e);
		}
		H[2 * j] = creal(sum);
		H[2 * j + 1] = cimag(sum);
	}
	semi_free(&a);
	mem_free(v);
	mem_free(A);
	return e->code;
}
