/* SPDX-License-Identifier: MIT */
/* eig: see eig.h. */
#include "math/hippo/eig.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>

#include "base/lapack.h"
#include "base/mem.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dplr.h"

static int
descending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	if (x[0] < y[0] || x[0] > y[0])
		return x[0] < y[0] ? 1 : -1;
	return (x[1] < y[1]) - (x[1] > y[1]);
}

/* s_max/s_min of V (n, n), which is lost. */
static double
condition_of(const struct lapack *lapack, int n, double complex V[], struct err *e)
{
	int lwork = 4 * n, info;
	double *s = mem_alloc(8 * (size_t)n, sizeof *s);
	double complex *work = mem_alloc((size_t)lwork, sizeof *work), none;
	int *iwork = mem_alloc(8 * (size_t)n, sizeof *iwork), one = 1;
	double c = 0;

	if (!s || !work || !iwork) {
		err_memory(e);
	} else {
		lapack->zgesdd("N", &n, &n, V, &n, s, &none, &one, &none, &one, work, &lwork, s + n, iwork, &info, 1);
		if (info)
			err_set(e, ERR_NO_ANSWER, "zgesdd did not converge (%d)", info);
		c = s[0] / s[n - 1];
	}
	mem_free(s);
	mem_free(work);
	mem_free(iwork);
	return c;
}

/* zgeev of A, real (n, n) or complex pairs. */
static int
general(const struct hippo *h, const double A[], double lambda[], double *condition, struct err *e)
{
	int n = (int)h->size, lwork = 8 * n, one = 1, info;
	size_t nn = h->size * h->size;
	double complex *H = mem_alloc(2 * nn + 9 * h->size, sizeof *H), none;
	double *rwork = mem_alloc(2 * h->size, sizeof *rwork);
	struct lapack lapack;

	if (!H || !rwork) {
		err_memory(e);
	} else if (!lapack_open(&lapack, e)) {
		double complex *V = H + nn, *w = V + nn;
		for (size_t i = 0; i < h->size; i++)		/* column-major */
			for (size_t k = 0; k < h->size; k++) {
				size_t at = i * h->size + k;
				H[k * h->size + i] = h->family->is_complex ? complex_of(A[2 * at], A[2 * at + 1]) : A[at];
			}
		lapack.zgeev("N", "V", &n, H, &n, w, &none, &one, V, &n, w + n, &lwork, rwork, &info, 1, 1);
		if (info)
			err_set(e, ERR_NO_ANSWER, "zgeev did not converge (%d)", info);
		for (size_t i = 0; i < h->size; i++) {
			lambda[2 * i] = creal(w[i]);
			lambda[2 * i + 1] = cimag(w[i]);
		}
		qsort(lambda, h->size, 2 * sizeof *lambda, descending);
		*condition = condition_of(&lapack, n, V, e);
	}
	mem_free(H);
	mem_free(rwork);
	return e->code;
}

static int
normal(const struct hippo *h, double lambda[], struct err *e)
{
	struct dplr d;

	if (dplr_make(h, &d, e))
		return e->code;
	for (size_t m = 0; m < h->size; m++) {
		lambda[2 * m] = d.shift;
		lambda[2 * m + 1] = d.omega[m];
	}
	dplr_free(&d);
	return 0;
}

int
eig(const struct hippo *h, double lambda[], double *condition, struct err *e)
{
	const struct family *f = h->family;
	size_t n = h->size;
	struct semi a = { 0 };
	bool triangular = false;

	*condition = -1;
	if (f->semi) {
		if (!hippo_semi(h, &a))
			return err_memory(e);
		triangular = a.lower;
	}
	for (size_t i = 0; triangular && i < n; i++) {
		lambda[2 * i] = -a.d[i];
		lambda[2 * i + 1] = 0;
	}
	semi_free(&a);
	if (triangular)
		return 0;
	if (f->normal)
		return normal(h, lambda, e);
	double *A = mem_alloc(hippo_size_a(h) + hippo_size_b(h), sizeof *A);
	if (!A)
		return err_memory(e);
	hippo_fill(h, A, A + hippo_size_a(h));
	for (size_t i = 0; f->diagonal && i < n; i++) {
		lambda[2 * i] = A[f->is_complex ? 2 * i : i];
		lambda[2 * i + 1] = f->is_complex ? A[2 * i + 1] : 0;
	}
	if (!f->diagonal)
		general(h, A, lambda, condition, e);
	mem_free(A);
	return e->code;
}

int
eig_growth(const struct hippo *h, double alpha, double dt, double *radius, struct err *e)
{
	size_t n = h->size;
	double condition;

	*radius = 0;
	if (n > 512 && !h->family->diagonal)
		return 0;
	double *lambda = mem_alloc(2 * n, sizeof *lambda);
	if (!lambda)
		return err_memory(e);
	if (!eig(h, lambda, &condition, e)) {
		for (size_t i = 0; i < n; i++) {
			double re = dt * lambda[2 * i], im = dt * lambda[2 * i + 1];
			*radius = fmax(*radius, hypot(1 + (1 - alpha) * re, (1 - alpha) * im) / hypot(1 - alpha * re, alpha * im));
		}
	}
	if (e->code != ERR_MEMORY)
		err_clear(e);
	mem_free(lambda);
	return e->code;
}
