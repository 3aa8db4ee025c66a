/* SPDX-License-Identifier: MIT */
/* discretize: see discretize.h.  The rows are in rules.c, diagonal families in discretize_diagonal.c. */
#include "math/hippo/discretize.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/dense.h"
#include "math/hippo/diagonal.h"
#include "math/hippo/legs_exp.h"

/* All columns of dA in one step of semi.h, dB in another. */
static int
structured(const struct hippo *h, double alpha, double dt, const double B[], double dA[], double dB[], struct err *e)
{
	size_t n = h->size;
	struct semi a;
	struct factor f = { 0 };
	double *work = mem_zero(n * n + n, sizeof *work), one = 1;

	if (!hippo_semi(h, &a) || !semi_factor_new(&f, n) || !work) {
		err_memory(e);
	} else {
		for (size_t i = 0; i < n * n; i++)
			dA[i] = i % (n + 1) ? 0 : 1;
		memset(dB, 0, n * sizeof *dB);
		semi_factor(&a, alpha * dt, &f);
		semi_step(&a, &f, n, (1 - alpha) * dt, 0, B, work + n * n, dA, work);
		semi_step(&a, &f, 1, 0, dt, B, &one, dB, work);
	}
	mem_free(work);
	semi_factor_free(&f);
	semi_free(&a);
	return e->code;
}

/* exp(dt A) of legs and its kin: D E D^-1; dB = (e_0 - E e_0) d_0 in their scale. */
static int
legs(const struct hippo *h, double dt, double dA[], double dB[], struct err *e)
{
	size_t n = h->size;
	double *work = mem_alloc(LEGS_EXP_WORK(n), sizeof *work), rest = -expm1(-dt);

	if (!work)
		return err_memory(e);
	legs_exp(n, exp(-dt), rest, dA, work);
	for (size_t i = 0; i < n; i++)
		dB[i] = hippo_factor(h, i) * (i ? -dA[i * n] : rest);
	for (size_t i = 0; h->family->factor && i < n; i++)
		for (size_t k = 0; k <= i; k++)
			dA[i * n + k] *= hippo_factor(h, i) / hippo_factor(h, k);
	mem_free(work);
	return 0;
}

/* x = M^-1 y for the implicit rules without structure. */
static int
implicit(size_t n, const double A[], const double B[], double alpha, double dt, double dA[], double dB[], struct err *e)
{
	double *M = mem_alloc(2 * n * n, sizeof *M);

	if (!M)
		return err_memory(e);
	double *N = M + n * n;
	for (size_t i = 0; i < n * n; i++) {
		double one = i % (n + 1) ? 0 : 1;
		M[i] = N[i] = one - alpha * dt * A[i];
		dA[i] = one + (1 - alpha) * dt * A[i];
	}
	for (size_t i = 0; i < n; i++)
		dB[i] = dt * B[i];
	if (!dense_solve(n, M, n, dA) || !dense_solve(n, N, 1, dB)) {
		err_set(e, ERR_NO_ANSWER, "I - alpha dt A is singular or overflows");
		err_hint(e, "take another --dt, or the rule zoh");
	}
	mem_free(M);
	return e->code;
}

/* exp of [[A dt, B dt, 0], [0, 0, 1], [0, 0, 0]]: dA, G1, G2 in its first rows. */
static int
exponential(size_t n, const double A[], const double B[], double dt, double dA[], double G1[], double G2[], struct err *e)
{
	size_t m = n + 2;
	double *M = mem_zero(2 * m * m, sizeof *M);

	if (!M)
		return err_memory(e);
	double *E = M + m * m;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			M[i * m + k] = dt * A[i * n + k];
		M[i * m + n] = dt * B[i];
	}
	M[n * m + n + 1] = 1;
	double size = 0;
	for (size_t i = 0; i < m * m; i++)
		size += fabs(M[i]);
	if (!isfinite(size)) {
		err_set(e, ERR_NO_ANSWER, "dt A is not finite");
		err_hint(e, "take a smaller --dt");
	} else if (!dense_exp(m, M, E))
		err_memory(e);
	for (size_t i = 0; i < n; i++) {
		memcpy(dA + i * n, E + i * m, n * sizeof *dA);
		G1[i] = E[i * m + n];
		G2[i] = E[i * m + n + 1];
	}
	mem_free(M);
	return e->code;
}

/* A, B real (n, n), (n): every rule. */
static int
dense(size_t n, const double A[], const double B[], const struct spec *s, double dt, double dA[], double dB[], double G2[],
	struct err *e)
{
	enum rule_kind kind = ((const struct rule *)(const void *)s->row)->kind;

	if (kind == GBT)
		return implicit(n, A, B, rule_alpha(s), dt, dA, dB, e);
	if (exponential(n, A, B, dt, dA, dB, G2, e))
		return e->code;
	for (size_t i = 0; i < n; i++) {
		if (kind == MAMBA)
			dB[i] = dt * B[i];
		if (kind == FOH) {
			dB[i] -= G2[i];
			for (size_t k = 0; k < n; k++)
				dB[i] += dA[i * n + k] * G2[k];
		}
	}
	return 0;
}

/* Complex matrices as real ones of twice the size; vectors (re .., im ..). */
static int
embedded(const struct hippo *h, const double A[], const double B[], const struct spec *s, double dt, double dA[], double dB[],
	double ahead[], struct err *e)
{
	size_t n = h->size, m = 2 * n;
	double *M = mem_alloc(2 * m * m + 3 * m, sizeof *M);

	if (!M)
		return err_memory(e);
	double *R = M + m * m, *b = R + m * m, *d = b + m, *g = d + m;
	dense_embed(n, A, M);
	for (size_t i = 0; i < n; i++) {
		b[i] = B[2 * i];
		b[i + n] = B[2 * i + 1];
	}
	if (!dense(m, M, b, s, dt, R, d, g, e)) {
		for (size_t i = 0; i < n; i++) {
			for (size_t k = 0; k < n; k++) {
				dA[2 * (i * n + k)] = R[i * m + k];
				dA[2 * (i * n + k) + 1] = R[(i + n) * m + k];
			}
			for (size_t part = 0; part < 2; part++) {
				dB[2 * i + part] = d[i + part * n];
				ahead[2 * i + part] = g[i + part * n];
			}
		}
	}
	mem_free(M);
	return e->code;
}

/* What went beyond the doubles is no step. */
static int
overflow(size_t size, const double dA[], size_t inputs, const double dB[], struct err *e)
{
	double all = 0;

	for (size_t i = 0; i < size; i++)
		all += fabs(dA[i]);
	for (size_t i = 0; i < inputs; i++)
		all += fabs(dB[i]);
	if (!isfinite(all)) {
		err_set(e, ERR_NO_ANSWER, "dt A is not finite");
		err_hint(e, "take a smaller --dt");
	}
	return e->code;
}

int
discretize(const struct hippo *h, const struct spec *s, double dt, double dA[], double dB[], double ahead[], struct err *e)
{
	enum rule_kind kind = ((const struct rule *)(const void *)s->row)->kind;
	size_t size = hippo_size_a(h), inputs = hippo_size_b(h);

	if (!(dt > 0) || !isfinite(dt))
		return err_set(e, ERR_USAGE, "the step dt is not above 0; say --dt H");
	double *A = mem_alloc(size + 2 * inputs, sizeof *A);
	if (!A)
		return err_memory(e);
	double *B = A + size, *own = B + inputs;
	hippo_fill(h, A, B);
	ahead = ahead ? ahead : own;
	if (h->family->diagonal)
		diagonal_discretize(h->size, h->family->is_complex, A, B, s, dt, dA, dB, ahead);
	else if (kind == GBT && h->family->semi)
		structured(h, rule_alpha(s), dt, B, dA, dB, e);
	else if (kind == ZOH && h->family->group == LEGS)
		legs(h, dt, dA, dB, e);
	else if (h->family->is_complex)
		embedded(h, A, B, s, dt, dA, dB, ahead, e);
	else
		dense(h->size, A, B, s, dt, dA, dB, ahead, e);
	mem_free(A);
	return e->code ? e->code : overflow(size, dA, inputs, dB, e);
}
