/* SPDX-License-Identifier: MIT */
/* fit_laws: every law of the registry: noise-free tables give their parameters back, derivatives are those of differences. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "math/scaling/inside.h"
#include "tap.h"

/* Parameters near published ones, and a box for the columns: grid points along each. */
static const struct truth {
	const char *spec;
	double par[P], lo[3], hi[3];
	size_t grid;
} truths[] = {
	{ "chinchilla", { 1.69, 406.4, 410.7, .34, .28 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 7 },
	{ "kaplan_n", { 8.8e13, .076 }, { 1e5 }, { 1e9 }, 20 },
	{ "kaplan_d", { 5.4e13, .095 }, { 1e7 }, { 1e10 }, 20 },
	{ "kaplan_nd", { 6.4e13, 1.8e13, .076, .103 }, { 1e5, 1e7 }, { 1e9, 1e11 }, 7 },
	{ "kaplan_c", { 3.1e8, .05 }, { 1e-6 }, { 1e1 }, 20 },
	{ "terms:N,D", { 1.69, 406.4, .34, 410.7, .28 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 7 },
	{ "terms:N,D,S", { 1.69, 406.4, .34, 410.7, .28, 30, .5 }, { 5e7, 1e9, 1e3 }, { 1e11, 2e12, 1e6 }, 5 },
	{ "terms:N,N*D", { 1.69, 406.4, .34, 30, .1, .12 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 7 },
	{ "data_constrained", { 1.87, 521, 1488, .3527, .3527, 15.387756, 5.309743 }, { 5e7, 1e9, 1e8 }, { 1e10, 2e11, 1e11 }, 6 },
	{ "power", { 12, .3 }, { 10 }, { 1e5 }, 12 },
	{ "power_offset", { .5, 12, .3 }, { 10 }, { 1e5 }, 12 },
	{ "power_shifted", { 12, 1e-4, .4 }, { 10 }, { 1e5 }, 12 },
	{ "power_sigmoid", { .2, 3, .6, 12, .5 }, { 10 }, { 1e5 }, 20 },
	{ "exponential", { .5, 2, 3e-4 }, { 10 }, { 1e4 }, 12 },
	{ "logarithmic", { 9, .5 }, { 10 }, { 1e5 }, 12 },
	{ "bnsl:0", { .5, 12, .3 }, { 10 }, { 1e5 }, 12 },
	{ "bnsl:1", { .2, 8, .1, .6, 1000, .3 }, { 10 }, { 1e5 }, 24 },
	{ "bnsl:2", { .2, 8, .1, .6, 300, .3, -.4, 2e4, .2 }, { 10 }, { 1e6 }, 40 },
	{ "bnsl:3", { .2, 8, .1, .6, 300, .3, -.5, 1e4, .2, .5, 3e5, .25 }, { 10 }, { 1e7 }, 80 },
	{ "loglinear", { 3, -.25 }, { 10 }, { 1e5 }, 12 },
	{ "loglinear:N,D", { 1.8, -.713, .307 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 6 },
	{ "overtraining", { 1.5, 140, 190, .12 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 7 },
	{ "quanta", { .5, 4, .4, 300 }, { 10 }, { 1e5 }, 20 },
	{ "critical_batch", { 2.1e8, .21 }, { 2 }, { 6 }, 12 },
	{ "moe", { -.082, -.108, .009, 1.104, 1.847, 314.478 }, { 1e7, 1 }, { 2e9, 512 }, 8 },
	{ "two_step", { -.7, .95, 3.5, 1.1 }, { .6 }, { 2 }, 20 },
	{ "chinchilla", { 1.69, 406.4, 410.7, .34, .28 }, { 5e7, 1e9 }, { 1e11, 2e12 }, 17 },	/* a block of the sums and part of one */
};
enum { TRUTHS = sizeof truths / sizeof *truths, ROWS = MODEL_BLOCK + 33 };

struct table {
	struct recipe *r;
	double x[3][ROWS], y[ROWS];
	const double *role[3];
	size_t n;
};

/* A grid with shifts, so that no column is a function of another. */
static void
table(const struct truth *t, struct table *out)
{
	struct err e = { 0 };

	TAP_OK(!recipe_law(str_of(t->spec), &out->r, &e) && !recipe_compile(out->r, &e), "%s: %s", t->spec, e.text);
	out->n = 1;
	for (size_t k = 0; k < out->r->form.roles; k++)
		out->n *= t->grid;
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0, rest = i; k < out->r->form.roles; k++, rest /= t->grid) {
			double u = ((double)(rest % t->grid) + .13 * (double)(k + 1) * (double)(i * 7 % 5) / 5) / (double)t->grid;
			out->x[k][i] = t->lo[k] * pow(t->hi[k] / t->lo[k], u);
		}
	for (size_t k = 0; k < 3; k++)
		out->role[k] = out->x[k];
	TAP_OK(!recipe_predict(out->r, out->n, out->role, t->par, out->y, &e), "%s", e.text);
}

static void
complete(void)
{
	const struct law *law = scaling_laws.rows;

	for (size_t i = 0; i < scaling_laws.n; i++) {
		bool found = law[i].allocation != LAW_NO_ALLOCATION;	/* tests/unit/allocation.c */
		for (size_t k = 0; k < TRUTHS; k++) {
			struct str rest, name = str_cut(str_of(truths[k].spec), ':', &rest);
			found |= str_is(name, law[i].head.name);
		}
		TAP_OK(found, "law %s has no row here", law[i].head.name);
		char names[LAW_TEXT] = "";
		for (size_t k = 0; k < LAW_PARAMS && law[i].param[k].name[0]; k++)
			snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", k ? ", " : "", law[i].param[k].name);
		TAP_OK(law[i].build || strcmp(law[i].head.fitted, names) == 0, "%s: \"%s\" for --list, parameters %s", law[i].head.name,
		       law[i].head.fitted, names);
	}
	tap_group("every law of the registry is tried");
}

static void
recovery(void)
{
	static const char *const objective[] = { "huber", "ls", "lad" };

	for (size_t k = 0; k < TRUTHS; k++)
		for (size_t q = 0; q < (k < 5 ? 3 : 1); q++) {
			struct table t;
			struct err e = { 0 };
			struct fit_objective o = { .linear = false };
			struct fit f;
			table(&truths[k], &t);
			struct fit_data d = { t.n, t.role, t.y, NULL };
			TAP_OK(!fit_objective(str_of(objective[q]), &o, &e) && !fit_solve(t.r, &d, &o, 1, &f, &e), "%s: %s", truths[k].spec, e.text);
			for (size_t i = 0; i < t.r->form.params; i++)
				TAP_OK(fabs(f.par[i] / truths[k].par[i] - 1) < 1e-7, "%s, %s: %s = %.12g, not %.12g", truths[k].spec, objective[q],
				       t.r->param[i].law.name, f.par[i], truths[k].par[i]);
			TAP_OK(q > 0 || f.certificate.kinks == t.n, "%s: %zu of %zu rows within delta", truths[k].spec, f.certificate.kinks, t.n);
			TAP_OK(f.certificate.agree >= 1 && f.certificate.bounds == 0 && f.certificate.unidentified == 0, "%s: certificate",
			       truths[k].spec);
			fit_free(&f);
			recipe_free(t.r);
		}
	tap_group("noise-free tables give the parameters back to 1e-7");
}

/*
 * Curves with three breaks at random places, bends up and down: found by putting in one after the other; the last two only from places and
 * sharpnesses tried each with each.
 */
static void
breaks(void)
{
	enum { CURVES = 10, POINTS = 80 };
	double x[POINTS], y[POINTS];
	const double *role[] = { x };

	for (size_t k = 0; k < CURVES; k++) {
		struct rng g = k < 8 ? rng_at(5, k * 10 + 3) : rng_at(77, k == 8 ? 24 : 43);
		double par[12] = { .2 + .3 * rng_uniform(&g), 4 + 8 * rng_uniform(&g), .05 + .3 * rng_uniform(&g) }, slope = par[2];
		struct recipe *r;
		struct err e = { 0 };
		struct fit f;
		for (size_t i = 0; i < 3; i++) {
			double up = rng_uniform(&g) < .6 ? 1 : -1, bend = up * (.3 + .5 * rng_uniform(&g));
			par[3 + 3 * i] = slope + bend < 0 ? -bend : bend;
			slope += par[3 + 3 * i];
			par[4 + 3 * i] = 10 * pow(1e6, ((double)i + .35 + .5 * rng_uniform(&g)) / 3.2);
			par[5 + 3 * i] = .1 + .3 * rng_uniform(&g);
		}
		for (size_t i = 0; i < POINTS; i++)
			x[i] = 10 * pow(1e6, ((double)i + .3 * rng_uniform(&g)) / (POINTS - 1));
		TAP_OK(!recipe_law(STR("bnsl:3"), &r, &e) && !recipe_compile(r, &e) && !recipe_predict(r, POINTS, role, par, y, &e), "%s", e.text);
		struct fit_data d = { POINTS, role, y, NULL };
		TAP_OK(!fit_solve(r, &d, &(struct fit_objective){ .rho = FIT_LS, .over = 1 }, 1, &f, &e), "%s", e.text);
		for (size_t i = 0; i < 12; i++)
			TAP_OK(fabs(f.par[i] / par[i] - 1) < 1e-6, "curve %zu: %s = %.9g, not %.9g", k, r->param[i].law.name, f.par[i], par[i]);
		fit_free(&f);
		recipe_free(r);
	}
	tap_group("three breaks at random places");
}

/* The model's derivatives by central differences of its values and of its gradient; the objective's by its own. */
static void
derivatives(void)
{
	for (size_t k = 0; k < TRUTHS; k++) {
		struct table t;
		struct err e = { 0 };
		struct fit_problem *p = NULL;
		double theta[P], work[40000];
		struct point at, up, down;
		table(&truths[k], &t);
		for (size_t i = 0; i < t.n; i++)
			t.y[i] *= 1 + .01 * sin((double)(i * i) + 1);
		struct fit_data d = { t.n, t.role, t.y, NULL };
		struct fit_objective o = { .rho = FIT_HUBER, .delta = .006, .over = 3 };
		TAP_OK(!problem_make(&p, t.r, &d, &o, 1, &e) && objective_work(p) < 40000, "%s: %s", truths[k].spec, e.text);
		struct sample s = { p->weight, p->target };
		recipe_theta(t.r, truths[k].par, theta);
		objective(p, &s, &p->loss, theta, true, &at, work);
		for (size_t j = 0; j < t.r->free; j++) {
			double old = theta[j], step = 1e-6 * fmin(1, sqrt(at.total / at.m[j][j])), most = sqrt(at.m[j][j] * at.f);
			theta[j] = old + step;
			objective(p, &s, &p->loss, theta, true, &up, work);
			theta[j] = old - step;
			objective(p, &s, &p->loss, theta, true, &down, work);
			theta[j] = old;
			TAP_OK(fabs((up.f - down.f) / (2 * step) - at.g[j]) < 2e-5 * most, "%s: gradient %zu: %.9g, not %.9g", truths[k].spec, j,
			       at.g[j], (up.f - down.f) / (2 * step));
			for (size_t i = 0; i < t.r->free; i++)
				TAP_OK(fabs((up.g[i] - down.g[i]) / (2 * step) - at.h[i][j]) < 2e-5 * sqrt(at.m[i][i] * at.m[j][j]),
				       "%s: Hessian %zu %zu: %.9g, not %.9g", truths[k].spec, i, j, at.h[i][j], (up.g[i] - down.g[i]) / (2 * step));
		}
		problem_free(p);
		recipe_free(t.r);
	}
	tap_group("gradient and Hessian of the objective by differences");
}

/* With the exponents held the rest is linear: the one start is the solution, whatever the number of rows. */
static void
first_point(void)
{
	const double exponents[] = { .34, .28 };
	struct table t;
	struct err e = { 0 };

	table(&truths[TRUTHS - 1], &t);
	for (size_t n = 6; n <= t.n; n += 1 + n / 16) {
		struct recipe *r;
		struct fit_problem *p = NULL;
		double start[2 * P], par[P];
		size_t tried;
		struct fit_data d = { n, t.role, t.y, NULL };
		TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !recipe_fix(r, STR("alpha=.34"), &e) && !recipe_fix(r, STR("beta=.28"), &e) &&
		       !recipe_compile(r, &e) && !problem_make(&p, r, &d, &(struct fit_objective){ .rho = FIT_LS, .over = 1 }, 1, &e), "%s", e.text);
		TAP_OK(starts_make(p, 2, start, &tried, &e) == 1 && tried == 1, "%zu rows: %zu starts", n, tried);
		recipe_natural(r, start, par);
		for (size_t i = 0; i < 3; i++)
			TAP_OK(fabs(par[i] / truths[TRUTHS - 1].par[i] - 1) < 1e-6, "%zu rows: %s = %.12g", n, r->param[i].law.name, par[i]);
		TAP_OK(fabs(par[3] - exponents[0]) <= 0 && fabs(par[4] - exponents[1]) <= 0, "exponents %g %g", par[3], par[4]);
		problem_free(p);
		recipe_free(r);
	}
	recipe_free(t.r);
	tap_group("where the law is linear the start is the solution");
}

/* As many parameters as a law may have: all products of four roles that are 1, 2 or 3, a table of their levels in every combination. */
static void
many_parameters(void)
{
	enum { FACTORS = 4, LEVELS = 81 };
	_Static_assert(1 << FACTORS == LAW_PARAMS, "one more would be refused");
	static double x[FACTORS][LEVELS], y[LEVELS];
	const double *role[] = { x[0], x[1], x[2], x[3] };
	const struct str name[] = { STR("s"), STR("t"), STR("u"), STR("v") };
	char formula[1000] = "";
	struct recipe *r;
	struct err e = { 0 };
	struct fit f;

	for (size_t k = 0; k < LAW_PARAMS; k++) {
		char *end = formula + strlen(formula);
		end += snprintf(end, 20, "%sp%zu", k ? " + " : "", k);
		for (size_t j = 0; j < FACTORS; j++)
			if (k >> j & 1)
				end += snprintf(end, 20, "*%s", name[j].s);
	}
	for (size_t i = 0; i < LEVELS; i++)
		for (size_t j = 0, rest = i; j < FACTORS; j++, rest /= 3)
			x[j][i] = 1 + (double)(rest % 3);
	for (size_t i = 0; i < LEVELS; i++)
		for (size_t k = 0; k < LAW_PARAMS; k++) {
			double product = 1 + (double)k;
			for (size_t j = 0; j < FACTORS; j++)
				product *= k >> j & 1 ? x[j][i] : 1;
			y[i] += product;
		}
	TAP_OK(!recipe_formula(str_of(formula), FACTORS, name, &r, &e) && !recipe_compile(r, &e) && r->free == LAW_PARAMS &&
	       !fit_solve(r, &(struct fit_data){ LEVELS, role, y, NULL }, &(struct fit_objective){ .rho = FIT_LS, .over = 1, .linear = true }, 1, &f, &e), "%s",
	       e.text);
	for (size_t k = 0; k < LAW_PARAMS; k++)
		TAP_OK(fabs(f.par[k] - 1 - (double)k) < 1e-6, "%s = %.12g, not %zu", r->param[k].law.name, f.par[k], 1 + k);
	fit_free(&f);
	recipe_free(r);
	tap_group("as many parameters as a law may have");
}

/* Parts of many rows have a workspace each, whoever sums them, and make the sum over all rows. */
static void
parts(void)
{
	enum { MANY = 30000 };
	static double x[MANY], y[MANY];
	const double *role[] = { x }, par[] = { 2, .3 };
	struct recipe *r;
	struct err e = { 0 };
	struct fit_problem *p = NULL;
	struct point at;
	double theta[P], sum = 0;

	for (size_t i = 0; i < MANY; i++) {
		x[i] = 1 + (double)i;
		y[i] = 2 * pow(x[i], -.3) * exp(sin((double)i));
		sum += sin((double)i) * sin((double)i) / 2;
	}
	struct fit_data d = { MANY, role, y, NULL };
	TAP_OK(!recipe_law(STR("power"), &r, &e) && !recipe_compile(r, &e) && !problem_make(&p, r, &d, &(struct fit_objective){ .rho = FIT_LS, .over = 1 }, 3,
		&e) && p->pieces > 2, "%s", e.text);
	size_t room = objective_work(p);
	double *work = malloc(p->pieces * room * sizeof *work), *before = malloc(room * sizeof *before);
	memset(work, 0x55, p->pieces * room * sizeof *work);
	memset(before, 0x55, room * sizeof *before);
	recipe_theta(r, par, theta);
	objective(p, &(struct sample){ p->weight, p->target }, &p->loss, theta, true, &at, work);
	for (size_t i = 0; i < p->pieces; i++)
		TAP_OK(memcmp(work + i * room, before, room * sizeof *before) != 0, "nobody was at the workspace of part %zu", i);
	TAP_OK(fabs(at.f / sum - 1) < 1e-12, "%.17g, want %.17g", at.f, sum);
	free(work);
	free(before);
	problem_free(p);
	recipe_free(r);
	tap_group("each part of many rows has its workspace");
}

/* Muennighoff et al. 2023, equations 5 to 9, written out, with their coefficients. */
static void
data_constrained(void)
{
	const double exact[] = { exp(.6254804), exp(6.255414), exp(7.3049974), .3526596, .3526596, 15.387756, 5.309743 };
	double n = 0, u = 0, out;
	struct err e = { 0 };
	struct recipe *r;
	const double *role[3];

	TAP_OK(!recipe_law(STR("data_constrained"), &r, &e) && !recipe_compile(r, &e), "%s", e.text);
	/* one epoch: the law is Chinchilla's as long as N is not above what U is worth */
	double d = 1e9;
	n = 1e7;
	u = 1e9;
	role[0] = &n;
	role[1] = &d;
	role[2] = &u;
	recipe_predict(r, 1, role, exact, &out, &e);
	double chinchilla = exact[0] + exact[1] * pow(n, -exact[3]) + exact[2] * pow(d, -exact[4]);
	TAP_OK(fabs(out / chinchilla - 1) < 1e-14, "one epoch: %.17g %.17g", out, chinchilla);
	u = 2e9;
	recipe_predict(r, 1, role, exact, &out, &e);
	TAP_OK(fabs(out / chinchilla - 1) < 1e-14, "less than an epoch: %.17g", out);
	/* four epochs, long-hand */
	n = 2e8;
	d = 4e9;
	u = 1e9;
	recipe_predict(r, 1, role, exact, &out, &e);
	double g = pow(exact[3] * exact[1] / (exact[4] * exact[2]), 1 / (exact[3] + exact[4])), un = fmin(n, g * pow(u * g, exact[4] / exact[3]));
	double dd = u + u * exact[5] * (1 - exp(-3 / exact[5])), nn = un + un * exact[6] * (1 - exp(-(n / un - 1) / exact[6]));
	double loss = exact[0] + exact[1] * pow(nn, -exact[3]) + exact[2] * pow(dd, -exact[4]);
	TAP_OK(fabs(un / u - .051) < 1e-3, "U_N = %g U_D", un / u);
	TAP_OK(fabs(out / loss - 1) < 1e-13, "four epochs: %.17g %.17g", out, loss);
	recipe_free(r);
	tap_group("the data-constrained law against its definition");
}

int
main(void)
{
	complete();
	recovery();
	breaks();
	derivatives();
	parts();
	first_point();
	many_parameters();
	data_constrained();
	return tap_done();
}
