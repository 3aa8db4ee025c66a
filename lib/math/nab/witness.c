/* SPDX-License-Identifier: MIT */
/* witness: see witness.h. */
#include <stdatomic.h>

#include "base/err.h"
#include "base/parallel.h"
#include "math/nab/witness.h"

enum { SHORTEST = 1024, EXACTLY = 4096 };

size_t
nab_witness_blocks(const struct nab_search *r, int64_t *length)
{
	int64_t sums = r->found.least + 1;

	*length = SHORTEST;
	if (sums <= 0 || big_word(&r->start.n, 6) < 6)
		return 0;
	while ((sums - 1) / *length >= NAB_WITNESS_MOST)
		*length *= 2;
	return (size_t)((sums - 1) / *length) + 1;
}

struct task {
	const struct nab_search *r;
	int64_t length;
	size_t first;
	struct nab_record *v;
	atomic_bool failed;
};

/* The least of t = from .. to when it is at most best: true, and x is the first. */
static bool
least(const struct nab_start *st, int64_t from, int64_t to, int64_t best, bool exact, struct task *w, struct nab_record *x)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search r = { 0 };

	how.threads = 1;
	how.exact = exact;
	how.from = from;
	how.to = to;
	how.best = best;
	if (nab_search(&st->n, &how, &r))
		w->failed = true;
	bool any = nab_search_ties(&r) > 0;
	if (any)
		*x = r.found.v[r.found.n - nab_search_ties(&r)];
	nab_search_free(&r);
	return any;
}

static void
find(void *context, size_t i)
{
	struct task *w = context;
	const struct nab_start *st = &w->r->start;
	struct nab_record *x = &w->v[i];
	int64_t from = (int64_t)(w->first + i) * w->length - 1, to = from + w->length - 1;

	if (to >= w->r->found.least)
		to = w->r->found.least - 1;
	int64_t middle = to - from >= EXACTLY ? from + EXACTLY - 1 : to;
	if (least(st, from, middle, NAB_ENDLESS, true, w, x) && middle < to)
		least(st, middle + 1, to, x->t + x->c - 1, false, w, x);
}

int
nab_witness_find(const struct nab_search *r, int64_t length, size_t first, size_t n, int threads, struct nab_record v[])
{
	struct task w = { .r = r, .length = length, .first = first, .v = v };
	parallel_for(threads, n, find, &w);
	return w.failed ? ERR_MEMORY : 0;
}
