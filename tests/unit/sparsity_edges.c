/* SPDX-License-Identifier: MIT */
/* sparsity at its edges: equal, single, zero and huge numbers, ties, percentages, memory; the order; the Lorenz curve. */
#include "base/mem.h"
#include "math/sparsity/sort.h"
#include "measured.h"
#include "tap.h"

static void
equal_magnitudes(void)
{
	static const double values[] = { 1, 0.1, 1.0 / 3, 7e-310, 5e-324, 1.7976931348623157e308, 12345.678 };
	static double x[1000];
	for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
		for (size_t n = 2; n <= 1000; n = n * 3 / 2 + 1) {
			for (size_t i = 0; i < n; i++)
				x[i] = i % 3 ? values[k] : -values[k];
			TAP_OK(measure("gini", n, x) == 0, "gini, %zu times %g", n, values[k]);
			TAP_OK(measure("hoyer", n, x) == 0, "hoyer, %zu times %g", n, values[k]);
			TAP_OK(measure("theil", n, x) == 0, "theil, %zu times %g", n, values[k]);
			TAP_OK(measure("treves_rolls", n, x) == 1, "treves_rolls, %zu times %g", n, values[k]);
			TAP_OK(measure("effective_number", n, x) == (double)n, "effective_number, %zu times %g", n, values[k]);
			TAP_OK(close_to(measure("shannon_normalised", n, x), 1), "shannon, %zu times %g", n, values[k]);
		}
	tap_group("equal magnitudes: 0, 1, n exactly");
}

static void
edges(void)
{
	const double one[] = { -2 }, none[] = { 0, -0.0, 0 }, huge[] = { 1e308, -1e308, 1e308 }, last[] = { 0, 0, 0, 1 };
	TAP_OK(isnan(measure("hoyer", 1, one)) && isnan(measure("shannon_normalised", 1, one)), "n = 1 is undefined");
	TAP_OK(measure("gini", 1, one) == 0 && measure("effective_number", 1, one) == 1, "n = 1");
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		struct spec specs[256];
		all_specs(specs);
		struct profile *p = profile_new(1, &specs[i], 1, SIZE_MAX);
		struct err e = { 0 };
		double value = 0;
		TAP_OK(profile_values(p, 0, NULL, &value, &e) == ERR_INPUT, "%s of nothing", m->head.name);
		err_clear(&e);
		TAP_OK(!profile_add(p, 0, 3, none, &e) && !profile_values(p, 0, NULL, &value, &e), "%s: %s", m->head.name,
		       e.text);
		TAP_OK(isnan(value) == (m->zero == NULL || m->needs == MATRIX), "%s of the zero vector: %g", m->head.name, value);
		profile_free(p);
	}
	TAP_OK(isinf(measure("l1", 3, huge)) && measure("mean_abs", 3, huge) == 1e308 && measure("rms", 3, huge) == 1e308,
	       "overflow of a sum, not of a mean");
	TAP_OK(measure("gini", 4, last) == 0.75 && measure("hoyer", 4, last) == 1, "0,0,0,1");
	TAP_OK(isnan(measure("lp:1001", 4, last)) && measure("lp:1000", 4, last) == 1 && measure("lp:inf", 4, last) == 1 &&
	       isnan(measure("renyi:2000", 4, last)), "exponents end at 1000");
	tap_group("n = 0, n = 1, zero vectors, overflow");
}

static void
percentages_and_ties(void)
{
	static double x[1000];
	for (size_t i = 0; i < 1000; i++)
		x[i] = 1;
	TAP_OK(measure("topk_mass:1%", 700, x) == 7.0 / 700, "1%% of 700 is 7");
	TAP_OK(measure("topk_mass:1%", 701, x) == 8.0 / 701, "1%% of 701 is 8");
	TAP_OK(measure("topk_mass:0.1%", 1000, x) == 1.0 / 1000, "0.1%% of 1000 is 1, though the double 0.1 is above 1/10");
	TAP_OK(measure("topk_mass:29%", 100, x) == 0.29, "29%% of 100 is 29, though 0.29 * 100 is not");
	TAP_OK(measure("topk_mass:0.001%", 10, x) == 0.1, "at least one");
	TAP_OK(measure("topk_mass:5000", 10, x) == 1, "no more than all");
	TAP_OK(measure("k_for_mass:0.5", 10, x) == 5 && measure("k_for_mass:0.25", 8, x) == 2, "a tie is enough");
	TAP_OK(measure("k_for_mass:0.9", 10, x) == 10, "the double 0.9 is above 9/10");
	TAP_OK(measure("k_for_mass:0.7", 10, x) == 7, "the double 0.7 is below 7/10");
	TAP_OK(measure("k_for_mass:1", 1000, x) == 1000 && measure("k_for_mass:1e-300", 1000, x) == 1, "all and next to nothing");
	for (size_t i = 0; i < 1000; i++)
		x[i] = i < 500 ? 0 : (double)(1 + i % 50) * 5e-324;
	TAP_OK(measure("k_for_mass:1", 1000, x) == 500, "zeros are not needed");
	tap_group("percentages and ties are exact");
}

static void
memory(void)
{
	static double x[1000];
	struct spec spec[2];
	struct err e = { 0 };
	double value[2];
	parse("l1", &spec[0]);
	parse("gini", &spec[1]);
	struct profile *p = profile_new(2, spec, 1, 1000 * 16);
	TAP_OK(!profile_add(p, 0, 1000, x, &e), "%s", e.text);
	TAP_OK(profile_add(p, 0, 1, x, &e) == ERR_MEMORY && strstr(e.text, "gini"), "%s", e.text);
	err_clear(&e);
	TAP_OK(!profile_values(p, 0, NULL, value, &e) && !profile_add(p, 1, 1000, x, &e), "room again: %s", e.text);
	profile_free(p);
	for (unsigned long k = 1; k < 40; k++) {
		mem_fail_at(k, false);
		struct profile *q = profile_new(2, spec, 2, SIZE_MAX);
		err_clear(&e);
		if (q && !profile_add(q, 0, 1000, x, &e))
			profile_values(q, 0, NULL, value, &e);
		mem_fail_at(0, false);
		TAP_OK(q == NULL || e.code == 0 || e.code == ERR_MEMORY, "%lu: %s", k, e.text);
		profile_free(q);
	}
	tap_group("memory: bounded, and told when there is none");
}

static void
lorenz(void)
{
	const double x[] = { 3, -1, 0, 4 }, huge[] = { 1.5e308, -1e308, 5e-324 }, none[] = { 0, 0 };
	const double want[] = { 0, 0, 0.125, 0.5, 1 }, want_huge[] = { 0, 0, 0.4, 1 };
	double share[5];
	struct err e = { 0 };
	TAP_OK(!sparsity_lorenz(4, x, share, &e) && !memcmp(share, want, sizeof want), "%g %g %g", share[1], share[2], share[3]);
	TAP_OK(!sparsity_lorenz(3, huge, share, &e) && !memcmp(share, want_huge, sizeof want_huge), "%g %g", share[1], share[2]);
	TAP_OK(sparsity_lorenz(2, none, share, &e) == ERR_NO_ANSWER, "zero vector");
	err_clear(&e);
	TAP_OK(sparsity_lorenz(0, none, share, &e) == ERR_INPUT, "empty");

	/* 10^5 numbers over 30 orders of magnitude, rising; twice the area over the curve is Gini's index. */
	enum { N = 100000 };
	static double y[N], curve[N + 1];
	uint64_t state = 11;
	for (size_t i = 0; i < N; i++)
		y[i] = exp(35 * random_number(&state));
	err_clear(&e);
	sparsity_lorenz(N, y, curve, &e);
	double area = 0;
	for (size_t k = 0; k < N; k++) {
		TAP_OK(curve[k] <= curve[k + 1], "rises at %zu", k);
		area += (curve[k] + curve[k + 1]) / 2 / N;
	}
	TAP_OK(fabs(1 - 2 * area - measure("gini", N, y)) < 1e-12, "area %.17g", 1 - 2 * area);
	tap_group("the Lorenz curve");
}

/* Vectors that share digits, runs and signs in every way; qsort is the judge. */
static int
by_magnitude(const void *a, const void *b)
{
	double x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (fabs(x) > fabs(y)) - (fabs(x) < fabs(y));
}

static void
order(void)
{
	enum { N = 20000, KINDS = 7 };
	static double x[N], y[N], work[N];
	uint64_t state = 5;
	for (int kind = 0; kind < KINDS; kind++)
		for (size_t n = 0; n <= N; n = n < 40 ? n + 1 : n * 3) {
			for (size_t i = 0; i < n; i++) {
				double u = random_number(&state);
				const double v[KINDS] = { u, 1 + 1e-9 * u, floor(9 * u), exp(700 * u), 5e-324 * floor(1e4 * u),
				                          i == 7 ? 1e300 : 1 + 1e-15 * floor(9 * u), i % 2 ? -3 : 3 };
				x[i] = v[kind];
			}
			memcpy(y, x, sizeof y);
			qsort(y, n, sizeof y[0], by_magnitude);
			sort_magnitudes(n, x, work);
			size_t wrong = 0;
			for (size_t i = 0; i < n; i++)
				wrong += fabs(x[i]) != fabs(y[i]);
			TAP_OK(wrong == 0, "kind %d, n = %zu: %zu out of place", kind, n, wrong);
		}
	tap_group("the order of magnitudes");
}

/* The registry as users type it. */
static void
typed(void)
{
	static const char *const refused[] = { "lp:0", "topk_mass:2.5", "topk_mass:0", "topk_mass:101%", "k_for_mass:1.5",
		"k_for_mass:50%", "pq_mean:2:3", "u_theta:0", "neg_lp_neg:0.5", "hoyer:1", "ginni" };
	struct spec_list l = { 0 };
	struct err e = { 0 };
	TAP_OK(!spec_parse(&sparsity_measures, str_of(sparsity_default), &l, &e) && l.n == 10, "the default: %s", e.text);
	spec_free(&l);
	err_clear(&e);
	struct str some = STR("lp:inf,su_Sstar:0:inf,topk_mass:0.1%,renyi:inf,perplexity,l0_eps:0");
	TAP_OK(!spec_parse(&sparsity_measures, some, &l, &e), "%s", e.text);
	spec_free(&l);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		err_clear(&e);
		TAP_OK(spec_parse(&sparsity_measures, str_of(refused[i]), &l, &e) == ERR_USAGE, "%s is taken", refused[i]);
	}
	tap_group("specs as typed");
}

int
main(void)
{
	typed();
	equal_magnitudes();
	edges();
	percentages_and_ties();
	memory();
	order();
	lorenz();
	return tap_done();
}
