/* SPDX-License-Identifier: MIT */
/* keep: see keep.h. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "math/scaling/keep.h"

size_t
keep_where(size_t n, const double x[], bool keep[])
{
	size_t gone = 0;

	for (size_t i = 0; i < n; i++) {
		if (keep[i] && fabs(x[i]) <= 0) {
			keep[i] = false;
			gone++;
		}
	}
	return gone;
}

size_t
keep_complete(size_t n, size_t n_x, const double *const x[], bool keep[])
{
	size_t gone = 0;

	for (size_t i = 0; i < n; i++) {
		bool hole = false;
		for (size_t k = 0; k < n_x; k++)
			hole |= isnan(x[k][i]);
		gone += keep[i] && hole;
		keep[i] = keep[i] && !hole;
	}
	return gone;
}

/* Of each group the row that is better than the one held so far stays. */
static size_t
choose(size_t n, const size_t group[], size_t groups, bool (*better)(const double x[], size_t i, size_t held), const double x[], bool keep[])
{
	size_t *held = mem_alloc(groups, sizeof *held), gone = 0;

	if (!held)
		return SIZE_MAX;
	for (size_t g = 0; g < groups; g++)
		held[g] = SIZE_MAX;
	for (size_t i = 0; i < n; i++)
		if (keep[i] && (held[group[i]] == SIZE_MAX || better(x, i, held[group[i]])))
			held[group[i]] = i;
	for (size_t i = 0; i < n; i++) {
		if (keep[i] && held[group[i]] != i) {
			keep[i] = false;
			gone++;
		}
	}
	mem_free(held);
	return gone;
}

static bool
less(const double x[], size_t i, size_t held)
{
	return x[i] < x[held];
}

static bool
later(const double x[], size_t i, size_t held)
{
	return !x || x[i] >= x[held];
}

size_t
keep_least(size_t n, const size_t group[], size_t groups, const double y[], bool keep[])
{
	return choose(n, group, groups, less, y, keep);
}

size_t
keep_last(size_t n, const size_t group[], size_t groups, const double x[], bool keep[])
{
	return choose(n, group, groups, later, x, keep);
}

struct row_value {
	double y;
	size_t row, group;
};

static int
descending(const void *a, const void *b)
{
	const struct row_value *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->y < y->y || x->y > y->y)
		return x->y < y->y ? 1 : -1;
	return (x->row < y->row) - (x->row > y->row);
}

size_t
keep_smaller(size_t n, const size_t group[], const double y[], size_t k, bool keep[])
{
	struct row_value *v = mem_alloc(n, sizeof *v);
	size_t m = 0, gone = 0;

	if (!v)
		return SIZE_MAX;
	for (size_t i = 0; i < n && k > 0; i++)
		if (keep[i])
			v[m++] = (struct row_value){ y[i], i, group[i] };
	qsort(v, m, sizeof *v, descending);
	for (size_t i = 0, taken = 0; i < m; i++) {
		taken = i && v[i].group == v[i - 1].group ? taken : 0;
		if (taken++ >= k)
			continue;
		keep[v[i].row] = false;
		gone++;
	}
	mem_free(v);
	return gone;
}
