/* SPDX-License-Identifier: MIT */
/* A study and what is made of it: intervals by the delta method, held-out rows, laws that were saved, plans; against closed forms. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/heldout.h"
#include "math/scaling/plan.h"
#include "math/scaling/predict.h"
#include "math/scaling/study.h"
#include "starve.h"
#include "tap.h"

enum { ROWS = 36 };

static const struct fit_objective squares = { .rho = FIT_LS, .over = 1 };
static const double z95 = 1.9599639845400542;		/* tables of the normal distribution */

static bool
near(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b);
}

/* 1.7 + 400 N^-.34 + 410 D^-.28, six sizes and six lengths, one percent of noise. */
static struct {
	double N[ROWS], D[ROWS], L[ROWS], weight[ROWS];
	size_t cluster[ROWS];
} table;
static const double *const role[] = { table.N, table.D };
static const struct fit_data data = { ROWS, role, table.L, NULL };

static void
fill(void)
{
	struct rng g = rng_at(11, 0);

	for (size_t i = 0; i < ROWS; i++) {
		table.N[i] = 1e8 * pow(3, (double)(i / 6));
		table.D[i] = 1e9 * pow(4, (double)(i % 6));
		table.L[i] = (1.7 + 400 * pow(table.N[i], -.34) + 410 * pow(table.D[i], -.28)) * exp(.01 * rng_normal(&g));
		table.cluster[i] = i / 6;
		table.weight[i] = 1;
	}
}

static struct recipe *
recipe_of(const char *law)
{
	struct recipe *r = NULL;
	struct err e = { 0 };

	TAP_OK(!recipe_law(str_of(law), &r, &e) && !recipe_compile(r, &e), "%s: %s", law, e.text);
	return r;
}

/* Standard errors from the covariance, and those of a, b, D/N by their derivatives on paper. */
static void
delta_method(void)
{
	struct recipe *r = recipe_of("chinchilla");
	struct study_opts o = { .objective = squares, .intervals = INTERVALS_SANDWICH, .level = .95, .per_token = 6, .threads = 1 };
	struct study s;
	struct err e = { 0 };
	double cov[25];

	for (size_t clustered = 0; clustered < 2; clustered++) {
		o.cluster = clustered ? table.cluster : NULL;
		o.clusters = clustered ? 6 : 0;
		TAP_OK(!study_make(r, &data, &o, &s, &e) && s.n == 8, "%s", e.text);
		TAP_OK(!fit_sandwich(&s.fit, o.cluster, o.clusters, cov, &e), "%s", e.text);
		for (size_t i = 0; i < 5; i++)
			TAP_OK(near(s.estimate[i].se, sqrt(cov[6 * i]), 1e-12) && near(s.estimate[i].lo, s.fit.par[i] - z95 * s.estimate[i].se, 1e-9) &&
			       near(s.estimate[i].hi, s.fit.par[i] + z95 * s.estimate[i].se, 1e-9), "%s: %g +- %g", s.estimate[i].name, s.estimate[i].value,
			       s.estimate[i].se);
		size_t at[] = { recipe_find(r, STR("A")), recipe_find(r, STR("B")), recipe_find(r, STR("alpha")), recipe_find(r, STR("beta")) };
		double A = s.fit.par[at[0]], B = s.fit.par[at[1]], alpha = s.fit.par[at[2]], beta = s.fit.par[at[3]], t = alpha + beta;
		double K = table.N[ROWS - 1] * table.D[ROWS - 1], R = log(alpha * A / (beta * B)), n = exp(R / t + beta / t * log(K)), ratio = K / (n * n);
		double d[3][4] = { { 0, 0, -beta / (t * t), alpha / (t * t) }, { 0, 0, beta / (t * t), -alpha / (t * t) },
			{ 1 / (t * A), -1 / (t * B), 1 / (t * alpha) - R / (t * t) - beta / (t * t) * log(K),
				-1 / (t * beta) - R / (t * t) + alpha / (t * t) * log(K) } };
		double value[] = { beta / t, alpha / t, ratio };
		for (size_t k = 0; k < 3; k++) {
			double v = 0;
			for (size_t i = 0; i < 4; i++)
				for (size_t j = 0; j < 4; j++)
					v += d[k][i] * d[k][j] * cov[5 * at[i] + at[j]] * (k == 2 ? 4 * ratio * ratio : 1);
			const struct estimate *x = &s.estimate[5 + k];
			TAP_OK(near(x->value, value[k], 1e-12) && near(x->se, sqrt(v), 1e-5) && near(x->hi - x->lo, 2 * z95 * x->se, 1e-9),
			       "%s: %.12g +- %.9g, want %.12g +- %.9g",
			       x->name, x->value, x->se, value[k], sqrt(v));
		}
		study_free(&s);
	}
	recipe_free(r);
	tap_group("the sandwich's intervals, and those of derived numbers by derivatives on paper");
}

/* Profiles are those of fit_profile; what is fixed has no interval; residual draws of the seed are those of bootstrap.h. */
static void
other_intervals(void)
{
	struct recipe *r = NULL;
	struct study_opts o = { .objective = squares, .intervals = INTERVALS_PROFILE, .level = .9, .per_token = 6, .threads = 1 };
	struct study s;
	struct err e = { 0 };
	double lo, hi;

	TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !recipe_fix(r, STR("E=1.7"), &e) && !recipe_compile(r, &e) && !study_make(r, &data, &o, &s, &e),
	       "%s", e.text);
	for (size_t i = 0; i < 5; i++) {
		const struct estimate *x = &s.estimate[i];
		if (x->kind == ESTIMATE_FIXED)
			TAP_OK(isnan(x->lo) && isnan(x->hi) && strcmp(x->name, "E") == 0 && !fit_profile(&s.fit, i, .9, &lo, &hi, &e) && lo == 1.7 && hi == 1.7,
			       "%s is fixed", x->name);
		else
			TAP_OK(!fit_profile(&s.fit, i, .9, &lo, &hi, &e) && near(x->lo, lo, 1e-12) && near(x->hi, hi, 1e-12) && isnan(x->se), "%s %g %g",
			       x->name, lo, hi);
	}
	study_free(&s);
	o.intervals = INTERVALS_RESIDUAL;
	o.seed = 5;
	o.first = 3;
	o.last = 12;
	TAP_OK(!study_make(r, &data, &o, &s, &e) && s.draws == 10, "%s", e.text);
	struct bootstrap b = { .kind = BOOT_RESIDUAL, .seed = 5, .first = 3, .last = 12, .threads = 1 };
	double draw[10 * 5], work[10], se;
	size_t failed;
	TAP_OK(!bootstrap_draws(&s.fit, &b, draw, &failed, NULL, &e) && memcmp(draw, s.draw, sizeof draw) == 0, "%s", e.text);
	for (size_t i = 0; i < 10; i++) {
		size_t alpha = recipe_find(r, STR("alpha")), beta = recipe_find(r, STR("beta"));
		work[i] = draw[5 * i + beta] / (draw[5 * i + alpha] + draw[5 * i + beta]);
	}
	double copy[10];
	bootstrap_interval(10, work, 1, .9, copy, &se, &lo, &hi);
	TAP_OK(near(s.estimate[5].se, se, 1e-12) && near(s.estimate[5].lo, lo, 1e-12) && near(s.estimate[5].hi, hi, 1e-12), "a: %g %g", lo, hi);
	study_free(&s);
	recipe_free(r);
	tap_group("profiles, residual draws, what is fixed");
}

/* ln y = a + b ln x by the normal equations, without fold f. */
static void
regress(size_t f, const size_t fold[], double *a, double *b)
{
	double n = 0, x = 0, y = 0, xx = 0, xy = 0;

	for (size_t i = 0; i < ROWS; i++)
		if (fold[i] != f) {
			double lx = log(table.D[i]), ly = log(table.L[i]);
			n++;
			x += lx;
			y += ly;
			xx += lx * lx;
			xy += lx * ly;
		}
	*b = (xy - x * y / n) / (xx - x * x / n);
	*a = (y - *b * x) / n;
}

static void
held_out(void)
{
	struct recipe *r = recipe_of("loglinear");
	const double *one[] = { table.D };
	const struct fit_data d = { ROWS, one, table.L, table.weight };
	struct study_opts o = { .objective = squares, .intervals = INTERVALS_CLUSTER, .level = .9, .per_token = 6, .threads = 1, .cluster = table.cluster,
		.clusters = 6, .seed = 2, .first = 1, .last = 40 };
	struct err e = { 0 };
	double sum = 0, rmse, a, b;
	size_t fold[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		fold[i] = i % 6 == 5 ? 0 : i % 3;
	for (size_t i = 0; i < ROWS; i++) {
		regress(fold[i], fold, &a, &b);
		sum += pow(a + b * log(table.D[i]) - log(table.L[i]), 2);
	}
	TAP_OK(!heldout_rmse(r, &d, &o, fold, 3, &rmse, &e) && near(rmse, sqrt(sum / ROWS), 1e-9), "%g, want %g %s", rmse, sqrt(sum / ROWS), e.text);
	for (size_t i = 0; i < ROWS; i++)
		fold[i] = i % 6 == 5 ? 0 : FOLD_NEVER;
	struct heldout h;
	regress(0, fold, &a, &b);
	sum = 0;
	for (size_t i = 5; i < ROWS; i += 6)
		sum += pow(a + b * log(table.D[i]) - log(table.L[i]), 2);
	TAP_OK(!heldout_fold(r, &d, &o, fold, 0, FOLDS_ANY, &h, &e) && h.errors.n == 6 && near(h.errors.log_rmse, sqrt(sum / 6), 1e-9), "%g %s",
	       h.errors.log_rmse,
	       e.text);
	TAP_OK(near(h.decades, log10(4), 1e-12), "decades %g", h.decades);
	tap_group("held-out rows are predicted by the regression of the others");

	/* A cluster that is gone leaves no hole in the numbers: the same as the rows without it. */
	double v[2][ROWS];
	size_t m = 0, number[ROWS];
	for (size_t i = 0; i < ROWS; i++) {
		fold[i] = table.cluster[i] == 2 ? 0 : FOLD_NEVER;
		if (fold[i] == 0)
			continue;
		v[0][m] = table.D[i];
		v[1][m] = table.L[i];
		number[m++] = table.cluster[i] - (table.cluster[i] > 2);
	}
	const double *left[] = { v[0] }, *test[] = { table.D + 12 };
	const struct fit_data rest = { m, left, v[1], NULL };
	struct study_opts five = o;
	struct study s;
	struct prediction p[6];
	double predicted[3][6];
	five.cluster = number;
	five.clusters = 5;
	TAP_OK(!study_make(r, &rest, &five, &s, &e), "%s", e.text);
	struct saved law = { .recipe = r, .level = .9, .draws = s.draws, .draw = s.draw, .sd = s.fit.log_rmse * sqrt((double)m / ((double)m - 2)) };
	memcpy(law.par, s.fit.par, sizeof law.par);
	TAP_OK(!predict_rows(&law, 6, test, p, &e), "%s", e.text);
	for (size_t i = 0; i < 6; i++) {
		predicted[0][i] = p[i].predicted;
		predicted[1][i] = p[i].pi_lo;
		predicted[2][i] = p[i].pi_hi;
	}
	struct validation want = validate_errors(6, predicted[0], table.L + 12, predicted[1], predicted[2]);
	TAP_OK(!heldout_fold(r, &d, &o, fold, 0, FOLDS_ANY, &h, &e), "%s", e.text);
	TAP_OK(near(h.errors.log_rmse, want.log_rmse, 1e-12) && fabs(h.errors.coverage - want.coverage) <= 0 && h.errors.coverage > .3, "%g %g, want %g %g",
	       h.errors.log_rmse, h.errors.coverage, want.log_rmse, want.coverage);
	study_free(&s);
	recipe_free(r);
	tap_group("a cluster that is held out whole");
}

/* Sums in many parts: the regression's line, and not a bit of difference between one thread and four. */
static void
many(void)
{
	enum { MANY = 30000 };
	static double x[MANY], y[MANY];
	struct recipe *r = recipe_of("loglinear");
	const double *one[] = { x };
	const struct fit_data d = { MANY, one, y, NULL };
	struct rng g = rng_at(4, 9);
	struct fit f[2];
	struct err e = { 0 };
	double n = MANY, sx = 0, sy = 0, sxx = 0, sxy = 0;

	for (size_t i = 0; i < MANY; i++) {
		double lx = 4 * rng_uniform(&g), ly = 1 - .3 * lx + .1 * rng_normal(&g);
		x[i] = exp(lx);
		y[i] = exp(ly);
		sx += lx;
		sy += ly;
		sxx += lx * lx;
		sxy += lx * ly;
	}
	double slope = (sxy - sx * sy / n) / (sxx - sx * sx / n), level = (sy - slope * sx) / n;
	for (int k = 0; k < 2; k++)
		TAP_OK(!fit_solve(r, &d, &squares, k ? 4 : 1, &f[k], &e), "%s", e.text);
	TAP_OK(near(f[0].par[1], slope, 1e-10) && near(f[0].par[0], exp(level), 1e-10), "%.17g %.17g, want %.17g %.17g", f[0].par[0], f[0].par[1],
	       exp(level), slope);
	TAP_OK(memcmp(f[0].par, f[1].par, 2 * sizeof slope) == 0 && memcmp(&f[0].objective, &f[1].objective, sizeof slope) == 0 &&
	       memcmp(f[0].residual, f[1].residual, sizeof x) == 0, "four threads: %.17g", f[1].par[1]);
	fit_free(&f[0]);
	fit_free(&f[1]);
	recipe_free(r);
	tap_group("a table of many rows, on one thread and on four");
}

/* Where L does not depend on D its term goes to 0, and beta may be anything. */
static void
vague(void)
{
	struct recipe *r = recipe_of("chinchilla");
	struct fit f;
	struct err e = { 0 };
	double y[ROWS];
	const struct fit_data d = { ROWS, role, y, NULL };
	struct rng g = rng_at(3, 2);

	for (size_t i = 0; i < ROWS; i++)
		y[i] = (1.7 + 400 * pow(table.N[i], -.34)) * exp(.02 * rng_normal(&g));
	TAP_OK(!fit_solve(r, &d, &squares, 1, &f, &e), "%s", e.text);
	TAP_OK(f.certificate.bounds == 1u << recipe_find(r, STR("B")) && f.certificate.unidentified == 1u << recipe_find(r, STR("beta")),
	       "bounds %x, unidentified %x",
	       f.certificate.bounds, f.certificate.unidentified);
	fit_free(&f);
	size_t kinks = 0;
	TAP_OK(!fit_solve(r, &data, &FIT_DEFAULT, 1, &f, &e), "%s", e.text);
	for (size_t i = 0; i < ROWS; i++)
		kinks += fabs(f.residual[i]) <= f.delta;
	TAP_OK(f.certificate.kinks == kinks && kinks > 0, "%zu rows within delta, %zu counted", kinks, f.certificate.kinks);
	fit_free(&f);
	recipe_free(r);
	tap_group("what the data do not tell, and rows within delta");
}

static const struct str names[] = { { "N", 1 }, { "D", 1 } };
static const double inf = INFINITY;

static void
saved_laws(void)
{
	const struct saved_param linear[] = { { "k", "fitted", NULL, 3, 0, inf }, { "q", "tied", "k", 3, -inf, inf }, { "c", "fixed", NULL, 2, -inf, inf } };
	struct recipe *r = NULL;
	struct err e = { 0 };
	double par[LAW_PARAMS], unit[LAW_PARAMS];
	size_t order[LAW_PARAMS], shuffled[] = { 2, 0, 1 };
	struct saved_param given[3];

	for (size_t i = 0; i < 3; i++)
		given[i] = linear[shuffled[i]];
	TAP_OK(!saved_recipe("formula", "k * N + q / D + c", 2, names, 3, given, &r, par, order, &e), "%s", e.text);
	TAP_OK(r->form.params == 3 && r->free == 1 && r->param[1].kind == PARAM_TIED && r->param[1].tied_to == 0 && r->param[2].kind == PARAM_FIXED &&
	       !(r->param[0].law.lo < 0), "kinds %d %d %zu %d, least %g", r->param[0].kind, r->param[1].kind, r->param[1].tied_to, r->param[2].kind,
	       r->param[0].law.lo);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(strcmp(given[order[i]].name, r->param[i].law.name) == 0 && fabs(par[i] - linear[i].value) <= 0, "parameter %zu", i);
	struct saved s = { .recipe = r };
	const double draw[] = { 2, 1, 3, 20, 10, 30 };
	TAP_OK(!saved_draws(&s, 2, draw, order, &e) && s.draws == 2, "%s", e.text);
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < 3; j++)
			TAP_OK(fabs(s.draw[3 * i + j] - draw[3 * i + order[j]]) <= 0, "draw %zu %zu", i, j);
	mem_free(s.draw);
	s.draw = NULL;
	TAP_OK(!saved_draws(&s, 0, NULL, order, &e) && s.draws == 0 && !s.draw, "no draws");
	/* values as typed: units of the last digit, what is fixed and tied may be left out */
	TAP_OK(!saved_values(r, " k = 1.50 ", par, unit, &e) && fabs(par[0] - 1.5) <= 0 && fabs(par[1] - 1.5) <= 0 && fabs(par[2] - 2) <= 0, "%s",
	       e.text);
	TAP_OK(near(unit[0], .01, 1e-15) && !(unit[1] > 0) && !(unit[2] > 0), "units %g %g", unit[0], unit[1]);
	TAP_OK(!saved_values(r, "k=15,q=2e3,c=1k", par, unit, &e) && near(unit[0], 1, 1e-15) && !(unit[1] > 0) && !(unit[2] > 0) && near(par[1], 2000, 1e-15) &&
	       near(par[2], 1000, 1e-15), "%s", e.text);
	static const char *const wrong[] = { "q=2", "k=1,z=2", "k", "k=", "k=1x" };
	for (size_t i = 0; i < 5; i++) {
		err_clear(&e);
		TAP_OK(saved_values(r, wrong[i], par, unit, &e) == ERR_USAGE && strstr(e.text, i ? "is not PARAMETER=VALUE" : "no value of k"), "%s: %s",
		       wrong[i], e.text);
	}
	recipe_free(r);

	const struct saved_param power[] = { { "k", "fitted", NULL, 3, 0, inf }, { "a", "fitted", NULL, .5, 0, 1 } };
	static const struct {
		const char *law, *formula;
		size_t n;
		const char *says;
	} bad[] = { { "formula", "k * N^-a", 1, "1 parameters, the law formula has 2" }, { "formula", "k * N^-b", 2, "no parameter b" },
		{ "formula", "k * N^", 2, "" }, { "nonesuch", NULL, 2, "nonesuch" } };
	for (size_t i = 0; i < 4; i++) {
		err_clear(&e);
		r = NULL;
		TAP_OK(saved_recipe(bad[i].law, bad[i].formula, 1, names, bad[i].n, power, &r, par, order, &e) == ERR_INPUT && strstr(e.text,
		       bad[i].says), "%s", e.text);
		recipe_free(r);
	}
	err_clear(&e);
	TAP_OK(!saved_recipe("formula", "k * N^-a", 1, names, 2, power, &r, par, order, &e) && !(r->param[1].law.hi > 1), "a bound: %s", e.text);
	recipe_free(r);
	const struct saved_param all[] = { { "k", "fixed", NULL, 3, 0, inf } };
	TAP_OK(!saved_recipe("formula", "k * N", 1, names, 1, all, &r, par, order, &e) && r->free == 0, "nothing left to fit: %s", e.text);
	recipe_free(r);
	tap_group("a recipe from what was written down, its draws, and values as typed");
}

static struct saved
chinchilla(double scale)
{
	struct saved s;
	struct err e = { 0 };

	TAP_OK(!saved_preset(&s, "besiroglu", &e), "%s", e.text);
	s.par[recipe_find(s.recipe, STR("A"))] *= scale;
	s.par[recipe_find(s.recipe, STR("B"))] *= scale;
	return s;
}

/* The same as a formula, whose frontier is searched for. */
static struct saved
written(double scale)
{
	struct saved s = chinchilla(scale);
	struct saved_param param[5];
	struct recipe *r;
	struct err e = { 0 };
	double par[LAW_PARAMS];
	size_t order[LAW_PARAMS];

	for (size_t i = 0; i < 5; i++)
		param[i] = (struct saved_param){ s.recipe->form.param[i].name, "fitted", NULL, s.par[i], -inf, inf };
	TAP_OK(!saved_recipe("formula", "E + A * N^-alpha + B * D^-beta", 2, names, 5, param, &r, par, order, &e), "%s", e.text);
	recipe_free(s.recipe);
	s.recipe = r;
	memcpy(s.par, par, sizeof par);
	s.preset = NULL;
	return s;
}

static const struct frontier_cost cost = { 6, 2, 0 };

/* A, B twice as large: the same frontier, twice the reducible loss ~ C^-c. */
static void
plans(void)
{
	struct saved s = chinchilla(1), other = chinchilla(2);
	double alpha = s.par[recipe_find(s.recipe, STR("alpha"))], beta = s.par[recipe_find(s.recipe, STR("beta"))], c = alpha * beta / (alpha + beta);
	double k_D = pow(1 - (pow(.5, -alpha) - 1) * beta / alpha, -1 / beta);
	struct plan p;
	struct err e = { 0 };
	double draw[3 * LAW_PARAMS];
	size_t n = s.recipe->form.params;

	TAP_OK(!plan_point(&s, &cost, GIVEN_COMPUTE, 1e21, .5, &other, &p, &e), "%s", e.text);
	TAP_OK(near(p.smaller_tokens.value, k_D, 1e-9) && near(p.overhead.value, .5 * k_D - 1, 1e-9), "%g, want %g", p.smaller_tokens.value, k_D);
	TAP_OK(near(p.speedup.value, pow(2, 1 / c), 1e-9) && isnan(p.speedup.lo), "%g, want %g", p.speedup.value, pow(2, 1 / c));
	for (size_t i = 0; i < 3; i++)
		memcpy(draw + i * n, s.par, n * sizeof *draw);
	s.draw = draw;
	s.draws = 3;
	TAP_OK(!plan_point(&s, &cost, GIVEN_COMPUTE, 1e21, .5, &other, &p, &e), "%s", e.text);
	TAP_OK(near(p.speedup.lo, p.speedup.value, 1e-12) && near(p.speedup.hi, p.speedup.value, 1e-12) && near(p.loss.lo, p.loss.value, 1e-12),
	       "equal draws: %g %g",
	       p.speedup.lo, p.speedup.hi);
	double small = p.compute.value;
	TAP_OK(fabs(small - 1e21) <= 0 && fabs(p.compute.lo - 1e21) <= 0, "what was given");
	struct saved searched[2] = { written(1), written(2) };
	struct plan q;
	TAP_OK(!plan_point(&searched[0], &cost, GIVEN_COMPUTE, 1e21, .5, &searched[1], &q, &e), "%s", e.text);
	TAP_OK(near(q.params.value, p.params.value, 1e-8) && near(q.tokens.value, p.tokens.value, 1e-8) && near(q.loss.value, p.loss.value, 1e-12) &&
	       near(q.overhead.value, .5 * k_D - 1, 1e-6) && near(q.speedup.value, pow(2, 1 / c), 1e-6), "of a formula: %g %g %g", q.params.value,
	       q.overhead.value, q.speedup.value);
	saved_free(&searched[0]);
	saved_free(&searched[1]);
	/* no model this small reaches it: the rest is there */
	TAP_OK(plan_point(&s, &cost, GIVEN_COMPUTE, 1e21, 1e-6, NULL, &p, &e) == ERR_NO_ANSWER && isnan(p.overhead.value) && p.params.value > 0, "%s", e.text);
	err_clear(&e);
	/* the other law's floor is above what this one reaches */
	other.par[recipe_find(other.recipe, STR("E"))] = 5;
	TAP_OK(plan_point(&s, &cost, GIVEN_COMPUTE, 1e21, 0, &other, &p, &e) == ERR_NO_ANSWER && isnan(p.speedup.value) && p.params.value > 0, "%s", e.text);
	s.draw = NULL;
	s.draws = 0;
	saved_free(&s);
	saved_free(&other);
	static const char *const presets[] = { "kaplan_batch", "kaplan_nd" };
	for (size_t i = 0; i < 2; i++) {
		err_clear(&e);
		TAP_OK(!saved_preset(&s, presets[i], &e), "%s", e.text);
		int code = plan_point(&s, &cost, GIVEN_LOSS, 2, 0, NULL, &p, &e);
		TAP_OK(i ? code != ERR_MEMORY : code == ERR_USAGE, "%s: %s", presets[i], e.text);
		saved_free(&s);
	}
	tap_group("a plan's smaller model and the other law, by closed forms");
}

static int
study_run(void *context, struct err *e)
{
	const struct study_opts *o = context;
	struct recipe *r = NULL;
	struct study s = { 0 };

	if (!recipe_law(STR("loglinear"), &r, e) && !recipe_compile(r, e)) {
		const double *one[] = { table.D };
		const struct fit_data d = { ROWS, one, table.L, NULL };
		if (!study_make(r, &d, o, &s, e)) {
			for (size_t k = 0; k < s.n; k++)
				starve_saw(4, (const double[]){ s.estimate[k].value, s.estimate[k].se, s.estimate[k].lo, s.estimate[k].hi });
			starve_saw(s.draws * r->form.params, s.draw);
			starve_saw(3, (const double[]){ s.fit.objective, (double)s.failed, (double)s.stopped });
		}
		study_free(&s);
	}
	recipe_free(r);
	return e->code;
}

static int
heldout_run(void *context, struct err *e)
{
	const struct study_opts *o = context;
	struct recipe *r = NULL;
	const double *one[] = { table.D };
	const struct fit_data d = { ROWS, one, table.L, NULL };
	size_t fold[ROWS];
	struct heldout h;
	double rmse;

	for (size_t i = 0; i < ROWS; i++)
		fold[i] = i / 18;
	if (!recipe_law(STR("loglinear"), &r, e) && !recipe_compile(r, e) && !heldout_fold(r, &d, o, fold, 0, FOLDS_ANY, &h, e) &&
	    !heldout_rmse(r, &d, o, fold, 2, &rmse, e))
		starve_saw(5, (const double[]){ h.errors.log_rmse, h.errors.bias, h.errors.coverage, h.decades, rmse });
	recipe_free(r);
	return e->code;
}

static int
plan_run(void *context, struct err *e)
{
	struct saved *s = context;
	struct plan p;
	int code = plan_point(&s[0], &cost, GIVEN_COMPUTE, 1e21, .5, &s[1], &p, e);

	if (!code)
		starve_bytes(&p, sizeof p);
	return code;
}

static int
predict_run(void *context, struct err *e)
{
	const double N[] = { 1e9 }, D[] = { 1e10 }, *at[] = { N, D };
	struct prediction p;
	int code = predict_rows(context, 1, at, &p, e);

	if (!code)
		starve_bytes(&p, sizeof p);
	return code;
}

static int
noisy_run(void *context, struct err *e)
{
	const double N[] = { 1e9 }, D[] = { 1e10 }, *at[] = { N, D };
	double loss;
	int code = predict_noisy(context, 1, at, .1, 1, &loss, e);

	if (!code)
		starve_saw(1, &loss);
	return code;
}

static int
saved_run(void *context, struct err *e)
{
	const struct saved_param *param = context;
	struct recipe *r = NULL;
	double par[LAW_PARAMS];
	size_t order[LAW_PARAMS];
	struct saved s = { 0 };

	if (!saved_recipe("formula", "k * N + q / D + c", 2, names, 3, param, &r, par, order, e)) {
		s.recipe = r;
		if (!saved_draws(&s, 2, (const double[]){ 1, 2, 3, 4, 5, 6 }, order, e))
			starve_saw(6, s.draw);
		starve_saw(3, par);
		mem_free(s.draw);
	}
	recipe_free(r);
	return e->code;
}

static void
memory(void)
{
	struct study_opts o = { .objective = squares, .level = .9, .per_token = 6, .threads = 1, .cluster = table.cluster, .clusters = 6, .first = 1,
		.last = 4 };
	const struct saved_param param[] = { { "k", "fitted", NULL, 3, 0, inf }, { "q", "tied", "k", 3, -inf, inf }, { "c", "fixed", NULL, 2, -inf, inf } };
	struct saved s[2] = { chinchilla(1), chinchilla(2) };
	unsigned long failed = 0;

	for (o.intervals = INTERVALS_PAIRS; o.intervals <= INTERVALS_NONE; o.intervals++)
		failed += starve("study", study_run, &o);
	o.intervals = INTERVALS_CLUSTER;
	failed += starve("heldout", heldout_run, &o);
	double *draw = malloc(2 * s[0].recipe->form.params * sizeof *draw);
	for (size_t i = 0; i < 2; i++)
		memcpy(draw + i * s[0].recipe->form.params, s[0].par, s[0].recipe->form.params * sizeof *draw);
	s[0].draws = 2;
	s[0].draw = draw;
	failed += starve("plan", plan_run, s);
	struct saved searched[2] = { written(1), written(2) };
	double same[2 * 5];
	for (size_t i = 0; i < 2; i++)
		memcpy(same + 5 * i, searched[0].par, 5 * sizeof *same);
	searched[0].draws = 2;
	searched[0].draw = same;
	failed += starve("plan of a formula", plan_run, searched);
	searched[0].draw = NULL;
	saved_free(&searched[0]);
	saved_free(&searched[1]);
	failed += starve("predict", predict_run, s) + starve("noise", noisy_run, s);
	s[0].draw = NULL;
	free(draw);
	saved_free(&s[0]);
	saved_free(&s[1]);
	failed += starve("saved", saved_run, (void *)param);
	TAP_OK(failed > 100, "%lu allocations", failed);
	tap_group("every allocation may fail");
}

int
main(void)
{
	fill();
	delta_method();
	other_intervals();
	held_out();
	many();
	vague();
	saved_laws();
	plans();
	memory();
	return tap_done();
}
