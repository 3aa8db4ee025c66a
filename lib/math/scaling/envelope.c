/* SPDX-License-Identifier: MIT */
/* envelope: the lower envelope of training curves. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "math/scaling/envelope.h"

#define ROUNDING 1e-12	/* of ln C */

/* A row in logarithms, ordered by run, compute and loss. */
struct row {
	size_t run;
	double C, N, D, L;
};

static int
ascending(const void *a, const void *b)
{
	const struct row *p = a, *q = b;

	if (p->run != q->run)
		return p->run < q->run ? -1 : 1;
	if (p->C != q->C)
		return p->C < q->C ? -1 : 1;
	return (p->L > q->L) - (p->L < q->L);
}

/* Sorts, and keeps of equal (run, C) the first, of lowest loss; returns how many are left. */
static size_t
order(size_t n, struct row r[])
{
	size_t kept = 0;

	qsort(r, n, sizeof *r, ascending);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || r[i].run != r[kept - 1].run || r[i].C != r[kept - 1].C)
			r[kept++] = r[i];
	return kept;
}

static double
between(double t, double a, double b)
{
	return a + t * (b - a);
}

/*
 * Walks one run, r[0..n), along the computes x[0..points): where it is below best, it becomes best.  spans counts the runs.
 * The ends belong to a run also when the grid is off them by rounding.
 */
static void
lower(size_t n, const struct row r[], size_t points, const double x[], struct row best[], size_t spans[])
{
	size_t k = 0;

	for (size_t i = 0; i < points && n > 1; i++) {
		if (x[i] < r[0].C - ROUNDING || x[i] > r[n - 1].C + ROUNDING)
			continue;
		while (k + 2 < n && x[i] > r[k + 1].C)
			k++;
		double t = fmin(fmax((x[i] - r[k].C) / (r[k + 1].C - r[k].C), 0), 1), L = between(t, r[k].L, r[k + 1].L);
		if (spans[i]++ == 0 || L < best[i].L)
			best[i] = (struct row){ r[k].run, x[i], between(t, r[k].N, r[k + 1].N),
			                        between(t, r[k].D, r[k + 1].D), L };
	}
}

/* points equally spaced numbers from the smallest to the largest C. */
static void
grid(size_t n, const struct row r[], size_t points, double x[])
{
	double lo = (double)INFINITY, hi = -lo;

	for (size_t i = 0; i < n; i++) {
		lo = fmin(lo, r[i].C);
		hi = fmax(hi, r[i].C);
	}
	for (size_t i = 0; i < points; i++)
		x[i] = i + 1 == points && i > 0 ? hi : lo + (hi - lo) * ((double)i / (double)(points - 1));
}

int
envelope_points(size_t n, const size_t run[], size_t runs, const double C[], const double N[], const double D[], const double L[],
                size_t points, struct envelope_point out[], size_t *count, struct err *e)
{
	struct row *r = mem_alloc(n, sizeof *r), *best = mem_alloc(points, sizeof *best);
	size_t *spans = mem_zero(points, sizeof *spans), curves = 0;
	double *x = mem_alloc(points, sizeof *x);

	*count = 0;
	if (!r || !best || !spans || !x) {
		err_memory(e);
	} else {
		for (size_t i = 0; i < n; i++)
			r[i] = (struct row){ run[i], log(C[i]), log(N[i]), log(D[i]), log(L[i]) };
		n = order(n, r);
		grid(n, r, points, x);
		for (size_t first = 0, end; first < n; first = end) {
			for (end = first + 1; end < n && r[end].run == r[first].run; end++)
				;
			curves += end - first > 1;
			lower(end - first, r + first, points, x, best, spans);
		}
		if (curves < 2)
			err_set(e, ERR_NO_ANSWER, "%zu of %zu runs are curves of two rows or more; an envelope needs two",
			        curves, runs);
	}
	for (size_t i = 0; !e->code && i < points; i++)
		if (spans[i] > 1)
			out[(*count)++] = (struct envelope_point){ exp(best[i].C), exp(best[i].N), exp(best[i].D),
			                                           exp(best[i].L), best[i].run };
	mem_free(r);
	mem_free(best);
	mem_free(spans);
	mem_free(x);
	return e->code;
}

/* One coordinate of the envelope on compute. */
static int
coordinate(size_t count, const struct envelope_point point[], bool tokens, struct line *l, struct err *e)
{
	double *x = mem_alloc(count, sizeof *x), *y = mem_alloc(count, sizeof *y);

	if (!x || !y)
		err_memory(e);
	for (size_t i = 0; !e->code && i < count; i++) {
		x[i] = point[i].compute;
		y[i] = tokens ? point[i].tokens : point[i].params;
	}
	*l = line_fit(e->code ? 0 : count, x, y);
	mem_free(x);
	mem_free(y);
	return e->code;
}

int
envelope_lines(size_t count, const struct envelope_point point[], struct line *N, struct line *D, struct err *e)
{
	if (coordinate(count, point, false, N, e) || coordinate(count, point, true, D, e))
		return e->code;
	return isnan(N->slope) ? err_set(e, ERR_NO_ANSWER, "the envelope has no two different computes") : 0;
}
