/* SPDX-License-Identifier: MIT */
/* semi_step: one step of an implicit rule in O(n) for each signal; see semi.h. */
#include "base/mem.h"
#include "math/hippo/semi.h"

bool
semi_factor_new(struct factor *f, size_t n)
{
	double *v = mem_alloc(3 * n, sizeof *v);

	*f = v ? (struct factor){ .inverse = v, .lower = v + n, .upper = v + 2 * n } : (struct factor){ 0 };
	return v;
}

void
semi_factor_free(struct factor *f)
{
	mem_free(f->inverse);
	*f = (struct factor){ 0 };
}

/*
 * Lower triangular A: C_i = alpha sum_(k<i) q_k z_k, z_i = (y_i - p_i C_i)/(1 + alpha d_i).  Put into C_(i+1) = C_i + alpha q_i z_i
 * that is C_(i+1) = e_i C_i + l_i y_i, l_i = alpha q_i/(1 + alpha d_i), e_i = (1 + alpha (d_i - p_i q_i))/(1 + alpha d_i): a chain
 * of one product and one sum.  e is kept in upper.  Otherwise the elimination of semi_solve.
 */
void
semi_factor(const struct semi *a, double alpha, struct factor *f)
{
	double G = 0;

	f->alpha = alpha;
	for (size_t i = 0; a->lower && i < a->n; i++) {
		double inverse = 1 / (1 + alpha * a->d[i]);
		f->inverse[i] = inverse;
		f->lower[i] = alpha * a->q[i] * inverse;
		f->upper[i] = (1 + alpha * (a->d[i] - a->p[i] * a->q[i])) * inverse;
	}
	for (size_t i = 0; !a->lower && i < a->n; i++) {
		double l = alpha * a->q[i] - G * a->s[i];
		f->inverse[i] = 1 / (1 + alpha * a->d[i] - a->p[i] * a->s[i] * G);
		f->lower[i] = l * f->inverse[i];
		f->upper[i] = (alpha * a->r[i] - a->p[i] * G) * f->inverse[i];
		G += l * f->upper[i];
	}
}

enum { LANES = 8 };

/* c signals of stride, c <= LANES known when this is compiled in. */
static inline void
lower(const struct semi *a, const struct factor *f, size_t c, size_t stride, double beta, double gamma, const double B[],
	const double u[], double x[])
{
	double S[LANES] = { 0 }, C[LANES] = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		double keep = 1 - beta * a->d[i], p = a->p[i], q = a->q[i], add = gamma * B[i];
		for (size_t k = 0; k < c; k++) {
			double old = x[i * stride + k];
			double y = keep * old - beta * p * S[k] + add * u[k];
			x[i * stride + k] = (y - p * C[k]) * f->inverse[i];
			S[k] += q * old;
			C[k] = f->upper[i] * C[k] + f->lower[i] * y;
		}
	}
}

/* Both triangles: the product backwards, then forwards with the elimination, then back substitution. */
static inline void
both(const struct semi *a, const struct factor *f, size_t c, size_t stride, double beta, double gamma, const double B[],
	const double u[], double x[], double y[])
{
	double S[LANES] = { 0 }, C[LANES] = { 0 }, U[LANES] = { 0 };

	for (size_t i = a->n; i-- > 0;) {		/* y = (1 - beta d) x - beta r sum_(k>i) s_k x_k + gamma B u */
		for (size_t k = 0; k < c; k++) {
			double old = x[i * stride + k];
			y[i * stride + k] = (1 - beta * a->d[i]) * old - beta * a->r[i] * U[k] + gamma * B[i] * u[k];
			U[k] += a->s[i] * old;
		}
	}
	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < c; k++) {
			double old = x[i * stride + k];
			double t = y[i * stride + k] - beta * a->p[i] * S[k] - a->p[i] * C[k];
			S[k] += a->q[i] * old;
			C[k] += f->lower[i] * t;
			x[i * stride + k] = t * f->inverse[i];
		}
	}
	for (size_t k = 0; k < c; k++)
		U[k] = 0;
	for (size_t i = a->n; i-- > 0;) {
		for (size_t k = 0; k < c; k++) {
			x[i * stride + k] -= f->upper[i] * U[k];
			U[k] += a->s[i] * x[i * stride + k];
		}
	}
}

void
semi_step(const struct semi *a, const struct factor *f, size_t c, double beta, double gamma, const double B[], const double u[],
	double x[], double work[])
{
	for (size_t at = 0; at < c;) {
		size_t now = c - at >= LANES ? LANES : 1;
		if (a->lower && now == LANES)
			lower(a, f, LANES, c, beta, gamma, B, u + at, x + at);
		else if (a->lower)
			lower(a, f, 1, c, beta, gamma, B, u + at, x + at);
		else if (now == LANES)
			both(a, f, LANES, c, beta, gamma, B, u + at, x + at, work + at);
		else
			both(a, f, 1, c, beta, gamma, B, u + at, x + at, work + at);
		at += now;
	}
}
