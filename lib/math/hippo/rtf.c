/* SPDX-License-Identifier: MIT */
/* rtf: see rtf.h. */
#include "math/hippo/rtf.h"

#include <complex.h>
#include <math.h>

#include "base/mem.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/eig.h"
#include "math/hippo/kernel.h"

/* The eigenvalue of dA that belongs to lambda of A. */
static double complex
discrete(const struct spec *rule, double complex z)
{
	double alpha = rule_alpha(rule);

	return ((const struct rule *)(const void *)rule->row)->kind == GBT ? (1 + (1 - alpha) * z) / (1 - alpha * z) : cexp(z);
}

/* p (n + 1) <- p (1 - root z), in long double: the products of many small factors are what is lost first. */
static void
multiply(size_t n, double complex root, long double re[], long double im[])
{
	long double x = (long double)creal(root), y = (long double)cimag(root);

	for (size_t k = n; k > 0; k--) {
		re[k] -= x * re[k - 1] - y * im[k - 1];
		im[k] -= x * im[k - 1] + y * re[k - 1];
	}
}

/* a = prod (1 - mu_i z); of the modes of s4d also the conjugates. */
static int
denominator(const struct hippo *h, const struct spec *rule, double dt, double a[], struct err *e)
{
	size_t n = h->n;
	bool both = h->family->half && h->family->is_complex;
	long double *re = mem_zero(2 * (n + 1), sizeof *re);
	double *lambda = mem_alloc(2 * n, sizeof *lambda), condition;

	if (!re || !lambda) {
		err_memory(e);
	} else if (!eig(h, lambda, &condition, e)) {
		long double *im = re + n + 1;
		re[0] = 1;
		for (size_t i = 0; i < h->size; i++) {
			double complex root = discrete(rule, complex_of(dt * lambda[2 * i], dt * lambda[2 * i + 1]));
			multiply(n, root, re, im);
			if (both)
				multiply(n, conj(root), re, im);
		}
		for (size_t k = 0; k <= n; k++)
			a[k] = (double)re[k];
	}
	mem_free(re);
	mem_free(lambda);
	return e->code;
}

/* The impulse response of the filter, against K (m). */
static double
compare(size_t n, const double a[], const double b[], size_t m, const double K[], double got[])
{
	double off = 0, most = 0;

	for (size_t k = 0; k < m; k++) {
		got[k] = k <= n ? b[k] : 0;
		for (size_t j = 1; j <= n && j <= k; j++)
			got[k] -= a[j] * got[k - j];
		off = fmax(off, fabs(got[k] - K[k]));
		most = fmax(most, fabs(K[k]));
		if (isnan(got[k]))
			return INFINITY;
	}
	return most > 0 ? off / most : 0;
}

int
rtf(const struct hippo *h, const struct spec *rule, double dt, const double C[], double a[], double b[], double *defect, struct err *e)
{
	size_t n = h->n, m = 4 * n + 1;
	double *K = mem_alloc(2 * m, sizeof *K);
	bool foh = ((const struct rule *)(const void *)rule->row)->kind == FOH;

	if (!K)
		return err_memory(e);
	if (!kernel_recurrence(h, rule, dt, C, m, K, e) && !denominator(h, rule, dt, a, e)) {
		for (size_t k = 0; k <= n; k++) {
			long double sum = 0;
			for (size_t j = 0; j <= k; j++)
				sum += (long double)a[j] * (long double)K[k - j];
			b[k] = k < n || foh ? (double)sum : 0;
		}
		*defect = compare(n, a, b, m, K, K + m);
	}
	mem_free(K);
	return e->code;
}
