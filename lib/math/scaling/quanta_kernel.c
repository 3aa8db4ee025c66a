/* SPDX-License-Identifier: MIT */
/* quanta_kernel: the exact law over a resource, with its derivatives. */
#include <math.h>

#include "math/scaling/quanta.h"
#include "math/scaling/zeta.h"

enum { A, B, G, C };

/* The share T of unlearnt skills, with its derivatives by g and c. */
struct tail {
	double T, g, c, gg, gc, cc;
};

/* T = zeta(s, q)/zeta(s), s = g + 1, q = x/c + 1; R: zeta(s) and its derivatives. */
static struct tail
tail(double g, double c, double x, const double R[3], bool derive)
{
	double s = g + 1, q = x / c + 1, z[3], z1[3], u = R[1] / R[0];
	struct tail t = { 0 };

	zeta_derivatives(s, q, z);
	t.T = z[0] / R[0];
	if (!derive)
		return t;
	zeta_derivatives(s + 1, q, z1);
	double dq = -x / (c * c), z2 = zeta_hurwitz(s + 2, q);
	t.g = z[1] / R[0] - t.T * u;
	t.gg = z[2] / R[0] - 2 * t.g * u - t.T * R[2] / R[0];
	double by_q = -s * z1[0] / R[0], by_gq = -(z1[0] + s * z1[1]) / R[0] - by_q * u;
	t.c = by_q * dq;
	t.gc = by_gq * dq;
	t.cc = s * (s + 1) * z2 / R[0] * dq * dq - 2 * t.c / c;
	return t;
}

/* Entry (j, k), j <= k, of the Hessian: row k (k + 1)/2 + j. */
static void
second(size_t n, size_t i, const double par[], struct tail t, double hess[])
{
	double d = par[B] - par[A];
	const double row[] = { 0, 0, 0, -t.g, t.g, d * t.gg, -t.c, t.c, d * t.gc, d * t.cc };

	for (size_t k = 0; k < sizeof row / sizeof row[0]; k++)
		hess[k * n + i] = row[k];
}

void
quanta_kernel(size_t n, const double *const role[], const double par[], double value[], double grad[], double hess[])
{
	double d = par[B] - par[A], R[3];
	bool bad = !(par[G] > 0 && par[C] > 0);

	zeta_derivatives(par[G] + 1, 1, R);
	for (size_t i = 0; i < n; i++) {
		double x = role[0][i] >= 0 && !bad ? role[0][i] : (double)NAN;
		struct tail t = tail(par[G], par[C], x, R, grad != NULL);
		value[i] = par[A] + d * t.T;
		if (!grad)
			continue;
		grad[A * n + i] = 1 - t.T;
		grad[B * n + i] = t.T;
		grad[G * n + i] = d * t.g;
		grad[C * n + i] = d * t.c;
		if (hess)
			second(n, i, par, t, hess);
	}
}
