/* SPDX-License-Identifier: MIT */
/* builder: see builder.h. */
#include "math/hippo/builder.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

/* Newton's method on P_m from the usual starts; 1 - x is kept small without cancellation by working in cos. */
void
builder_nodes(size_t m, double x[], double w[])
{
	double n = (double)m, pi = acos(-1);

	for (size_t i = 0; 2 * i < m; i++) {
		double angle = pi * ((double)i + 0.75) / (n + 0.5), z = cos(angle), slope = 1;
		for (int step = 0; step < 6; step++) {
			double p = 1, before = 0;
			for (size_t j = 0; j < m; j++) {
				double k = (double)j, next = ((2 * k + 1) * z * p - k * before) / (k + 1);
				before = p;
				p = next;
			}
			slope = n * (before - z * p) / ((1 - z) * (1 + z));
			double move = p / slope;
			z -= move;
			if (fabs(move) < 1e-16)
				break;
		}
		z = 2 * i + 1 == m ? 0 : z;
		x[i] = (1 - z) / 2;
		x[m - 1 - i] = (1 + z) / 2;
		w[i] = w[m - 1 - i] = 1 / ((1 - z) * (1 + z) * slope * slope);
	}
}

/* g_n(s) and its derivative: v_n P_n(2s - 1) in the scale D of the family. */
static void
legendre(const struct hippo *h, double s, double g[], double slope[])
{
	double x = 2 * s - 1, p = 1, before = 0, dp = 0, dbefore = 0;

	for (size_t i = 0; i < h->size; i++) {
		double k = (double)i, v = sqrt(2 * k + 1);
		g[i] = v * p;
		slope[i] = 2 * v * dp;
		double next = ((2 * k + 1) * x * p - k * before) / (k + 1), dnext = dbefore + (2 * k + 1) * p;
		before = p;
		p = next;
		dbefore = dp;
		dp = dnext;
	}
}

/* exp(2 pi i m s) as pairs, m = -M..M. */
static void
modes(size_t n, double s, double g[], double slope[])
{
	double pi = acos(-1);
	size_t middle = n / 2;

	for (size_t i = 0; i < n; i++) {
		double m = (double)i - (double)middle, turn = m * s;
		turn = 2 * pi * (turn - round(turn));
		g[2 * i] = cos(turn);
		g[2 * i + 1] = sin(turn);
		slope[2 * i] = -2 * pi * m * g[2 * i + 1];
		slope[2 * i + 1] = 2 * pi * m * g[2 * i];
	}
}

static void
functions(const struct hippo *h, double s, double g[], double slope[])
{
	if (h->family->is_complex)
		modes(h->size, s, g, slope);
	else
		legendre(h, s, g, slope);
}

/* A += f conj(g) h^T */
static void
add(const struct hippo *h, double f, const double g[], const double slope[], double A[])
{
	size_t n = h->size;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			if (!h->family->is_complex) {
				A[i * n + k] += f * g[i] * slope[k];
				continue;
			}
			double a = g[2 * i], b = -g[2 * i + 1], c = slope[2 * k], d = slope[2 * k + 1];
			A[2 * (i * n + k)] += f * (a * c - b * d);
			A[2 * (i * n + k) + 1] += f * (a * d + b * c);
		}
	}
}

/* By the m-point rule, in the basis without scale; v (2 width) scratch. */
static int
quadrature(const struct hippo *h, double (*rate)(const void *, double), const void *context, size_t m, double A[], double B[], double v[],
	struct err *e)
{
	size_t width = hippo_size_b(h);
	double *x = mem_alloc(2 * m, sizeof *x);

	if (!x)
		return err_memory(e);
	double *w = x + m, *g = v, *slope = v + width;
	builder_nodes(m, x, w);
	memset(A, 0, hippo_size_a(h) * sizeof *A);
	for (size_t j = 0; j <= m && !e->code; j++) {
		double s = j < m ? x[j] : 1, r = rate(context, s);
		if (!isfinite(r))
			err_set(e, ERR_NO_ANSWER, "(dt/dT)/(dt/ds) is %g at s = %.3g", r, s);
		functions(h, s, g, slope);
		add(h, j < m ? w[j] * r : -r, g, j < m ? slope : g, A);
		for (size_t i = 0; j == m && i < width; i++)
			B[i] = h->family->is_complex && i % 2 ? 0 - r * g[i] : r * g[i];
	}
	mem_free(x);
	return e->code;
}

static void
scale(const struct hippo *h, double A[], double B[])
{
	size_t n = h->size;

	for (size_t i = 0; h->family->factor && i < n; i++) {
		B[i] *= hippo_factor(h, i);
		for (size_t k = 0; k < n; k++)
			A[i * n + k] *= hippo_factor(h, i) / hippo_factor(h, k);
	}
}

#define TOLERANCE 1e-13

int
builder(const struct hippo *h, double (*rate)(const void *, double), const void *context, double A[], double B[], struct err *e)
{
	size_t size = hippo_size_a(h), width = hippo_size_b(h);
	enum group group = h->family->group;
	bool known = group == LEGS || group == LEGT || group == MODES_T || group == MODES_S, settled = false;
	double *before = mem_zero(size + 2 * width, sizeof *before);

	if (!known) {
		err_set(e, ERR_USAGE, "%s has no functions that a time map could carry", h->family->head.name);
		err_hint(e, "legs, legt and their kin, fout_complex and fous_complex have");
	} else if (!before) {
		err_memory(e);
	}
	for (size_t m = h->n + 8; !e->code && !settled; m *= 2) {
		if (m > 16384)
			err_set(e, ERR_NO_ANSWER, "(dt/dT)/(dt/ds) is not smooth enough to be integrated");
		else if (!quadrature(h, rate, context, m, A, B, before + size, e)) {
			double off = 0, most = 0;
			for (size_t i = 0; i < size; i++) {
				off = fmax(off, fabs(A[i] - before[i]));
				most = fmax(most, fabs(A[i]));
			}
			settled = m > h->n + 8 && off <= TOLERANCE * most;
			memcpy(before, A, size * sizeof *A);
			for (size_t i = 0; settled && i < size; i++)
				A[i] = fabs(A[i]) <= TOLERANCE * most ? 0 : A[i];
		}
	}
	if (!e->code)
		scale(h, A, B);
	mem_free(before);
	return e->code;
}
