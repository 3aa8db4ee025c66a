/* SPDX-License-Identifier: MIT */
/* What simplex.h promises of every map at its edges, of derivatives, inverses and properties. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/simplex.h"
#include "tap.h"

enum { N = 6, LONG = 1000000 };

#define INF ((double)INFINITY)

/* Every map once or more; sinkhorn, which has no rows of its own, apart. */
static const char list[] = "softmax,log_softmax,softmin,softmax_n:1,softmax_n:2.5,entropy_invariant,ssmax,adaptive_temperature,sparse_softmax:2,top_p:0.8,min_p:0.1,"
	"typical_p:0.7,ev_softmax,t_softmax:1.5,r_softmax:0.4,r_softmax:0.4:1e-8,sparsemax,entmax:0.5,entmax:1,entmax:1.1,entmax:1.5,entmax:1.75,entmax:3,entmax:inf,"
	"entmax15,normmax:2,normmax:3,alpha_relu:1.5:0,sparsegen_lin:0.5,sparsehourglass:1,taylor:2,taylor:4,relu_norm,sum_norm,relu2_norm,relu2_over_n,spherical,"
	"sigmoid_norm,softplus_norm,hardmax_first,hardmax_split,budget:2,csparsemax:0.4,csoftmax:0.4,lapsum_topk:2:0.5,logistic_topk:2:0.5,soft_topk_sander:2:2:0.5,"
	"soft_topk_sander:1.5:2:0.5,fusedmax:0.1,oscarmax:0.1,perturb_max_gaussian,perturb_max_logistic,perturb_max_laplace,perturb_max_gumbel";

static struct spec_list maps;
static struct simplex_work *w;
static struct simplex_opts o = { .temperature = 1 };

static const struct map *
row_of(const struct spec *m)
{
	return (const struct map *)m->row;
}

static bool
is(const struct spec *m, const char *name)
{
	return !strcmp(m->row->name, name);
}

static int
run(const struct spec *m, enum wanted want, size_t n, const double x[], const double v[], double p[])
{
	struct err e = { 0 };
	return simplex_row(m, &o, want, n, x, v, NULL, p, w, NULL, &e);
}

/* What p of a row sums to, or nan. */
static double
total(const struct spec *m, size_t n)
{
	(void)n;
	return row_of(m)->properties & SUM_ONE ? 1 : row_of(m)->properties & SUM_K ? m->par[row_of(m)->k] : (double)NAN;
}

static void
draw(struct rng *r, double scale, size_t n, double x[])
{
	for (size_t i = 0; i < n; i++)
		x[i] = scale * rng_normal(r);
}

static void
shapes(void)
{
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		double p[N], q[N], sum = total(m, N);
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
		double p[N], sum = total(m, N);
		TAP_OK(!run(m, WANT_MAP, N, one, NULL, p), "%s of inf", m->label);
		if (sum == 1 && !is(m, "sigmoid_norm") && !is(m, "csparsemax") && !is(m, "csoftmax")) {
			TAP_OK(p[0] == 0 && p[1] == 1 && p[5] == 0, "%s: one inf takes all, %g", m->label, p[1]);
			TAP_OK(!run(m, WANT_MAP, N, two, NULL, p) && (is(m, "hardmax_first") ? p[1] == 1 : p[1] == 0.5 && p[3] == 0.5), "%s: two share", m->label);
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
		for (size_t a = 0; a < 4 && !isnan(total(m, N)); a++) {
			o.masked = all[a];
			int code = run(m, WANT_MAP, N, masked, NULL, p);
			TAP_OK(a == 0 ? code == ERR_NO_ANSWER : code == 0 && (a == 3 ? isnan(p[2]) : p[2] == (a == 1 ? 0 : 1.0 / N)), "%s all masked %zu", m->label, a);
		}
		o.masked = MASKED_ERROR;
	}
	tap_group("nan, nothing, all masked");
}

static void
huge(void)
{
	static const double rows[][4] = { { 1e308, -1e308, 1e308, 0 }, { 1e308, 1.5e308, 1, 2 }, { 1e-308, 5e-324, 0, 1e-300 }, { 1e8, 1e8 + 1, 1e8 + 2, 0 },
		{ 1e17, 1e17, 0, 1 }, { 1e16, 1e16 + 2, 0, 1 } };
	for (size_t k = 0; k < maps.n; k++)
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			const struct spec *m = &maps.v[k];
			double p[4], sum = total(m, 4);
			int code = run(m, WANT_MAP, 4, rows[i], NULL, p);
			if ((code == ERR_NO_ANSWER && is(m, "sum_norm")) || (i == 1 && strstr(m->label, "topk")))
				continue;	/* 1.5e308 over a scale of 1/2 is beyond the largest double */
			TAP_OK(code == 0, "%s of row %zu", m->label, i);
			if (!isnan(sum))
				TAP_OK(fabs(simplex_sum(4, p) - sum) < 1e-15 * sum, "%s of row %zu sums to %.17g", m->label, i, simplex_sum(4, p));
		}
	tap_group("1e308, 5e-324, offsets of 1e8 and 1e17");
}

/* Away from kinks J v is the central difference; J^T is its transpose; temperatures and log n are factors. */
static void
derivatives(void)
{
	struct rng r = rng_at(1, 0);
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 40; round++) {
			const struct spec *m = &maps.v[k];
			double x[N], v[N], u[N], jv[N], ju[N], up[N], down[N], y[N], h = 1e-6, a = 0, b = 0;
			draw(&r, round % 2 ? 0.4 : 1.2, N, x);
			draw(&r, 1, N, v);
			draw(&r, 1, N, u);
			for (size_t i = 0; i < N && is(m, "sum_norm"); i++)
				x[i] = fabs(x[i]);
			o.temperature = round % 3 ? 1 : 0.7;
			o.logn = round % 5 ? 0 : 512;
			if (run(m, WANT_JVP, N, x, v, jv))
				continue;		/* not defined there */
			bool good = !run(m, WANT_VJP, N, x, u, ju);
			for (size_t i = 0; i < N; i++)
				y[i] = x[i] + h * v[i];
			good &= !run(m, WANT_MAP, N, y, NULL, up);
			for (size_t i = 0; i < N; i++)
				y[i] = x[i] - h * v[i];
			good &= !run(m, WANT_MAP, N, y, NULL, down);
			TAP_OK(good, "%s runs", m->label);
			for (size_t i = 0; i < N; i++) {
				double difference = (up[i] - down[i]) / (2 * h);
				if ((up[i] > 0) == (down[i] > 0))
					TAP_OK(fabs(difference - jv[i]) < 1e-6 * (1 + fabs(jv[i])), "%s round %d: J v %.10g, difference %.10g", m->label, round,
					       jv[i], difference);
				a += u[i] * jv[i];
				b += ju[i] * v[i];
			}
			TAP_OK(fabs(a - b) < 1e-12 * (1 + fabs(a)), "%s: u J v = %.17g, v J^T u = %.17g", m->label, a, b);
		}
	o.temperature = 1;
	o.logn = 0;
	tap_group("J v by central differences, J^T as its transpose");
}

/* inverse(map(x)) maps to the same p. */
static void
inverses(void)
{
	struct rng r = rng_at(2, 0);
	size_t some = 0;
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 20; round++) {
			const struct spec *m = &maps.v[k];
			double x[N], p[N], y[N], q[N];
			draw(&r, 1, N, x);
			o.temperature = round % 2 ? 1 : 2.5;
			if (!row_of(m)->inverse || m->par[0] == INF || run(m, WANT_MAP, N, x, NULL, p))
				continue;
			some++;
			TAP_OK(!run(m, WANT_INVERSE, N, p, NULL, y) && !run(m, WANT_MAP, N, y, NULL, q), "%s has an inverse", m->label);
			double least = INF;
			for (size_t i = 0; i < N; i++)
				least = fmin(least, p[i]);
			if (least == 0 && m->par[0] > 2)
				continue;	/* p^(1/(a-1)) of a rounding error at the threshold is no rounding error */
			if (is(m, "sparse_softmax") || is(m, "top_p") || is(m, "min_p") || is(m, "ev_softmax"))
				continue;	/* what is off the support is only bounded by it */
			for (size_t i = 0; i < N; i++)
				TAP_OK(fabs(p[i] - q[i]) < 1e-13 * (1 + fabs(p[i])), "%s: %.17g, was %.17g", m->label, q[i], p[i]);
		}
	o.temperature = 1;
	TAP_OK(some > 200, "%zu inverses", some);
	tap_group("inverse(map(x)) is p again");
}

/* Claims hold on random rows; what is not claimed has a witness. */
static void
claims(void)
{
	static const unsigned bits[] = { MONOTONE, SHIFT, SPARSE, SYMMETRIC };
	for (size_t k = 0; k < maps.n; k++)
		for (size_t b = 0; b < 4; b++) {
			const struct spec *m = &maps.v[k];
			struct witness t;
			bool claimed = simplex_properties(m) & bits[b], found = simplex_witness(m, bits[b], &t);
			if (bits[b] == SYMMETRIC && !row_of(m)->slope && !row_of(m)->jvp)
				continue;
			TAP_OK(found == (bits[b] == SPARSE ? claimed : !claimed), "%s, property %u: claimed %d, witness %d (%g %g %g: %g %g)", m->label, bits[b],
			       claimed, found, t.x[0], t.x[1], t.x[2], t.a, t.b);
		}
	tap_group("properties: every claim holds on 2000 rows, every other has a witness");
}

/* Half the sum of |J| in closed form is that of the whole Jacobian. */
static void
lipschitz(void)
{
	struct rng r = rng_at(3, 0);
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		double x[N], p[N], e[N], column[N], sum = 0;
		struct simplex_found f;
		struct err none = { 0 };
		draw(&r, 1, N, x);
		for (size_t i = 0; i < N; i++)
			x[i] = fabs(x[i]);
		if (simplex_row(m, &o, WANT_LIPSCHITZ, N, x, NULL, NULL, p, w, &f, &none))
			continue;
		for (size_t j = 0; j < N; j++) {
			memset(e, 0, sizeof e);
			e[j] = 1;
			run(m, WANT_JVP, N, x, e, column);
			for (size_t i = 0; i < N; i++)
				sum += fabs(column[i]);
		}
		TAP_OK(fabs(f.lipschitz - sum / 2) < 1e-12 * (1 + sum), "%s: %.17g, %.17g", m->label, f.lipschitz, sum / 2);
	}
	tap_group("the size of the Jacobian");
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
		TAP_OK(!spec_parse(&simplex_maps, str_of(some[k]), &one, &e) && !simplex_row(one.v, &o, WANT_MAP, LONG, x, NULL, NULL, p, all, NULL, &e), "%s", some[k]);
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
				worst = fmax(worst, q > 1e-300L ? (double)(fabsl((long double)p[i] - q) / (long double)u) : 0);
				worst_log = fmax(worst_log, (double)(fabsl((long double)l[i] - log_q) / (long double)v));
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

int
main(void)
{
	struct err e = { 0 };
	w = simplex_work_new(N);
	TAP_OK(!spec_parse(&simplex_maps, str_of(list), &maps, &e), "%s", e.text);
	for (size_t i = 0; i < simplex_maps.n; i++) {
		bool there = false;
		for (size_t k = 0; k < maps.n; k++)
			there |= maps.v[k].row == row_at(&simplex_maps, i);
		TAP_OK(there || !strcmp(row_at(&simplex_maps, i)->name, "sinkhorn"), "%s is tested", row_at(&simplex_maps, i)->name);
	}
	tap_group("every map of the registry");
	shapes();
	infinities();
	errors();
	huge();
	derivatives();
	inverses();
	claims();
	lipschitz();
	long_rows();
	spec_free(&maps);
	simplex_work_free(w);
	return tap_done();
}
