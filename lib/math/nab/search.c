/* SPDX-License-Identifier: MIT */
/* search: the scan from s0 - 1 to its end (nab.h). */
#include <math.h>

#include "base/err.h"
#include "math/nab/filter.h"
#include "math/nab/nab.h"
#include "math/nab/scan.h"

/* N <= 5: every s, from 0. */
static void
by_hand(struct nab_search *r)
{
	int64_t s0 = (int64_t)r->start.s0.v[0];
	for (r->reached = -s0; r->reached <= r->found.least; r->reached++)
		nab_found_add(&r->found, r->reached, nab_start_c(&r->start, r->reached));
}

int
nab_search(const struct big *n, const struct nab_how *how, struct nab_search *r)
{
	int64_t t = how->from < 0 ? 0 : how->from;

	r->found.n = 0;
	r->found.least = how->best;
	nab_start(n, &r->start);
	if (r->start.bits <= 3 && n->v[0] <= 5 && how->from < 0) {
		by_hand(r);
		return r->found.failed ? ERR_MEMORY : 0;
	}
	if (how->from < 0)
		nab_found_add(&r->found, -1, nab_start_c(&r->start, -1));
	if (!how->exact && nab_filter_useful(&r->start)) {
		int64_t begin = nab_filter_begin(&r->start);
		t = nab_scan(&r->start, t, begin < how->to ? begin - 1 : how->to, &r->found);
		if (t >= begin)
			t = nab_filter(&r->start, t, how, &r->found);
	} else
		t = nab_scan(&r->start, t, how->to, &r->found);
	r->reached = t <= r->found.least ? t : r->found.least + 1;	/* the rest of a superblock was not judged */
	return r->found.failed ? ERR_MEMORY : 0;
}

void
nab_search_free(struct nab_search *r)
{
	nab_found_free(&r->found);
}

size_t
nab_search_ties(const struct nab_search *r)
{
	size_t n = 0;
	for (size_t i = r->found.n; i > 0 && r->found.v[i - 1].t + r->found.v[i - 1].c == r->found.least; i--)
		n++;
	return n;
}

int64_t
nab_search_tie(const struct nab_search *r, size_t i)
{
	return r->found.v[r->found.n - nab_search_ties(r) + i].t;
}

static bool
record(const struct nab_record *v, size_t i)
{
	return i == 0 || v[i].t + v[i].c < v[i - 1].t + v[i - 1].c;
}

size_t
nab_search_records(const struct nab_search *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->found.n; i++)
		n += record(r->found.v, i);
	return n;
}

struct nab_record
nab_search_record(const struct nab_search *r, size_t i)
{
	size_t k = 0;
	while (i > 0 || !record(r->found.v, k))
		i -= record(r->found.v, k++);
	return r->found.v[k];
}

double
nab_search_x(const struct nab_start *st, int64_t excess)
{
	double n = big_double(&st->n);
	return n > 0 ? (double)excess / cbrt(sqrt(n)) : 0;
}
