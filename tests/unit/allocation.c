/* SPDX-License-Identifier: MIT */
/* allocation: approaches 1 and 2 as laws: exact parabolas, coverage, the library's own lines, parts of draws, plans. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/allocation.h"
#include "math/scaling/envelope.h"
#include "math/scaling/plan.h"
#include "tap.h"

enum { BUDGETS = 6, SIZES = 9, ROWS = BUDGETS * SIZES };

/* L = 2 + .1 (ln N - ln N*)^2 at N* = .1 C^.48: a parabola in ln N whatever the sizes. */
static struct table {
	double C[ROWS], N[ROWS], D[ROWS], L[ROWS];
} t;
static const double *const role[] = { t.C, t.N, t.D };
static const struct fit_data data = { ROWS, role, t.L, NULL };

static void
parabolas(double noise, uint64_t seed)
{
	struct rng g = rng_at(seed, 1);

	for (size_t i = 0; i < ROWS; i++) {
		double x = .25 * (double)(i % SIZES) - 1 + .2 * rng_uniform(&g);
		t.C[i] = 1e18 * pow(3, (double)(i / SIZES));
		t.N[i] = .1 * pow(t.C[i], .48) * exp(x);
		t.D[i] = t.C[i] / (6 * t.N[i]);
		t.L[i] = (2 + .1 * x * x) * exp(noise * rng_normal(&g));
	}
}

static struct recipe *
law(const char *spec)
{
	struct recipe *r;
	struct err e = { 0 };

	TAP_OK(!recipe_law(str_of(spec), &r, &e) && !recipe_compile(r, &e) && allocation_is(r), "%s", e.text);
	return r;
}

static struct study_opts
options(uint64_t first, uint64_t last)
{
	return (struct study_opts){ .objective = FIT_DEFAULT, .intervals = INTERVALS_PAIRS, .seed = 3, .first = first, .last = last, .level = .95,
		.per_token = 6, .threads = 1 };
}

static void
exact(void)
{
	struct recipe *r = law("isoflop");
	struct study_opts o = options(1, 200);
	struct err e = { 0 };
	struct study s;

	parabolas(0, 1);
	TAP_OK(!study_make(r, &data, &o, &s, &e) && s.n == 5 && s.budgets == BUDGETS, "%s", e.text);
	const double want[] = { .1, .48, 1 / .6, .52 };
	for (size_t i = 0; i < 4; i++) {
		const struct estimate *x = &s.estimate[i];
		TAP_OK(fabs(x->value / want[i] - 1) < 1e-9, "%s = %.12g, not %g", x->name, x->value, want[i]);
		TAP_OK(fabs(x->lo / want[i] - 1) < 1e-7 && fabs(x->hi / want[i] - 1) < 1e-7, "%s in [%.10g, %.10g]", x->name, x->lo, x->hi);
	}
	double C = t.C[ROWS - 1], N = .1 * pow(C, .48);
	TAP_OK(fabs(s.estimate[4].value / (C / (6 * N * N)) - 1) < 1e-8, "tokens for each parameter %g", s.estimate[4].value);
	study_free(&s);
	recipe_free(r);
	tap_group("exact parabolas give the line back, in every draw");
}

static void
coverage(void)
{
	struct recipe *r = law("isoflop");
	struct study_opts o = options(1, 200);
	size_t in[2] = { 0 };

	for (uint64_t k = 1; k <= 200; k++) {
		struct err e = { 0 };
		struct study s;
		parabolas(.004, k);
		TAP_OK(!study_make(r, &data, &o, &s, &e), "%s", e.text);
		in[0] += s.estimate[0].lo <= .1 && .1 <= s.estimate[0].hi;
		in[1] += s.estimate[1].lo <= .48 && .48 <= s.estimate[1].hi;
		study_free(&s);
	}
	for (size_t k = 0; k < 2; k++)
		TAP_OK(in[k] >= 172 && in[k] <= 199, "%zu of 200 intervals of %s hold the truth", in[k], k ? "a" : "k");
	recipe_free(r);
	tap_group("95 % intervals of approach 2");
}

static void
parts(void)
{
	struct recipe *r = law("isoflop");
	struct study_opts all = options(1, 150), part = options(41, 110);
	struct err e = { 0 };
	struct study a, b;
	struct table moved;

	parabolas(.01, 9);
	TAP_OK(!study_make(r, &data, &all, &a, &e), "%s", e.text);
	for (size_t i = 0; i < ROWS; i++) {	/* another order */
		size_t to = (i * 31 + 5) % ROWS;
		moved.C[to] = t.C[i];
		moved.N[to] = t.N[i];
		moved.D[to] = t.D[i];
		moved.L[to] = t.L[i];
	}
	t = moved;
	part.threads = 3;
	TAP_OK(!study_make(r, &data, &part, &b, &e), "%s", e.text);
	TAP_OK(memcmp(a.draw + 4 * 40, b.draw, 70 * 4 * sizeof *a.draw) == 0, "draws 41..110, rows in another order, three threads");
	TAP_OK(memcmp(a.fit.par, b.fit.par, 4 * sizeof *a.fit.par) == 0, "estimates");
	study_free(&a);
	study_free(&b);
	recipe_free(r);
	tap_group("threads, parts and the order of rows change no bit");
}

/* Training curves of the Chinchilla law: the same line as from the library's parts, runs by size or by number. */
static void
curves(void)
{
	struct recipe *r = law("envelope");
	struct study_opts o = options(1, 100);
	struct envelope_point point[1500];
	struct line N, D;
	struct err e = { 0 };
	struct study s;
	size_t run[ROWS], count;

	for (size_t i = 0; i < ROWS; i++) {
		run[i] = i / SIZES;
		t.N[i] = 1e8 * pow(3, (double)run[i]);
		t.D[i] = t.N[i] * pow(2, (double)(i % SIZES));
		t.C[i] = 6 * t.N[i] * t.D[i];
		t.L[i] = 1.69 + 406.4 * pow(t.N[i], -.34) + 410.7 * pow(t.D[i], -.28);
	}
	TAP_OK(!envelope_points(ROWS, run, BUDGETS, t.C, t.N, t.D, t.L, 1500, point, &count, &e) && !envelope_lines(count, point, &N, &D, &e), "%s",
	       e.text);
	for (int by = 0; by < 2; by++) {
		o.cluster = by ? run : NULL;
		o.clusters = BUDGETS;
		o.intervals = by ? INTERVALS_CLUSTER : INTERVALS_PAIRS;
		TAP_OK(!study_make(r, &data, &o, &s, &e) && s.fit.par[0] == N.k && s.fit.par[1] == N.slope && s.fit.par[2] == D.k && s.fit.par[3] == D.slope,
		       "%s", e.text);
		TAP_OK(s.estimate[1].lo < N.slope && N.slope < s.estimate[1].hi && s.failed < 50, "a in [%g, %g], %zu failed", s.estimate[1].lo,
		       s.estimate[1].hi, s.failed);
		study_free(&s);
	}
	recipe_free(r);
	tap_group("approach 1 is the line through the envelope");
}

static void
refusals(void)
{
	struct recipe *r = law("isoflop");
	struct study_opts o = options(1, 50);
	struct err e = { 0 };
	struct study s;

	parabolas(0, 2);
	for (size_t i = 0; i < SIZES; i++)	/* the first budget opens downwards */
		t.L[i] = 4 - t.L[i];
	TAP_OK(!study_make(r, &data, &o, &s, &e) && fabs(s.fit.par[1] - .48) < 1e-9, "%s", e.text);
	struct warning_facts f = WARNING_FACTS;
	study_facts(&s, &data, NULL, &f);
	TAP_OK(f.budgets == 1 && fabs(f.budget[0] / 1e18 - 1) < 1e-12 && strstr(f.reason[0], "downwards"), "%zu budgets left out", f.budgets);
	study_free(&s);
	o.intervals = INTERVALS_PROFILE;
	TAP_OK(study_make(r, &data, &o, &s, &e) == ERR_USAGE, "%s", e.text);
	study_free(&s);
	e = (struct err){ 0 };
	o.intervals = INTERVALS_NONE;
	t.N[7] = 0;
	TAP_OK(study_make(r, &data, &o, &s, &e) == ERR_INPUT && e.line == 8 && e.column == 3, "%s", e.text);
	study_free(&s);
	e = (struct err){ 0 };
	t.N[7] = 1e9;
	for (size_t i = 0; i < ROWS; i++)
		t.L[i] = 4 - .1 * pow(log(t.N[i]) - 20, 2);
	TAP_OK(study_make(r, &data, &o, &s, &e) == ERR_NO_ANSWER, "%s", e.text);
	study_free(&s);
	recipe_free(r);
	tap_group("what has no answer");
}

/* A line through points obeys no wish. */
static void
wishes(void)
{
	int (*const wish[])(struct recipe *, struct str, struct err *) = { recipe_fix, recipe_tie, recipe_bound, recipe_start };
	static const char *const text[] = { "b=.5", "b=a", "k=0..1", "a=.3..1/3" };
	const struct fit_data weighted = { ROWS, role, t.L, t.C };
	struct study_opts o = options(1, 50);

	parabolas(0, 2);
	for (size_t k = 0; k <= 4; k++) {
		struct recipe *r;
		struct err e = { 0 };
		struct study s;
		TAP_OK(!recipe_law(STR("isoflop"), &r, &e) && (k == 4 || !wish[k](r, str_of(text[k]), &e)) && !recipe_compile(r, &e), "%s", e.text);
		TAP_OK(study_make(r, k < 4 ? &data : &weighted, &o, &s, &e) == ERR_USAGE && strstr(e.text, k < 4 ? "cannot be fixed" : "weights"), "%s", e.text);
		study_free(&s);
		recipe_free(r);
	}
	tap_group("parameters are as the lines have them");
}

/* N = k C^a and D = C/(6 N), with the quantiles of the draws; nothing of the loss. */
static void
plans(void)
{
	struct recipe *r = law("isoflop");
	double draw[] = { .1, .5, 1, .5, .2, .5, 1, .5, .3, .5, 1, .5 };
	struct saved law = { .recipe = r, .par = { .2, .5 }, .level = .9, .draws = 3, .draw = draw };
	const struct frontier_cost cost = { .train = 6, .serve = 2 };
	struct err e = { 0 };
	struct plan p;

	TAP_OK(!plan_point(&law, &cost, GIVEN_COMPUTE, 1e20, 0, NULL, &p, &e), "%s", e.text);
	TAP_OK(fabs(p.params.value / 2e9 - 1) < 1e-14 && fabs(p.tokens.value / (1e11 / 12) - 1) < 1e-14 && isnan(p.loss.value), "%g %g", p.params.value,
	       p.tokens.value);
	TAP_OK(fabs(p.params.lo / 1.1e9 - 1) < 1e-12 && fabs(p.params.hi / 2.9e9 - 1) < 1e-12, "[%g, %g]", p.params.lo, p.params.hi);	/* type 7 */
	TAP_OK(plan_point(&law, &cost, GIVEN_LOSS, 2, 0, NULL, &p, &e) == ERR_USAGE, "%s", e.text);
	recipe_free(r);
	tap_group("plans of an allocation");
}

static void
memory(void)
{
	struct recipe *r = law("isoflop");
	struct study_opts o = options(1, 40);
	bool done = false;

	parabolas(.01, 3);
	for (unsigned long k = 1; !done && k < 2000; k++) {
		struct err e = { 0 };
		struct study s;
		mem_fail_at(k, false);
		done = !study_make(r, &data, &o, &s, &e);
		mem_fail_at(0, false);
		TAP_OK(done || e.code == ERR_MEMORY, "allocation %lu: %d %s", k, e.code, e.text);
		study_free(&s);
	}
	TAP_OK(done, "it ends");
	recipe_free(r);
	tap_group("every allocation may fail");
}

int
main(void)
{
	exact();
	coverage();
	parts();
	curves();
	refusals();
	wishes();
	plans();
	memory();
	return tap_done();
}
