/* SPDX-License-Identifier: MIT */
/* found: see found.h. */
#include <stdlib.h>

#include "base/mem.h"
#include "math/nab/found.h"
#include "math/nab/start.h"

void
nab_found_note(struct nab_found *f, int64_t t, int64_t c)
{
	if (!mem_reserve(&f->v, &f->cap, f->n + 1, sizeof f->v[0]))
		f->failed = true;
	else
		f->v[f->n++] = (struct nab_record){ t, c };
}

void
nab_found_add(struct nab_found *f, int64_t t, int64_t c)
{
	if (c >= NAB_ENDLESS || t + c > f->least)
		return;
	nab_found_note(f, t, c);
	f->least = t + c;
}

void
nab_found_join(struct nab_found *f, const struct nab_found *g)
{
	for (size_t i = 0; i < g->n; i++)
		nab_found_add(f, g->v[i].t, g->v[i].c);
	f->failed |= g->failed;
}

static int
by_t(const void *a, const void *b)
{
	const struct nab_record *x = a, *y = b;
	return (x->t > y->t) - (x->t < y->t);
}

void
nab_found_order(struct nab_found *f)
{
	if (f->n > 1)
		qsort(f->v, f->n, sizeof f->v[0], by_t);
}

void
nab_found_free(struct nab_found *f)
{
	mem_free(f->v);
	*f = (struct nab_found){ 0 };
}
