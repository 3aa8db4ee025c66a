/* SPDX-License-Identifier: MIT */
/* Gradients of every smooth measure against central differences, at scales and vectors where they could go wrong. */
#include "measured.h"
#include "tap.h"

enum { N = 12, MANY = 256 };

static double
value_at(const struct spec *s, const double x[], size_t i, double c)
{
	double y[N], value = (double)NAN;
	struct err e = { 0 };
	memcpy(y, x, sizeof y);
	y[i] = c;
	struct profile *p = profile_new(1, s, 1, SIZE_MAX);
	if (p && !profile_add(p, 0, N, y, &e))
		profile_values(p, 0, NULL, &value, &e);
	profile_free(p);
	return value;
}

/* Richardson's extrapolation of central differences: error of the order h^4 f^(5). */
static double
difference(const struct spec *s, const double x[], size_t i)
{
	double h = 1e-3 * fabs(x[i]);
	double wide = (value_at(s, x, i, x[i] + h) - value_at(s, x, i, x[i] - h)) / (2 * h);
	double near = (value_at(s, x, i, x[i] + h / 2) - value_at(s, x, i, x[i] - h / 2)) / h;
	return (4 * near - wide) / 3;
}

static bool
gradient(const struct spec *s, const double x[], double g[])
{
	struct err e = { 0 };
	struct profile *p = profile_new(1, s, 1, SIZE_MAX);
	bool good = p && !profile_gradient(p, N, x, g, &e);
	profile_free(p);
	return good;
}

static void
compare(const struct spec *s, const double x[], const char *what)
{
	double g[N], scale = 0;
	TAP_OK(gradient(s, x, g), "%s", s->row->name);
	for (size_t i = 0; i < N; i++)
		scale = tap_max(scale, fabs(g[i] * x[i]));
	for (size_t i = 0; i < N; i++) {
		double want = difference(s, x, i);
		TAP_OK(fabs(g[i] - want) * fabs(x[i]) <= 3e-9 * scale + 1e-11, "%s, %s, element %zu: %.12g, difference %.12g", s->row->name,
		       what, i, g[i], want);
	}
}

static void
differences(void)
{
	static struct spec specs[MANY];
	const double x[N] = { 0.31, -1.25, 2, 4.1, -8, 0.05, 1.7, 0.9, -0.62, 3.3, -0.011, 5.4 };
	double y[N], z[N];
	size_t m = all_specs(specs);
	for (size_t i = 0; i < N; i++) {
		y[i] = x[i] * 0x1p-20;
		z[i] = x[i] * 3;
	}
	for (size_t i = 0; i < m; i++) {
		if (!((const struct measure *)specs[i].row)->slope)
			continue;
		compare(&specs[i], x, "x");
		compare(&specs[i], z, "3 x");
		compare(&specs[i], y, "2^-20 x");
	}
	tap_group("every smooth measure: its gradient is the central difference");
}

static void
parameters(void)
{
	static const char *const some[] = { "renyi:0.999999999", "renyi:1", "renyi:0", "renyi:7", "hill:1", "hill:0.5", "tsallis:1", "tsallis:3",
		"tsallis:0", "su_Sstar:0:2", "su_Sstar:0.25:0.5", "atkinson:1", "atkinson:2", "atkinson:0.3", "pq_mean:1:2", "lp:0.5", "neg_tanh:0.3:2" };
	const double x[N] = { 1, -1.25, 2, 4, -8, 0.5, 1.5, 0.9, -0.625, 3, -0.03125, 5 };
	for (size_t k = 0; k < sizeof some / sizeof some[0]; k++) {
		struct spec s;
		TAP_OK(parse(some[k], &s), "%s", some[k]);
		compare(&s, x, some[k]);
	}
	tap_group("parameters at and near the special orders");
}

/* What is not smooth is decided here, so that a new measure has to say what it is. */
static const char *const rough[] = { "zero_fraction", "l0", "zeros", "nnz", "l0_eps", "near_zero_fraction", "near_zero_fraction_rel_max",
	"near_zero_fraction_rel_rms", "linf", "berger_parker", "l1_over_linf", "su_S0", "topk_mass", "k_for_mass", "sigma_k_l2", "u_theta",
	"hoover", "excess_kurtosis", "gini_sketch" };

static void
without(void)
{
	double g[N], x[N] = { 0, 1, -2, 0, 3, 3, 5, 8, 1e-3, 0, -3, 13 };
	struct spec s;
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		bool listed = m->needs == MATRIX;
		for (size_t k = 0; k < sizeof rough / sizeof rough[0]; k++)
			listed |= !strcmp(rough[k], m->head.name);
		TAP_OK(listed == !m->slope, "%s: is it smooth?", m->head.name);
	}
	parse("gini", &s);
	TAP_OK(gradient(&s, x, g) && g[0] == 0 && g[4] == g[5] && g[10] == -g[4] && g[11] > 0, "zeros have 0, ties the same, signs theirs");
	parse("linf", &s);
	TAP_OK(gradient(&s, x, g) && isnan(g[0]), "linf has none");
	parse("su_Sstar:0:1", &s);
	TAP_OK(gradient(&s, x, g) && isnan(g[1]), "the geometric mean of a vector with zeros");
	tap_group("measures and points without a gradient; zeros, ties, signs");
}

/* Euler: x . grad = degree * value, from 5e-324 to 1e308; the differences have no such range. */
static void
homogeneous(void)
{
	static const char *const zero[] = { "gini", "hoyer", "kappa4", "shannon_nats", "renyi:0.5", "treves_rolls", "su_Sstar:0.5:3", "theil" };
	for (int e = -1000; e <= 1000; e += 250)
		for (size_t k = 0; k < sizeof zero / sizeof zero[0]; k++) {
			double x[N], g[N], sum = 0, largest = 0;
			struct spec s;
			for (size_t i = 0; i < N; i++)
				x[i] = ldexp((double)(i * i + 1), e);
			parse(zero[k], &s);
			TAP_OK(gradient(&s, x, g), "%s", zero[k]);
			for (size_t i = 0; i < N; i++) {
				sum += g[i] * x[i];
				largest = tap_max(largest, fabs(g[i] * x[i]));
			}
			TAP_OK(largest > 1e-3 && fabs(sum) < 1e-13, "%s at 2^%d: %g", zero[k], e, sum);
		}
	tap_group("scale-invariant measures: x . gradient is 0 at every scale");
}

int
main(void)
{
	differences();
	parameters();
	without();
	homogeneous();
	return tap_done();
}
