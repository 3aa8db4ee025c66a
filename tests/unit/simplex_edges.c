/* SPDX-License-Identifier: MIT */
/* What simplex.h promises of every map at its edges, and what the page says of them. */
#include <stdlib.h>

#include "math/simplex/scores.h"
#include "simplex_maps.h"
#include "starve.h"

enum { LONG = 1000000 };

static void
shapes(void)
{
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		double p[N], q[N], sum = total(m);
		const double equal[N] = { 0.75, 0.75, 0.75, 0.75, 0.75, 0.75 }, one = 0.75;
		if (sum == 1 && !is(m, "csparsemax") && !is(m, "csoftmax"))
			TAP_OK(!run(m, WANT_MAP, 1, &one, NULL, p) && p[0] == 1, "%s of one score is %g", m->label, p[0]);
		if (!isnan(sum)) {
			TAP_OK(!run(m, WANT_MAP, N, equal, NULL, p), "%s of equal scores", m->label);
			if (!is(m, "hardmax_first") && !is(m, "sparse_softmax") && !is(m, "top_p") && !is(m, "typical_p"))
				for (size_t i = 0; i < N; i++)
					TAP_OK(fabs(p[i] - sum / N) < 4e-16, "%s of equal scores: %.17g", m->label, p[i]);
		}
		/* a mask gives exactly 0, and the others are as if it were not there */
		const double x[N] = { 0.5, -INF, 1.25, 0.25, -INF, 2 }, y[N] = { 0.5, 1.25, 0.25, 2 };
		TAP_OK(!run(m, WANT_MAP, N, x, NULL, p) && !run(m, WANT_MAP, 4, y, NULL, q), "%s with masks", m->label);
		double none = row_of(m)->properties & LOGARITHM ? -INF : 0;
		TAP_OK(p[1] == none && p[4] == none, "%s: a mask gives %g", m->label, p[1]);
		for (size_t i = 0, at = 0; i < N; i++)	/* softmax adds in another order */
			if (!isinf(x[i]))
				TAP_OK(fabs(p[i] - q[at++]) <= (is(m, "softmax") ? 1.2e-16 : 0), "%s: the others do not see masks", m->label);
	}
	tap_group("one score, equal scores, masks");
}

static void
infinities(void)
{
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		const double one[N] = { 1, INF, 0.5, 2, 0, 1 }, two[N] = { 1, INF, 0.5, INF, 0, 1 }, all[N] = { INF, INF, INF, INF, INF, INF };
		double p[N], sum = total(m);
		TAP_OK(!run(m, WANT_MAP, N, one, NULL, p), "%s of inf", m->label);
		if (sum == 1 && !is(m, "softmin") && !is(m, "sigmoid_norm") && !is(m, "csparsemax") && !is(m, "csoftmax")) {
			TAP_OK(p[0] == 0 && p[1] == 1 && p[5] == 0, "%s: one inf takes all, %g", m->label, p[1]);
			TAP_OK(!run(m, WANT_MAP, N, two, NULL, p) && (is(m, "hardmax_first") ? p[1] == 1 : p[1] == 0.5 && p[3] == 0.5), "%s: two share",
			       m->label);
			TAP_OK(!run(m, WANT_MAP, N, all, NULL, p) && (is(m, "hardmax_first") ? p[0] == 1 : p[5] == 1.0 / N), "%s: all share", m->label);
		}
		if (sum == 1 || sum == 2) {
			run(m, WANT_MAP, N, one, NULL, p);
			TAP_OK(fabs(simplex_sum(N, p) - sum) < 1e-15, "%s of inf sums to %.17g", m->label, simplex_sum(N, p));
		}
	}
	tap_group("+inf: one, several, all");
}

static void
errors(void)
{
	static const enum all_masked all[] = { MASKED_ERROR, MASKED_ZERO, MASKED_UNIFORM, MASKED_NAN };
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		const double nan[N] = { 1, 2, (double)NAN, 0, 0, 0 }, masked[N] = { -INF, -INF, -INF, -INF, -INF, -INF };
		double p[N] = { 7 };
		TAP_OK(run(m, WANT_MAP, N, nan, NULL, p) == ERR_INPUT, "%s of nan", m->label);
		TAP_OK(run(m, WANT_MAP, 0, nan, NULL, p) == ERR_INPUT, "%s of nothing", m->label);
		for (size_t a = 0; a < 4 && !isnan(total(m)); a++) {
			o.masked = all[a];
			int code = run(m, WANT_MAP, N, masked, NULL, p);
			TAP_OK(a == 0 ? code == ERR_NO_ANSWER : code == 0 && (a == 3 ? isnan(p[2]) : p[2] == (a == 1 ? 0 : 1.0 / N)), "%s all masked %zu",
			       m->label, a);
		}
		o.masked = MASKED_ERROR;
	}
	tap_group("nan, nothing, all masked");
}

static void
huge(void)
{
	static const double rows[][4] = { { 1e308, -1e308, 1e308, 0 }, { -1e308, -1e308, 1e308, 1e308 }, { 1e308, 1.5e308, 1, 2 },
		{ 1e-308, 5e-324, 0, 1e-300 }, { 1e8, 1e8 + 1, 1e8 + 2, 0 },
		{ 1e17, 1e17, 0, 1 }, { 1e16, 1e16 + 2, 0, 1 } };
	for (size_t k = 0; k < maps.n; k++)
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			const struct spec *m = &maps.v[k];
			double p[4], sum = total(m);
			int code = run(m, WANT_MAP, 4, rows[i], NULL, p);
			if ((code == ERR_NO_ANSWER && is(m, "sum_norm")) || (i == 2 && strstr(m->label, "topk")))
				continue;	/* 1.5e308 over a scale of 1/2 is beyond the largest double */
			TAP_OK(code == 0, "%s of row %zu", m->label, i);
			if (!isnan(sum))
				TAP_OK(fabs(simplex_sum(4, p) - sum) < 1e-15 * sum, "%s of row %zu sums to %.17g", m->label, i, simplex_sum(4, p));
		}
	tap_group("1e308, 5e-324, offsets of 1e8 and 1e17");
}

/* The cells of a row of the page's table: p with one digit, or "error". */
static void
cell(const struct spec *m, size_t n, const double x[], char out[80])
{
	double p[N];
	int at = 0;
	if (run(m, WANT_MAP, n, x, NULL, p)) {
		snprintf(out, 80, "error");
		return;
	}
	for (size_t i = 0; i < n; i++)
		at += snprintf(out + at, 80 - (size_t)at, "%s%s%.1g", i ? " " : "", signbit(p[i]) ? "\\" : "", p[i]);
}

/* Every map has its line in the table of edges in the page, and the line is what the map does. */
static void
page(void)
{
	static const struct {
		size_t n;
		double x[3];
	} edges[] = { { 1, { 0.75 } }, { 2, { 0.75, 0.75 } }, { 2, { INF, 0 } }, { 2, { INF, INF } }, { 2, { 1e308, -1e308 } }, { 2, { -INF, -INF } } };
	FILE *f = fopen("man/softmax-zoo.1", "r");
	char line[400], want[400], one[80];
	size_t next = 0;
	bool inside = false;
	while (f && fgets(line, sizeof line, f)) {
		inside = strstr(line, ".It Sy map Ta") ? true : inside && strncmp(line, ".El", 3) != 0;
		char *end = strstr(line, " Ta ");
		if (!inside || strncmp(line, ".It Cm ", 7) != 0 || !end)
			continue;
		struct spec_list l = { 0 };
		struct err e = { 0 };
		size_t length = (size_t)(end - line) - 7;
		if (spec_parse(&simplex_maps, (struct str){ line + 7, length }, &l, &e)) {
			TAP_OK(false, "%s", e.text);
			continue;
		}
		int at = snprintf(want, sizeof want, ".It Cm %.*s", (int)length, line + 7);
		for (size_t k = 0; k < sizeof edges / sizeof edges[0]; k++) {
			cell(l.v, edges[k].n, edges[k].x, one);
			at += snprintf(want + at, sizeof want - (size_t)at, " Ta %s", one);
		}
		snprintf(want + at, sizeof want - (size_t)at, "\n");
		TAP_OK(!strcmp(line, want), "the page says %.*s\n# it should   %s", (int)strcspn(line, "\n"), line, want);
		TAP_OK(next < simplex_maps.n && l.v->row == row_at(&simplex_maps, next), "%s is not the map number %zu", l.v->row->name, next);
		next++;
		spec_free(&l);
	}
	TAP_OK(next + 1 == simplex_maps.n, "%zu of %zu maps are there, sinkhorn apart", next, simplex_maps.n);
	if (f)
		fclose(f);
	tap_group("the table of edges in the page");
}

/* Long rows: the sum, and softmax and log_softmax by long double. */
static void
long_rows(void)
{
	double *x = malloc(LONG * sizeof *x), *p = malloc(LONG * sizeof *p), *l = malloc(LONG * sizeof *l);
	struct simplex_work *all = simplex_work_new(LONG);
	static const char *const some[] = { "softmax", "sparsemax", "entmax15", "ev_softmax", "csoftmax" };
	struct rng r = rng_at(4, 0);
	struct err e = { 0 };
	draw(&r, 30, LONG, x);
	for (size_t k = 0; k < 5; k++) {
		struct spec_list one = { 0 };
		TAP_OK(!spec_parse(&simplex_maps, str_of(some[k]), &one, &e) && !simplex_row(one.v, &o, WANT_MAP, LONG, x, NULL, NULL, p, all, NULL, &e),
		       "%s", some[k]);
		TAP_OK(fabs(simplex_sum(LONG, p) - 1) <= 4 * 0x1p-53 * 1000, "%s: sum %.17g", some[k], simplex_sum(LONG, p));
		if (k == 0) {
			long double max = -(long double)INF, sum = 0;
			double worst = 0, worst_log = 0;
			simplex_row(one.v, &o, WANT_LOG, LONG, x, NULL, NULL, l, all, NULL, &e);
			for (size_t i = 0; i < LONG; i++)
				max = x[i] > (double)max ? (long double)x[i] : max;
			for (size_t i = 0; i < LONG; i++)
				sum += expl((long double)x[i] - max);
			for (size_t i = 0; i < LONG; i++) {
				long double q = expl((long double)x[i] - max) / sum, log_q = (long double)x[i] - max - logl(sum);
				double u = nextafter((double)q, 2) - (double)q, v = nextafter(fabs((double)log_q), INF) - fabs((double)log_q);
				worst = tap_max(worst, q > 1e-300L ? (double)(fabsl((long double)p[i] - q) / (long double)u) : 0);
				worst_log = tap_max(worst_log, (double)(fabsl((long double)l[i] - log_q) / (long double)v));
			}
			TAP_OK(worst <= 4, "softmax of 10^6: %.2f ulp", worst);
			TAP_OK(worst_log <= 4, "log softmax of 10^6: %.2f ulp", worst_log);
		}
		spec_free(&one);
	}
	simplex_work_free(all);
	free(x);
	free(p);
	free(l);
	tap_group("rows of 10^6");
}

/*
 * [1 + b x]_+^(1/b), b = A - 1, between 1 + x and e^x: 3, 4, 5.0625 and 7.389 at x = 2.  The least entropy of softmax(cos/t) over many keys is
 * log n - G(2/t), G(a) = log((e^a - 1)/a) - 1 + a/(e^a - 1), when a part f of the keys has cosine 1 and the others -1,
 * 1 + f (e^a - 1) = a e^a/(e^a - 1); G(2) = 0.47447464707.
 */
static void
formulas(void)
{
	enum { KEYS = 20000 };
	static const struct {
		const char *map;
		double p;
	} known[] = { { "alpha_relu:2:-1", 3 }, { "alpha_relu:1.5:-1", 4 }, { "alpha_relu:1.25:-1", 5.0625 }, { "alpha_relu:1.0000001:-1", 7.38905462 } };
	struct err e = { 0 };
	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		struct spec_list l = { 0 };
		double x = 2, p = 0;
		TAP_OK(!spec_parse(&simplex_maps, str_of(known[k].map), &l, &e) && !run(l.v, WANT_MAP, 1, &x, NULL, &p), "%s", known[k].map);
		TAP_OK(fabs(p - known[k].p) < 1e-8, "%s: %.12g", known[k].map, p);
		spec_free(&l);
	}
	static double x[KEYS], p[KEYS];
	struct simplex_work *all = simplex_work_new(KEYS);
	struct simplex_opts half = { .temperature = 0.5 };
	for (int round = 0; round < 2; round++) {
		double a = round ? 4 : 2, g = log(expm1(a) / a) - 1 + a / expm1(a), f = (a * exp(a) / expm1(a) - 1) / expm1(a);
		for (size_t i = 0; i < KEYS; i++)
			x[i] = (double)i < f * KEYS ? 1 : -1;
		simplex_row(&maps.v[0], round ? &half : &o, WANT_MAP, KEYS, x, NULL, NULL, p, all, NULL, &e);
		TAP_OK(fabs(log(KEYS) - simplex_entropy(KEYS, p) - g) < 1e-6, "%.12g, not %.12g", log(KEYS) - simplex_entropy(KEYS, p), g);
		TAP_OK(round || fabs(g - 0.4744746470705269) < 1e-15, "G(2) = %.17g", g);
	}
	simplex_work_free(all);
	tap_group("formulas of the posts");
}

/* Logarithms, temperatures, derivatives at masks and infinities: each from another call. */
static void
wants(void)
{
	static const double rows[][N] = { { 0.5, -1, 1.25, 0.25, 0, 2 }, { 0.5, -INF, 1.25, 0.25, -INF, 2 }, { 0.5, -INF, INF, 0.25, INF, 2 } };
	const double none[N] = { -INF, -INF, -INF, -INF, -INF, -INF }, v[N] = { 1, -2, 3, 0.5, 1, -1 };
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		bool logarithm = row_of(m)->properties & LOGARITHM;
		for (size_t r = 0; r < 3; r++) {
			double p[N], q[N], y[N];
			int code = run(m, WANT_MAP, N, rows[r], NULL, p);
			TAP_OK(run(m, WANT_LOG, N, rows[r], NULL, q) == code, "%s: log", m->label);
			for (size_t i = 0; i < N && !code; i++)
				TAP_OK(logarithm ? q[i] == p[i] : q[i] == log(p[i]) || fabs(q[i] - log(p[i])) <= 1e-14 * (1 + fabs(q[i])) || p[i] < 0,
				       "%s: log %g is %g",
				       m->label, p[i], q[i]);
			for (size_t i = 0; i < N; i++)
				y[i] = rows[r][i] / 4;
			o.temperature = 4;
			int hot = run(m, WANT_MAP, N, rows[r], NULL, p);
			o.temperature = 1;
			TAP_OK(run(m, WANT_MAP, N, y, NULL, q) == hot, "%s: temperature", m->label);
			for (size_t i = 0; i < N && !hot; i++)
				TAP_OK(p[i] == q[i] || fabs(p[i] - q[i]) <= 1e-14 * (1 + fabs(q[i])), "%s: temperature 4, %zu: %.17g, %.17g", m->label, i,
				       p[i], q[i]);
			for (enum wanted want = WANT_JVP; want <= WANT_VJP; want++) {
				code = run(m, want, N, rows[r], v, p);
				TAP_OK(code == 0 || code == ERR_USAGE || code == ERR_NO_ANSWER, "%s: derivative %d", m->label, code);
				for (size_t i = 0; i < N && !code; i++)
					TAP_OK(!(isinf(rows[r][i]) || (r == 2 && !(row_of(m)->properties & LIMITS))) || p[i] == 0,
					       "%s: derivative at %g is %g", m->label, rows[r][i], p[i]);
			}
		}
		if (isnan(total(m)) && !logarithm)
			continue;
		o.masked = MASKED_UNIFORM;
		double p[N], value = logarithm ? -log(N) : log(1.0 / N);
		TAP_OK(!run(m, WANT_LOG, N, none, NULL, p) && fabs(p[3] - value) < 1e-15, "%s: log of all masked %g", m->label, p[3]);
		TAP_OK(run(m, WANT_JVP, N, none, v, p) == ERR_USAGE || p[3] == 0, "%s: derivative of all masked %g", m->label, p[3]);
		o.masked = MASKED_ERROR;
	}
	tap_group("logarithms, temperatures and derivatives, with masks and infinities");
}

/* What has no inverse or derivative, values no map gives, bounds. */
static void
refusals(void)
{
	const double p[N] = { 0.4, 0.25, 0.25, 0, 0, 0 }, below[N] = { 0.5, -0.25, 0.75 }, infinite[N] = { 0.5, INF };
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		double x[N];
		bool limit = is(m, "entmax") && isinf(m->par[0]), none = !row_of(m)->inverse || limit;
		TAP_OK(run(m, WANT_INVERSE, N, p, NULL, x) == (none ? ERR_USAGE : 0), "%s: inverse", m->label);
		if (!row_of(m)->jvp && !row_of(m)->slope)
			TAP_OK(run(m, WANT_JVP, N, p, p, x) == ERR_USAGE && run(m, WANT_VJP, N, p, p, x) == ERR_USAGE, "%s: derivative", m->label);
		if (none || row_of(m)->properties & LOGARITHM)
			continue;
		TAP_OK(run(m, WANT_INVERSE, N, below, NULL, x) == ERR_INPUT && run(m, WANT_INVERSE, N, infinite, NULL, x) == ERR_INPUT, "%s: no p of it",
		       m->label);
		o.temperature = 2;
		double y[N];
		run(m, WANT_INVERSE, N, p, NULL, y);
		o.temperature = 1;
		run(m, WANT_INVERSE, N, p, NULL, x);
		for (size_t i = 0; i < 3; i++)
			TAP_OK(fabs(y[i] - 2 * x[i]) <= 1e-15 * fabs(y[i]) + 1e-300, "%s: scores at temperature 2, %g and %g", m->label, y[i], x[i]);
	}
	struct spec_list l = { 0 };
	struct err e = { 0 };
	const double few[N] = { INF, -INF, -INF, -INF, -INF, -INF };
	double q[N];
	TAP_OK(!spec_parse(&simplex_maps, STR("budget:3"), &l, &e), "%s", e.text);
	TAP_OK(simplex_row(l.v, &o, WANT_MAP, N, few, NULL, NULL, q, w, NULL, &e) == ERR_NO_ANSWER && e.text[0], "3 of 1 score: %s", e.text);
	spec_free(&l);
	TAP_OK(!simplex_work_new(SIZE_MAX / 8), "room for as many as no machine has");
	tap_group("inverses and what has none, more than there is");
}

static int
matrix(void *context, struct err *e)
{
	static const double x[] = { 1, 2, 3, 0, -1, 2, 1, 1, 0 };
	const struct spec *m = context;
	struct simplex_pool *pool = simplex_pool_new();
	struct simplex_found found[3];
	double p[9];
	size_t bad;
	int code = pool ? simplex_rows(m, &o, WANT_LIPSCHITZ, 3, 3, x, NULL, false, p, 2, pool, found, &bad, e) : err_memory(e);

	for (size_t i = 0; i < 3 && !code; i++)
		starve_saw(2, (const double[]){ found[i].tau, found[i].lipschitz });
	simplex_pool_free(pool);
	return code;
}

static void
matrices(void)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };
	const double x[] = { 1, 2, 3, 0, -1, 2, 1, 1, 0 }, wrong[] = { 1, INF, 3, 0, -1, 2, 1, 1, 0 }, v[] = { 1, 2, 3 };
	double p[9], q[9];
	size_t bad;
	struct simplex_pool *pool = simplex_pool_new();
	TAP_OK(!spec_parse(&simplex_maps, STR("sinkhorn,softmax"), &l, &e) && pool, "%s", e.text);
	TAP_OK(!simplex_rows(l.v, &o, WANT_MAP, 3, 3, x, NULL, false, p, 1, pool, NULL, &bad, &e) && !simplex_rows(l.v, &o, WANT_LOG, 3, 3, x, NULL,
	       false, q, 1, pool, NULL,
	       &bad, &e), "%s", e.text);
	for (size_t i = 0; i < 9; i++)
		TAP_OK(fabs(q[i] - log(p[i])) <= 1e-15 * (1 + fabs(q[i])), "log %g is %g", p[i], q[i]);
	TAP_OK(simplex_rows(l.v, &o, WANT_JVP, 3, 3, x, v, false, p, 1, pool, NULL, &bad, &e) == ERR_USAGE, "%s", e.text);
	err_clear(&e);
	TAP_OK(simplex_row(l.v, &o, WANT_JVP, 3, x, v, NULL, p, w, NULL, &e) == ERR_USAGE, "a row alone: %s", e.text);
	err_clear(&e);
	TAP_OK(simplex_rows(l.v, &o, WANT_MAP, 3, 3, wrong, NULL, false, p, 1, pool, NULL, &bad, &e) == ERR_INPUT, "%s", e.text);
	simplex_pool_free(pool);
	TAP_OK(starve("sinkhorn", matrix, &l.v[0]) + starve("softmax", matrix, &l.v[1]) > 3, "allocations that fail");
	spec_free(&l);
	tap_group("maps of whole matrices");
}

/* The root finding of entmax at order 1, where its formula has no value but its limit, e^(x - lambda), has. */
static void
order_one(void)
{
	static const double x[] = { 0.5, -1, 2, 1.25, -INF };
	double p[5], work[6];
	long double sum = 0;
	size_t iterations;

	for (size_t i = 0; i < 5; i++)
		sum += expl((long double)x[i]);
	double lambda = scores_entmax(5, x, 2, 1, p, work, &iterations);
	TAP_OK(fabs(lambda + 2 - (double)logl(sum)) < 1e-15, "lambda %.17g", lambda);
	for (size_t i = 0; i < 5; i++)
		TAP_OK(fabsl(p[i] - expl((long double)x[i]) / sum) < 4e-16L, "p %zu: %.17g", i, p[i]);
	TAP_OK(simplex_logsumexp(2, (const double[]){ -INF, -INF }, 1) == -INF && simplex_logsumexp(2, (const double[]){ 0, INF }, 1) == INF,
		"sums without a logarithm");
	tap_group("entmax of order 1 by its own way is softmax");
}

int
main(void)
{
	maps_begin();
	order_one();
	wants();
	refusals();
	matrices();
	shapes();
	infinities();
	errors();
	huge();
	page();
	formulas();
	long_rows();
	return maps_end();
}
