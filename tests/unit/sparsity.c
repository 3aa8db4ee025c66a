/* SPDX-License-Identifier: MIT */
/* Every measure against 60-digit values, and what sparsity.h promises of permutations, splits, threads and scales. */
#include "measured.h"
#include "tap.h"

enum { LONGEST = 64, LINE = 1 << 12 };

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
		bool of_entropy = !strcmp(s.row->name, "hill") || !strcmp(s.row->name, "eff_number_expH");
		bool good = close_to(got, want) || (of_entropy && fabs(got - want) <= 4 * (1 + log(want)) * ulp(want));
		TAP_OK(good, "%s %s: %.17g, expected %.17g (%.3g ulp)", name, spec, got, want, fabs(got - want) / ulp(want));
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
		TAP_OK(seen[i] || m->needs == MATRIX, "%s has no reference value", m->head.name);
		TAP_OK(m->head.formula && m->head.domain && m->head.range && m->head.source, "%s lacks words", m->head.name);
		if (m->needs == MATRIX)		/* sparsity_matrix.c */
			continue;
		TAP_OK(m->value && (m->needs == SUMS || m->needs == SORTED || m->needs == CENTRED), "%s", m->head.name);
	}
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

/* Rows whose values depend on the scale; every other row of the registry has to hold its value at any scale. */
static const char *const growing[] = { "l0_eps", "near_zero_fraction", "l1", "l2", "lp", "linf", "mean_abs", "rms", "neg_l1", "neg_lp",
	"neg_lp_neg", "neg_tanh", "neg_log", "H_G", "H_S_prime", "sigma_k_l2", "mean_over_lse" };

static void
scale_of_every_row(void)
{
	enum { MANY = 256, N = 50 };
	static struct spec specs[MANY];
	static const int powers[] = { -1000, -3, 2, 1000 };
	double x[N], y[N], a, b;
	struct err e = { 0 };
	uint64_t state = 9;
	size_t m = all_specs(specs);
	for (size_t i = 0; i < N; i++)
		x[i] = (double)(1 + (int)(fabs(random_number(&state)) * 1000)) / 8;
	for (size_t k = 0; k < m; k++) {
		const char *name = specs[k].row->name;
		bool grows = false, changed = false;
		for (size_t i = 0; i < sizeof growing / sizeof growing[0]; i++)
			grows |= !strcmp(name, growing[i]);
		if (((const struct measure *)specs[k].row)->needs == MATRIX)
			continue;
		struct profile *p = profile_new(1, &specs[k], 1, SIZE_MAX);
		profile_add(p, 0, N, x, &e);
		profile_values(p, 0, NULL, &a, &e);
		for (size_t j = 0; j < sizeof powers / sizeof powers[0]; j++) {
			for (size_t i = 0; i < N; i++)
				y[i] = ldexp(x[i], powers[j]);
			profile_add(p, 0, N, y, &e);
			profile_values(p, 0, NULL, &b, &e);
			changed |= !close_to(b, a);
			TAP_OK(grows || close_to(b, a), "%s times 2^%d: %.17g, not %.17g", name, powers[j], b, a);
		}
		TAP_OK(changed == grows && !isnan(a), "%s: %g", name, a);
		profile_free(p);
	}
	tap_group("every row of the registry: its value does not depend on the scale, or is known to");
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
	scale_of_every_row();
	return tap_done();
}
