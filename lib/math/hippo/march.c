/* SPDX-License-Identifier: MIT */
/* march: see march.h. */
#include "math/hippo/march.h"

#include <string.h>

#include "base/mem.h"
#include "math/hippo/dense.h"

bool
march_new(struct march *g, const struct hippo *h, const struct spec *rule, size_t c, bool varying)
{
	size_t m = hippo_size_b(h), square = h->family->diagonal ? m : m * m;
	double *v = mem_zero((varying ? 3 : h->family->is_complex ? 2 : 1) * square + 2 * m + m * c + c, sizeof *v);

	*g = (struct march){ .h = h, .rule = rule, .m = m, .c = c, .dt = -1 };
	if (!v)
		return false;
	g->dA = v;
	g->dB = g->dA + square;
	g->ahead = g->dB + m;
	g->y = g->ahead + m;
	g->last = g->y + m * c;
	g->M = g->last + c;
	g->E = g->M + square;
	return true;
}

void
march_free(struct march *g)
{
	mem_free(g->dA);
	*g = (struct march){ 0 };
}

/* Z (n, n) pairs -> A (2n, 2n) that acts on (re, im) in turn. */
static void
real_form(size_t n, const double Z[], double A[])
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double re = Z[2 * (i * n + k)], im = Z[2 * (i * n + k) + 1], *at = A + 4 * i * n + 2 * k;
			at[0] = at[2 * n + 1] = re;
			at[1] = -im;
			at[2 * n] = im;
		}
	}
}

int
march_step_size(struct march *g, double dt, struct err *e)
{
	bool pairs = g->h->family->is_complex && !g->h->family->diagonal;

	if (discretize(g->h, g->rule, dt, pairs ? g->M : g->dA, g->dB, g->ahead, e))
		return e->code;
	if (pairs)
		real_form(g->h->size, g->M, g->dA);
	g->dt = dt;
	return 0;
}

/* y += A x */
static void
apply(const struct march *g, const double A[], const double x[], double y[])
{
	size_t m = g->m, c = g->c, part = g->h->family->is_complex ? 2 : 1;

	if (!g->h->family->diagonal) {
		for (size_t i = 0; i < m; i++)
			for (size_t j = 0; j < m; j++)
				for (size_t k = 0; k < c; k++)
					y[i * c + k] += A[i * m + j] * x[j * c + k];
		return;
	}
	for (size_t i = 0; i < m; i += part) {
		double re = A[i], im = part == 2 ? A[i + 1] : 0;
		for (size_t k = 0; k < c; k++) {
			const double *a = x + i * c + k;
			y[i * c + k] += re * a[0] - (part == 2 ? im * a[c] : 0);
			if (part == 2)
				y[(i + 1) * c + k] += re * a[c] + im * a[0];
		}
	}
}

void
march_step(struct march *g, const double u[], double x[])
{
	size_t m = g->m, c = g->c;
	bool foh = ((const struct rule *)(const void *)g->rule->row)->kind == FOH;

	/* dB - dA G2 = G1 - G2 acts on the sample before, G2 on this: dB last + dA (x - G2 last) + G2 u */
	for (size_t i = 0; foh && i < m * c; i++)
		x[i] -= g->ahead[i / c] * g->last[i % c];
	for (size_t i = 0; i < m; i++)
		for (size_t k = 0; k < c; k++)
			g->y[i * c + k] = foh ? g->dB[i] * g->last[k] + g->ahead[i] * u[k] : g->dB[i] * u[k];
	apply(g, g->dA, x, g->y);
	memcpy(x, g->y, m * c * sizeof *x);
	memcpy(g->last, u, c * sizeof *u);
}

/* A, B of the family, real, in dA and dB. */
static void
fill(struct march *g)
{
	if (g->h->family->is_complex) {
		hippo_fill(g->h, g->M, g->dB);
		real_form(g->h->size, g->M, g->dA);
	} else {
		hippo_fill(g->h, g->dA, g->dB);
	}
	g->dt = 0;
}

/* E = exp(tau A): the steady mode holds u, the rest decays. */
static int
exact(struct march *g, double tau, const double u[], double x[], struct err *e)
{
	size_t m = g->m, c = g->c, mode = hippo_mode(g->h);

	for (size_t i = 0; i < m * m; i++)
		g->M[i] = tau * g->dA[i];
	if (!dense_exp(m, g->M, g->E))
		return err_memory(e);
	memset(g->y, 0, m * c * sizeof *g->y);
	for (size_t k = 0; k < c; k++)
		x[mode * c + k] -= u[k];
	apply(g, g->E, x, g->y);
	for (size_t k = 0; k < c; k++)
		g->y[mode * c + k] += u[k];
	memcpy(x, g->y, m * c * sizeof *x);
	return 0;
}

int
march_varying(struct march *g, const double w[3], double tau, const double u[], double x[], struct err *e)
{
	size_t m = g->m, c = g->c;

	if (g->dt < 0)
		fill(g);
	if (!w)
		return exact(g, tau, u, x, e);
	memset(g->y, 0, m * c * sizeof *g->y);
	apply(g, g->dA, x, g->y);
	for (size_t i = 0; i < m; i++)
		for (size_t k = 0; k < c; k++)
			x[i * c + k] += w[1] * g->y[i * c + k] + w[2] * g->dB[i] * u[k];
	for (size_t i = 0; i < m * m; i++)
		g->M[i] = (i % (m + 1) ? 0 : 1) - w[0] * g->dA[i];
	if (!dense_solve(m, g->M, c, x)) {
		err_set(e, ERR_NO_ANSWER, "the matrix of an implicit step is singular or overflows");
		err_hint(e, "take another --rule");
	}
	return e->code;
}
