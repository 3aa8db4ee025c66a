/* SPDX-License-Identifier: MIT */
/* lanczos: the largest singular value without the others; see matrix.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/sparsity/matrix.h"

static double
dot(size_t n, const double x[], const double y[])
{
	double lane[8] = { 0 }, sum = 0;
	for (size_t i = 0; i < n; i++)
		lane[i % 8] += x[i] * y[i];
	for (size_t i = 0; i < 8; i++)
		sum += lane[i];
	return sum;
}

static void
subtract(size_t n, double y[], double a, const double x[])
{
	for (size_t i = 0; i < n; i++)
		y[i] -= a * x[i];
}

/* y is made orthogonal to the k columns of q (n each), twice, and of length 1; its length before that. */
static double
orthonormal(size_t n, size_t k, const double q[], double y[])
{
	for (int twice = 0; twice < 2; twice++)
		for (size_t j = 0; j < k; j++)
			subtract(n, y, dot(n, q + j * n, y), q + j * n);
	double length = sqrt(dot(n, y, y));
	for (size_t i = 0; i < n && length > 0; i++)
		y[i] /= length;
	return length;
}

/* y = A x */
static void
times(const struct matrix *m, const double a[], const double x[], double y[])
{
	for (size_t i = 0; i < m->rows; i++)
		y[i] = dot(m->cols, a + i * m->cols, x);
}

/* y = A^T x */
static void
times_transposed(const struct matrix *m, const double a[], const double x[], double y[])
{
	memset(y, 0, m->cols * sizeof y[0]);
	for (size_t i = 0; i < m->rows; i++)
		subtract(m->cols, y, -x[i], a + i * m->cols);
}

/* 2^-unit A where squares could leave the range of doubles, else A itself. */
static const double *
scaled_elements(const struct matrix *m, double **copy)
{
	size_t n = m->rows * m->cols;
	*copy = NULL;
	if (abs(m->unit) < 400)
		return m->a;
	*copy = mem_alloc(n, sizeof **copy);
	for (size_t i = 0; *copy && i < n; i++)
		(*copy)[i] = ldexp(m->a[i], -m->unit);
	return *copy;
}

/* The largest singular value of the bidiagonal B (k, k), and the last element of its left vector. */
static int
largest(size_t k, const double alpha[], const double beta[], double *sigma, double *last, struct err *e)
{
	double *b = mem_zero(k, k * sizeof b[0]), *u = mem_alloc(k, k * sizeof u[0]), *s = mem_alloc(k, sizeof s[0]);
	if (!b || !u || !s)
		err_memory(e);
	for (size_t j = 0; !e->code && j < k; j++) {
		b[j * k + j] = alpha[j];
		if (j + 1 < k)
			b[(j + 1) * k + j] = beta[j];
	}
	if (!e->code && !matrix_svd(k, k, b, s, u, e)) {
		*sigma = s[0];
		*last = u[k - 1];
	}
	mem_free(b);
	mem_free(u);
	mem_free(s);
	return e->code;
}

/* A V = U B, A^T U = V B^T + beta_k v_(k+1) e_k^T */
int
matrix_lanczos(struct matrix *m, size_t steps)
{
	size_t k = 0;
	struct rng rng = rng_at(0, 0);
	steps = steps < m->k ? steps : m->k;
	double *u = mem_alloc(steps, m->rows * sizeof u[0]), *v = mem_alloc(steps + 1, m->cols * sizeof v[0]);
	double *alpha = mem_alloc(steps, sizeof alpha[0]), *beta = mem_alloc(steps, sizeof beta[0]), *copy, last = 0;
	const double *a = scaled_elements(m, &copy);
	if (!a || !u || !v || !alpha || !beta) {
		err_memory(m->err);
		goto end;
	}
	for (size_t i = 0; i < m->rows; i++)
		u[i] = rng_normal(&rng);
	times_transposed(m, a, u, v);		/* in the row space, which min(rows, cols) steps exhaust */
	orthonormal(m->cols, 0, v, v);
	while (k < steps) {
		double *left = u + k * m->rows, *right = v + (k + 1) * m->cols;
		times(m, a, v + k * m->cols, left);
		if (k > 0)
			subtract(m->rows, left, beta[k - 1], left - m->rows);
		alpha[k] = orthonormal(m->rows, k, u, left);
		times_transposed(m, a, left, right);
		subtract(m->cols, right, alpha[k], v + k * m->cols);
		beta[k] = orthonormal(m->cols, k + 1, v, right);
		k++;
		if (alpha[k - 1] == 0 || beta[k - 1] <= 0x1p-50 * alpha[0])
			break;
	}
	if (!largest(k, alpha, beta, &m->ritz, &last, m->err)) {
		m->residual = ldexp(beta[k - 1] * fabs(last), copy ? 0 : -m->unit);
		m->ritz = ldexp(m->ritz, copy ? 0 : -m->unit);
	}
	m->steps = steps;
end:
	mem_free(copy);
	mem_free(u);
	mem_free(v);
	mem_free(alpha);
	mem_free(beta);
	return m->err->code;
}
