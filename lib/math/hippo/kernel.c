/* SPDX-License-Identifier: MIT */
/* kernel: see kernel.h.  The generating function is in kernel_generating.c, the transfer function in transfer.c. */
#include "math/hippo/kernel.h"

#include <string.h>

#include "base/mem.h"

static double
dot(size_t n, const double a[], const double b[])
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* GBT with generators: x <- dA x is a step without input. */
static int
structured(const struct hippo *h, double alpha, double dt, const double C[], size_t length, double K[], struct err *e)
{
	size_t n = h->size;
	struct semi a;
	struct factor f = { 0 };
	double *x = mem_zero(2 * n + hippo_size_a(h) + n, sizeof *x), one = 1, none = 0;

	if (!hippo_semi(h, &a) || !semi_factor_new(&f, n) || !x) {
		err_memory(e);
	} else {
		double *work = x + n, *B = work + n, *A = B + n;
		hippo_fill(h, A, B);
		semi_factor(&a, alpha * dt, &f);
		semi_step(&a, &f, 1, 0, dt, B, &one, x, work);
		for (size_t k = 0; k < length; k++) {
			K[k] = dot(n, C, x);
			semi_step(&a, &f, 1, (1 - alpha) * dt, 0, B, &none, x, work);
		}
	}
	mem_free(x);
	semi_factor_free(&f);
	semi_free(&a);
	return e->code;
}

/* Modes of s4d: z <- dA z, K = 2 Re C z; real modes once. */
static void
diagonal(const struct hippo *h, const double C[], size_t length, const double dA[], double z[], double K[])
{
	bool pairs = h->family->is_complex;

	for (size_t k = 0; k < length; k++) {
		K[k] = 0;
		for (size_t i = 0; i < h->size; i++) {
			if (!pairs) {
				K[k] += C[i] * z[i];
				z[i] *= dA[i];
				continue;
			}
			double re = z[2 * i], im = z[2 * i + 1];
			K[k] += 2 * (C[2 * i] * re - C[2 * i + 1] * im);
			z[2 * i] = dA[2 * i] * re - dA[2 * i + 1] * im;
			z[2 * i + 1] = dA[2 * i] * im + dA[2 * i + 1] * re;
		}
	}
}

static void
dense(size_t n, const double C[], size_t length, const double dA[], double x[], double y[], double K[])
{
	for (size_t k = 0; k < length; k++) {
		K[k] = dot(n, C, x);
		for (size_t i = 0; i < n; i++)
			y[i] = dot(n, dA + i * n, x);
		memcpy(x, y, n * sizeof *x);
	}
}

int
kernel_recurrence(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e)
{
	enum rule_kind kind = ((const struct rule *)(const void *)rule->row)->kind;
	size_t size = hippo_size_a(h), inputs = hippo_size_b(h);

	if (h->family->is_complex && !h->family->diagonal) {
		err_set(e, ERR_USAGE, "%s: kernels of complex matrices are not computed", h->family->head.name);
		err_hint(e, "take a real family, such as legs or fout");
		return e->code;
	}
	if (kind == GBT && h->family->semi)
		return structured(h, rule_alpha(rule), dt, C, length, K, e);
	double *dA = mem_alloc(size + 3 * inputs, sizeof *dA);
	if (!dA)
		return err_memory(e);
	double *dB = dA + size, *ahead = dB + inputs, *y = ahead + inputs;
	if (!discretize(h, rule, dt, dA, dB, ahead, e)) {
		size_t first = kind == FOH && length > 0;
		if (first && h->family->diagonal)
			diagonal(h, C, 1, dA, memcpy(y, ahead, inputs * sizeof *y), K);
		else if (first)
			K[0] = dot(h->size, C, ahead);
		if (h->family->diagonal)
			diagonal(h, C, length - first, dA, dB, K + first);
		else
			dense(h->size, C, length - first, dA, dB, y, K + first);
	}
	mem_free(dA);
	return e->code;
}
