/* SPDX-License-Identifier: MIT */
/* Every measure against 60-digit values, and what sparsity.h promises of permutations, splits, threads, scales and edges. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/sparsity/sparsity.h"
#include "tap.h"

enum { LONGEST = 64, LINE = 1 << 12 };

/* ---- specs and values ---- */

static const struct row *
find(const char *name, size_t n)
{
	const struct registry *g = &sparsity_measures;
	for (size_t i = 0; i < g->n; i++) {
		const struct row *row = (const void *)((const char *)g->rows + i * g->size);
		if (strlen(row->name) == n && memcmp(row->name, name, n) == 0)
			return row;
	}
	for (const struct alias *a = g->aliases; a->name; a++)
		if (strlen(a->name) == n && memcmp(a->name, name, n) == 0)
			return find(a->spec, strcspn(a->spec, ":"));
	return NULL;
}

/* "name", "name:1:2%" or, as the reference has it, "name(p=1,q=2)". */
static bool
parse(const char *text, struct spec *out)
{
	size_t n = strcspn(text, ":(");
	*out = (struct spec){ .row = find(text, n) };
	const char *s = text + n;
	for (unsigned i = 0; out->row && i < SPEC_VALUES && *s && *s != ')'; i++) {
		const char *value = *s == ':' ? s + 1 : s + strcspn(s, "=") + 1;
		char *end;
		out->par[i] = strtod(value, &end);
		if (*end == '%') {
			out->percent |= 1u << i;
			end++;
		}
		s = end;
	}
	return out->row != NULL;
}

/* One measure of one vector; nan for an unknown one. */
static double
measure(const char *text, size_t n, const double x[])
{
	struct spec spec;
	struct err e = { 0 };
	double value = (double)NAN;
	struct profile *p = parse(text, &spec) ? profile_new(1, &spec, 1, SIZE_MAX) : NULL;
	if (p && !profile_add(p, 0, n, x, &e))
		profile_values(p, 0, NULL, &value, &e);
	profile_free(p);
	return value;
}

static double
ulp(double x)
{
	return nextafter(fabs(x), (double)INFINITY) - fabs(x);
}

static bool
close_to(double got, double want)
{
	if (isnan(want) || isinf(want))
		return isnan(want) ? isnan(got) : got == want;
	return fabs(got - want) <= 4 * ulp(want) + (want == 0 || fabs(want) > 1e-290 ? 4e-16 : 0);
}

static bool
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

/* ---- reference values ---- */

struct vector {
	char name[32];
	size_t n;
	double x[LONGEST];
};

static size_t
read_vectors(const char *file, size_t room, struct vector v[])
{
	char line[LINE];
	size_t k = 0;
	FILE *f = fopen(file, "r");
	while (f && k < room && fgets(line, sizeof line, f)) {
		char *s = line + strcspn(line, " "), *end;
		if (*line == '#')
			continue;
		snprintf(v[k].name, sizeof v[k].name, "%.*s", (int)(s - line), line);
		for (v[k].n = 0; v[k].n < LONGEST; s = end) {
			v[k].x[v[k].n] = strtod(s, &end);
			if (end == s)
				break;
			v[k].n++;
		}
		k++;
	}
	if (f)
		fclose(f);
	return k;
}

static bool seen[256];		/* rows of the registry that some reference value has tested */

static void
reference(const char *vectors, const char *values)
{
	static struct vector v[32];
	char line[LINE], name[32], spec[64], value[64];
	size_t n = read_vectors(vectors, 32, v);
	FILE *f = fopen(values, "r");
	while (f && fgets(line, sizeof line, f)) {
		if (*line == '#' || sscanf(line, "%31[^\t]\t%63[^\t]\t%63[^\n]", name, spec, value) != 3)
			continue;
		size_t i = 0;
		struct spec s;
		while (i < n && strcmp(v[i].name, name) != 0)
			i++;
		if (i == n)		/* a matrix */
			continue;
		TAP_OK(parse(spec, &s), "%s: no such measure", spec);
		if (!s.row)
			continue;
		seen[(size_t)((const char *)s.row - (const char *)sparsity_measures.rows) / sparsity_measures.size] = true;
		double got = measure(spec, v[i].n, v[i].x), want = strtod(value, NULL);
		bool of_entropy = s.row == find("hill", 4) || s.row == find("eff_number_expH", 15);
		TAP_OK(close_to(got, want) || (of_entropy && fabs(got - want) <= 4 * (1 + log(want)) * ulp(want)),
		       "%s %s: %.17g, expected %.17g (%.3g ulp)", name, spec, got, want,
		       fabs(got - want) / ulp(want));
	}
	TAP_OK(f != NULL, "%s is missing", values);
	if (f)
		fclose(f);
}

static void
every_row_tested(void)
{
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		TAP_OK(seen[i], "%s has no reference value", m->head.name);
		TAP_OK(m->head.formula && m->head.domain && m->head.range && m->head.source, "%s lacks words", m->head.name);
		TAP_OK(m->value && (m->needs == SUMS || m->needs == SORTED || m->needs == CENTRED), "%s", m->head.name);
	}
}

/* ---- properties ---- */

/* Numbers from -1 to 1, some zero; the same every run. */
static double
random_number(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	double u = (double)(int64_t)(*state >> 11 << 11) * 0x1p-63;
	return fabs(u) < 0.1 ? 0 : u;
}

/* A spec of every row, with values inside its ranges. */
static size_t
all_specs(struct spec specs[])
{
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		specs[i] = (struct spec){ .row = &m->head };
		for (int k = 0; k < SPEC_VALUES && m->head.params[k].name; k++) {
			const struct param *q = &m->head.params[k];
			double hi = isinf(q->hi) ? 2.5 : q->hi, lo = isinf(q->lo) ? -2.5 : q->lo;
			specs[i].par[k] = q->integer ? fmax(3, lo) : lo >= hi ? lo : (lo + hi) / 2;
		}
	}
	return sparsity_measures.n;
}

static void
properties(void)
{
	enum { N = 300000, MANY = 256 };
	static double x[N], y[N];
	static struct spec specs[MANY];
	double a[MANY], b[MANY], c[MANY], d[MANY], f[MANY];
	uint64_t state = 7;
	struct err e = { 0 };
	size_t m = all_specs(specs);

	for (size_t i = 0; i < N; i++)
		x[i] = random_number(&state);
	memcpy(y, x, sizeof y);
	for (size_t i = N - 1; i > 0; i--) {
		size_t j = (size_t)((random_number(&state) + 1) / 2 * (double)i);
		double t = y[i];
		y[i] = y[j];
		y[j] = t;
	}
	struct profile *p = profile_new(m, specs, 1, SIZE_MAX), *q = profile_new(m, specs, 4, SIZE_MAX);
	profile_add(p, 0, N, x, &e);
	for (size_t i = 0, k; i < N; i += k) {		/* vector 1 in pieces, between those of vector 2 */
		k = i % 7 == 0 ? 1 : i % 1000 + 1;
		k = k < N - i ? k : N - i;
		profile_add(p, 1, k, x + i, &e);
		profile_add(p, 2, k, y + i, &e);
	}
	profile_add(q, 5, N, x, &e);
	for (size_t i = 0; i < N; i++)
		x[i] = i % 2 ? fabs(x[i]) : -fabs(x[i]);
	profile_add(q, 0, N, x, &e);
	size_t n = 0;
	TAP_OK(!profile_values(p, 1, &n, b, &e) && n == N, "%s", e.text);
	TAP_OK(!profile_values(p, 0, &n, a, &e) && n == N, "%s", e.text);
	TAP_OK(!profile_values(p, 2, &n, c, &e) && n == N, "%s", e.text);
	TAP_OK(!profile_values(q, 5, &n, d, &e) && n == N, "%s", e.text);
	TAP_OK(!profile_values(q, 0, &n, f, &e) && n == N, "%s", e.text);
	for (size_t i = 0; i < m; i++) {
		TAP_OK(same(a[i], b[i]), "%s: split %.17g %.17g", specs[i].row->name, a[i], b[i]);
		TAP_OK(same(a[i], c[i]), "%s: permutation %.17g %.17g", specs[i].row->name, a[i], c[i]);
		TAP_OK(same(a[i], f[i]) != !strcmp(specs[i].row->name, "excess_kurtosis"), "%s: signs %.17g %.17g",
		       specs[i].row->name, a[i], f[i]);
		TAP_OK(same(a[i], d[i]), "%s: threads %.17g %.17g", specs[i].row->name, a[i], d[i]);
	}
	tap_group("permutation, signs, split and threads change no bit");
	profile_free(p);
	profile_free(q);
}

static const char *const invariant[] = { "zero_fraction", "l2_over_l1", "kappa4", "hoyer", "pq_mean:1:3", "pq_mean:1:inf", "gini",
	"treves_rolls", "effective_number", "shannon_nats", "shannon_normalised", "eff_number_expH", "theil", "topk_mass:3",
	"topk_mass:20%", "k_for_mass:0.7" };

static void
scales(void)
{
	static const int powers[] = { -1070, -1000, -700, -300, -3, 4, 200, 600, 1020 };
	double x[50], y[50];
	uint64_t state = 3;
	for (size_t i = 0; i < 50; i++)
		x[i] = (double)(int)(random_number(&state) * 1000) / 8;		/* still exact at 2^-1070 */
	for (size_t k = 0; k < sizeof invariant / sizeof invariant[0]; k++) {
		double want = measure(invariant[k], 50, x);
		for (size_t j = 0; j < sizeof powers / sizeof powers[0]; j++) {
			for (size_t i = 0; i < 50; i++)
				y[i] = ldexp(x[i] * (powers[j] < 1000 ? 1 : 0x1p-6), powers[j]);
			double got = measure(invariant[k], 50, y);
			TAP_OK(same(got, want), "%s times 2^%d: %.17g, not %.17g", invariant[k], powers[j], got, want);
		}
	}
	tap_group("a power of two as a factor changes no bit");
}

/* ---- edges ---- */

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
		TAP_OK(isnan(value) == (m->zero == NULL), "%s of the zero vector: %g", m->head.name, value);
		profile_free(p);
	}
	TAP_OK(isinf(measure("l1", 3, huge)) && measure("mean_abs", 3, huge) == 1e308 && measure("rms", 3, huge) == 1e308,
	       "overflow of a sum, not of a mean");
	TAP_OK(measure("gini", 4, last) == 0.75 && measure("hoyer", 4, last) == 1, "0,0,0,1");
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

int
main(void)
{
	reference("tests/vectors/sparsity_vectors.txt", "tests/vectors/sparsity.tsv");
	tap_group("60-digit reference values");
	reference("tests/vectors/sparsity_more_vectors.txt", "tests/vectors/sparsity_more.tsv");
	tap_group("more of them, with extreme vectors and 1 + 1e-8 noise");
	every_row_tested();
	tap_group("every measure has reference values and words");
	properties();
	scales();
	equal_magnitudes();
	edges();
	percentages_and_ties();
	memory();
	lorenz();
	return tap_done();
}
