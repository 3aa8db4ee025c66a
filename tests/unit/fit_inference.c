/* SPDX-License-Identifier: MIT */
/* fit_inference: what is said about an optimum, against the closed forms of linear regression; and tables without an answer. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/bootstrap.h"
#include "math/scaling/inside.h"
#include "tap.h"

enum { N = 40 };

/* y = 3 x^-1/4 with noise: ln y is a straight line in ln x, whose least squares have closed forms. */
static struct line {
	double x[N], y[N], lx[N], ly[N], w[N], mean, sxx, slope, level, rss, inverse[2][2];
} line;

static void
straight(void)
{
	struct rng g = rng_at(3, 0);
	double n = N, sy = 0, sxy = 0;

	line.mean = line.sxx = line.rss = 0;
	for (size_t i = 0; i < N; i++) {
		line.x[i] = exp(6 * rng_uniform(&g) + 2);
		line.y[i] = 3 * pow(line.x[i], -.25) * exp(.02 * rng_normal(&g));
		line.lx[i] = log(line.x[i]);
		line.ly[i] = log(line.y[i]);
		line.w[i] = 1;
		line.mean += line.lx[i] / n;
		sy += line.ly[i] / n;
	}
	for (size_t i = 0; i < N; i++) {
		line.sxx += (line.lx[i] - line.mean) * (line.lx[i] - line.mean);
		sxy += (line.lx[i] - line.mean) * (line.ly[i] - sy);
	}
	line.slope = sxy / line.sxx;
	line.level = sy - line.slope * line.mean;
	for (size_t i = 0; i < N; i++)
		line.rss += pow(line.ly[i] - line.level - line.slope * line.lx[i], 2);
	line.inverse[0][0] = 1 / n + line.mean * line.mean / line.sxx;
	line.inverse[0][1] = line.inverse[1][0] = -line.mean / line.sxx;
	line.inverse[1][1] = 1 / line.sxx;
}

static const struct fit_objective squares = { .rho = FIT_LS, .over = 1 };

static struct recipe *
fitted(struct fit *f)
{
	struct recipe *r;
	struct err e = { 0 };
	const double *role[] = { line.x };
	struct fit_data d = { N, role, line.y, NULL };

	TAP_OK(!recipe_law(STR("loglinear"), &r, &e) && !recipe_compile(r, &e) && !fit_solve(r, &d, &squares, 1, f, &e), "%s", e.text);
	return r;
}

static bool
near(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b);
}

static void
regression(void)
{
	struct fit f;
	struct recipe *r = fitted(&f);
	double n = N, s2 = line.rss / n;

	TAP_OK(near(f.par[0], exp(line.level), 1e-10) && near(f.par[1], line.slope, 1e-10), "%g %g", f.par[0], f.par[1]);
	TAP_OK(near(f.objective, line.rss / 2, 1e-10) && near(f.log_rmse, sqrt(s2), 1e-10) && fabs(f.bias) < 1e-12, "objective");
	/* Gaussian likelihood with its estimated variance, three parameters */
	double deviance = n * log(2 * acos(-1) * s2) + n;
	TAP_OK(near(f.bic, deviance + 3 * log(n), 1e-9), "bic %.12g %.12g", f.bic, deviance + 3 * log(n));
	TAP_OK(near(f.aicc, deviance + 6 + 24 / (n - 4), 1e-9), "aicc %.12g", f.aicc);
	fit_free(&f);
	recipe_free(r);
	tap_group("a straight line: estimates, criteria");
}

static void
sandwich(void)
{
	struct fit f;
	struct err e = { 0 };
	struct recipe *r = fitted(&f);
	double cov[4], meat[2][2] = { { 0 } }, expect[2][2] = { { 0 } }, influence[2 * N];
	size_t own[N];

	for (size_t i = 0; i < N; i++) {
		double u = line.ly[i] - line.level - line.slope * line.lx[i], x[2] = { 1, line.lx[i] };
		own[i] = i;
		for (size_t a = 0; a < 2; a++)
			for (size_t b = 0; b < 2; b++)
				meat[a][b] += u * u * x[a] * x[b];
	}
	for (size_t a = 0; a < 2; a++)
		for (size_t b = 0; b < 2; b++)
			for (size_t c = 0; c < 2; c++)
				for (size_t d = 0; d < 2; d++)
					expect[a][b] += line.inverse[a][c] * meat[c][d] * line.inverse[d][b];
	double k = f.par[0], factor = N / (N - 2.0);
	TAP_OK(!fit_sandwich(&f, NULL, 0, cov, &e), "%s", e.text);
	TAP_OK(near(cov[0], k * k * factor * expect[0][0], 1e-8) && near(cov[1], k * factor * expect[0][1], 1e-8) &&
	       near(cov[3], factor * expect[1][1], 1e-8), "HC1: %g %g", cov[3], factor * expect[1][1]);
	TAP_OK(!fit_sandwich(&f, own, N, cov, &e) && near(cov[3], N / (N - 1.0) * expect[1][1], 1e-8), "every row a cluster");
	TAP_OK(!fit_influence(&f, influence, &e), "%s", e.text);
	for (size_t i = 0; i < N; i++) {
		double u = line.ly[i] - line.level - line.slope * line.lx[i];
		double d = (line.inverse[1][0] + line.inverse[1][1] * line.lx[i]) * u;
		TAP_OK(fabs(influence[2 * i + 1] - d) < 1e-9 * fabs(line.slope), "row %zu: %g, not %g", i, influence[2 * i + 1], d);
	}
	fit_free(&f);
	recipe_free(r);
	tap_group("sandwich and influence against linear regression");
}

/* The profile of a regression coefficient: n log(1 + t^2/(n - k)) = z^2 with t = (b - estimate)/se. */
static void
profile(void)
{
	struct fit f;
	struct err e = { 0 };
	struct recipe *r = fitted(&f);
	double lo, hi, z2 = 3.841458820694124, se = sqrt(line.rss / (N - 2) / line.sxx);
	double half = se * sqrt((N - 2) * expm1(z2 / N));

	TAP_OK(!fit_profile(&f, 1, .95, &lo, &hi, &e), "%s", e.text);
	TAP_OK(near(lo, line.slope - half, 1e-7) && near(hi, line.slope + half, 1e-7), "[%.10g, %.10g], not %.10g +- %.10g", lo, hi, line.slope, half);
	fit_free(&f);
	recipe_free(r);
	tap_group("profile interval against linear regression");
}

/* Deviance of y = E + b x^-c with E held, by a fit of its own: bic - k ln n. */
static double
held(const struct fit_data *d, const char *wish)
{
	struct recipe *r;
	struct err e = { 0 };
	struct fit f;

	TAP_OK(!recipe_law(STR("power_offset"), &r, &e) && !recipe_fix(r, str_of(wish), &e) && !recipe_compile(r, &e) &&
	       !fit_solve(r, d, &FIT_DEFAULT, 1, &f, &e), "%s", e.text);
	double deviance = f.bic - 3 * log((double)d->n);	/* b, c and the scale */
	fit_free(&f);
	recipe_free(r);
	return deviance;
}

/* A curve that falls ever faster has no floor; how high it may be is where the deviance has risen by the quantile. */
static void
floor_zero(void)
{
	static const double x[] = { 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 }, y[] = { 3, 2.9, 2.75, 2.5, 2.1, 1.5 };
	const double *role[] = { x };
	struct fit_data d = { 6, role, y, NULL };
	struct err e = { 0 };
	struct recipe *r;
	struct fit f;
	double lo, hi;
	char wish[40];

	TAP_OK(!recipe_law(STR("power_offset"), &r, &e) && !recipe_compile(r, &e) && !fit_solve(r, &d, &FIT_DEFAULT, 1, &f, &e), "%s", e.text);
	TAP_OK(!fit_profile(&f, 0, .95, &lo, &hi, &e) && f.par[0] == 0 && lo == 0, "E %g in [%g, %g]", f.par[0], lo, hi);
	snprintf(wish, sizeof wish, "E=%.17g", hi);
	double rise = held(&d, wish) - held(&d, "E=0");
	TAP_OK(fabs(rise - 3.841458820694124) < 1e-5, "E = %g: deviance %.9g above that of 0", hi, rise);
	fit_free(&f);
	recipe_free(r);
	tap_group("profile interval of a floor that went to 0");
}

/* Least absolute deviations of a constant are its median; the mean of draws of residuals is the regression. */
static void
resampling(void)
{
	struct fit f;
	struct err e = { 0 };
	struct recipe *r = fitted(&f);
	size_t cluster[N], failed;
	double draw[2000 * 2], work[2000], se, lo, hi;
	struct bootstrap b = { BOOT_RESIDUAL, NULL, 0, 7, 1, 2000, 2 };

	TAP_OK(!bootstrap_draws(&f, &b, draw, &failed, NULL, &e) && failed == 0, "%s", e.text);
	bootstrap_interval(2000, draw + 1, 2, .95, work, &se, &lo, &hi);
	TAP_OK(near(se, sqrt(line.rss / N / line.sxx), .06), "residual: %g, not %g", se, sqrt(line.rss / N / line.sxx));
	for (size_t i = 0; i < N; i++)
		cluster[i] = i;
	b.kind = BOOT_CLUSTER;
	b.cluster = cluster;
	b.clusters = N;
	TAP_OK(!bootstrap_draws(&f, &b, draw, &failed, NULL, &e) && failed == 0, "%s", e.text);
	bootstrap_interval(2000, draw + 1, 2, .95, work, &se, &lo, &hi);
	double cov[4];
	fit_sandwich(&f, NULL, 0, cov, &e);
	TAP_OK(near(se, sqrt(cov[3]), .1), "clusters of one row: %g, not %g", se, sqrt(cov[3]));
	b.kind = BOOT_PAIRS;
	b.last = 0;
	TAP_OK(bootstrap_draws(&f, &b, draw, &failed, NULL, &e) == ERR_USAGE, "no draws");
	fit_free(&f);
	recipe_free(r);
	tap_group("residual and cluster draws");

	/* R: quantile(c(1, 2, 4, 8, 16), c(.1, .9), type = 7) is 1.4, 12.8 */
	const double five[] = { 8, (double)NAN, 1, 16, 2, 4 };
	bootstrap_interval(6, five, 1, .8, work, &se, &lo, &hi);
	TAP_OK(near(lo, 1.4, 1e-14) && near(hi, 12.8, 1e-14) && near(se, sqrt(37.2), 1e-14), "%g %g %g", lo, hi, se);
	bootstrap_interval(1, five, 1, .8, work, &se, &lo, &hi);
	TAP_OK(isnan(se) && isnan(lo) && isnan(hi), "one number");
	const double y[] = { -16, 0, -2, -32, -4, -8 };
	TAP_OK(near(bootstrap_correlation(6, five, y, 1), -1, 1e-14), "correlation");
	tap_group("intervals of numbers");
}

/* Weight 2 is a row twice; weight 0 is no row. */
static void
weights(void)
{
	struct recipe *r;
	struct err e = { 0 };
	double x[N + 5], y[N + 5], w[N];
	const double *one[] = { line.x }, *two[] = { x };
	size_t n = 0;
	struct fit a, b;

	for (size_t i = 0; i < N; i++) {
		w[i] = i % 7 == 0 ? 2 : i % 11 == 3 ? 0 : 1;
		for (size_t k = 0; k < (size_t)w[i] && n < N + 5; k++) {
			x[n] = line.x[i];
			y[n++] = line.y[i];
		}
	}
	struct fit_data da = { N, one, line.y, w }, db = { n, two, y, NULL };
	TAP_OK(!recipe_law(STR("power_offset"), &r, &e) && !recipe_compile(r, &e), "%s", e.text);
	TAP_OK(!fit_solve(r, &da, &FIT_DEFAULT, 1, &a, &e) && !fit_solve(r, &db, &FIT_DEFAULT, 1, &b, &e), "%s", e.text);
	TAP_OK(near(a.objective, b.objective, 1e-12) && near(a.par[2], b.par[2], 1e-8), "%.15g %.15g", a.objective, b.objective);
	TAP_OK(a.rows < N && a.n == N, "rows %zu", a.rows);
	fit_free(&a);
	fit_free(&b);
	recipe_free(r);
	tap_group("weights");
}

/* A table fitted with a recipe made by wishes; returns the code. */
static int
attempt(const char *law, size_t n, const double *const role[], const double y[], struct fit *f, struct recipe **r, struct err *e)
{
	struct fit_data d = { n, role, y, NULL };

	*e = (struct err){ 0 };
	*f = (struct fit){ .n = 0 };
	return recipe_law(str_of(law), r, e) || recipe_compile(*r, e) || fit_solve(*r, &d, &FIT_DEFAULT, 1, f, e) ? e->code : 0;
}

static void
nothing(void)
{
	double n[N], d[N], y[N], same[N], five[N];
	const double *role[] = { n, d }, *fixed[] = { same, same };
	struct err e;
	struct fit f;
	struct recipe *r;

	for (size_t i = 0; i < N; i++) {
		n[i] = 1e8 * pow(1.3, (double)i);
		d[i] = 20 * n[i];
		y[i] = 1.7 + 400 * pow(n[i], -.34) + 410 * pow(d[i], -.28) + .001 * sin((double)(i * i));
		same[i] = 7;
		five[i] = 5;
	}
#define REFUSED(code_, text_, n_, role_, y_) \
	do { \
		TAP_OK(attempt("chinchilla", n_, role_, y_, &f, &r, &e) == (code_) && strstr(e.text, text_), "%d %s", e.code, e.text); \
		fit_free(&f); \
		recipe_free(r); \
	} while (0)
	REFUSED(ERR_NO_ANSWER, "1 row for 5 parameters", 1, role, y);
	REFUSED(ERR_NO_ANSWER, "no row is left", 0, role, y);
	REFUSED(ERR_NO_ANSWER, "responses are equal", N, role, five);
	REFUSED(ERR_NO_ANSWER, "the same columns", N, fixed, y);
	y[3] = 0;
	REFUSED(ERR_INPUT, "not above 0", N, role, y);
	TAP_OK(e.line == 4 && e.column == 1, "row %zu, column %zu", e.line, e.column);
	y[3] = 2;
	n[5] = (double)NAN;
	REFUSED(ERR_INPUT, "not finite", N, role, y);
	TAP_OK(e.line == 6 && e.column == 2, "row %zu, column %zu", e.line, e.column);
	tap_group("tables without an answer");

	n[5] = d[5] / 20;
	y[3] = 1.7 + 400 * pow(n[3], -.34) + 410 * pow(d[3], -.28);
	TAP_OK(!attempt("chinchilla", N, role, y, &f, &r, &e), "%s", e.text);
	TAP_OK(f.certificate.collinear_a == 0 && f.certificate.collinear_b == 1, "D = 20 N is seen");
	TAP_OK(f.certificate.condition > 1e4 && f.certificate.agree > 0, "condition %g, bounds %x", f.certificate.condition, f.certificate.bounds);
	fit_free(&f);
	recipe_free(r);
	/* a pure power law: E goes to 0 */
	for (size_t i = 0; i < N; i++)
		y[i] = 40 * pow(n[i], -.2) * (1 + 1e-3 * (double)(i < 3) - 1e-3 * (double)(i > N - 4));
	TAP_OK(!attempt("power_offset", N, role, y, &f, &r, &e), "%s", e.text);
	TAP_OK(f.par[0] == 0 && f.certificate.bounds == 1, "E = %g, bounds %x", f.par[0], f.certificate.bounds);
	fit_free(&f);
	recipe_free(r);
	tap_group("what is not identified is told");
}

static void
wishes(void)
{
	struct recipe *r;
	struct err e = { 0 };
	struct fit f;
	const double *role[] = { line.x };
	struct fit_data d = { N, role, line.y, NULL };

	TAP_OK(!recipe_law(STR("power_offset"), &r, &e) && !recipe_fix(r, STR("E=0.25"), &e) && !recipe_bound(r, STR("c=0.5..1"), &e) &&
	       !recipe_compile(r, &e) && !fit_solve(r, &d, &squares, 1, &f, &e), "%s", e.text);
	TAP_OK(f.par[0] == .25 && f.par[2] == .5 && f.certificate.bounds == 4 && f.k == 2, "E %g c %g bounds %x", f.par[0], f.par[2],
	       f.certificate.bounds);
	fit_free(&f);
	recipe_free(r);
	TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !recipe_tie(r, STR("alpha=beta"), &e) && !recipe_compile(r, &e), "%s", e.text);
	TAP_OK(r->free == 4 && r->param[3].index == r->param[4].index && r->linear == 7, "tied: %zu", r->free);
	recipe_free(r);
#define SAYS(call_, text_) \
	do { \
		e = (struct err){ 0 }; \
		TAP_OK(recipe_law(STR("chinchilla"), &r, &e) == 0 && (call_) && e.code == ERR_USAGE && strstr(e.text, text_), "%s", e.text); \
		recipe_free(r); \
	} while (0)
	SAYS(recipe_fix(r, STR("gamma=1"), &e), "no parameter \"gamma\"; there are: E A B alpha beta");
	SAYS(recipe_fix(r, STR("E"), &e), "has no =");
	SAYS(recipe_fix(r, STR("E=x"), &e), "\"x\" is not a number");
	SAYS(recipe_fix(r, STR("E=-1"), &e), "outside the range of E");
	SAYS(recipe_tie(r, STR("alpha=alpha"), &e), "tied to itself");
	SAYS(recipe_tie(r, STR("alpha=gamma"), &e), "no parameter \"gamma\"");
	SAYS(recipe_tie(r, STR("alpha=beta"), &e) || recipe_tie(r, STR("beta=alpha"), &e) || recipe_compile(r, &e), "tied to itself");
	SAYS(recipe_bound(r, STR("alpha=2..1"), &e), "LO..HI");
	SAYS(recipe_bound(r, STR("alpha=1"), &e), "LO..HI");
	SAYS(recipe_start(r, STR("alpha=-1..1/3"), &e), "outside its range");
	tap_group("parameters fixed, tied, bounded");
#define UNKNOWN(spec_, text_) \
	do { \
		e = (struct err){ 0 }; \
		TAP_OK(recipe_law(STR(spec_), &r, &e) == ERR_USAGE && (strstr(e.text, text_) || strstr(e.hint, text_)), "%s", e.text); \
		recipe_free(r); \
	} while (0)
	UNKNOWN("chinchila", "did you mean chinchilla");
	UNKNOWN("chinchilla:2", "takes no arguments");
	UNKNOWN("bnsl:4", "bnsl:0 to bnsl:3");
	UNKNOWN("terms", "terms:N,D");
	UNKNOWN("loglinear:A,B,C,D,E,F,G,H,I", "columns");
	struct str n = STR("N");
	TAP_OK(recipe_formula(STR("E + A*N^-alpha)"), 1, &n, &r, &(struct err){ 0 }) == ERR_USAGE, "parenthesis");
	recipe_free(r);
	tap_group("laws that are not there");
	struct fit_objective o = { .linear = true };
	e = (struct err){ 0 };
	TAP_OK(!fit_objective(STR("asymmetric:10"), &o, &e) && o.over == 10 && o.linear && o.rho == FIT_HUBER && o.delta == 1e-3, "%s", e.text);
	TAP_OK(!fit_objective(STR("huber:auto"), &o, &e) && o.automatic && o.over == 1, "%s", e.text);
	TAP_OK(fit_objective(STR("huber:-1"), &o, &e) == ERR_USAGE && strstr(e.text, "huber:-1"), "%s", e.text);
	tap_group("objectives");
}

/* Seven rows whose floor is near 0: the optimum is never above that with the floor at 0, and is reached. */
static void
floors(void)
{
	double n[7], d[7], y[7];
	const double *role[] = { n, d };
	struct fit_data data = { 7, role, y, NULL };

	for (size_t k = 0; k < 100; k++) {
		struct rng g = rng_at(7 + k, 1270);
		double f[2] = { 0 }, floor = (double[]){ 0, .2, .6 }[k % 3];
		for (size_t i = 0; i < 7; i++) {
			n[i] = 1e8 * pow(100, ((double)i + .3 * rng_uniform(&g)) / 6);
			d[i] = 20 * n[i] * exp(2 * rng_normal(&g));
			y[i] = (floor + 30 * pow(n[i], -.2) + 20 * pow(d[i], -.15)) * exp(.002 * rng_normal(&g));
		}
		for (size_t j = 0; j < 2; j++) {
			struct err e = { 0 };
			struct recipe *r;
			struct fit fit;
			TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !(j && recipe_fix(r, STR("E=0"), &e)) &&
			       !recipe_compile(r, &e) && !fit_solve(r, &data, &squares, 1, &fit, &e), "%s", e.text);
			TAP_OK(fit.certificate.converged && fit.certificate.gradient < 1e-6, "table %zu: gradient %g", k, fit.certificate.gradient);
			f[j] = fit.objective;
			fit_free(&fit);
			recipe_free(r);
		}
		TAP_OK(f[0] <= f[1] * (1 + 1e-9), "table %zu: %.12g, with E = 0 %.12g", k, f[0], f[1]);
	}
	tap_group("a floor near 0");
}

/* Every allocation of a fit and its draws fails once. */
static void
memory(void)
{
	const double *role[] = { line.x };
	struct fit_data d = { N, role, line.y, NULL };
	bool done = false;
	unsigned long k;

	for (k = 1; !done && k < 1000; k++) {
		struct err e = { 0 };
		struct recipe *r = NULL;
		struct fit f = { .n = 0 };
		size_t failed;
		double draw[80 * 3], cov[9], lo, hi;
		struct fit_verdict v;
		struct bootstrap b = { BOOT_PAIRS, NULL, 0, 1, 1, 80, 1 };
		mem_fail_at(k, false);
		done = !recipe_law(STR("power_offset"), &r, &e) && !recipe_compile(r, &e) && !fit_solve(r, &d, &FIT_DEFAULT, 1, &f, &e) &&
		       !bootstrap_draws(&f, &b, draw, &failed, NULL, &e) && !fit_sandwich(&f, NULL, 0, cov, &e) && !fit_judge(&f, f.par, NULL, &v, &e) &&
		       !fit_profile(&f, 2, .9, &lo, &hi, &e);
		mem_fail_at(0, false);
		TAP_OK(done || e.code == ERR_MEMORY, "allocation %lu: %d %s", k, e.code, e.text);
		fit_free(&f);
		recipe_free(r);
	}
	TAP_OK(done && k > 20, "%lu allocations", k);
	tap_group("every allocation may fail");
}

/*
 * Coefficients d off the line: J d = d_0 + d_1 ln x is what that adds to the residuals r, J^T r = 0, so S = (rss + |J d|^2)/2 and the gradient of
 * the certificate is sqrt(|J d|^2/S).
 */
static void
judged(void)
{
	static const double off[][2] = { { .01, 0 }, { 0, .003 }, { -.02, .01 } };
	struct fit f;
	struct recipe *r = fitted(&f);
	struct fit_verdict v;
	struct err e = { 0 };

	for (size_t k = 0; k < 3; k++) {
		double par[] = { exp(line.level + off[k][0]), line.slope + off[k][1] }, moved = 0;
		for (size_t i = 0; i < N; i++)
			moved += pow(off[k][0] + off[k][1] * line.lx[i], 2);
		TAP_OK(!fit_judge(&f, par, NULL, &v, &e), "%s", e.text);
		TAP_OK(near(v.objective, (line.rss + moved) / 2, 1e-9) && near(v.gap, moved / line.rss, 1e-9), "%.12g %.12g", v.objective, v.gap);
		TAP_OK(near(v.gradient, sqrt(2 * moved / (line.rss + moved)), 1e-9), "gradient %.12g, want %.12g", v.gradient,
		       sqrt(2 * moved / (line.rss + moved)));
	}
	fit_free(&f);
	recipe_free(r);
	tap_group("coefficients off a straight line: objective, gap, gradient");
}

/* What the certificate says of another delta is the fit with that delta; nothing where there is none. */
static void
other_deltas(void)
{
	const double *role[] = { line.x }, delta = .015;
	const struct fit_data d = { N, role, line.y, NULL };
	struct recipe *r;
	struct fit f, other;
	struct err e = { 0 };

	TAP_OK(!recipe_law(STR("loglinear"), &r, &e) && !recipe_compile(r, &e), "%s", e.text);
	TAP_OK(!fit_solve(r, &d, &(struct fit_objective){ .rho = FIT_HUBER, .delta = delta, .over = 1 }, 1, &f, &e), "%s", e.text);
	for (int k = 0; k < 2; k++) {
		TAP_OK(!fit_solve(r, &d, &(struct fit_objective){ .rho = FIT_HUBER, .delta = k ? 3 * delta : delta / 3, .over = 1 }, 1, &other, &e), "%s", e.text);
		for (size_t i = 0; i < 2; i++) {
			double said = (k ? f.certificate.high : f.certificate.low)[i];
			TAP_OK(near(said, other.par[i], 1e-9) && !near(said, f.par[i], 1e-6), "%s at %g delta: %.12g, not %.12g", r->param[i].law.name, k ? 3 : 1 / 3.,
			       said, other.par[i]);
		}
		fit_free(&other);
	}
	fit_free(&f);
	TAP_OK(!fit_solve(r, &d, &squares, 1, &f, &e) && isnan(f.certificate.low[0]) && isnan(f.certificate.high[1]), "least squares have none");
	fit_free(&f);
	recipe_free(r);
	tap_group("estimates at a third of delta and at three of it");
}

/*
 * An exponent whose standard error s/sqrt(sxx), s^2 = rss/(n - 2), is above it is not identified; with it the size of its term where that
 * changes the rows alike, (sum ln x)^2 > .9 n sum ln^2 x.  y = 3 x^-c with noise, scaled so that c is just so many standard errors.
 */
static void
vague(void)
{
	static const double shift[] = { 5, 0 };		/* of ln x, which is -1 .. 1: alike far from 0, not at all about it */
	static const double errors[] = { .8, .99, 1.01, 1.5 };
	struct rng g = rng_at(9, 0);
	double u[N], noise[N], mean = 0, cross = 0, sxx = 0, rss = 0;

	for (size_t i = 0; i < N; i++) {
		u[i] = (2 * (double)i + 1) / N - 1;
		noise[i] = rng_normal(&g);
		mean += noise[i] / N;
		cross += u[i] * noise[i];
		sxx += u[i] * u[i];
	}
	for (size_t i = 0; i < N; i++) {		/* what least squares leave */
		noise[i] = .05 * (noise[i] - mean - cross / sxx * u[i]);
		rss += noise[i] * noise[i];
	}
	for (size_t k = 0; k < 8; k++) {
		double c = errors[k / 2] * sqrt(rss / (N - 2) / sxx), x[N], y[N];
		const double *role[] = { x };
		struct recipe *r;
		struct fit f;
		struct err e = { 0 };
		for (size_t i = 0; i < N; i++) {
			x[i] = exp(u[i] + shift[k % 2]);
			y[i] = 3 * exp(noise[i] - c * log(x[i]));
		}
		TAP_OK(!recipe_law(STR("power"), &r, &e) && !recipe_compile(r, &e) && !fit_solve(r, &(struct fit_data){ N, role, y, NULL }, &squares, 1, &f, &e),
			"%s", e.text);
		unsigned exponent = 1u << recipe_find(r, STR("c")), size = 1u << recipe_find(r, STR("b"));
		TAP_OK(fabs(f.par[1] / c - 1) < 1e-9, "c = %.12g, want %.12g", f.par[1], c);
		TAP_OK(f.certificate.unidentified == (errors[k / 2] > 1 ? 0 : k % 2 ? exponent : exponent | size), "%g errors, ln x about %g: unidentified %x",
			errors[k / 2], shift[k % 2], f.certificate.unidentified);
		fit_free(&f);
		recipe_free(r);
	}
	tap_group("an exponent within its standard error is not identified, nor is the size of its term when they are alike");
}

int
main(void)
{
	straight();
	vague();
	regression();
	judged();
	other_deltas();
	sandwich();
	profile();
	floor_zero();
	resampling();
	weights();
	nothing();
	wishes();
	floors();
	memory();
	return tap_done();
}
