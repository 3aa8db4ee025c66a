/* SPDX-License-Identifier: MIT */
/* isoflop: budgets, their parabolas and the lines through the vertices. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "math/scaling/isoflop.h"

const char *
isoflop_reason(enum isoflop_verdict v)
{
	static const char *const reason[] = { "", "fewer than 4 rows, or fewer than 3 sizes",
	                                      "no minimum: the parabola opens downwards",
	                                      "the minimum lies outside the sizes tried" };

	return reason[v];
}

struct place {
	double ln;
	size_t row;
};

static int
ascending(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	return (p->ln > q->ln) - (p->ln < q->ln);
}

int
isoflop_budgets(size_t n, const double C[], double gap, size_t group[], size_t *groups, struct err *e)
{
	struct place *p = mem_alloc(n, sizeof *p);

	*groups = 0;
	if (!p)
		return err_memory(e);
	for (size_t i = 0; i < n; i++)
		p[i] = (struct place){ log(C[i]), i };
	qsort(p, n, sizeof *p, ascending);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || p[i].ln - p[i - 1].ln > gap)
			++*groups;
		group[p[i].row] = *groups - 1;
	}
	mem_free(p);
	return 0;
}

/* Rows of one budget: t = ln x - centre, L. */
struct points {
	size_t n;
	double *t, *L;
};

/*
 * Least squares by orthogonal polynomials 1, t, q(t) = t^2 - slope t - mean t^2 of the points themselves (Forsythe 1957), so that
 * the curvature is a sum of its own.
 */
static void
parabola(const struct points *p, struct isoflop_parabola *out)
{
	double n = (double)p->n, t2 = 0, t3 = 0, mean = 0, tl = 0, qq = 0, ql = 0, rss = 0;

	for (size_t i = 0; i < p->n; i++) {
		t2 += p->t[i] * p->t[i];
		t3 += p->t[i] * p->t[i] * p->t[i];
		tl += p->t[i] * p->L[i];
		mean += p->L[i] / n;
	}
	double slope = t3 / t2, level = t2 / n;
	for (size_t i = 0; i < p->n; i++) {
		double q = p->t[i] * p->t[i] - slope * p->t[i] - level;
		qq += q * q;
		ql += q * (p->L[i] - mean);
	}
	out->c2 = ql / qq;
	out->c1 = tl / t2 - out->c2 * slope;
	out->c0 = mean - out->c2 * level;
	for (size_t i = 0; i < p->n; i++) {
		double r = p->L[i] - out->c0 - p->t[i] * (out->c1 + p->t[i] * out->c2);
		rss += r * r;
	}
	double vertex = -out->c1 / (2 * out->c2), line = tl / t2;
	out->least = out->c0 + vertex * out->c1 / 2;
	out->best = exp(out->centre + vertex);
	/* vertex = (slope - line/c2)/2 with independent line (variance s^2/t2) and c2 (s^2/qq). */
	double ratio = line / out->c2;
	out->se = sqrt(rss / (n - 3) * (1 / t2 + ratio * ratio / qq)) / (2 * fabs(out->c2));
}

/* Are there three different x?  They are if a third differs from the smallest and the largest. */
static bool
three(const struct points *p, double lo, double hi)
{
	double near = 1e-9;

	for (size_t i = 0; i < p->n; i++)
		if (p->t[i] > lo + near && p->t[i] < hi - near)
			return true;
	return false;
}

static struct isoflop_parabola
fit(const struct points *p)
{
	double nan = (double)NAN, lo = (double)INFINITY, hi = -lo;
	struct isoflop_parabola out = { ISOFLOP_FEW, 0, nan, nan, nan, nan, nan, nan };

	for (size_t i = 0; i < p->n; i++)
		out.centre += p->t[i] / (double)p->n;
	for (size_t i = 0; i < p->n; i++) {
		p->t[i] -= out.centre;
		lo = fmin(lo, p->t[i]);
		hi = fmax(hi, p->t[i]);
	}
	if (p->n < 4 || !three(p, lo, hi))
		return out;
	parabola(p, &out);
	double vertex = log(out.best) - out.centre;
	if (!(out.c2 > 0)) {
		out.verdict = ISOFLOP_CONCAVE;
		out.best = out.least = out.se = nan;
	} else {
		out.verdict = vertex > lo && vertex < hi ? ISOFLOP_GOOD : ISOFLOP_OUTSIDE;
	}
	return out;
}

/* row (n): the rows of budget 0, then 1, ..., in their order; those of g are first[g]..first[g + 1] (groups + 1, zero before). */
static void
index_rows(size_t n, const size_t group[], size_t groups, size_t first[], size_t row[])
{
	for (size_t i = 0; i < n; i++)
		first[group[i]]++;
	for (size_t g = 1; g <= groups; g++)
		first[g] += first[g - 1];
	for (size_t i = n; i-- > 0;)
		row[--first[group[i]]] = i;
}

int
isoflop_fit(size_t n, const double C[], const double N[], const double D[], const double L[], const size_t group[], size_t groups,
            struct isoflop_budget budget[], struct err *e)
{
	struct points p = { 0, mem_alloc(n, sizeof *p.t), mem_alloc(n, sizeof *p.L) };
	size_t *first = mem_zero(groups + 1, sizeof *first), *row = mem_alloc(n, sizeof *row);

	if (!p.t || !p.L || !first || !row)
		err_memory(e);
	else
		index_rows(n, group, groups, first, row);
	for (size_t g = 0; !e->code && g < groups; g++) {
		double lnC = 0;
		for (int second = 0; second < 2; second++) {
			const double *x = second ? D : N;
			p.n = 0;
			for (size_t k = first[g]; x && k < first[g + 1]; k++) {
				lnC += second ? 0 : log(C[row[k]]);
				p.L[p.n] = L[row[k]];
				p.t[p.n++] = log(x[row[k]]);
			}
			if (!second)
				budget[g].rows = p.n;
			*(second ? &budget[g].D : &budget[g].N) = fit(&p);
		}
		budget[g].compute = exp(lnC / (double)budget[g].rows);
	}
	mem_free(p.t);
	mem_free(p.L);
	mem_free(first);
	mem_free(row);
	return e->code;
}

/* A line through the good vertices of one kind. */
static int
vertices(size_t groups, const struct isoflop_budget budget[], bool second, struct line *l, struct err *e)
{
	double *x = mem_alloc(groups, sizeof *x), *y = mem_alloc(groups, sizeof *y);
	size_t n = 0;

	if (!x || !y)
		err_memory(e);
	for (size_t g = 0; !e->code && g < groups; g++) {
		const struct isoflop_parabola *p = second ? &budget[g].D : &budget[g].N;
		if (p->verdict == ISOFLOP_GOOD) {
			x[n] = budget[g].compute;
			y[n++] = p->best;
		}
	}
	*l = line_fit(e->code ? 0 : n, x, y);
	mem_free(x);
	mem_free(y);
	return e->code;
}

int
isoflop_lines(size_t groups, const struct isoflop_budget budget[], struct line *N, struct line *D, struct err *e)
{
	if (vertices(groups, budget, false, N, e) || vertices(groups, budget, true, D, e))
		return e->code;
	if (isnan(N->slope))
		return err_set(e, ERR_NO_ANSWER, "fewer than 2 of %zu budgets have a minimum in the sizes tried; add smaller and larger models", groups);
	return 0;
}
