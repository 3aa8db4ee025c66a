/* SPDX-License-Identifier: MIT */
/* frontier: allocation against published figures, closed forms, brute force and each other. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/presets.h"
#include "math/scaling/root.h"
#include "math/scaling/surface.h"
#include "tap.h"

static const struct chinchilla optimum = { 1.8172181, 477.825868, 2143.41736, .3473104990, .3671724326 };

static double
relative(double a, double b)
{
	return fabs(a / b - 1);
}

/* The same law without its closed form. */
static int
loss(const void *law, size_t n, const double N[], const double D[], double L[], struct err *e)
{
	const struct chinchilla *c = law;

	(void)e;
	for (size_t i = 0; i < n; i++)
		L[i] = c->E + c->A * pow(N[i], -c->alpha) + c->B * pow(D[i], -c->beta);
	return 0;
}

static struct surface
numeric(const struct chinchilla *c)
{
	return (struct surface){ .loss = loss, .law = c };
}

static double
cubic(void *context, double x)
{
	(void)context;
	return x < -1 ? (double)NAN : x * x * x - 2;
}

static double
jump(void *context, double x)
{
	(void)context;
	return x < 0.3 ? -1 : 1e9;
}

static double
steep(void *context, double x)
{
	(void)context;
	return exp(x) - exp(20);
}

static void
roots(void)
{
	TAP_OK(relative(root_find(cubic, NULL, -5, 10, .5, 0), cbrt(2)) < 1e-15, "x^3 = 2, nan below -1");
	TAP_OK(relative(root_find(jump, NULL, 0, 1, 1, 0), 0.3) < 1e-15, "a jump");
	TAP_OK(relative(root_find(steep, NULL, -46, 92, 1, 0), 20) < 1e-15, "an exponential");
	TAP_OK(isnan(root_find(cubic, NULL, 2, 3, .5, 0)), "no change of sign");
	TAP_OK(isnan(root_find(cubic, NULL, -5, -2, 1, 0)), "nowhere defined");
	TAP_OK(root_find(jump, NULL, 0.3, 0.3, 1, 0) != 0.3, "equal ends");
	tap_group("roots");
}

/* Spec section 1: with 6 ND and the optimum of the 240 points. */
static void
published(void)
{
	static const double row[][5] = {
		{ 1e21, 2.7917e9, 5.9700e10, 21.4, 2.3045 }, { 5.76e23, 7.3190e10, 1.3116e12, 17.9, 1.9739 },
		{ 1e25, 3.1730e11, 5.2526e12, 16.6, 1.9114 } };
	struct surface s = frontier_chinchilla(&optimum);
	struct frontier_cost cost = FRONTIER_COST;

	for (size_t i = 0; i < 3; i++) {
		struct err e = { 0 };
		struct frontier_point p;
		TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, row[i][0], &p, &e) == 0, "%s", e.text);
		TAP_OK(relative(p.params, row[i][1]) < 4e-5 && relative(p.tokens, row[i][2]) < 4e-5, "%g %g", p.params, p.tokens);
		TAP_OK(fabs(p.tokens / p.params - row[i][3]) < .05 && fabs(p.loss - row[i][4]) < 5e-5, "%g", p.loss);
		TAP_OK(relative(p.compute, row[i][0]) < 1e-14 && p.total == p.compute, "compute %g", p.compute);
	}
	tap_group("the frontier of the 240 points");
}

/* The rounding trap: N* in 1e9 and D/N at 5.76e23 of four sets of coefficients. */
static void
rounding(void)
{
	static const struct { const char *preset; double params, ratio; } row[] = {
		{ "hoffmann_rounded", 32.2, 92.7 }, { "hoffmann", 40.4, 58.9 }, { "chinchilla_240", 73.2, 17.9 },
			{ "besiroglu", 72.2, 18.4 } };
	struct frontier_cost cost = FRONTIER_COST;

	for (size_t i = 0; i < 4; i++) {
		struct err e = { 0 };
		const struct preset *preset;
		struct frontier_point p;
		struct surface s;
		double par[LAW_PARAMS];
		struct surface_recipe r = { .par = par, .train = 6 };
		struct recipe *recipe;
		TAP_OK(preset_open(str_of(row[i].preset), &preset, &recipe, par, &e) == 0, "%s", e.text);
		r.recipe = recipe;
		TAP_OK(surface_of(&r, &s, &e) == 0 && s.closed, "%s", e.text);
		TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, 5.76e23, &p, &e) == 0, "%s", e.text);
		TAP_OK(fabs(p.params / 1e9 - row[i].params) < .05 && fabs(p.tokens / p.params - row[i].ratio) < .06,
		       "%s: %.4g, %.4g",
		       row[i].preset, p.params, p.tokens / p.params);
		recipe_free(recipe);
	}
	tap_group("rounded coefficients plan another model");
}

/* What was given and its answer, again. */
static double
value_of(const struct frontier_point *p, enum frontier_given given)
{
	const double value[] = { p->total, p->params, p->tokens, p->loss };

	return value[given];
}

static void
all_four(const struct surface *s, const struct frontier_cost *cost, double C, double tolerance)
{
	struct frontier_point p, q;
	struct err e = { 0 };

	TAP_OK(frontier_at(s, cost, GIVEN_COMPUTE, C, &p, &e) == 0, "%s", e.text);
	for (enum frontier_given g = GIVEN_COMPUTE; g <= GIVEN_LOSS; g++) {
		TAP_OK(frontier_at(s, cost, g, value_of(&p, g), &q, &e) == 0, "given %d: %s", (int)g, e.text);
		TAP_OK(relative(value_of(&q, g), value_of(&p, g)) < tolerance / 10, "given %d is kept: %g", (int)g,
		       value_of(&q, g) / value_of(&p, g) - 1);
		double t = g == GIVEN_LOSS ? 100 * tolerance : tolerance;
		TAP_OK(relative(q.params, p.params) < t && relative(q.tokens, p.tokens) < t, "given %d at %g: %.17g %.17g",
		       (int)g, C,
		       q.params / p.params, q.tokens / p.tokens);
	}
	TAP_OK(relative(p.total, cost->train * p.params * p.tokens + cost->serve * p.params * cost->inference) < 1e-12, "total");
}

static void
agree(void)
{
	struct surface closed = frontier_chinchilla(&optimum), open = numeric(&optimum);
	struct frontier_cost cost[] = { FRONTIER_COST, { 6, 2, 1e12 }, { 3, 1, 5e14 } };

	for (size_t k = 0; k < 3; k++)
		for (double C = 1e18; C < 2e27; C *= 1e3) {
			struct frontier_point p, q;
			struct err e = { 0 };
			all_four(&closed, &cost[k], C, 1e-11);
			all_four(&open, &cost[k], C, 1e-9);
			frontier_at(&closed, &cost[k], GIVEN_COMPUTE, C, &p, &e);
			TAP_OK(frontier_at(&open, &cost[k], GIVEN_COMPUTE, C, &q, &e) == 0, "%s", e.text);
			TAP_OK(relative(q.params, p.params) < 1e-9, "any law at %g: %g", C, q.params / p.params - 1);
		}
	tap_group("by compute, parameters, tokens and loss, closed and not");
}

/* Sardana & Frankle by brute force: all N of a fine grid, D from the loss. */
static void
inference(void)
{
	const struct chinchilla *c = &optimum;
	double served[] = { 1e11, 1e12, 1e13, 1e14 };

	for (size_t k = 0; k < 4; k++) {
		struct frontier_cost cost = { 6, 2, served[k] };
		struct surface s = frontier_chinchilla(c);
		struct frontier_point p;
		struct err e = { 0 };
		double least = (double)INFINITY, best = 0, step = 1e-5;
		TAP_OK(frontier_at(&s, &cost, GIVEN_LOSS, 2.0, &p, &e) == 0, "%s", e.text);
		for (double N = 1e9; N < 1e12; N *= 1 + step) {
			double rest = 2.0 - c->E - c->A * pow(N, -c->alpha);
			double total = rest > 0 ? 6 * N * pow(c->B / rest, 1 / c->beta) + 2 * N * served[k] : (double)INFINITY;
			if (total < least)
				least = total, best = N;
		}
		TAP_OK(p.total <= least && relative(p.total, least) < 1e-8, "total %.12g, brute force %.12g", p.total, least);
		TAP_OK(relative(p.params, best) < 1e-3, "params %g, %g", p.params, best);
		double eps_N = c->alpha * c->A * pow(p.params, -c->alpha), eps_D = c->beta * c->B * pow(p.tokens, -c->beta);
		TAP_OK(relative(eps_N / eps_D, 1 + served[k] / (3 * p.tokens)) < 1e-11, "their condition");
	}
	tap_group("least cost with inference, by brute force");
}

/* de Vries: tokens that give the same loss, found by halving the interval. */
static void
smaller(void)
{
	const struct chinchilla *c = &optimum;
	struct frontier_cost cost = FRONTIER_COST;
	struct surface closed = frontier_chinchilla(c), open = numeric(c);
	struct frontier_point p;
	struct err e = { 0 };
	double k_D, overhead, k2, o2;

	frontier_at(&closed, &cost, GIVEN_COMPUTE, 1e23, &p, &e);
	for (double k_N = 0.3; k_N < 2.5; k_N += 0.1) {
		double lo = 1e-3, hi = 1e6;
		for (int i = 0; i < 200; i++) {
			double mid = sqrt(lo * hi),
				L = c->E + c->A * pow(k_N * p.params, -c->alpha) + c->B * pow(mid * p.tokens, -c->beta);
			*(L > p.loss ? &lo : &hi) = mid;
		}
		TAP_OK(frontier_overhead(&closed, &p, k_N, &k_D, &overhead, &e) == 0, "%s", e.text);
		TAP_OK(relative(k_D, lo) < 1e-11 && fabs(overhead - (k_N * lo - 1)) < 1e-10,
		       "k_N = %g: %.15g, %.15g", k_N, k_D, lo);
		TAP_OK(overhead >= -1e-15, "the optimum is the optimum");
		TAP_OK(frontier_overhead(&open, &p, k_N, &k2, &o2, &e) == 0 && relative(k2, k_D) < 1e-9, "any law: %g",
		       k2 / k_D - 1);
	}
	double limit = frontier_smallest(c->alpha, c->beta);
	TAP_OK(frontier_overhead(&closed, &p, limit * (1 + 1e-6), &k_D, &overhead, &e) == 0 && k_D > 1e10,
	       "just above the limit");
	TAP_OK(frontier_overhead(&closed, &p, limit * (1 - 1e-6), &k_D, &overhead, &e) == ERR_NO_ANSWER && isnan(k_D),
	       "below the limit");
	err_clear(&e);
	TAP_OK(frontier_overhead(&open, &p, limit * .99, &k_D, &overhead, &e) == ERR_NO_ANSWER, "below the limit, any law");
	err_clear(&e);
	TAP_OK(frontier_overhead(&closed, &p, 0, &k_D, &overhead, &e) == ERR_USAGE && isnan(k_D) && isnan(overhead), "nothing of the parameters");
	tap_group("overhead of a smaller model, by bisection");
}

static void
speedup(void)
{
	struct chinchilla better = optimum;
	struct frontier_cost cost = FRONTIER_COST;
	struct surface base = frontier_chinchilla(&optimum), s = frontier_chinchilla(&better), open = numeric(&better);
	double times, again, c = frontier_exponents(optimum.alpha, optimum.beta).c;
	struct frontier_point p, q;
	struct err e = { 0 };

	better.A *= .9;
	better.B *= .9;
	frontier_at(&s, &cost, GIVEN_COMPUTE, 1e22, &p, &e);
	frontier_at(&base, &cost, GIVEN_COMPUTE, 1e22, &q, &e);
	TAP_OK(frontier_speedup(&s, &base, &cost, 1e22, &times, &e) == 0, "%s", e.text);
	TAP_OK(relative(times, pow(.9, -1 / c)) < 1e-12, "both terms 10 %% smaller: %g", times);
	TAP_OK(relative(times, frontier_gain(optimum.E, c, q.loss, p.loss)) < 1e-12, "by the losses");
	TAP_OK(frontier_speedup(&open, &base, &cost, 1e22, &again, &e) == 0 && relative(again, times) < 1e-9, "any law");
	TAP_OK(frontier_speedup(&base, &s, &cost, 1e22, &again, &e) == 0 && relative(again, 1 / times) < 1e-12, "and back");
	better.E = 1.5;
	TAP_OK(frontier_speedup(&s, &base, &cost, 1e26, &times, &e) == ERR_NO_ANSWER && isnan(times), "never reached");
	TAP_OK(isnan(frontier_gain(2, c, 1.9, 2.1)), "a loss below E");
	tap_group("effective compute");
}

static void
refused(void)
{
	struct frontier_cost cost = FRONTIER_COST, bad = { 0, 2, 0 }, negative = { 6, 2, -1 };
	struct chinchilla flat = optimum;
	struct surface s = frontier_chinchilla(&optimum), n = frontier_chinchilla(&flat), open = numeric(&flat),
		good = numeric(&optimum);
	struct frontier_point p;

	flat.A = 0;
	for (int i = 0; i < 9; i++) {
		struct err e = { 0 };
		int code = i == 0   ? frontier_at(&s, &cost, GIVEN_LOSS, 1.8172181, &p, &e)
		           : i == 1 ? frontier_at(&s, &cost, GIVEN_LOSS, 1.5, &p, &e)
		           : i == 2 ? frontier_at(&good, &cost, GIVEN_LOSS, 1.8, &p, &e)
		           : i == 3 ? frontier_at(&n, &cost, GIVEN_COMPUTE, 1e21, &p, &e)
		           : i == 4 ? frontier_at(&open, &cost, GIVEN_COMPUTE, 1e21, &p, &e)
		           : i == 5 ? frontier_at(&s, &bad, GIVEN_COMPUTE, 1e21, &p, &e)
		           : i == 6 ? frontier_at(&s, &negative, GIVEN_COMPUTE, 1e21, &p, &e)
		           : i == 7 ? frontier_at(&s, &cost, GIVEN_COMPUTE, 0, &p, &e)
		                    : frontier_at(&s, &cost, GIVEN_PARAMS, (double)NAN, &p, &e);
		TAP_OK(code == (i < 5 ? ERR_NO_ANSWER : ERR_USAGE), "refused %d: %d %s", i, code, e.text);
		TAP_OK(isnan(p.params) && isnan(p.tokens) && isnan(p.loss) && isnan(p.compute), "nan %d", i);
		if (i < 2)
			TAP_OK(strstr(e.text, "is not above E = 1.81722"), "%s", e.text);
	}
	tap_group("refusals");
}

/* Laws without a closed form: the condition by derivatives in closed form, a chinchilla law in disguise, draws. */
static void
recipes(void)
{
	struct frontier_cost cost = FRONTIER_COST;
	struct str role[] = { STR("D"), STR("N") };
	double par[3][LAW_PARAMS] = { { 0 } }, out[LAW_PARAMS];
	const struct preset *preset;
	struct recipe *recipe;
	struct surface s;
	struct frontier_point p, q, draws[3];
	struct err e = { 0 };
	size_t failed;

	TAP_OK(preset_open(STR("kaplan_nd"), &preset, &recipe, out, &e) == 0, "%s", e.text);
	struct surface_recipe r = { .recipe = recipe, .par = out, .train = 6 };
	TAP_OK(surface_of(&r, &s, &e) == 0 && !s.closed, "%s", e.text);
	TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, 1e21, &p, &e) == 0, "%s", e.text);
	/* d/d ln N and d/d ln D agree where (alpha_N/alpha_D) (N_c/N)^(alpha_N/alpha_D) = D_c/D. */
	double ratio = .076 / .103;
	TAP_OK(relative(ratio * pow(6.4e13 / p.params, ratio), 1.8e13 / p.tokens) < 1e-9, "the condition of Kaplan's law");
	recipe_free(recipe);

	TAP_OK(recipe_formula(STR("E + A/N^alpha + B/D^beta"), 2, role, &recipe, &e) == 0 && recipe_compile(recipe, &e) == 0,
	       "%s", e.text);
	static const struct { const char *name; double value; } known[] = {
		{ "E", 1.8172181 }, { "A", 477.825868 }, { "B", 2143.41736 }, { "alpha", .3473104990 }, { "beta", .3671724326 } };
	size_t params = recipe->form.params;
	double *flat = &par[0][0];
	for (size_t d = 0; d < 3; d++)
		for (size_t i = 0; i < 5; i++)
			flat[d * params + recipe_find(recipe, str_of(known[i].name))] = d == 1 && i == 1 ? 0 : known[i].value;
	r.recipe = recipe;
	TAP_OK(surface_draws(&r, &cost, GIVEN_LOSS, 2.2, 3, flat, draws, &failed, &e) == 0 && failed == 1, "%s: %zu failed",
	       e.text, failed);
	struct surface closed = frontier_chinchilla(&optimum);
	frontier_at(&closed, &cost, GIVEN_LOSS, 2.2, &q, &e);
	TAP_OK(isnan(draws[1].params) && relative(draws[0].params, q.params) < 1e-7, "%.12g, %.12g", draws[0].params, q.params);
	TAP_OK(draws[0].params == draws[2].params, "equal draws, equal points");
	recipe_free(recipe);

	/* A role C is train N D: the same law by compute. */
	struct str by_compute[] = { STR("N"), STR("D"), STR("C") };
	struct str formula = STR("1.8172181 + 477.825868*N^-.3473104990 + b*(C/N/D*D/6)^-.3671724326");
	TAP_OK(recipe_formula(formula, 3, by_compute, &recipe, &e) == 0 && recipe_compile(recipe, &e) == 0, "%s", e.text);
	r = (struct surface_recipe){ .recipe = recipe, .par = &optimum.B, .train = 6 };
	TAP_OK(surface_of(&r, &s, &e) == 0 && frontier_at(&s, &cost, GIVEN_LOSS, 2.2, &p, &e) == 0, "%s", e.text);
	TAP_OK(relative(p.params, q.params) < 1e-7 && relative(p.tokens, q.tokens) < 1e-7, "%.12g, %.12g", p.params, q.params);
	recipe_free(recipe);

	TAP_OK(recipe_law(STR("kaplan_n"), &recipe, &e) == 0 && recipe_compile(recipe, &e) == 0, "%s", e.text);
	r.recipe = recipe;
	TAP_OK(surface_of(&r, &s, &e) == ERR_USAGE, "a law of N alone");
	recipe_free(recipe);
	err_clear(&e);
	TAP_OK(recipe_law(STR("data_constrained"), &recipe, &e) == 0 && recipe_compile(recipe, &e) == 0, "%s", e.text);
	r.recipe = recipe;
	TAP_OK(surface_of(&r, &s, &e) == ERR_USAGE && strstr(e.text, "U"), "unique tokens are wanted: %s", e.text);
	recipe_free(recipe);
	tap_group("recipes as surfaces");
}

/* With U unlimited the data-constrained law is Chinchilla's; with little data more parameters are better spent elsewhere. */
static void
constrained(void)
{
	struct frontier_cost cost = FRONTIER_COST;
	double par[LAW_PARAMS], other[LAW_ROLES] = { 0, 0, 1e30 };
	const struct preset *preset;
	struct recipe *recipe;
	struct surface s;
	struct frontier_point p, q;
	struct err e = { 0 };

	TAP_OK(preset_open(STR("muennighoff"), &preset, &recipe, par, &e) == 0, "%s", e.text);
	struct surface_recipe r = { .recipe = recipe, .par = par, .other = other, .train = 6 };
	struct chinchilla plain = { par[0], par[1], par[2], par[3], par[4] };
	struct surface c = frontier_chinchilla(&plain);
	TAP_OK(surface_of(&r, &s, &e) == 0, "%s", e.text);
	frontier_at(&c, &cost, GIVEN_COMPUTE, 1e21, &q, &e);
	TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, 1e21, &p, &e) == 0 && relative(p.params, q.params) < 1e-6, "unlimited: %g",
	       p.params / q.params - 1);
	other[2] = q.tokens / 20;
	TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, 1e21, &p, &e) == 0, "limited: %s", e.text);
	TAP_OK(p.loss > q.loss, "repeated data are worth less");
	all_four(&s, &cost, 1e21, 1e-6);
	all_four(&s, &cost, 1e22, 1e-6);
	for (double f = .8; f < 1.25; f += .01) {
		double N = p.params * f, D = p.tokens / f, L;
		s.loss(s.law, 1, &N, &D, &L, &e);
		TAP_OK(L >= p.loss - 1e-15, "%g is no better: %.17g %.17g", f, L, p.loss);
	}
	/* Their README: a grid search around 8.67B on 178B, 25B unique, finds 6.8B on 227B. */
	other[2] = 25e9;
	TAP_OK(frontier_at(&s, &cost, GIVEN_COMPUTE, 6 * 8.67e9 * 178e9, &p, &e) == 0, "%s", e.text);
	TAP_OK(fabs(p.params - 6.8e9) < .1e9 && fabs(p.tokens - 227e9) < 1.5e9, "%g on %g", p.params, p.tokens);
	/* Every allocation of a search fails in its turn. */
	int code = ERR_MEMORY;
	for (unsigned long k = 1; code == ERR_MEMORY && k < 10000; k += 7) {
		struct err one = { 0 };
		mem_fail_at(k, false);
		code = frontier_at(&s, &cost, GIVEN_LOSS, p.loss, &q, &one);
		TAP_OK(code == 0 || (code == ERR_MEMORY && isnan(q.params)), "allocation %lu: %d", k, code);
	}
	mem_fail_at(0, false);
	recipe_free(recipe);
	tap_group("data-constrained allocation");
}

int
main(void)
{
	roots();
	published();
	rounding();
	agree();
	inference();
	smaller();
	speedup();
	refused();
	recipes();
	constrained();
	return tap_done();
}
