/* SPDX-License-Identifier: MIT */
/* matrix: see matrix.h. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/lapack.h"
#include "base/mem.h"
#include "math/sparsity/matrix.h"

int
matrix_svd(size_t rows, size_t cols, double x[], double sigma[], double u[], struct err *e)
{
	size_t k = rows < cols ? rows : cols;
	if (rows > INT_MAX || cols > INT_MAX)
		return err_set(e, ERR_INPUT, "a matrix of %zu rows and %zu columns is too large for LAPACK", rows, cols);
	struct lapack lapack;
	if (lapack_open(&lapack, e))
		return e->code;
	const char *job = u ? "A" : "N";
	int m = (int)rows, n = (int)cols, ask = -1, info = 0, lwork;
	double best = 0, *vt = u ? mem_alloc(cols, cols * sizeof vt[0]) : NULL;
	int *iwork = mem_alloc(k, 8 * sizeof iwork[0]);
	lapack.dgesdd(job, &m, &n, x, &m, sigma, u, &m, vt, &n, &best, &ask, iwork, &info, 1);
	lwork = (int)best;
	double *work = mem_alloc((size_t)lwork, sizeof work[0]);
	if (!iwork || !work || (u && !vt))
		err_memory(e);
	else
		lapack.dgesdd(job, &m, &n, x, &m, sigma, u, &m, vt, &n, work, &lwork, iwork, &info, 1);
	mem_free(work);
	mem_free(iwork);
	mem_free(vt);
	if (info > 0)
		err_set(e, ERR_NO_ANSWER, "the singular values did not converge");
	return e->code;
}

/* A row-major is A^T column-major, which has the same singular values. */
static void
singular_values(struct matrix *m, size_t max_memory, struct err *e)
{
	size_t n = m->rows * m->cols;
	if (n > max_memory / sizeof(double)) {
		err_set(e, ERR_MEMORY, "the singular values need a copy of the matrix, %zu bytes; --max-memory is %zu",
		        n * sizeof(double), max_memory);
		return;
	}
	double *copy = mem_alloc(n, sizeof copy[0]);
	m->sigma = mem_alloc(m->k, sizeof m->sigma[0]);
	if (!copy || !m->sigma)
		err_memory(e);
	for (size_t i = 0; !e->code && i < n; i++)
		copy[i] = ldexp(m->a[i], -m->unit);
	if (!e->code)
		matrix_svd(m->cols, m->rows, copy, m->sigma, NULL, e);
	mem_free(copy);
}

static const struct measure *
row_of(const struct spec *s)
{
	return (const struct measure *)s->row;
}

/* The measures that do not ask for rows and columns. */
static void
vector_values(size_t m, const struct spec specs[], size_t n, const double a[], size_t max_memory, double value[], struct err *e)
{
	struct profile *p = profile_new(m, specs, 1, max_memory);
	if (!p)
		err_memory(e);
	else if (!profile_add(p, 0, n, a, e))
		profile_values(p, 0, NULL, value, e);
	profile_free(p);
}

void
matrix_histogram(size_t rows, size_t cols, const double a[], bool of_rows, size_t lines[])
{
	size_t n = of_rows ? rows : cols, length = of_rows ? cols : rows, along = of_rows ? 1 : cols, across = of_rows ? cols : 1;
	memset(lines, 0, (length + 1) * sizeof lines[0]);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		for (size_t j = 0; j < length; j++)
			k += a[i * across + j * along] != 0;
		lines[k]++;
	}
}

int
matrix_values(size_t m, const struct spec specs[], size_t rows, size_t cols, const double a[], size_t max_memory, double value[],
              struct err *e)
{
	struct matrix x = { .rows = rows, .cols = cols, .k = rows < cols ? rows : cols, .a = a, .err = e };
	unsigned reads = 0;
	if (rows == 0 || cols == 0)
		return err_set(e, ERR_INPUT, "the matrix is empty");
	for (size_t i = 0; i < rows * cols; i++)
		x.max = fmax(x.max, fabs(a[i]));
	x.unit = x.max > 0 ? ilogb(x.max) : 0;
	for (size_t i = 0; i < m; i++)
		reads |= row_of(&specs[i])->needs == MATRIX ? row_of(&specs[i])->sums : 0;
	vector_values(m, specs, rows * cols, a, max_memory, value, e);
	if (!e->code && reads & MATRIX_SVD && x.max > 0)
		singular_values(&x, max_memory, e);
	for (size_t i = 0; i < m && !e->code; i++)
		if (row_of(&specs[i])->needs == MATRIX) {
			x.par = specs[i].par;
			value[i] = x.max == 0 && !row_of(&specs[i])->zero ? (double)NAN : row_of(&specs[i])->matrix(&x);
		}
	mem_free(x.sigma);
	return e->code;
}
