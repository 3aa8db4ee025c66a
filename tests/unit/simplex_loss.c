/* SPDX-License-Identifier: MIT */
/* Losses: values in closed form, gradients by central differences, masks, errors. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/simplex.h"
#include "tap.h"

enum { N = 5 };

#define INF ((double)INFINITY)

static struct simplex_work *w;

static double
loss_of(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[], double gradient[], struct err *e)
{
	double p[N], loss = (double)NAN;
	if (!simplex_row(m, o, WANT_MAP, n, x, NULL, NULL, p, w, NULL, e))
		simplex_loss(m, o, a, n, x, p, &loss, gradient, w, e);
	return loss;
}

static double
value(const char *map, enum loss_kind kind, size_t target, double eps, size_t n, const double x[])
{
	struct spec_list l = { 0 };
	struct simplex_opts o = { .temperature = 1 };
	struct simplex_ask a = { .loss = kind, .target = target, .eps = eps };
	struct err e = { 0 };
	double gradient[N], loss = spec_parse(&simplex_maps, str_of(map), &l, &e) ? (double)NAN : loss_of(l.v, &o, &a, n, x, gradient, &e);
	spec_free(&l);
	return loss;
}

/* By hand from p = softmax(1, 2, 3, .5) in 60 digits, and log(e^2 + e^3) - 1. */
static void
values(void)
{
	const double x[4] = { 1, 2, 3, 0.5 }, p2 = 0.63079554324746676, masked[4] = { 1, -INF, 3, 0.5 };
	TAP_OK(fabs(value("softmax", LOSS_FENCHEL_YOUNG, 2, 0, 4, x) - 0.46077348915685108) < 4e-16, "-log p");
	TAP_OK(value("softmax", LOSS_LOG, 2, 0, 4, x) == value("softmax", LOSS_FENCHEL_YOUNG, 2, 0, 4, x), "log is the softmax loss");
	TAP_OK(fabs(value("softmax", LOSS_PROBABILITY, 2, 0, 4, x) + p2) < 4e-16, "-p");
	TAP_OK(fabs(value("softmax", LOSS_LOG, 2, 0.1, 4, x) + log((p2 + 0.1) / 1.4)) < 4e-16, "smoothed");
	TAP_OK(fabs(value("softmax", LOSS_STRAIGHT, 2, 0, 4, x) + 0.5322416272114669) < 1e-15, "(p - e).x may be negative");
	TAP_OK(fabs(value("sparse_softmax:2", LOSS_FENCHEL_YOUNG, 0, 0, 4, x) - 2.313261687518223) < 1e-15, "the class outside of the k largest");
	TAP_OK(fabs(value("sparse_softmax:2", LOSS_FENCHEL_YOUNG, 2, 0, 4, x) - log1p(exp(-1))) < 4e-16, "the class inside");
	TAP_OK(value("softmax", LOSS_FENCHEL_YOUNG, 1, 0, 4, masked) == INF, "a masked class");
	TAP_OK(value("sparsemax", LOSS_LOG, 0, 0, 4, x) == INF, "no probability");
	TAP_OK(isnan(value("budget:2", LOSS_FENCHEL_YOUNG, 0, 0, 4, x)), "a map without that loss");
	TAP_OK(isnan(value("softmax", LOSS_FENCHEL_YOUNG, 4, 0, 4, x)) && isnan(value("log_softmax", LOSS_LOG, 0, 0, 4, x)), "errors");
	tap_group("values");
}

/* d loss / dx by central differences, at temperatures and with log n, of losses that are functions of x. */
static void
gradients(void)
{
	static const char list[] = "softmax,sparsemax,entmax:1.25,entmax:1.5,entmax:3,entmax15,normmax:2,sparse_softmax:3,taylor:2,budget:2,fusedmax:0.1,oscarmax:0.1,"
		"perturb_max_gaussian,t_softmax:1.5,sparsehourglass:1,sigmoid_norm,softmin,csoftmax:0.4";
	struct spec_list maps = { 0 };
	struct err e = { 0 };
	struct rng r = rng_at(7, 0);
	size_t tried = 0;
	TAP_OK(!spec_parse(&simplex_maps, str_of(list), &maps, &e), "%s", e.text);
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 60; round++) {
			struct simplex_opts o = { .temperature = round % 3 ? 1 : 0.6, .logn = round % 4 ? 0 : 16 };
			struct simplex_ask a = { .loss = (enum loss_kind)(round % 3), .target = (size_t)round % N, .eps = round % 3 == LOSS_LOG ? 0.05 : 0 };
			double x[N], gradient[N], unused[N], h = 1e-6;
			for (size_t i = 0; i < N; i++)
				x[i] = 0.7 * rng_normal(&r);
			double loss = loss_of(&maps.v[k], &o, &a, N, x, gradient, &e);
			if (isnan(loss) || e.code)
				continue;
			tried++;
			for (size_t i = 0; i < N; i++) {
				double at = x[i];
				x[i] = at + h;
				double up = loss_of(&maps.v[k], &o, &a, N, x, unused, &e);
				x[i] = at - h;
				double down = loss_of(&maps.v[k], &o, &a, N, x, unused, &e);
				x[i] = at;
				TAP_OK(fabs((up - down) / (2 * h) - gradient[i]) < 2e-6 * (1 + fabs(gradient[i])), "%s loss %d [%zu]: %.10g, difference %.10g",
				       maps.v[k].label, a.loss, i, gradient[i], (up - down) / (2 * h));
			}
			TAP_OK(a.loss != LOSS_FENCHEL_YOUNG || loss >= 0, "%s: %g", maps.v[k].label, loss);
		}
	TAP_OK(tried > 800, "%zu losses", tried);
	spec_free(&maps);
	tap_group("gradients by central differences");
}

int
main(void)
{
	w = simplex_work_new(N);
	values();
	gradients();
	simplex_work_free(w);
	return tap_done();
}
