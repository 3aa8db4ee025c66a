/* SPDX-License-Identifier: MIT */
/* Every map, derivative and loss against 60-digit values. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/simplex/simplex.h"
#include "tap.h"

enum { LONGEST = 16, LINE = 1 << 12 };

static struct simplex_work *w;
static bool seen[256];

static double
ulp(double x)
{
	return nextafter(fabs(x), (double)INFINITY) - fabs(x);
}

static bool
close_to(double got, double want)
{
	return fabs(got - want) <= 4 * ulp(want) + 4e-16;
}

/* The row of the registry named so; false for what is no map. */
static bool
spec_of(const char *name, size_t n, const double par[], struct spec *out)
{
	*out = (struct spec){ 0 };
	for (size_t i = 0; i < simplex_maps.n; i++) {
		const struct row *r = row_at(&simplex_maps, i);
		if (strlen(r->name) != n || memcmp(r->name, name, n))
			continue;
		seen[i] = true;
		out->row = r;
		memcpy(out->par, par, sizeof out->par);
		for (size_t k = 0; k < SPEC_VALUES; k++)
			if (par[k] == 0 && r->params[k].has_default)
				out->par[k] = r->params[k].initial;
		return true;
	}
	return false;
}

/* "lapsum_topk(k=2,alpha=0.5)": the name's length, and the values in order. */
static size_t
parse(const char *key, double par[SPEC_VALUES])
{
	size_t n = strcspn(key, "("), k = 0;
	for (const char *s = key + n; (s = strchr(s, '=')) && k < SPEC_VALUES; k++) {
		char *end;
		par[k] = strtod(s + 1, &end);
		s = end;
	}
	return n;
}

static bool
starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* What a key asks for, beside plain maps. */
static bool
other(const char *key, const double par[], size_t n, const double x[], const double v[], double got[], size_t *m)
{
	struct simplex_opts o = { .temperature = 1 };
	struct simplex_found f;
	struct spec s;
	struct err e = { 0 };
	double p[LONGEST], gradient[LONGEST];
	const char *end = strchr(key, '(');
	size_t length = end ? (size_t)(end - key) : strlen(key);

	*m = n;
	if (starts(key, "softmax(T=")) {
		o.temperature = par[0];
		return spec_of("softmax", 7, par, &s) && !simplex_row(&s, &o, WANT_MAP, n, x, NULL, NULL, got, w, NULL, &e);
	}
	if (length > 4 && !memcmp(key + length - 4, "_jvp", 4))
		return spec_of(key, length - 4, par, &s) && !simplex_row(&s, &o, WANT_JVP, n, x, v, NULL, got, w, NULL, &e);
	if (starts(key, "entmax_dalpha"))
		return spec_of("entmax", 6, par, &s) && !simplex_row(&s, &o, WANT_D_ALPHA, n, x, NULL, NULL, got, w, NULL, &e);
	if (starts(key, "inverse_softmax"))
		return spec_of("softmax", 7, par, &s) && !simplex_row(&s, &o, WANT_MAP, n, x, NULL, NULL, p, w, NULL, &e) &&
		       !simplex_row(&s, &o, WANT_INVERSE, n, p, NULL, NULL, got, w, NULL, &e);
	*m = 1;
	if (starts(key, "logsumexp")) {
		*got = simplex_logsumexp(n, x, 1);
		return true;
	}
	const char *of = starts(key, "adaptive") ? "adaptive_temperature" : starts(key, "loss_entmax15") || starts(key, "entmax15") ? "entmax15"
	               : starts(key, "loss_entmax") ? "entmax" : starts(key, "loss_sparsemax") || starts(key, "sparsemax") ? "sparsemax" : "softmax";
	if (!spec_of(of, strlen(of), par, &s) || simplex_row(&s, &o, WANT_LIPSCHITZ, n, x, NULL, NULL, p, w, &f, &e))
		return false;
	if (starts(key, "loss_")) {
		struct simplex_ask ask = { .target = strtoul(strstr(key, "target=") + 7, NULL, 10) };
		double y[LONGEST];
		memcpy(y, x, n * sizeof *y);
		if (starts(key, "loss_am")) {		/* scale s is the temperature's inverse, the margin is the score's */
			y[ask.target] -= par[2];
			o.temperature = 1 / par[1];
			simplex_row(&s, &o, WANT_MAP, n, y, NULL, NULL, p, w, NULL, &e);
		}
		return !simplex_loss(&s, &o, &ask, n, y, p, got, gradient, w, &e);
	}
	*got = f.tau;
	if (strstr(key, "_support"))
		for (size_t i = 0; i <= n; i++)
			*got = i == 0 ? 0 : *got + (p[i - 1] > 0);
	if (strstr(key, "_entropy"))
		*got = simplex_entropy(n, p);
	if (strstr(key, "half_l1"))
		*got = f.lipschitz;
	return true;
}

static void
reference(void)
{
	static double x[LONGEST], v[LONGEST];
	char line[LINE];
	size_t n = 0;
	FILE *f = fopen("tests/vectors/softmax.tsv", "r");
	while (f && fgets(line, sizeof line, f)) {
		if (*line == '#')
			continue;
		char *key = strchr(line, '\t'), *values = strchr(key + 1, '\t'), *end;
		double want[LONGEST], got[LONGEST] = { 0 }, par[SPEC_VALUES] = { 0 };
		size_t m = 0, count;
		*key++ = *values++ = '\0';
		for (; m < LONGEST; m++, values = end) {
			want[m] = strtod(values, &end);
			if (end == values)
				break;
		}
		if (!strcmp(key, "_x"))
			memcpy(x, want, sizeof x), n = m;
		else if (!strcmp(key, "_v"))
			memcpy(v, want, sizeof v);
		if (*key == '_' || (!strcmp(line, "huge4") && (starts(key, "inverse") || starts(key, "loss_am"))))
			continue;	/* e^-2000 is 0 in a double and has no logarithm; 1000 - 0.35 is rounded before the map sees it */
		struct spec s;
		struct simplex_opts o = { .temperature = 1 };
		struct err e = { 0 };
		size_t length = parse(key, par);
		bool good, plain = spec_of(key, length, par, &s) && !starts(key, "softmax(T");
		if (plain) {
			good = !simplex_row(&s, &o, WANT_MAP, n, x, NULL, NULL, got, w, NULL, &e);
			count = n;
		} else {
			good = other(key, par, n, x, v, got, &count);
		}
		TAP_OK(good && count == m, "%s %s: %zu of %zu values; %s", line, key, count, m, e.text);
		for (size_t i = 0; good && i < m; i++) {
			TAP_OK(close_to(got[i], want[i]), "%s %s [%zu]: %.17g, not %.17g", line, key, i, got[i], want[i]);
			if (plain)			/* also below the least double, where both are 0 */
				TAP_OK((got[i] == 0) == (want[i] == 0), "%s %s [%zu]: support", line, key, i);
		}
	}
	TAP_OK(f != NULL, "tests/vectors/softmax.tsv");
	if (f)
		fclose(f);
	tap_group("the values of tests/vectors/softmax.tsv");
}

int
main(void)
{
	w = simplex_work_new(LONGEST);
	reference();
	simplex_work_free(w);
	return tap_done();
}
