/* SPDX-License-Identifier: MIT */
/* Derivatives of known laws against closed forms and long double differences; kinks, structure, blocks, instruction sets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/expr/expr.h"
#include "tap.h"

enum { ROWS = 300, PARAMS = 6 };
static double N[ROWS], D[ROWS];
static const double *const col[] = { N, D };

static const struct expr_name names[] = {
	{ .name = { "N", 1 }, .kind = EXPR_COLUMN, .index = 0 }, { .name = { "x", 1 }, .kind = EXPR_COLUMN, .index = 0 },
	{ .name = { "D", 1 }, .kind = EXPR_COLUMN, .index = 1 }, { .name = { "E", 1 }, .kind = EXPR_PARAMETER, .index = 0 },
	{ .name = { "A", 1 }, .kind = EXPR_PARAMETER, .index = 1 }, { .name = { "B", 1 }, .kind = EXPR_PARAMETER, .index = 2 },
	{ .name = { "alpha", 5 }, .kind = EXPR_PARAMETER, .index = 3 }, { .name = { "beta", 4 }, .kind = EXPR_PARAMETER, .index = 4 },
	{ .name = { "tied", 4 }, .kind = EXPR_PARAMETER, .index = 3 }, { .name = { "two", 3 }, .kind = EXPR_CONSTANT, .value = 2 },
	{ .name = { "b", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 0 }, { .name = { "c0", 2 }, .kind = EXPR_PARAMETER, .index = 1 },
	{ .name = { "d", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 2 }, { .name = { "c", 1 }, .kind = EXPR_PARAMETER, .index = 3 },
	{ .name = { "f", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 4 }, { .name = { "Nc", 2 }, .kind = EXPR_LOG_PARAMETER, .index = 0 },
	{ .name = { "Dc", 2 }, .kind = EXPR_PARAMETER, .index = 1 }, { .name = { "an", 2 }, .kind = EXPR_PARAMETER, .index = 2 },
	{ .name = { "ad", 2 }, .kind = EXPR_PARAMETER, .index = 5 }
};

/* A formula over the table at theta: value, gradient, Hessian with its zeros, each (.., ROWS). */
struct result {
	double value[ROWS], grad[PARAMS][ROWS], hess[PARAMS][PARAMS][ROWS];
	size_t pairs;
	unsigned linear;
};

static struct expr *
compile(const char *formula)
{
	struct err e = { 0 };
	struct expr *x;

	TAP_OK(!expr_compile(str_of(formula), sizeof names / sizeof names[0], names, &x, &e), "%s: %s at %zu", formula, e.text, e.column);
	return x;
}

static void
derive(const char *formula, const double theta[], struct result *r)
{
	static double grad[PARAMS * ROWS], hess[EXPR_PAIRS * ROWS];
	const struct expr_pair *pair;
	struct expr_plan *plan;
	struct err e = { 0 };
	struct expr *x = compile(formula);

	memset(r, 0, sizeof *r);
	TAP_OK(!expr_prepare(x, ROWS, col, NULL, &plan, &e), "%s", formula);
	double *work = malloc((expr_work(plan) + 1) * sizeof *work);
	expr_derive(plan, theta, 0, ROWS, r->value, grad, hess, work);
	memcpy(r->grad, grad, sizeof r->grad);
	r->linear = expr_linear(x);
	r->pairs = expr_pairs(x, &pair);
	for (size_t q = 0; q < r->pairs; q++) {
		memcpy(r->hess[pair[q].j][pair[q].k], hess + q * ROWS, ROWS * sizeof(double));
		memcpy(r->hess[pair[q].k][pair[q].j], hess + q * ROWS, ROWS * sizeof(double));
	}
	free(work);
	expr_plan_free(plan);
	expr_free(x);
}

#define NEAR(got, want, tolerance, ...) TAP_OK(fabs((got) - (want)) <= (tolerance) * fabs(want), __VA_ARGS__)

/* E + A N^-alpha + B D^-beta by its closed form. */
static void
chinchilla(void)
{
	static struct result r;
	const double t[PARAMS] = { 1.8172, 477.8, 2143.4, .34731, .36717 };

	derive("E + A*N^-alpha + B*D^-beta", t, &r);
	TAP_OK(r.pairs == 4 && r.linear == 7, "%zu pairs, linear %x", r.pairs, r.linear);
	for (size_t i = 0; i < ROWS; i++) {
		double n = pow(N[i], -t[3]), d = pow(D[i], -t[4]), x = log(N[i]), y = log(D[i]), tol = 2e-14;
		NEAR(r.value[i], t[0] + t[1] * n + t[2] * d, tol, "value %zu", i);
		TAP_OK(r.grad[0][i] == 1 && r.grad[5][i] == 0, "dE %zu", i);
		NEAR(r.grad[1][i], n, tol, "dA %zu", i);
		NEAR(r.grad[2][i], d, tol, "dB %zu", i);
		NEAR(r.grad[3][i], -t[1] * x * n, tol, "dalpha %zu", i);
		NEAR(r.grad[4][i], -t[2] * y * d, tol, "dbeta %zu", i);
		NEAR(r.hess[1][3][i], -x * n, tol, "dA dalpha %zu", i);
		NEAR(r.hess[3][3][i], t[1] * x * x * n, tol, "dalpha2 %zu", i);
		NEAR(r.hess[2][4][i], -y * d, tol, "dB dbeta %zu", i);
		NEAR(r.hess[4][4][i], t[2] * y * y * d, tol, "dbeta2 %zu", i);
	}
	derive("E + A*N^-alpha + B*D^-tied", t, &r);
	TAP_OK(r.pairs == 3, "tied exponents: %zu pairs", r.pairs);
	for (size_t i = 0; i < ROWS; i++) {
		double n = pow(N[i], -t[3]), d = pow(D[i], -t[3]), x = log(N[i]), y = log(D[i]);
		NEAR(r.grad[3][i], -t[1] * x * n - t[2] * y * d, 2e-14, "tied: dalpha %zu", i);
		NEAR(r.hess[3][3][i], t[1] * x * x * n + t[2] * y * y * d, 2e-14, "tied: dalpha2 %zu", i);
	}
	tap_group("chinchilla's law has its closed-form derivatives, also with tied exponents");
}

typedef long double law(const long double t[], long double x, long double y);

static long double
bnsl(const long double t[], long double x, long double y)
{
	long double b = expl(t[0]), d = expl(t[2]), f = expl(t[4]);
	return b * powl(x, -t[1]) * powl(1 + powl(x / d, 1 / f), -t[3] * f) + 0 * y;
}

static long double
bnsl_plain(const long double t[], long double x, long double y)
{
	return t[0] * powl(x, -t[1]) * powl(1 + powl(x / t[2], 1 / t[4]), -t[3] * t[4]) + 0 * y;
}

static long double
kaplan(const long double t[], long double n, long double d)
{
	return powl(powl(expl(t[0]) / n, t[2] / t[5]) + t[1] / d, t[5]);
}

static long double
mixed(const long double t[], long double x, long double y)
{
	return log1pl(t[0] * x / 1e9L) * expm1l(-t[3] * y / 1e11L) + sqrtl(t[1] * t[1] + x / 1e8L) / log2l(2 + t[2] * t[2])
	       + fmaxl(t[4] * x / 1e9L, y / 1e11L) + log10l(t[2] + 3) * fabsl(t[3] - x / 1e9L);
}

/* Central differences of step h: error h^2, and for second ones rounding / h^2. */
static void
differences(const char *formula, law *f, const double theta[], size_t p)
{
	static struct result r;
	long double t[PARAMS], h = 1e-5L, x, y;

	derive(formula, theta, &r);
	for (size_t i = 0; i < ROWS; i += 7) {
		for (size_t j = 0; j < PARAMS; j++)
			t[j] = (long double)theta[j];
		x = (long double)N[i];
		y = (long double)D[i];
		double v = (double)f(t, x, y);
		NEAR(r.value[i], v, 1e-13, "%s: %zu", formula, i);
		for (size_t j = 0; j < p; j++) {
			long double hj = h * fmaxl(1, fabsl(t[j])), hk, at[2][2], one[2];
			for (int s = 0; s < 2; s++) {
				t[j] = (long double)theta[j] + (s ? hj : -hj);
				one[s] = f(t, x, y);
			}
			t[j] = (long double)theta[j];
			double size = fabs(v) + fabs(r.grad[j][i]);
			TAP_OK(fabs((double)((one[1] - one[0]) / (2 * hj)) - r.grad[j][i]) <= 1e-6 * size, "%s: d%zu row %zu", formula, j,
			       i);
			for (size_t k = 0; k < p; k++) {
				hk = h * fmaxl(1, fabsl(t[k]));
				for (int s = 0; s < 4; s++) {
					t[j] = (long double)theta[j];
					t[k] = (long double)theta[k];
					t[j] += s & 1 ? hj : -hj;
					t[k] += s & 2 ? hk : -hk;
					at[s >> 1][s & 1] = f(t, x, y);
				}
				t[j] = (long double)theta[j];
				t[k] = (long double)theta[k];
				long double d = (at[1][1] - at[1][0] - at[0][1] + at[0][0]) / (4 * hj * hk);
				TAP_OK(fabs((double)d - r.hess[j][k][i]) <= 1e-6 * (size + fabs(r.hess[j][k][i])),
				       "%s: d%zu d%zu row %zu: %g, not %Lg",
				       formula, j, k, i, r.hess[j][k][i], d);
			}
		}
	}
}

static void
laws(void)
{
	differences("b*x^-c0*(1+(x/d)^(1/f))^(-c*f)", bnsl, (double[PARAMS]){ .8, .055, 18, .3, -.5 }, 5);
	differences("E*x^-A*(1+(x/B)^(1/beta))^(-alpha*beta)", bnsl_plain, (double[PARAMS]){ 2.2, .055, 1e8, .3, .6 }, 5);
	differences("((Nc/N)^(an/ad)+Dc/D)^ad", kaplan, (double[PARAMS]){ 31.8, 1.8e13, .076, 0, 0, .103 }, 6);
	differences("log1p(E*N/1e9)*expm1(-alpha*D/100B) + sqrt(A^two+N/100M)/log2(2+B*B)"
	            " + max(beta*N/1e9, D/1e11) + log10(B+3)*abs(alpha-N/1e9)", mixed, (double[PARAMS]){ .7, 1.3, 1.1, .4, 2 }, 5);
	tap_group("BNSL, Kaplan's L(N,D) and a mixture against long double differences");
}

static void
kinks(void)
{
	/* d/dA and d2/dA2 at A = 2, B = 0, alpha = 3 */
	static const struct { const char *formula; double first, second; } table[] = {
		{ "max(A, 2)", 1, 0 }, { "max(2, A)", 0, 0 }, { "min(A, 2)", 1, 0 }, { "min(2, A)", 0, 0 }, { "abs(A - 2)", 0, 0 },
		{ "abs(A)", 1, 0 }, { "abs(1-A)", 1, 0 }, { "max(A, 1)^2", 4, 2 }, { "min(A, 1)^2", 0, 0 }, { "(A > 1)*A", 1, 0 },
		{ "(A > 1) + (A == 2) + !A", 0, 0 }, { "max(A-2, 0)^alpha", 0, 0 }, { "max(A-3, 0)^alpha", 0, 0 }, { "A^3", 12, 12 },
		{ "A^-1", -.25, .25 }, { "A^0", 0, 0 }, { "(-A)^3", -12, -12 }, { "(-A)^-2", -.25, .375 }, { "A^.5*A^.5", 1, 0 },
		{ "A^1", 1, 0 }, { "2^A", 2.772588722239781, 1.9218120556728056 }, { "A^2.5", 7.0710678118654755, 5.303300858899107 },
		{ "B^A", 0, 0 }, { "0^A", 0, 0 }, { "(A-2)^2", 0, 2 }, { "log(exp(A))", 1, 0 }, { "exp(A)/exp(A)", 0, 0 },
		{ "A/A", 0, 0 }, { "log(A^3)*A", 5.0794415416798357, 1.5 }, { "7", 0, 0 }
	};
	static struct result r;

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
		derive(table[k].formula, (double[PARAMS]){ 1, 2, 0, 3 }, &r);
		for (size_t i = 0; i < ROWS; i += ROWS - 1) {
			TAP_OK(fabs(r.grad[1][i] - table[k].first) < 1e-14, "%s: %.17g", table[k].formula, r.grad[1][i]);
			TAP_OK(fabs(r.hess[1][1][i] - table[k].second) < 1e-14, "%s: second %.17g", table[k].formula, r.hess[1][1][i]);
		}
	}
	derive("(N-N)^B", (double[PARAMS]){ 0 }, &r);
	TAP_OK(r.value[1] == 1, "0^0 is %g", r.value[1]);
	derive("(N-N)^A", (double[PARAMS]){ 0, 2 }, &r);
	TAP_OK(r.value[1] == 0 && r.grad[1][1] == 0 && r.hess[1][1][1] == 0, "0^2 is %g, %g, %g", r.value[1], r.grad[1][1],
	       r.hess[1][1][1]);
	tap_group("kinks, constant powers, powers of zero");
}

static void
structure(void)
{
	static const struct { const char *formula; unsigned linear; size_t pairs; } table[] = {
		{ "E + A*N^-alpha + B*D^-beta", 7, 4 }, { "E", 1, 0 }, { "N", 0, 0 }, { "alpha*beta", 8, 1 }, { "E*A*B", 1, 3 },
		{ "E^2", 0, 1 }, { "A/N - B*(D + alpha)", 6, 1 }, { "abs(A)*N", 0, 0 }, { "max(A, N)", 0, 0 }, { "A*max(B, N)", 2, 1 },
		{ "(A > 1)*B", 4, 0 }, { "(A > 1) + A", 0, 0 }, { "sqrt(A)", 0, 1 }, { "(E + A*N)/2", 3, 0 }, { "-(E - A)", 3, 0 },
		{ "exp(A)*B", 4, 2 }, { "d*N", 0, 1 }, { "b*x^-c0", 0, 3 }, { "E - alpha*log(N)", 9, 0 }, { "(E + A)^1", 3, 0 },
		{ "A*x/(1 + alpha*x)", 2, 2 }, { "A + tied*N + alpha*D", 10, 0 }, { "alpha*tied", 0, 1 }
	};
	static struct result r;

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
		derive(table[k].formula, (double[PARAMS]){ 1, 1, 1, 1, 1, 1 }, &r);
		TAP_OK(r.linear == table[k].linear, "%s: linear %x", table[k].formula, r.linear);
		TAP_OK(r.pairs == table[k].pairs, "%s: %zu pairs", table[k].formula, r.pairs);
	}
	tap_group("what enters linearly; entries of the Hessian that vanish");
}

/* Any range of rows and any stage gives the bits of the whole; vectors agree with the portable path and with expr_eval. */
static void
pieces(const char *formula, const double t[])
{
	static double value[ROWS], grad[PARAMS * ROWS], hess[EXPR_PAIRS * ROWS], v[ROWS], g[PARAMS * ROWS], h[EXPR_PAIRS * ROWS];
	static const char *const levels[] = { "avx512", "avx2", "portable" };
	const struct expr_pair *pair;
	struct expr_plan *plan;
	struct err e = { 0 };
	struct expr *x = compile(formula);
	size_t pairs = expr_pairs(x, &pair);

	TAP_OK(!expr_prepare(x, ROWS, col, NULL, &plan, &e), "prepare");
	double *work = malloc((expr_work(plan) + 1) * sizeof *work);
	for (size_t k = 0; k < 3; k++) {
		setenv("MLCORE_ISA", levels[k], 1);
		expr_derive(plan, t, 0, ROWS, value, grad, hess, work);
		for (size_t first = 0; first < ROWS; first += 1 + first / 3)
			for (size_t n = 0; first + n <= ROWS; n += 1 + n / 2) {
				expr_derive(plan, t, first, n, v, g, h, work);
				TAP_OK(memcmp(v, value + first, n * sizeof v[0]) == 0, "value, %zu from %zu", n, first);
				for (size_t j = 0; j < 5; j++)
					TAP_OK(memcmp(g + j * n, grad + j * ROWS + first, n * sizeof v[0]) == 0, "gradient, %zu from %zu",
					       n, first);
				for (size_t q = 0; q < pairs; q++)
					TAP_OK(memcmp(h + q * n, hess + q * ROWS + first, n * sizeof v[0]) == 0, "Hessian, %zu from %zu",
					       n, first);
			}
		memset(v, 0, sizeof v);
		memset(g, 0, sizeof g);
		expr_derive(plan, t, 0, ROWS, v, NULL, NULL, work);
		TAP_OK(memcmp(v, value, sizeof v) == 0, "value alone");
		expr_derive(plan, t, 0, ROWS, v, g, NULL, work);
		TAP_OK(memcmp(g, grad, 5 * ROWS * sizeof g[0]) == 0, "value and gradient alone");
		TAP_OK(!expr_eval(x, ROWS, col, NULL, t, v, &e), "eval");
		for (size_t i = 0; i < ROWS; i++)
			NEAR(value[i], v[i], 1e-14, "%s: row %zu by expr_eval", levels[k], i);
	}
	free(work);
	expr_plan_free(plan);
	expr_free(x);
}

int
main(void)
{
	for (size_t i = 0; i < ROWS; i++) {
		N[i] = 4e7 * pow(1.021, (double)(i * 37 % ROWS));
		D[i] = 3e8 * pow(1.024, (double)(i * 101 % ROWS));
	}
	chinchilla();
	laws();
	kinks();
	structure();
	pieces("b*x^-c0*(1+(x/d)^(1/f))^(-c*f) + (N > D) + min(c, N/D)", (double[PARAMS]){ .8, .055, 18, .3, -.5 });
	pieces("E + A*N^-alpha + B*D^-beta", (double[PARAMS]){ 1.8172, 477.8, 2143.4, .34731, .36717 });
	tap_group("ranges of rows, stages, instruction sets");
	return tap_done();
}
