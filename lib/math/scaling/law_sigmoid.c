/* SPDX-License-Identifier: MIT */
/* law_sigmoid: the power law between two limits, which is given implicitly. */
#include <math.h>

#include "math/scaling/inside.h"

enum { E, Y0, ALPHA, B, C, PARAMS };

/*
 * (y - E)/(y0 - y)^alpha = b x^-c.  With y = E + d s, d = y0 - E, s = 1/(1 + exp -t) this is
 *     F(t) = log s - alpha log(1 - s) + (1 - alpha) log d - log b + c log x = 0,
 * increasing in t with slope (1 - s) + alpha s.  F is concave for alpha < 1 and convex for alpha > 1, so Newton's method
 * converges from anywhere.
 */
static double
solve(double alpha, double rest)
{
	double t = -rest / (0.5 * (1 + alpha));

	for (int i = 0; i < 60; i++) {
		double s = 1 / (1 + exp(-t));
		double low = t > 0 ? -log1p(exp(-t)) : t - log1p(exp(t)), high = low - t;
		double step = (low - alpha * high + rest) / (1 - s + alpha * s);
		t -= step;
		if (!(fabs(step) > 1e-15 * (1 + fabs(t))))
			break;
	}
	return t;
}

/*
 * First and second derivatives of y by those of the implicit t: t_i = -F_i/F_t, t_ij = -(F_ij + F_ti t_j + F_tj t_i + F_tt t_i
 * t_j)/F_t.
 */
static void
derive(const double par[], double s, double log_x, double high, double g[PARAMS], double h[PARAMS][PARAMS])
{
	double d = par[Y0] - par[E], alpha = par[ALPHA], k = (1 - alpha) / d;
	double ft = 1 - s + alpha * s, s1 = s * (1 - s), ftt = s1 * (alpha - 1), s2 = s1 * (1 - 2 * s);
	double f[PARAMS] = { -k, k, -high - log(d), -1 / par[B], log_x }, t[PARAMS];
	double f2[PARAMS][PARAMS] = { { -k / d, k / d, 1 / d, 0, 0 }, { k / d, -k / d, -1 / d, 0, 0 }, { 1 / d, -1 / d, 0, 0, 0 },
		{ 0, 0, 0, 1 / (par[B] * par[B]), 0 }, { 0 } };
	static const double a[PARAMS] = { -1, 1 }, turn[PARAMS] = { [ALPHA] = 1 };

	for (int i = 0; i < PARAMS; i++)
		t[i] = -f[i] / ft;
	for (int i = 0; i < PARAMS; i++) {
		g[i] = d * s1 * t[i] + (i == E ? 1 - s : i == Y0 ? s : 0);
		for (int j = 0; j <= i; j++) {
			double tij = -(f2[i][j] + s * (turn[i] * t[j] + turn[j] * t[i]) + ftt * t[i] * t[j]) / ft;
			h[i][j] = s1 * (a[i] * t[j] + a[j] * t[i]) + d * (s2 * t[i] * t[j] + s1 * tij);
		}
	}
}

void
law_power_sigmoid(size_t n, const double *const role[], const double par[], double value[], double grad[], double hess[])
{
	double g[PARAMS], h[PARAMS][PARAMS], level = (1 - par[ALPHA]) * log(par[Y0] - par[E]) - log(par[B]);

	for (size_t i = 0; i < n; i++) {
		double log_x = log(role[0][i]), t = solve(par[ALPHA], level + par[C] * log_x), s = 1 / (1 + exp(-t));
		value[i] = par[E] + (par[Y0] - par[E]) * s;
		if (!grad)
			continue;
		derive(par, s, log_x, t > 0 ? -t - log1p(exp(-t)) : -log1p(exp(t)), g, h);
		for (size_t k = 0; k < PARAMS; k++) {
			grad[k * n + i] = g[k];
			for (size_t j = 0; hess && j <= k; j++)
				hess[(k * (k + 1) / 2 + j) * n + i] = h[k][j];
		}
	}
}
