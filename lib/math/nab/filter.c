/* SPDX-License-Identifier: MIT */
/* filter: superblocks in increasing order, in waves that threads share.  See filter.h. */
#include <stdatomic.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/sys.h"
#include "math/nab/filter.h"
#include "math/nab/filter_block.h"

enum { USEFUL_BITS = 78, MOST_BITS = 240, WAVE = 1024, THREADS_FROM_BITS = 118 };

bool
nab_filter_useful(const struct nab_start *st)
{
	return st->bits >= USEFUL_BITS && st->bits <= MOST_BITS;
}

int64_t
nab_filter_begin(const struct nab_start *st)
{
	struct filter_block b;
	int64_t t = 1024;
	while (!filter_block_plan(st, t, &b))
		t += t / 4;
	return t;
}

/*
 * A wave of superblocks, in increasing t.  least[i] is what block i left, NAB_ENDLESS before: a block may use what blocks before it
 * have found, never what later ones have, so that the records are found too.  The first used blocks have been in use.
 */
struct wave {
	struct filter_block block[WAVE];
	_Atomic int64_t least[WAVE];
	size_t used;
	int64_t before;
	int isa;
};

static void
run(void *context, size_t i)
{
	struct wave *w = context;
	struct filter_block *b = &w->block[i];
	int64_t least = w->before;

	for (size_t j = 0; j < i; j++) {
		int64_t l = atomic_load_explicit(&w->least[j], memory_order_relaxed);
		least = l < least ? l : least;
	}
	b->found.n = 0;
	if (!filter_block_set(b, least))
		return;
	if (w->isa >= 5)
		filter_avx512(b);
	else if (w->isa >= 2)
		filter_avx2(b);
	else
		filter_portable(b);
	nab_found_order(&b->found);
	for (size_t k = 0; k < b->found.n; k++) {
		int64_t l = b->found.v[k].t + b->found.v[k].c;
		least = l < least ? l : least;
	}
	atomic_store_explicit(&w->least[i], least, memory_order_relaxed);
}

/* Plans a wave from *t on, of the superblocks of this shard alone; *number counts all of them. */
static size_t
plan(struct wave *w, const struct nab_start *st, const struct nab_how *how, int64_t *t, uint64_t *number)
{
	size_t n = 0;
	while (n < WAVE && *t <= how->to && *t <= w->before) {
		struct filter_block *b = &w->block[n];
		if (n == w->used)
			w->block[w->used++].found = (struct nab_found){ 0 };
		filter_block_plan(st, *t, b);
		*t += filter_block_length(b);
		b->last = *t - 1 < how->to ? *t - 1 : how->to;
		w->least[n] = NAB_ENDLESS;
		n += (*number)++ % how->shards == how->shard;
	}
	return n;
}

int64_t
nab_filter(const struct nab_start *st, int64_t t, const struct nab_how *how, struct nab_found *f)
{
	struct wave *w = mem_alloc(1, sizeof *w);
	uint64_t number = 0;

	if (!w) {
		f->failed = true;
		return t;
	}
	int most = sys_isa(), threads = st->bits < THREADS_FROM_BITS ? 1 : how->threads;
	w->isa = how->isa < most ? how->isa : most;
	w->used = 0;
	while (t <= how->to && t <= f->least && !f->failed) {
		w->before = f->least;
		size_t n = plan(w, st, how, &t, &number);
		parallel_for(threads, n, run, w);
		for (size_t i = 0; i < n; i++)
			nab_found_join(f, &w->block[i].found);
		if (how->tell)
			how->tell(how->context, st, t);
	}
	for (size_t i = 0; i < w->used; i++)
		nab_found_free(&w->block[i].found);
	mem_free(w);
	return t < how->to ? t : how->to + 1;
}
