/* SPDX-License-Identifier: MIT */
/* Parts: any split, order and number of threads gives the bits of one run; text that is no part is refused; the Gini sketch's bound. */
#include "base/sumtext.h"
#include "measured.h"
#include "tap.h"

enum { N = 20000, MANY = 256 };

static double x[N];

/* The specs that have parts, with a few more orders and sketches. */
static size_t
sums_specs(struct spec specs[])
{
	static const char *const more[] = { "renyi:1", "renyi:0.9", "tsallis:1.2", "lp:7", "su_Sstar:0:1", "gini_sketch:1e-4", "gini_sketch:0.25" };
	size_t all = all_specs(specs), n = 0;
	for (size_t i = 0; i < all; i++)
		if (((const struct measure *)specs[i].row)->needs == SUMS)
			specs[n++] = specs[i];
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
		n += parse(more[i], &specs[n]);
	return n;
}

/* Numbers over the whole range, with cancellation between signs, 1e308 and zeros. */
static void
fill(int kind)
{
	uint64_t state = 77 + (uint64_t)kind;
	for (size_t i = 0; i < N; i++) {
		double u = random_number(&state);
		x[i] = kind == 0 ? u : kind == 1 ? u * exp(700 * random_number(&state)) : kind == 2 ? (i % 2 ? 1e308 : -1e308) * (1 + u * 1e-10)
		     : 1 + 1e-8 * u;
	}
}

/* Written by one profile, read by another. */
static void
pass(struct profile *from, struct profile *to)
{
	struct text t = { 0 };
	struct err e = { 0 };
	TAP_OK(!profile_print(from, 0, &t, &e) && !profile_merge(to, 0, (struct str){ t.s, t.n }, &e), "%s", e.text);
	text_free(&t);
}

static void
splits(void)
{
	static struct spec specs[MANY];
	size_t m = sums_specs(specs);
	double one[MANY], parts[MANY], nested[MANY];
	struct err e = { 0 };
	for (int kind = 0; kind < 4; kind++) {
		fill(kind);
		struct profile *p = profile_new(m, specs, 1, 1000), *q = profile_new(m, specs, 1, 1000), *half = profile_new(m, specs, 1, 1000);
		struct profile *shard = profile_new(m, specs, 4, 1000);
		profile_add(p, 0, N, x, &e);
		TAP_OK(!profile_values(p, 0, NULL, one, &e), "%s", e.text);
		for (size_t k = 0; k < 7; k++) {		/* 7 shards, out of order, 4 threads */
			size_t i = k * 3 % 7, from = N / 7 * i, to = i == 6 ? N : N / 7 * (i + 1);
			profile_add(shard, 0, to - from, x + from, &e);
			pass(shard, q);
		}
		TAP_OK(!profile_values(q, 0, NULL, parts, &e), "%s", e.text);
		for (size_t k = 0; k < 3; k++) {		/* parts of parts, one of them empty */
			profile_add(shard, 0, k == 1 ? 0 : N / 2, x + (k == 2 ? N / 2 : 0), &e);
			pass(shard, half);
			pass(half, q);
		}
		TAP_OK(!profile_values(q, 0, NULL, nested, &e), "%s", e.text);
		for (size_t i = 0; i < m; i++)
			TAP_OK(same(one[i], parts[i]) && same(one[i], nested[i]), "%s, kind %d: %.17g, %.17g, %.17g", specs[i].row->name, kind, one[i],
			       parts[i], nested[i]);
		profile_free(p);
		profile_free(q);
		profile_free(half);
		profile_free(shard);
	}
	tap_group("7 shards in any order, 4 threads, parts of parts: not a bit of difference");
}

/* Each byte changed, and each cut: refused or another number, never a crash; what is refused says so. */
static void
damage(void)
{
	struct spec specs[8];
	struct err e = { 0 };
	size_t m = 0, refused = 0;
	m += parse("hoyer", &specs[m]);
	m += parse("renyi:1.1", &specs[m]);
	m += parse("shannon_nats", &specs[m]);
	m += parse("H_S", &specs[m]);
	m += parse("neg_log", &specs[m]);
	m += parse("gini_sketch:0.1", &specs[m]);
	struct profile *p = profile_new(m, specs, 1, SIZE_MAX);
	struct text t = { 0 };
	profile_add(p, 0, 5, (const double[]){ 1, -2, 0.1, 0, 1e200 }, &e);
	profile_print(p, 0, &t, &e);
	profile_free(p);
	for (size_t i = 0; i < t.n; i++)
		for (int kind = 0; kind < 4; kind++) {
			char *copy = malloc(t.n);
			double value[8];
			memcpy(copy, t.s, t.n);
			copy[i] = "-p9 "[kind];
			struct profile *q = profile_new(m, specs, 1, SIZE_MAX);
			err_clear(&e);
			if (profile_merge(q, 0, (struct str){ copy, kind ? t.n : i }, &e))
				refused++;
			else
				profile_values(q, 0, NULL, value, &e);
			profile_free(q);
			free(copy);
		}
	TAP_OK(refused > t.n, "%zu of %zu refused", refused, 4 * t.n);
	text_free(&t);
	tap_group("damaged parts");
}

static void
texts(void)
{
	static const char *const bad[] = { "", "1", "x ", "-1 ", "18446744073709551616 ", "1.5 " }, *const bad_sums[] = { "0 ", "1p ", "p0 ", "1p0 ",
		"1p-1073 ", "1p-1106 ", "1p2000000000 ", "1p1e999 ", "-p-1074 ", "xp-1074 ", "/p-1074 ", ":p-1074 ", "gp-1074 ", "1p-1074", "1p2270 " };
	struct xsum s = { 0 }, back;
	struct text t = { 0 };
	xsum_add(&s, 3);
	xsum_add(&s, -0x1p-1074);
	sumtext_xsum(&t, &s);
	struct sumread r = { .rest = { t.s, t.n } };
	sumread_xsum(&r, &back);
	xsum_subtract(&back, &s);
	TAP_OK(!r.bad && r.rest.n == 0 && xsum_sign(&back) == 0, "3 - 2^-1074: %.*s", (int)t.n, t.s);
	text_free(&t);
	xsum_add(&s, -4);
	sumtext_xsum(&t, &s);
	sumread_xsum(&(struct sumread){ .rest = { t.s, t.n } }, &back);
	TAP_OK(t.s[0] == '-' && xsum_round(&back) == -1, "-1 - 2^-1074: %g", xsum_round(&back));
	text_free(&t);
	back = (struct xsum){ 0 };
	xsum_add(&back, -6);
	sumtext_xsum(&t, &back);
	TAP_OK(t.n && !strncmp(t.s, "-180000p-18 ", t.n), "-6 is -0x180000 2^-18: %.*s", (int)t.n, t.s);
	text_free(&t);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		r = (struct sumread){ .rest = str_of(bad[i]) };
		sumread_count(&r, UINT64_MAX);
		TAP_OK(r.bad, "\"%s\" is no count", bad[i]);
	}
	for (size_t i = 0; i < sizeof bad_sums / sizeof bad_sums[0]; i++) {
		r = (struct sumread){ .rest = str_of(bad_sums[i]) };
		sumread_xsum(&r, &back);
		TAP_OK(r.bad, "\"%s\" is no sum", bad_sums[i]);
	}
	struct powersum none = { 0 };	/* of width 0: one class for all */
	r = (struct sumread){ .rest = STR("0 0p0 0p0 ") };
	sumread_powersum(&r, &none);
	TAP_OK(!r.bad, "a power sum of one class");
	r = (struct sumread){ .rest = STR("1 0p0 0p0 ") };
	sumread_powersum(&r, &none);
	TAP_OK(r.bad, "which has no other");
	tap_group("sums as text");
}

static void
sketch(void)
{
	static const struct {
		const char *spec;
		double eps;
	} sketches[] = { { "gini_sketch:0.25", 0.25 }, { "gini_sketch:0.1", 0.1 }, { "gini_sketch:0.01", 0.01 }, { "gini_sketch:1e-4", 1e-4 },
		{ "gini_sketch:1e-5", 1e-5 } };
	for (int kind = 0; kind < 4; kind++) {
		fill(kind);
		double gini = measure("gini", N, x);
		for (size_t i = 0; i < sizeof sketches / sizeof sketches[0]; i++) {
			double got = measure(sketches[i].spec, N, x);
			TAP_OK(got <= gini * (1 + 1e-15) && got >= gini - sketches[i].eps, "%s, kind %d: %.17g of %.17g", sketches[i].spec, kind, got, gini);
		}
	}
	for (size_t i = 0; i < N; i++)
		x[i] = i % 3 ? 0.1 : -0.1;
	TAP_OK(measure("gini_sketch:0.25", N, x) == 0, "equal magnitudes: 0");
	for (size_t i = 0; i < N; i++)		/* the least doubles, and beyond: half 2^-1074, half 3 2^-1074 */
		x[i] = i % 2 ? 0x1p-1074 : 0x3p-1074;
	TAP_OK(fabs(measure("gini_sketch:1e-5", N, x)) < 1e-5, "of one bin: 0");
	for (size_t i = 0; i < N; i++)
		x[i] = i % 2 ? 0x1p-1022 : 0x1p-1023;		/* of two bins: (N/2 2 - N/2)/(N 3) */
	TAP_OK(fabs(measure("gini_sketch:1e-5", N, x) - 1. / 6) < 1e-15, "2^-1023 and 2^-1022: %.17g", measure("gini_sketch:1e-5", N, x));
	tap_group("the Gini sketch is below Gini by at most EPS");
}

/* A vector of so great a number that those before it do not fit. */
static void
number(void)
{
	struct spec spec;
	struct err e = { 0 };
	struct text t = { 0 };
	double value = -1;
	parse("hoyer", &spec);
	struct profile *p = profile_new(1, &spec, 1, 1000000);
	TAP_OK(profile_print(p, 1000000, &t, &e) == ERR_MEMORY && t.n == 0, "printed: %s", e.text);
	e = (struct err){ 0 };
	TAP_OK(profile_values(p, 1000000, NULL, &value, &e) == ERR_MEMORY && value == -1, "values: %s", e.text);
	text_free(&t);
	profile_free(p);
	tap_group("more vectors than --max-memory holds");
}

int
main(void)
{
	number();
	texts();
	splits();
	damage();
	sketch();
	return tap_done();
}
