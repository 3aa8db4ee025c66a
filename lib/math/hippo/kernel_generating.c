/* SPDX-License-Identifier: MIT */
/* kernel_generating: kernels from their generating function at the roots of unity; see kernel.h. */
#include <complex.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dense.h"
#include "math/hippo/dplr.h"
#include "math/hippo/kernel.h"

/* exp(-2 pi i k/n) from the first eighth of the circle, so that symmetric roots have symmetric bits. */
static double complex
root(size_t k, size_t n)
{
	double turn = 2 * acos(-1) * (double)k / (double)n;

	return 2 * k == n ? -1 : complex_of(cos(turn), -sin(turn));
}

/* K_k = 1/n sum_l K^_l exp(2 pi i k l/n); K^ has the symmetry of a real sequence and only l <= n/2 are given. */
static void
inverse(size_t n, const double complex hat[], const double complex roots[], double K[])
{
	for (size_t k = 0; k < n; k++) {
		double sum = creal(hat[0]);
		for (size_t l = 1; 2 * l <= n; l++) {
			double complex z = roots[k * l % n];
			double re = creal(hat[l]) * creal(z) + cimag(hat[l]) * cimag(z);	/* Re hat conj(z) */
			sum += 2 * l == n ? re : 2 * re;
		}
		K[k] = sum / (double)n;
	}
}

/*
 * c <- c (I - dA^length) from W = I - dA, whose small entries keep their digits where powers of dA do not: with W_m = I - dA^m,
 * W_(a+b) = W_a + W_b - W_a W_b.  W (n, n) lost; T (n, n); row (2n) scratch.
 */
static void
shorten(size_t n, size_t length, double W[], double T[], double row[], double c[])
{
	double *done = row, *next = row + n;		/* c W_a for the bits done so far */

	memset(done, 0, n * sizeof *done);
	for (; length; length >>= 1) {
		if (length & 1) {
			memcpy(next, done, n * sizeof *next);
			for (size_t i = 0; i < n; i++)
				for (size_t k = 0; k < n; k++)
					next[k] += (c[i] - done[i]) * W[i * n + k];
			memcpy(done, next, n * sizeof *done);
		}
		dense_multiply(n, W, W, T);
		for (size_t i = 0; i < n * n; i++)
			W[i] = 2 * W[i] - T[i];
	}
	memcpy(c, done, n * sizeof *c);
}

/* What one evaluation needs.  c = C~ (n); b, z, work complex vectors. */
struct generating {
	const struct hippo *h;
	size_t n;
	double alpha, dt;
	bool gbt;
	struct semi a;
	struct dplr d;
	double *c, *A, *B, *dA, *dB, *M;
	double complex *v;		/* (4n) */
};

/* (I - z dA)^-1 dB with the structure of A. */
static double complex
by_structure(struct generating *g, double complex z, struct err *e)
{
	double complex *b = g->v, sum = 0;

	(void)e;
	for (size_t i = 0; i < g->n; i++)
		b[i] = g->dt * g->B[i];
	semi_solve(&g->a, 1 - z, (g->alpha + z * (1 - g->alpha)) * g->dt, b, b, g->v + g->n);
	for (size_t i = 0; i < g->n; i++)
		sum += g->c[i] * b[i];
	return sum;
}

/* The same without: a real system of twice the size. */
static double complex
by_elimination(struct generating *g, double complex z, struct err *e)
{
	size_t n = g->n, m = 2 * n;
	double *x = g->M + m * m, re = creal(z), im = cimag(z), sum[2] = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double a = g->dA[i * n + k];
			g->M[i * m + k] = g->M[(i + n) * m + k + n] = (i == k) - re * a;
			g->M[i * m + k + n] = im * a;
			g->M[(i + n) * m + k] = -im * a;
		}
		x[i] = g->dB[i];
		x[i + n] = 0;
	}
	if (!dense_solve(m, g->M, 1, x)) {
		err_set(e, ERR_NO_ANSWER, "an eigenvalue of dA is a root of unity");
		err_hint(e, "take --method recurrence");
	}
	for (size_t i = 0; i < m; i++)
		sum[i / n] += g->c[i % n] * x[i];
	return complex_of(sum[0], sum[1]);
}

/*
 * Four Cauchy sums over 1/(1 - z - t lambda), t = (alpha + z (1 - alpha)) dt: Woodbury for Lambda - P~ P~*.  Poles at z itself (z = 1 where
 * lambda is 0: one in odd lagt, two in fout) have sums of their own, at_: as z comes there all is finite, since p and b of these are parallel.
 */
static double complex
by_cauchy(struct generating *g, double complex z, struct err *e)
{
	double complex t = (g->alpha + z * (1 - g->alpha)) * g->dt, k00 = 0, k01 = 0, k10 = 0, k11 = 0;
	double complex at_00 = 0, at_01 = 0, at_10 = 0, at_11 = 0;

	(void)e;
	for (size_t m = 0; m < g->n; m++) {
		double complex pole = 1 - z - t * complex_of(g->d.shift, g->d.omega[m]), inverse_pole = 1 / pole;
		double complex b = g->d.b[m], p = g->d.rank ? g->d.p[0][m] : 0, c = g->v[m];
		if (cabs(pole) <= 0) {
			at_00 += c * b;
			at_01 += c * p;
			at_10 += conj(p) * b;
			at_11 += conj(p) * p;
			continue;
		}
		k00 += c * b * inverse_pole;
		k01 += c * p * inverse_pole;
		k10 += conj(p) * b * inverse_pole;
		k11 += conj(p) * p * inverse_pole;
	}
	if (cabs(at_11) > 0)
		return g->dt * (k00 + (at_00 * (1 / t + k11) - at_01 * k10 - k01 * at_10) / at_11);
	return g->dt * (k00 - t * k01 * k10 / (1 + t * k11));
}

/* W = I - dA in M: (I - alpha dt A)^-1 (-dt A) for GBT; expm1 on the diagonal of a triangular exponential. */
static bool
complement(struct generating *g, struct err *e)
{
	size_t n = g->n;
	double *W = g->M, *T = g->M + n * n;

	for (size_t i = 0; i < n * n; i++) {
		double one = i % (n + 1) ? 0 : 1;
		W[i] = g->gbt ? -g->dt * g->A[i] : one - g->dA[i];
		T[i] = one - g->alpha * g->dt * g->A[i];
	}
	if (g->gbt && !dense_solve(n, T, n, W)) {
		err_set(e, ERR_NO_ANSWER, "I - alpha dt A is singular or overflows");
		err_hint(e, "take another --dt, or the rule zoh");
	}
	for (size_t i = 0; !g->gbt && g->a.lower && i < n; i++)
		W[i * n + i] = -expm1(-g->dt * g->a.d[i]);
	return !e->code;
}

static int
prepare(struct generating *g, const struct spec *rule, const double C[], size_t length, struct err *e)
{
	size_t n = g->n;

	if (g->h->family->is_complex || g->h->family->diagonal) {
		err_set(e, ERR_USAGE, "%s has no kernel by this --method; take --method recurrence", g->h->family->head.name);
		return e->code;
	}
	g->gbt = ((const struct rule *)(const void *)rule->row)->kind == GBT;
	if (((const struct rule *)(const void *)rule->row)->kind == FOH)
		return err_set(e, ERR_USAGE, "foh has no kernel by this --method; take --method recurrence");
	g->alpha = g->gbt ? rule_alpha(rule) : 0;
	g->A = mem_alloc(6 * n * n + 8 * n, sizeof *g->A);
	g->v = mem_alloc(4 * n, sizeof *g->v);
	if (!g->A || !g->v)
		return err_memory(e);
	g->dA = g->A + n * n;
	g->M = g->dA + n * n;
	g->B = g->M + 4 * n * n + 2 * n;
	g->dB = g->B + n;
	g->c = g->dB + n;
	hippo_fill(g->h, g->A, g->B);
	memcpy(g->c, C, n * sizeof *C);
	if (g->h->family->semi && !hippo_semi(g->h, &g->a))
		return err_memory(e);
	if (discretize(g->h, rule, g->dt, g->dA, g->dB, NULL, e))
		return e->code;
	if (!complement(g, e))
		return e->code;
	shorten(n, length, g->M, g->M + n * n, g->M + 2 * n * n, g->c);
	return 0;
}

static int
evaluate(struct generating *g, double complex (*at)(struct generating *, double complex, struct err *), size_t length, double K[],
	struct err *e)
{
	double complex *roots = mem_alloc(2 * length, sizeof *roots);

	if (!roots)
		return err_memory(e);
	double complex *hat = roots + length;
	for (size_t l = 0; l < length; l++)
		roots[l] = root(l, length);
	for (size_t l = 0; 2 * l <= length && !e->code; l++)
		hat[l] = at(g, roots[l], e);
	if (!e->code)
		inverse(length, hat, roots, K);
	mem_free(roots);
	return e->code;
}

static void
release(struct generating *g)
{
	semi_free(&g->a);
	dplr_free(&g->d);
	mem_free(g->A);
	mem_free(g->v);
}

int
kernel_generating(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e)
{
	struct generating g = { .h = h, .n = h->size, .dt = dt };

	if (!prepare(&g, rule, C, length, e))
		evaluate(&g, g.gbt && g.a.d ? by_structure : by_elimination, length, K, e);
	release(&g);
	return e->code;
}

int
kernel_cauchy(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e)
{
	struct generating g = { .h = h, .n = h->size, .dt = dt };

	if (!prepare(&g, rule, C, length, e) && !dplr_make(h, &g.d, e)) {
		if (!g.gbt || g.d.rank > 1)
			err_set(e, ERR_USAGE, "--method cauchy needs a gbt rule (--discretize bilinear) and a family of rank 1 "
			        "(legs, legsd, lagt, tlagt, fout ..)");
		for (size_t m = 0; m < g.n; m++) {
			g.v[m] = 0;
			for (size_t i = 0; i < g.n; i++)
				g.v[m] += g.c[i] * g.d.V[i * g.n + m];
		}
		if (!e->code)
			evaluate(&g, by_cauchy, length, K, e);
	}
	release(&g);
	return e->code;
}
