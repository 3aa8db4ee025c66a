/* SPDX-License-Identifier: MIT */
/* quanta: the Hurwitz zeta function and the quantization law. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "math/scaling/quanta.h"
#include "math/scaling/zeta.h"
#include "tap.h"

#define PI 3.14159265358979323846

static double
relative(double a, double b)
{
	return fabs(a / b - 1);
}

static void
closed(void)
{
	TAP_OK(relative(zeta_hurwitz(2, 1), PI * PI / 6) < 1e-15, "zeta(2)");
	TAP_OK(relative(zeta_hurwitz(2, .5), PI * PI / 2) < 1e-15, "zeta(2, 1/2)");
	TAP_OK(relative(zeta_hurwitz(4, 1), pow(PI, 4) / 90) < 1e-15, "zeta(4)");
	TAP_OK(relative(zeta_hurwitz(3, 1), 1.2020569031595942854) < 1e-15, "Apery's constant");
	TAP_OK(zeta_hurwitz(200, 1) == 1, "zeta(200)");
	TAP_OK(isnan(zeta_hurwitz(1, 1)) && isnan(zeta_hurwitz(2, 0)) && isnan(zeta_hurwitz(2, -1)) &&
	       isnan(zeta_hurwitz((double)NAN, 1)),
	       "outside the domain");
	TAP_OK(zeta_hurwitz(2, (double)INFINITY) == 0, "at infinity");
	tap_group("zeta: closed forms");
}

/* s, q, zeta, its first and second derivative by s: mpmath 1.3.0 with 60 digits. */
static const double known[][5] = {
	{ 1.5, 1, 2.6123753486854883433, -3.9322397374311015107, 15.98955637122568675 },
	{ 1.5, 1000, 0.063261368544514927291, -0.56348515629051207035, 5.2721515784426873349 },
	{ 1.0001, 1, 10000.57722294753897, -99999999.927207150388, 2000000000000.6511142 },
	{ 1.34, 3.7, 1.9768841541260772578, -8.1269783212072713511, 50.495666093563892061 },
	{ 2.2, 0.25, 22.136243107571951795, 28.540173137700332591, 41.72844573528022566 },
	{ 7, 1, 1.0083492773819228268, -0.006033516960875637794, 0.0044763174844438843826 },
	{ 60, 1, 1.0000000000000000009, -6.0120934323815200074e-19, 4.167265612023295429e-19 },
	{ 30, 2.5, 1.1529691685630236443e-12, -1.056471007282599832e-12, 9.6805469554922036704e-13 },
	{ 1.5, 100000000.0, 0.00020000000050000000125, -0.0040841361580008134886, 0.084200840578946126842 },
	{ 3.5, 1000000000000000.0, 1.2649110640673533139e-38, -4.419444482689780082e-37, 1.5443022114744502835e-35 },
	{ 1.05, 20, 17.239543749166723273, -396.00154205760023228, 15992.180983260124684 },
};

static void
table(void)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		double d[3];
		zeta_derivatives(known[i][0], known[i][1], d);
		for (int k = 0; k < 3; k++)
			TAP_OK(relative(d[k], known[i][2 + k]) < 1e-14, "derivative %d at %g, %g: %g", k, known[i][0],
			       known[i][1], d[k] / known[i][2 + k] - 1);
	}
	tap_group("zeta and derivatives, against 60 digits");
}

/* zeta(s, q) - zeta(s, q + 1) = q^-s and sum_{k < m} zeta(s, q + k/m) = m^s zeta(s, m q). */
static void
relations(void)
{
	struct rng r = rng_at(3, 0);

	for (int i = 0; i < 2000; i++) {
		double s = 1 + exp(8 * rng_uniform(&r) - 5), q = exp(12 * rng_uniform(&r) - 3), z = zeta_hurwitz(s, q), sum = 0;
		TAP_OK(fabs(z - zeta_hurwitz(s, q + 1) - pow(q, -s)) < 1e-14 * z, "recurrence at %g, %g", s, q);
		for (int k = 0; k < 5; k++)
			sum += zeta_hurwitz(s, q + k / 5.0);
		/* q + k/5 is rounded: half an ulp of q makes s/2 ulp. */
		TAP_OK(relative(sum, pow(5, s) * zeta_hurwitz(s, 5 * q)) < 1e-14 + 2e-16 * s, "multiplication at %g, %g: %g", s,
		       q, sum / (pow(5, s) * zeta_hurwitz(s, 5 * q)) - 1);
	}
	tap_group("zeta: recurrence and multiplication");
}

static void
law(void)
{
	static const double exact[][4] = {	/* n, exact, approximation and midpoint relative to it: mpmath */
		{ 1, .617206616000573, .240406, .0127872 }, { 10, .236198391494688, .0249849, .000282874 },
		{ 100, .076367758592638, .00249998, 3.09391e-6 }, { 1000, .0242039283519229, .00025, 3.12188e-8 } };

	for (size_t i = 0; i < 4; i++) {
		double n = exact[i][0], T = quanta_loss(0, 1, .5, n);
		TAP_OK(relative(T, exact[i][1]) < 2e-14, "the law at %g: %.17g", n, T);
		TAP_OK(fabs(quanta_approximation(0, 1, .5, n) / T - 1 - exact[i][2]) < 1e-6 * (i == 0 ? 1 : .1),
		       "approximation at %g", n);
		TAP_OK(relative(quanta_midpoint(0, 1, .5, n) / T - 1, exact[i][3]) < 1e-4 || i == 3, "midpoint at %g", n);
	}
	for (double g = .1; g < 3; g += .3) {
		double p = 1 / zeta_hurwitz(g + 1, 1), sum = 0;
		TAP_OK(relative(quanta_loss(1.5, 4, g, 0), 4) < 1e-15, "nothing learnt");
		for (int n = 1; n <= 50; n++) {
			sum += p * pow(n, -g - 1);
			TAP_OK(relative(quanta_loss(1.5, 4, g, n), 1.5 * sum + 4 * (1 - sum)) < 1e-13,
			       "the sum itself, g = %g, n = %d", g, n);
		}
	}
	TAP_OK(isnan(quanta_loss(0, 1, .5, -1)) && isnan(quanta_loss(0, 1, 0, 1)) && isnan(quanta_loss(0, 1, -1, 1)), "domain");
	tap_group("the quantization law");
}

static void
finite(void)
{
	for (double g = .2; g < 2; g += .4) {
		double H = 0, sum = 0;
		for (int k = 1; k <= 40; k++)
			H += pow(k, -g - 1);
		for (int n = 1; n <= 40; n++) {
			sum += pow(n, -g - 1) / H;
			double L = quanta_finite(1, 3, g, 40, n);
			TAP_OK(fabs(L - (sum + 3 * (1 - sum))) < 1e-13, "g = %g, n = %d: %g", g, n, L);
		}
		TAP_OK(quanta_finite(1, 3, g, 40, 40) == 1 && quanta_finite(1, 3, g, 40, 1e9) == 1, "all learnt");
		double slope = (quanta_finite(1, 3, g, 40, 40) - quanta_finite(1, 3, g, 40, 39.99)) / .01;
		TAP_OK(slope < -1e-5, "a kink at K: slope %g, then 0", slope);
		TAP_OK(relative(quanta_finite(1, 3, g, 40, 0), 3) < 1e-15, "none learnt");
	}
	TAP_OK(isnan(quanta_finite(1, 3, .5, 0, 1)) && isnan(quanta_finite(1, 3, 0, 40, 50)), "domain");
	tap_group("finitely many quanta");
}

static void
resources(void)
{
	TAP_OK(relative(quanta_of_tokens(10, .5, 1e6), 1135.8202712384634513) < 1e-14, "D = 1e6, tau = 10, g = .5");
	TAP_OK(relative(quanta_of_tokens(10, 1, 1e6), 246.56177762459992223) < 1e-14, "g = 1");
	TAP_OK(quanta_of_params(1e5, 7e9) == 7e4, "parameters");
	struct quanta_exponents x = quanta_implied(.34, .28);
	TAP_OK(fabs(x.predicted_alpha_D - .2537) < 5e-5 && x.g_N == .34 && relative(x.g_D, .28 / .72) < 1e-15,
	       "Hoffmann's exponents");
	TAP_OK(relative(x.difference, .34 - .28 / .72) < 1e-14, "they disagree by %g", x.difference);
	x = quanta_implied(.34731, .36717);
	TAP_OK(fabs(x.predicted_alpha_D - .25778) < 5e-6 && x.difference < -.2, "the optimum's exponents");
	x = quanta_implied(.5, 1.0 / 3);
	TAP_OK(fabs(x.difference) < 1e-15 && relative(x.allocation, .4) < 1e-15 && relative(x.compute, .2) < 1e-15,
	       "consistent ones");
	x = quanta_implied((double)NAN, 1.2);
	TAP_OK(isinf(x.g_D) && x.g == x.g_D && x.compute == 1 && x.allocation == 0, "beyond the model");
	x = quanta_implied(.5, (double)NAN);
	TAP_OK(x.g == .5 && isnan(x.g_D) && isnan(x.difference), "one of two");
	/* The best split of C = N D under g: least n(N)^-g + n(D)^-g has N ~ C^(1/(g+2)), by brute force. */
	double best[2] = { 0 };
	for (int k = 0; k < 2; k++) {
		double C = k ? 1e26 : 1e20, least = (double)INFINITY;
		for (double N = 1e3; N < 1e20; N *= 1.0005) {
			double L = pow(N, -.5) + pow(C / N, -.5 / 1.5);
			if (L < least)
				least = L, best[k] = N;
		}
	}
	TAP_OK(fabs(log10(best[1] / best[0]) / 6 - .4) < 1e-4, "allocation exponent %g", log10(best[1] / best[0]) / 6);
	tap_group("resources and exponents");
}

static void
consistent(void)
{
	enum { DRAWS = 2001 };
	static double a[2 * DRAWS], b[2 * DRAWS], work[2 * DRAWS];
	struct rng r = rng_at(4, 0);
	double lo, hi;

	for (size_t i = 0; i < DRAWS; i++) {
		a[2 * i] = .5 + .01 * rng_normal(&r);
		b[2 * i] = 1.0 / 3 + .01 * rng_normal(&r);
	}
	TAP_OK(quanta_consistent(DRAWS, a, b, 2, .95, work, &lo, &hi) && lo < 0 && hi > 0, "%g to %g", lo, hi);
	/* sd of g_N - g_D: .01 sqrt(1 + 1/(1 - 1/3)^4) = .0246. */
	TAP_OK(fabs((hi - lo) / (2 * 1.96 * .0246) - 1) < .1, "width %g", hi - lo);
	for (size_t i = 0; i < DRAWS; i++)
		b[2 * i] += .05;
	TAP_OK(!quanta_consistent(DRAWS, a, b, 2, .95, work, &lo, &hi) && hi < 0, "%g to %g", lo, hi);
	tap_group("consistency from draws");
}

/* Gradient and Hessian of the kernel against central differences of values and gradients. */
static void
kernel(void)
{
	enum { ROWS = 6, PARAMS = 4, PAIRS = 10 };
	double x[ROWS] = { 0, .5, 3, 40, 1e3, 1e7 }, par[PARAMS] = { 1.5, 4, .4, 2 };
	const double *role[] = { x };
	double value[ROWS], grad[PARAMS * ROWS], hess[PAIRS * ROWS], side[2][ROWS], slope[2][PARAMS * ROWS];

	quanta_kernel(ROWS, role, par, value, grad, hess);
	for (size_t i = 0; i < ROWS; i++)
		TAP_OK(relative(value[i], quanta_loss(1.5, 4, .4, x[i] / 2)) < 1e-15, "value %zu", i);
	for (size_t k = 0; k < PARAMS; k++) {
		double h = 1e-5, moved[PARAMS];
		for (int s = 0; s < 2; s++) {
			memcpy(moved, par, sizeof par);
			moved[k] += s ? h : -h;
			quanta_kernel(ROWS, role, moved, side[s], slope[s], NULL);
		}
		for (size_t i = 0; i < ROWS; i++) {
			TAP_OK(fabs(grad[k * ROWS + i] - (side[1][i] - side[0][i]) / (2 * h)) < 1e-9,
			       "gradient %zu, row %zu: %g", k, i, grad[k * ROWS + i]);
			for (size_t j = 0; j <= k; j++) {
				double second = (slope[1][j * ROWS + i] - slope[0][j * ROWS + i]) / (2 * h);
				TAP_OK(fabs(hess[(k * (k + 1) / 2 + j) * ROWS + i] - second) < 1e-8,
				       "Hessian %zu %zu, row %zu", j, k, i);
			}
		}
	}
	quanta_kernel(ROWS, role, par, side[0], NULL, NULL);
	TAP_OK(memcmp(side[0], value, sizeof value) == 0, "values alone are the same");
	x[0] = -1;
	quanta_kernel(ROWS, role, par, value, NULL, NULL);
	TAP_OK(isnan(value[0]) && !isnan(value[1]), "x < 0");
	par[2] = 0;
	quanta_kernel(ROWS, role, par, value, grad, hess);
	TAP_OK(isnan(value[1]) && isnan(grad[2 * ROWS + 1]), "g = 0");
	tap_group("the kernel's derivatives");
}

int
main(void)
{
	closed();
	table();
	relations();
	law();
	finite();
	resources();
	consistent();
	kernel();
	return tap_done();
}
