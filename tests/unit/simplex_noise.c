/* SPDX-License-Identifier: MIT */
/* Rules for normal numbers by their moments, maps under noise by closed forms, other integrals and draws. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/normal.h"
#include "math/simplex/simplex.h"
#include "starve.h"
#include "tap.h"

enum { MOST = 9 };

static struct err e;

/* E e^(2k) = 1 3 5 .. (2k - 1), exact to degree 2m - 1. */
static void
rules(void)
{
	double x[200], w[200];
	for (size_t m = 1; m <= 200; m++) {
		normal_rule(m, x, w);
		double moment = 1;
		for (size_t k = 0; k < m && k <= (m <= NORMAL_GAUSS ? 12 : 1); k++) {	/* equal steps end at 8.5, where high powers are still there */
			double sum = 0, odd = 0;
			for (size_t i = 0; i < m; i++) {
				sum += w[i] * pow(x[i], 2 * (double)k);
				odd += w[i] * pow(x[i], 2 * (double)k + 1);
			}
			TAP_OK(fabs(sum - moment) < 1e-12 * moment && fabs(odd) < 1e-11 * moment, "%zu nodes, moment %zu: %.17g", m, 2 * k, sum);
			moment *= 2 * (double)k + 1;
		}
	}
	tap_group("moments of the rules");
}

/* The covariance of what normal_centred makes is I - 1 1^T / n. */
static void
centred(void)
{
	for (size_t n = 2; n <= 8; n++) {
		double column[8][8], z[8];
		for (size_t k = 0; k + 1 < n; k++) {
			memset(z, 0, sizeof z);
			z[k] = 1;
			normal_centred(n, z, column[k]);
		}
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++) {
				double sum = 0;
				for (size_t k = 0; k + 1 < n; k++)
					sum += column[k][i] * column[k][j];
				TAP_OK(fabs(sum - ((double)(i == j) - 1 / (double)n)) < 1e-15, "n = %zu, %zu %zu: %g", n, i, j, sum);
			}
	}
	size_t at[3] = { 0 }, count = 1;
	while (normal_next(3, 5, at))
		count++;
	TAP_OK(count == 125, "%zu places", count);
	tap_group("directions without the mean, and all places");
}

/* mean, sd, first order, error of each p. */
static bool
noise(const char *map, size_t n, const double x[], double sd, size_t draws, double mean[], double spread[], double first[], double error[])
{
	struct spec_list l = { 0 };
	struct simplex_opts o = { .temperature = 1 };
	struct simplex_noise out = { mean, spread, first, error };
	bool good = !spec_parse(&simplex_maps, str_of(map), &l, &e) && !simplex_noise(l.v, &o, n, x, sd, draws, 0, 0, &out, &e);
	TAP_OK(good, "%s: %s", map, e.text);
	spec_free(&l);
	return good;
}

/* E f(a + s e) by the trapezoid rule in long double. */
static long double
integral(long double (*f)(long double), long double a, long double s, int power)
{
	long double sum = 0, all = 0;
	for (int k = -2000; k <= 2000; k++) {
		long double t = k / 200.0L, w = expl(-0.5L * t * t);
		sum += w * powl(f(a + s * t), power);
		all += w;
	}
	return sum / all;
}

static long double
sigma(long double x)
{
	return 1 / (1 + expl(-x));
}

static void
one_direction(void)
{
	for (int k = 0; k < 12; k++) {
		const double x[3] = { 0.5 * k, 0, -(double)INFINITY };
		double m[3], s[3], f[3], err[3], sd = (k % 3 + 1) * 0.4;
		noise("softmax", 3, x, sd, 0, m, s, f, err);
		long double mean = integral(sigma, x[0], sd * sqrtl(2), 1), square = integral(sigma, x[0], sd * sqrtl(2), 2);
		TAP_OK(fabs(m[0] - (double)mean) < 1e-14 && err[0] <= 1e-14, "mean %.17g, not %.17g; error %g", m[0], (double)mean, err[0]);
		TAP_OK(fabs(s[0] - (double)sqrtl(square - mean * mean)) < 1e-13, "sd %.17g", s[0]);
		TAP_OK(m[2] == 0 && s[2] == 0 && f[2] == 0, "a mask stays");
		double p = (double)sigma(x[0]);
		TAP_OK(fabs(f[0] - sd * sqrt(2) * p * (1 - p)) < 1e-15, "first order %.17g", f[0]);
	}
	tap_group("two scores by another integral");
}

/* E x^2 = x^2 + sd^2; the variance of x^2 is 4 x^2 sd^2 + 2 sd^4.  The largest of scores with noise is what perturb_max_gaussian tells. */
static void
closed_forms(void)
{
	const double x[3] = { 9, 8, 7.5 }, y[3] = { 0.3, 0, -0.2 };
	double m[3], s[3], f[3], err[3], q[3];
	noise("relu2_over_n", 3, x, 0.5, 0, m, s, f, err);
	for (size_t i = 0; i < 3; i++) {
		TAP_OK(fabs(m[i] - (x[i] * x[i] + 0.25) / 3) < 1e-12, "mean of a square: %.17g", m[i]);
		TAP_OK(fabs(s[i] - sqrt(x[i] * x[i] + 2 * 0.0625) / 3) < 1e-12, "its sd: %.17g", s[i]);
	}
	struct spec_list l = { 0 };
	struct simplex_opts o = { .temperature = 1 };
	struct simplex_work *w = simplex_work_new(3);
	spec_parse(&simplex_maps, STR("perturb_max_gaussian:0.7"), &l, &e);
	simplex_row(l.v, &o, WANT_MAP, 3, y, NULL, NULL, q, w, NULL, &e);
	noise("hardmax_split", 3, y, 0.7, 0, m, s, f, err);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(fabs(m[i] - q[i]) < 3e-3 && fabs(m[i] - q[i]) < 10 * err[i], "largest: %.10g, %.10g, error %g", m[i], q[i], err[i]);
	simplex_work_free(w);
	spec_free(&l);
	tap_group("squares and maxima");
}

/* Small noise: the mean moves by sd^2, sd by sd^3 from the first order.  Draws agree within their errors; more than 8 scores are drawn. */
static void
together(void)
{
	struct rng r = rng_at(3, 0);
	for (size_t n = 2; n <= MOST; n++) {
		double x[MOST], m[MOST], s[MOST], f[MOST], err[MOST], m2[MOST], s2[MOST], err2[MOST];
		for (size_t i = 0; i < n; i++)
			x[i] = rng_normal(&r);
		noise("softmax", n, x, 1e-3, 0, m, s, f, err);
		for (size_t i = 0; i < n && n < MOST; i++)
			TAP_OK(fabs(s[i] / f[i] - 1) < 1e-4, "n = %zu: sd %g, first order %g", n, s[i], f[i]);
		noise("entmax:1.5", n, x, 0.3, 0, m, s, f, err);
		noise("entmax:1.5", n, x, 0.3, 20000, m2, s2, f, err2);
		for (size_t i = 0; i < n; i++) {
			TAP_OK(fabs(m[i] - m2[i]) <= 5 * (err[i] + err2[i]) + 1e-15, "n = %zu: mean %g, drawn %g +- %g", n, m[i], m2[i], err2[i]);
			TAP_OK(fabs(s[i] - s2[i]) <= 0.1 * s[i] + 1e-3, "n = %zu: sd %g, drawn %g", n, s[i], s2[i]);
			TAP_OK(n < MOST || fabs(err[i] - s[i] / 100) < 1e-15, "9 scores are drawn 10000 times");
		}
	}
	tap_group("first order, draws");
}

/* Gumbel's law has mean gamma and variance pi^2/6; the noise adds to the scores, as many as there are, and is that of its stream. */
static void
gumbel(void)
{
	enum { DRAWN = 100000 };
	double *x = malloc(DRAWN * sizeof *x), *y = malloc(2 * sizeof *y), sum = 0, squares = 0;	/* with nothing behind them */
	for (size_t i = 0; i < DRAWN; i++)
		x[i] = 5;
	y[0] = 6;
	y[1] = 7;
	simplex_gumbel(DRAWN, x, 1, 2);
	simplex_gumbel(2, y, 1, 2);
	TAP_OK(fabs(y[0] - x[0] - 1) < 1e-14 && fabs(y[1] - x[1] - 2) < 1e-14, "the same stream: %g %g", y[0] - x[0], y[1] - x[1]);
	for (size_t i = 0; i < DRAWN; i++) {
		sum += x[i] - 5;
		squares += (x[i] - 5) * (x[i] - 5);
	}
	double mean = sum / DRAWN, variance = squares / DRAWN - mean * mean, pi = acos(-1);
	TAP_OK(fabs(mean - 0.5772156649015329) < 5 * pi / sqrt(6.0 * DRAWN), "mean %g", mean);
	TAP_OK(fabs(variance - pi * pi / 6) < 5 * pi * pi / 6 * sqrt(4.4 / DRAWN), "variance %g", variance);	/* kurtosis 5.4 */
	free(x);
	free(y);
	tap_group("Gumbel noise: mean, variance, streams");
}

static int
noisy(void *context, struct err *error)
{
	const struct simplex_opts o = { .temperature = 1 };
	const double x[] = { 0, 1, 3 };
	double v[4][3];
	const struct simplex_noise out = { v[0], v[1], v[2], v[3] };
	int code = simplex_noise(context, &o, 3, x, .5, 0, 0, 0, &out, error);

	if (!code)
		starve_bytes(v, sizeof v);
	return code;
}

static void
memory(void)
{
	struct spec_list l;

	TAP_OK(!spec_parse(&simplex_maps, STR("softmax,sparsemax"), &l, &e), "%s", e.text);
	TAP_OK(starve("softmax", noisy, l.v) + starve("sparsemax", noisy, l.v + 1) >= 6, "work, rows and nodes of each");
	for (size_t draws = 0; draws <= 2; draws += 2) {
		const double x[] = { 0, (double)NAN, 3 };
		double v[12];
		TAP_OK(simplex_noise(l.v, &(struct simplex_opts){ .temperature = 1 }, 3, x, .5, draws, 0, 0,
		       &(struct simplex_noise){ v, v + 3, v + 6, v + 9 }, &e) == ERR_INPUT, "%zu draws: %s", draws, e.text);
		err_clear(&e);
	}
	spec_free(&l);
	tap_group("allocations that fail, a score that is none");
}

int
main(void)
{
	memory();
	gumbel();
	rules();
	centred();
	one_direction();
	closed_forms();
	together();
	return tap_done();
}
