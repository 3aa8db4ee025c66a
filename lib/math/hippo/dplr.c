/* SPDX-License-Identifier: MIT */
/* dplr: see dplr.h.  Closed forms are in dplr_closed.c. */
#include "math/hippo/dplr.h"

#include <complex.h>
#include <math.h>

#include "base/lapack.h"
#include "base/mem.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dplr_closed.h"
#include "math/hippo/fills.h"

/* How A + P P^T - shift I becomes skew: by P = gain B, all of it or split by parity; how its eigenvectors are known. */
enum route { LEGENDRE = 1, LAGUERRE, FOURIER, PARITY };
struct plan {
	enum route route;
	unsigned rank;
	double gain, shift;
};

static const struct {
	fills *fill;
	struct plan plan;
} plans[] = {
	{ fills_legs, { LEGENDRE, 1, 0.70710678118654752440, -0.5 } },
	{ fills_legs_orthonormal, { LEGENDRE, 1, 0.5, -0.5 } },
	{ fills_legsd, { LEGENDRE, 0, 0, -0.5 } },
	{ fills_lagt, { LAGUERRE, 1, 0.70710678118654752440, 0 } },
	{ fills_tlagt, { LAGUERRE, 1, 0.70710678118654752440, 0 } },
	{ fills_fout, { FOURIER, 1, 1, 0 } },
	{ fills_fourier_decay, { FOURIER, 1, 1.41421356237309504880, 0 } },
	{ fills_fourier2, { FOURIER, 1, 0.70710678118654752440, 0 } },
	{ fills_foud, { FOURIER, 0, 0, -0.5 } },
	{ fills_legt, { PARITY, 2, 1, 0 } },
	{ fills_legt_s4, { PARITY, 2, 1.41421356237309504880, 0 } },
};

static int
plan_of(const struct hippo *h, struct plan *p, struct err *e)
{
	for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
		if (plans[i].fill == h->family->fill) {
			*p = plans[i].plan;
			if (h->family->fill == fills_legt)
				p->gain = sqrt(h->par[0]);
			if (h->family->fill == fills_tlagt)
				p->shift = -h->par[0] / 2;
			if (p->route == LAGUERRE)
				p->gain /= h->par[0];
			return 0;
		}
	}
	err_set(e, ERR_USAGE, "%s has no unitary basis in which it is diagonal plus low rank", h->family->head.name);
	err_hint(e, h->family->diagonal ? "it is diagonal; print A" : "legs, legsd, legt, lagt, tlagt, fout and its kin have one");
	return ERR_USAGE;
}

/*
 * legt: S couples even with odd places only.  With M_jk = S_(2j,2k+1) = U diag(sigma) W^T, the eigenvectors to +-i sigma are u in the even and
 * +-i w in the odd places, over sqrt 2; when n is odd the last u alone belongs to 0.  A real problem of half the size.
 */
static int
by_parity(struct dplr *d, const double S[], struct err *e)
{
	size_t n = d->n, odd = n / 2, even = n - odd;
	int rows = (int)even, cols = (int)odd, ld = cols ? cols : 1, lwork = 4 * cols * cols + 7 * cols + rows + 1, info = 0;
	double *M = mem_zero(even * odd + even * even + odd * odd + odd + (size_t)lwork, sizeof *M);
	int *iwork = mem_alloc(8 * odd + 1, sizeof *iwork);
	struct lapack lapack;

	if (!M || !iwork) {
		err_memory(e);
	} else if (!lapack_open(&lapack, e)) {
		double *U = M + even * odd, *W = U + even * even, *sigma = W + odd * odd, *work = sigma + odd;
		for (size_t j = 0; j < even; j++)		/* column-major, as U and the transpose of W that come back */
			for (size_t k = 0; k < odd; k++)
				M[k * even + j] = S[2 * j * n + 2 * k + 1];
		if (odd)
			lapack.dgesdd("A", &rows, &cols, M, &rows, sigma, U, &rows, W, &ld, work, &lwork, iwork, &info, 1);
		else
			U[0] = 1;
		if (info)
			err_set(e, ERR_NO_ANSWER, "dgesdd did not converge (%d)", info);
		for (size_t m = 0; m < even; m++) {
			double half = m < odd ? sqrt(0.5) : 1;
			d->omega[m] = m < odd ? sigma[m] : 0;
			d->omega[n - 1 - m] = 0 - d->omega[m];		/* never -0 */
			for (size_t i = 0; i < even; i++)
				d->V[2 * i * n + m] = d->V[2 * i * n + n - 1 - m] = half * U[m * even + i];
			for (size_t i = 0; m < odd && i < odd; i++) {
				d->V[(2 * i + 1) * n + m] = complex_of(0, half * W[i * odd + m]);
				d->V[(2 * i + 1) * n + n - 1 - m] = complex_of(0, -half * W[i * odd + m]);
			}
		}
	}
	mem_free(M);
	mem_free(iwork);
	return e->code;
}

/* V* x. */
static double complex
project(const struct dplr *d, size_t m, const double x[])
{
	double complex sum = 0;

	for (size_t i = 0; i < d->n; i++)
		sum += conj(d->V[i * d->n + m]) * x[i];
	return sum;
}

/* The phases of a basis that is free in them: V* B >= 0. */
static void
turn(struct dplr *d, const double B[])
{
	for (size_t m = 0; m < d->n; m++) {
		double complex b = project(d, m, B);
		double size = cabs(b);
		double complex phase = size > 1e-12 ? b / size : 1;
		for (size_t i = 0; i < d->n; i++)
			d->V[i * d->n + m] *= phase;
		d->b[m] = size;
	}
}

/* y = S x, S = A + P P^T - shift I (P by rank of p), in O(n); without generators S couples pairs only. */
static void
normal_part(const struct dplr *d, const struct semi *a, const double S[], const double P[], const double complex x[], double complex y[])
{
	double complex sum[2] = { 0 };
	size_t n = d->n;

	if (!a->d) {
		for (size_t i = 0; i < n; i++)
			y[i] = S[i * n + (i ^ 1)] * x[i ^ 1];
		return;
	}
	for (size_t i = 0; i < n; i++)
		sum[d->rank == 2 ? i % 2 : 0] += P[i] * x[i];
	semi_apply(a, false, x, y);
	for (size_t i = 0; i < n; i++)
		y[i] += P[i] * sum[d->rank == 2 ? i % 2 : 0] - d->shift * x[i];
}

/* |S V - V i omega|_F/|S|_F */
static int
residual(struct dplr *d, const struct hippo *h, const double S[], const double P[], struct err *e)
{
	size_t n = d->n;
	struct semi a = { 0 };
	double complex *x = mem_alloc(2 * n, sizeof *x);
	double off = 0, all = 0;

	if (!x || (h->family->semi && !hippo_semi(h, &a))) {
		err_memory(e);
	} else {
		double complex *y = x + n;
		for (size_t m = 0; m < n; m++) {
			for (size_t i = 0; i < n; i++)
				x[i] = d->V[i * n + m];
			normal_part(d, &a, S, P, x, y);
			for (size_t i = 0; i < n; i++) {
				double re = creal(y[i]) + d->omega[m] * cimag(x[i]), im = cimag(y[i]) - d->omega[m] * creal(x[i]);
				off += re * re + im * im;
			}
		}
		for (size_t i = 0; i < n * n; i++)
			all += S[i] * S[i];
		d->residual = all > 0 ? sqrt(off / all) : 0;
	}
	mem_free(x);
	semi_free(&a);
	return e->code;
}

static int
fill(const struct hippo *h, const struct plan *p, double A[], double B[], struct dplr *d, struct err *e)
{
	size_t n = d->n;

	hippo_fill(h, A, B);
	for (size_t i = 0; i < n; i++)			/* S = (A - A^T)/2, exactly skew */
		for (size_t k = 0; k <= i; k++) {
			double s = (A[i * n + k] - A[k * n + i]) / 2;
			A[i * n + k] = s;
			A[k * n + i] = -s;
		}
	if (p->route == LEGENDRE)
		dplr_legendre(d);
	else if (p->route == LAGUERRE)
		dplr_laguerre(d);
	else if (p->route == FOURIER)
		dplr_fourier(d, A);
	else if (by_parity(d, A, e))
		return e->code;
	d->closed = p->route != PARITY;
	if (d->closed)
		for (size_t m = 0; m < n; m++)		/* all B are B_0 times those the forms are for */
			d->b[m] *= B[0];
	else
		turn(d, B);
	d->shift = p->shift;
	d->rank = p->rank;
	for (size_t i = 0; i < n; i++)
		B[i] *= p->gain;			/* P, all of it */
	if (residual(d, h, A, B, e))
		return e->code;
	for (unsigned r = 0; r < p->rank; r++) {
		for (size_t i = 0; i < n; i++)
			A[i] = p->rank == 2 && i % 2 != r ? 0 : B[i];
		for (size_t m = 0; m < n; m++)
			d->p[r][m] = p->rank == 1 ? p->gain * d->b[m] : project(d, m, A);
	}
	return 0;
}

bool
dplr_known(const struct hippo *h)
{
	struct plan unused;
	struct err e = { 0 };

	return plan_of(h, &unused, &e) == 0;
}

int
dplr_make(const struct hippo *h, struct dplr *d, struct err *e)
{
	struct plan p;
	size_t n = h->size;

	*d = (struct dplr){ .n = n };
	if (plan_of(h, &p, e))
		return e->code;
	double *A = mem_alloc(n * n + n, sizeof *A);
	d->omega = mem_zero(n, sizeof *d->omega);
	d->b = mem_zero(3 * n, sizeof *d->b);
	d->V = mem_zero(n * n, sizeof *d->V);
	if (!A || !d->omega || !d->b || !d->V) {
		err_memory(e);
	} else {
		d->p[0] = d->b + n;
		d->p[1] = d->b + 2 * n;
		fill(h, &p, A, A + n * n, d, e);
	}
	mem_free(A);
	if (e->code)
		dplr_free(d);
	return e->code;
}

void
dplr_free(struct dplr *d)
{
	mem_free(d->omega);
	mem_free(d->b);
	mem_free(d->V);
	*d = (struct dplr){ 0 };
}
