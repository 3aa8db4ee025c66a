/* SPDX-License-Identifier: MIT */
/* The first few of a row against a stable sort by insertion, for random, tied, ordered and nasty rows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/scores.h"
#include "tap.h"

enum { MOST = 700, SHAPES = 7 };

/* Row of shape k: distinct, few values, all equal, rising, falling, up and down, with -inf. */
static void
fill(struct rng *r, int shape, size_t n, double x[])
{
	for (size_t i = 0; i < n; i++) {
		double u = rng_normal(r);
		x[i] = shape == 0 ? u : shape == 1 ? round(2 * u) : shape == 2 ? 1 : shape == 3 ? (double)i : shape == 4 ? -(double)i
		     : shape == 5 ? (double)(i < n / 2 ? i : n - i) : rng_below(r, 3) ? u : -(double)INFINITY;
	}
}

static void
sorted(size_t n, const double x[], size_t order[])
{
	for (size_t i = 0; i < n; i++) {
		size_t k = i;
		for (; k > 0 && x[order[k - 1]] < x[i]; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
}

int
main(void)
{
	static double x[MOST], work[2 * MOST];
	static size_t want[MOST];
	struct rng r = rng_at(11, 0);
	for (int round = 0; round < 700; round++) {
		size_t n = 1 + rng_below(&r, round % 3 ? 40 : MOST), k = 1 + rng_below(&r, round % 2 ? n : 1 + n / 20), bad = 0;
		fill(&r, round % SHAPES, n, x);
		sorted(n, x, want);
		struct order o = order_begin(n, x, work);
		for (size_t i = 0; i < k; i++)
			bad += order_next(&o) != want[i];
		TAP_OK(bad == 0, "n = %zu, shape %d: %zu of the first %zu", n, round % SHAPES, bad, k);
		size_t *all = malloc(n * sizeof *all);		/* nothing behind the last */
		scores_order(n, x, all, work);
		TAP_OK(!memcmp(all, want, n * sizeof *all), "n = %zu, shape %d: all", n, round % SHAPES);
		free(all);
		for (int top = 0; top < 2; top++) {
			o = top ? order_begin_top(n, x, k, work) : order_begin(n, x, work);
			TAP_OK(order_place(&o, k - 1).i == want[k - 1], "n = %zu, shape %d: place %zu", n, round % SHAPES, k);
			for (size_t i = bad = 0; i < k; i++)
				for (size_t j = 0, found = 0; j < k && !found; j++)
					bad += !(found = o.p[j].i == want[i]) && j + 1 == k;
			TAP_OK(bad == 0, "n = %zu, shape %d: %zu of the first %zu are not before it", n, round % SHAPES, bad, k);
		}
	}
	tap_group("next, all, place and top");
	for (int shape = 0; shape < SHAPES; shape++) {		/* without luck: the steps are used up, and the rest is sorted */
		fill(&r, shape, MOST, x);
		sorted(MOST, x, want);
		struct order o = order_begin(MOST, x, work);
		o.left = 1000;
		size_t bad = 0;
		for (size_t i = 0; i < MOST; i++)
			bad += order_next(&o) != want[i];
		o = order_begin(MOST, x, work);
		o.left = 800;
		TAP_OK(bad == 0 && order_place(&o, 300).i == want[300], "shape %d: %zu", shape, bad);
	}
	tap_group("bad pivots");
	return tap_done();
}
