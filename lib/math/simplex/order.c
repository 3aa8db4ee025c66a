/* SPDX-License-Identifier: MIT */
/* order: scores from the largest down, as many as are asked for.  See scores.h. */
#include <math.h>
#include <stdlib.h>

#include "math/simplex/scores.h"

_Static_assert(sizeof(struct pair) <= 2 * sizeof(double), "a pair is two doubles");

static bool
before(struct pair a, struct pair b)
{
	return a.x != b.x ? a.x > b.x : a.i < b.i;
}

static int
compare(const void *a, const void *b)
{
	const struct pair *p = a, *q = b;
	return before(*q, *p) - before(*p, *q);
}

/* Hoare's partition of p[lo..hi), hi - lo >= 2, by the middle one of three: returns its place, with larger ones before it. */
static size_t
partition(struct pair p[], size_t lo, size_t hi)
{
	size_t three[] = { lo, lo + (hi - lo) / 2, hi - 1 };
	bool ab = before(p[three[0]], p[three[1]]), bc = before(p[three[1]], p[three[2]]), ac = before(p[three[0]], p[three[2]]);
	size_t middle = three[ab == bc ? 1 : ab == ac ? 2 : 0], i = lo, j = hi;
	struct pair pivot = p[middle], t;

	p[middle] = p[lo];
	p[lo] = pivot;
	for (;;) {
		while (++i < hi && before(p[i], pivot))
			;
		while (before(pivot, p[--j]))
			;
		if (i >= j)
			break;
		t = p[i];
		p[i] = p[j];
		p[j] = t;
	}
	p[lo] = p[j];
	p[j] = pivot;
	return j;
}

/* The scores that are at least least. */
static struct order
begin(size_t n, const double x[], double least, double work[])
{
	struct order o = { .p = (void *)work, .depth = 1 };
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		o.p[m] = (struct pair){ x[i], i };
		m += x[i] >= least;
	}
	o.end[0] = m;
	o.left = m ? 4 * m * (size_t)(1 + log2((double)m)) : 0;
	return o;
}

struct order
order_begin(size_t n, const double x[], double work[])
{
	return begin(n, x, -HUGE_VAL, work);
}

/* The k-th largest of the maxima of 4 k groups is at most the k-th largest of all: little more than k scores pass it. */
struct order
order_begin_top(size_t n, const double x[], size_t k, double work[])
{
	size_t groups = 4 * k;
	double *most = work + n;

	if (groups > n / 4)
		return order_begin(n, x, work);
	for (size_t g = 0; g < groups; g++)
		most[g] = x[g];
	for (size_t at = groups; at < n; at += groups)
		for (size_t g = 0; g < groups && g < n - at; g++)
			most[g] = x[at + g] > most[g] ? x[at + g] : most[g];
	struct order o = order_begin(groups, most, work);
	return begin(n, x, order_place(&o, k - 1).x, work);
}

/* Paredes and Navarro's incremental quicksort: the ends on the stack are places that are already right. */
size_t
order_next(struct order *o)
{
	while (o->at >= o->sorted && o->end[o->depth - 1] > o->at + 1) {
		size_t end = o->end[o->depth - 1];
		if (o->depth == ORDER_DEPTH || end - o->at > o->left) {		/* bad luck with the pivots */
			qsort(o->p + o->at, end - o->at, sizeof *o->p, compare);
			o->sorted = end;
			break;
		}
		o->left -= end - o->at;
		o->end[o->depth++] = partition(o->p, o->at, end);
	}
	if (o->end[o->depth - 1] <= o->at + 1 && o->depth > 1)
		o->depth--;
	return o->p[o->at++].i;
}

struct pair
order_place(struct order *o, size_t k)
{
	size_t lo = 0, hi = o->end[0], m;

	while (hi - lo > 1) {
		if (hi - lo > o->left) {
			qsort(o->p + lo, hi - lo, sizeof *o->p, compare);
			break;
		}
		o->left -= hi - lo;
		m = partition(o->p, lo, hi);
		if (m == k)
			break;
		*(m > k ? &hi : &lo) = m > k ? m : m + 1;
	}
	return o->p[k];
}

void
scores_order(size_t n, const double x[], size_t order[], double work[])
{
	struct order o = order_begin(n, x, work);

	for (size_t k = 0; k < n; k++)
		order[k] = order_next(&o);
}
