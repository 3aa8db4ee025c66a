/* SPDX-License-Identifier: MIT */
/* isoflop: approach 2 and approach 1 against closed forms, long double and published experiments. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/envelope.h"
#include "math/scaling/isoflop.h"
#include "shared.h"
#include "tap.h"

static double
relative(double a, double b)
{
	return fabs(a / b - 1);
}

/* Solves the p x p normal equations a x = b in place by elimination; a is left as its inverse. */
static void
invert(size_t p, long double a[3][3])
{
	for (size_t k = 0; k < p; k++) {
		long double pivot = 1 / a[k][k];
		a[k][k] = 1;
		for (size_t j = 0; j < p; j++)
			a[k][j] *= pivot;
		for (size_t i = 0; i < p; i++)
			if (i != k) {
				long double f = a[i][k];
				a[i][k] = 0;
				for (size_t j = 0; j < p; j++)
					a[i][j] -= f * a[k][j];
			}
	}
}

/* Polynomial of p coefficients by long double: c, their covariance over s^2, s. */
static long double
polynomial(size_t n, const double x[], const double y[], size_t p, long double c[3], long double cov[3][3])
{
	long double b[3] = { 0 }, rss = 0;

	memset(cov, 0, 9 * sizeof cov[0][0]);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < p; j++) {
			b[j] += powl((long double)x[i], (long double)j) * (long double)y[i];
			for (size_t k = 0; k < p; k++)
				cov[j][k] += powl((long double)x[i], (long double)(j + k));
		}
	invert(p, cov);
	for (size_t j = 0; j < p; j++) {
		c[j] = 0;
		for (size_t k = 0; k < p; k++)
			c[j] += cov[j][k] * b[k];
	}
	for (size_t i = 0; i < n; i++) {
		long double r = (long double)y[i];
		for (size_t j = 0; j < p; j++)
			r -= c[j] * powl((long double)x[i], (long double)j);
		rss += r * r;
	}
	return n > p ? sqrtl(rss / (long double)(n - p)) : 0;
}

static void
lines(void)
{
	double x[40], y[40], lx[40], ly[40];
	struct rng r = rng_at(1, 0);
	long double c[3], cov[3][3];

	for (size_t n = 2; n <= 40; n++) {
		for (size_t i = 0; i < n; i++) {
			x[i] = exp(10 * rng_normal(&r));
			y[i] = 3 * pow(x[i], .5) * exp(.1 * rng_normal(&r));
			lx[i] = log(x[i]);
			ly[i] = log(y[i]);
		}
		struct line l = line_fit(n, x, y);
		long double s = polynomial(n, lx, ly, 2, c, cov);
		TAP_OK(l.n == n && relative(l.slope, (double)c[1]) < 1e-12 && relative(l.k, (double)expl(c[0])) < 1e-12,
		       "n = %zu", n);
		if (n > 2)
			TAP_OK(relative(l.se_slope, (double)(s * sqrtl(cov[1][1]))) < 1e-10 &&
			       relative(l.se_k, (double)(s * sqrtl(cov[0][0]))) < 1e-10,
			       "errors, n = %zu", n);
		else
			TAP_OK(isnan(l.se_slope) && isnan(l.s), "two points have no error");
		TAP_OK(relative(line_at(&l, 7), l.k * pow(7, l.slope)) < 1e-15, "at 7");
	}
	x[3] = y[5] = (double)NAN;
	TAP_OK(line_fit(40, x, y).n == 38, "nan is left out");
	TAP_OK(isnan(line_fit(1, x, y).slope) && isnan(line_fit(0, x, y).slope), "one point, none");
	for (size_t i = 0; i < 5; i++)
		x[i] = 1e21;
	TAP_OK(isnan(line_fit(5, x, y).slope), "equal x");
	for (size_t i = 0; i < 5; i++)
		x[i] = exp(20) * (1 + (double)i * 5e-12);
	TAP_OK(isnan(line_fit(5, x, y).slope), "equal within 1e-12 of ln x = 20");
	for (size_t i = 0; i < 5; i++)
		x[i] = exp(20) * (1 + (double)i * 5e-11);
	TAP_OK(!isnan(line_fit(5, x, y).slope), "not equal within 1e-12");
	tap_group("log-log lines, against long double");
}

static void
parabolas(void)
{
	struct rng r = rng_at(2, 0);
	size_t group[30] = { 0 };
	double C[30], N[30], D[30], L[30], t[30];
	long double c[3], cov[3][3];

	for (size_t n = 4; n <= 30; n++) {
		struct isoflop_budget b;
		struct err e = { 0 };
		for (size_t i = 0; i < n; i++) {
			C[i] = 1e20;
			N[i] = 1e9 * exp(2 * (double)i / (double)n - 1);
			D[i] = C[i] / (6 * N[i]);
			L[i] = 2.5 + .1 * pow(log(N[i] / 1.1e9), 2) + .001 * rng_normal(&r);
			t[i] = log(N[i] / 1e9);
		}
		TAP_OK(isoflop_fit(n, C, N, D, L, group, 1, &b, &e) == 0 && b.rows == n && relative(b.compute, 1e20) < 1e-13,
		       "n = %zu", n);
		long double s = polynomial(n, t, L, 3, c, cov), vertex = -c[1] / (2 * c[2]);
		TAP_OK(b.N.verdict == ISOFLOP_GOOD && relative(b.N.best, (double)(1e9L * expl(vertex))) < 1e-11, "vertex %zu", n);
		TAP_OK(relative(b.N.least, (double)(c[0] + vertex * c[1] / 2)) < 1e-13 && relative(b.N.c2, (double)c[2]) < 1e-10,
		       "least %zu", n);
		long double g1 = -1 / (2 * c[2]), g2 = -vertex / c[2],
			var = g1 * g1 * cov[1][1] + 2 * g1 * g2 * cov[1][2] + g2 * g2 * cov[2][2];
		TAP_OK(relative(b.N.se, (double)(s * sqrtl(var))) < 1e-8, "error %zu: %g", n, b.N.se / (double)(s * sqrtl(var)));
		/* ln D = const - ln N: the same parabola mirrored. */
		TAP_OK(b.D.verdict == ISOFLOP_GOOD && relative(b.D.best, 1e20 / (6 * b.N.best)) < 1e-11 &&
		       relative(b.D.se, b.N.se) < 1e-8, "D");
	}
	tap_group("parabolas, against long double");
}

static enum isoflop_verdict
verdict(size_t n, const double N[], const double L[], struct isoflop_parabola *p)
{
	double C[] = { 1, 1, 1, 1, 1, 1 };
	size_t group[6] = { 0 };
	struct isoflop_budget b;
	struct err e = { 0 };

	TAP_OK(isoflop_fit(n, C, N, NULL, L, group, 1, &b, &e) == 0 && b.D.verdict == ISOFLOP_FEW, "without D");
	*p = b.N;
	return b.N.verdict;
}

static void
verdicts(void)
{
	struct isoflop_parabola p;
	struct line N, D;
	struct err e = { 0 };
	struct isoflop_budget two[2] = { { .compute = 1, .N = { .verdict = ISOFLOP_GOOD, .best = 10 },
	                                   .D = { .verdict = ISOFLOP_FEW } },
	                                 { .compute = 100, .N = { .verdict = ISOFLOP_GOOD, .best = 100 },
	                                   .D = { .verdict = ISOFLOP_FEW } } };

	TAP_OK(verdict(3, (double[]){ 1, 2, 3 }, (double[]){ 3, 2, 3 }, &p) == ISOFLOP_FEW && isnan(p.c2), "three rows");
	TAP_OK(verdict(5, (double[]){ 1, 2, 1, 2, 2 }, (double[]){ 3, 2, 3, 2, 2.1 }, &p) == ISOFLOP_FEW, "two sizes");
	TAP_OK(verdict(4, (double[]){ 7, 7, 7, 7 }, (double[]){ 3, 2, 3, 2 }, &p) == ISOFLOP_FEW, "one size");
	TAP_OK(verdict(4, (double[]){ 1, 2, 4, 8 }, (double[]){ 2, 3, 3, 2 }, &p) == ISOFLOP_CONCAVE && isnan(p.best) &&
	       p.c2 < 0, "a hill");
	TAP_OK(verdict(4, (double[]){ 1, 2, 4, 8 }, (double[]){ 9, 6, 3.5, 1.5 }, &p) == ISOFLOP_OUTSIDE && p.best > 8,
	       "still falling: %g", p.best);
	TAP_OK(verdict(4, (double[]){ 1, 2, 4, 8 }, (double[]){ 5, 2, 2, 5 }, &p) == ISOFLOP_GOOD &&
	       relative(p.best, sqrt(8)) < 1e-14, "good");
	TAP_OK(p.se < 1e-7 && relative(p.least, 2 - .375) < 1e-14, "an exact parabola: %g, %g", p.se, p.least);
	for (enum isoflop_verdict v = ISOFLOP_GOOD; v <= ISOFLOP_OUTSIDE; v++)
		TAP_OK((strlen(isoflop_reason(v)) > 0) == (v != ISOFLOP_GOOD), "a reason");
	TAP_OK(isoflop_lines(2, two, &N, &D, &e) == 0 && relative(N.slope, .5) < 1e-15 && isnan(D.slope), "two vertices");
	TAP_OK(isoflop_lines(1, two, &N, &D, &e) == ERR_NO_ANSWER, "one vertex");
	tap_group("verdicts");
}

static void
grouping(void)
{
	double C[] = { 3.1e19, 1e18, 1.02e18, 3e19, .99e18, 6e20 };
	size_t group[6], groups;
	struct err e = { 0 };

	TAP_OK(isoflop_budgets(6, C, .1, group, &groups, &e) == 0 && groups == 3, "%zu budgets", groups);
	TAP_OK(group[0] == 1 && group[1] == 0 && group[2] == 0 && group[3] == 1 && group[4] == 0 && group[5] == 2,
	       "in order of compute");
	TAP_OK(isoflop_budgets(6, C, 0, group, &groups, &e) == 0 && groups == 6 && group[4] == 0, "by equality");
	TAP_OK(isoflop_budgets(0, C, 0, group, &groups, &e) == 0 && groups == 0, "no rows");
	mem_fail_at(1, false);
	TAP_OK(isoflop_budgets(6, C, 0, group, &groups, &e) == ERR_MEMORY, "memory");
	tap_group("budgets by nearness");
}

/* Exponents of spec section 1, measured by an independent implementation. */
static void
experiments(void)
{
	static const struct { const char *name; double a; } known[] = {
		{ "epochai_chinchilla__massivetext__chinchilla", .541 }, { "llama_3__exp_loss", .495 },
			{ "llama_3__raw_loss", .500 },
		{ "marin_202603__comma__llama_2", .426 }, { "marin_202603__dclm__llama_2", .432 },
		{ "marin_202603__nemotron__llama_2", .444 }, { "misfitting__fineweb_c4__transformer", .523 },
		{ "ml_scalefit__massivetext__chinchilla", .542 } };
	struct shared t;

	if (!shared_open(&t, "isoflops_openathena.csv")) {
		tap_skip("approach 2 on eight experiments", "no ../shared/data");
		return;
	}
	for (size_t k = 0; k < 8; k++) {
		double C[256], N[256], D[256], L[256];
		size_t n = 0, group[256], groups = 0;
		struct isoflop_budget budget[64];
		struct line a, b;
		struct err e = { 0 };
		for (size_t i = 0; i < t.rows; i++)
			if (!strcmp(shared_text(&t, i, "experiment"), known[k].name) &&
			    !strcmp(shared_text(&t, i, "outlier"), "False")) {
				C[n] = shared_number(&t, i, "budget");
				N[n] = shared_number(&t, i, "params");
				D[n] = shared_number(&t, i, "tokens");
				L[n++] = shared_number(&t, i, "loss");
			}
		TAP_OK(n > 50 && isoflop_budgets(n, C, 1e-6, group, &groups, &e) == 0 && groups <= 64, "%s", known[k].name);
		TAP_OK(isoflop_fit(n, C, N, D, L, group, groups, budget, &e) == 0, "%s", e.text);
		TAP_OK(isoflop_lines(groups, budget, &a, &b, &e) == 0, "%s", e.text);
		TAP_OK(fabs(a.slope - known[k].a) < 5.5e-4, "%s: %zu rows, %zu of %zu budgets, a = %.4f, %.3f", known[k].name, n,
		       a.n, groups, a.slope, known[k].a);
		if (strncmp(known[k].name, "marin", 5) == 0)
			TAP_OK(a.slope + b.slope > .9745 && a.slope + b.slope < .9785, "%s: a + b = %.4f", known[k].name,
			       a.slope + b.slope);
	}
	shared_close(&t);
	tap_group("approach 2 on eight experiments");
}

/* Power laws are straight in logarithms: L_r = 10^(a_r) C^-p_r; the envelope is where they cross. */
static void
straight(void)
{
	static const double level[] = { 1, 1.5, 2.1 }, slope[] = { .1, .2, .3 };
	double C[30], N[30], D[30], L[30];
	size_t run[30], n = 0, count;
	struct envelope_point out[101];
	struct line a, b;
	struct err e = { 0 };

	for (size_t r = 0; r < 3; r++)
		for (int i = 9; i >= 0; i--, n++) {
			run[n] = r;
			C[n] = pow(10, i);
			N[n] = pow(10, (double)r);
			D[n] = C[n] / N[n];
			L[n] = pow(10, level[r]) * pow(C[n], -slope[r]);
		}
	TAP_OK(envelope_points(n, run, 3, C, N, D, L, 101, out, &count, &e) == 0 && count == 101, "%zu points", count);
	for (size_t i = 0; i < count; i++) {
		double x = .09 * (double)i;
		size_t best = x < 5 ? 0 : x < 6 ? 1 : 2;		/* lines cross at 5 and at 6 */
		TAP_OK(relative(out[i].compute, pow(10, x)) < 1e-13, "compute %zu", i);
		TAP_OK(out[i].run == best || fabs(x - 5) < 1e-9 || fabs(x - 6) < 1e-9, "run %zu at %g", out[i].run, x);
		TAP_OK(relative(out[i].loss, pow(10, level[best] - slope[best] * x)) < 1e-12, "loss at %g", x);
		TAP_OK(relative(out[i].params * out[i].tokens, out[i].compute) < 1e-12, "N D = C");
	}
	TAP_OK(envelope_lines(count, out, &a, &b, &e) == 0 && relative(a.slope + b.slope, 1) < 1e-12, "lines");
	TAP_OK(envelope_points(10, run, 3, C, N, D, L, 101, out, &count, &e) == ERR_NO_ANSWER, "one curve");
	tap_group("an envelope of straight curves");
}

/* Where one run is alone there is no envelope; of two losses at one compute the lower counts. */
static void
alone(void)
{
	double C[] = { 1, 10, 100, 10, 10, 1000 }, N[] = { 1, 1, 1, 2, 2, 2 }, L[] = { 5, 4, 3, 9, 3.5, 2 };
	size_t run[] = { 0, 0, 0, 1, 1, 1 }, count;
	struct envelope_point out[7];
	struct err e = { 0 };

	TAP_OK(envelope_points(6, run, 2, C, N, C, L, 7, out, &count, &e) == 0 && count == 3, "%zu points", count);
	for (size_t i = 0; i < count; i++) {
		double t = (double)i / 4, second = exp(log(3.5) + t * log(2 / 3.5)), first = i == 0 ? 4 : i == 1 ? sqrt(12) : 3;
		TAP_OK(relative(out[i].compute, pow(10, 1 + (double)i / 2)) < 1e-14, "compute %g", out[i].compute);
		TAP_OK(relative(out[i].loss, fmin(first, second)) < 1e-14, "loss %g", out[i].loss);
		TAP_OK(out[i].run == (first > second), "run %zu", out[i].run);
	}
	tap_group("where an envelope is");
}

/* Curves of a chinchilla law with a fine ladder of models: the exponent is beta/(alpha + beta). */
static void
curves(void)
{
	enum { RUNS = 60, ROWS = 60, ALL = RUNS * ROWS, POINTS = 1500 };
	static double C[ALL], N[ALL], D[ALL], L[ALL];
	static size_t run[ALL];
	static struct envelope_point out[POINTS];
	double alpha = .35, beta = .37, inside_C[POINTS], inside_N[POINTS];
	size_t n = 0, count, inside = 0;
	struct err e = { 0 };

	for (size_t r = 0; r < RUNS; r++)
		for (size_t i = 0; i < ROWS; i++, n++) {
			run[n] = r;
			N[n] = 1e7 * pow(10, (double)r / 15);
			D[n] = 1e8 * pow(10, (double)i / 12);
			C[n] = 6 * N[n] * D[n];
			L[n] = 1.8 + 480 * pow(N[n], -alpha) + 2100 * pow(D[n], -beta);
		}
	TAP_OK(envelope_points(n, run, RUNS, C, N, D, L, POINTS, out, &count, &e) == 0, "%s", e.text);
	for (size_t i = 0; i < count; i++)
		if (out[i].compute > 1e18 && out[i].compute < 1e21) {
			inside_C[inside] = out[i].compute;
			inside_N[inside++] = out[i].params;
		}
	struct line l = line_fit(inside, inside_C, inside_N);
	TAP_OK(inside > 200 && fabs(l.slope - beta / (alpha + beta)) < .004, "%zu points, a = %g, %g", inside, l.slope,
	       beta / (alpha + beta));
	tap_group("an envelope of training curves");
}

/* Allocation k of a call fails. */
static void
memory(void)
{
	double C[] = { 1, 1, 1, 1, 2, 2, 2, 2 }, N[] = { 1, 2, 4, 8, 1, 2, 4, 8 }, L[] = { 5, 2, 2, 5, 4, 1, 1, 4 };
	size_t group[] = { 0, 0, 0, 0, 1, 1, 1, 1 }, count;
	struct isoflop_budget b[2];
	struct envelope_point out[10];
	struct line one, two;

	for (int call = 0; call < 4; call++) {
		int code = ERR_MEMORY;
		unsigned long k;
		for (k = 1; code == ERR_MEMORY && k < 20; k++) {
			struct err e = { 0 };
			mem_fail_at(k, false);
			code = call == 0   ? isoflop_fit(8, C, N, N, L, group, 2, b, &e)
			       : call == 1 ? isoflop_lines(2, b, &one, &two, &e)
			       : call == 2 ? envelope_points(8, group, 2, N, C, N, L, 10, out, &count, &e)
			                   : envelope_lines(count, out, &one, &two, &e);
			mem_fail_at(0, false);
			TAP_OK(code == e.code, "call %d, allocation %lu: %d, %s", call, k, code, e.text);
		}
		TAP_OK(code == 0 && k > 3, "call %d: %d after %lu", call, code, k - 1);
	}
	tap_group("memory");
}

int
main(void)
{
	lines();
	parabolas();
	verdicts();
	grouping();
	experiments();
	straight();
	alone();
	curves();
	memory();
	return tap_done();
}
