/* SPDX-License-Identifier: MIT */
/* cover: see cover.h. */
#include <stdlib.h>

#include "math/nab/cover.h"

static int
by_from(const void *a, const void *b)
{
	const struct nab_part *x = a, *y = b;
	return (x->from > y->from) - (x->from < y->from);
}

/* The first t from -1 on that shard has not looked at; *next: where it goes on, or last + 1. */
static int64_t
gap(size_t n, const struct nab_part part[], uint64_t shard, int64_t last, int64_t *next)
{
	int64_t t = -1;
	*next = last + 1;
	for (size_t i = 0; i < n; i++) {
		if (part[i].shards > 1 && part[i].shard != shard)
			continue;
		if (part[i].from > t) {
			*next = part[i].from < *next ? part[i].from : *next;
			return t;
		}
		t = part[i].below > t ? part[i].below : t;
	}
	return t;
}

bool
nab_cover(size_t n, struct nab_part part[], int64_t last, int64_t *from, int64_t *to)
{
	uint64_t shards = 1;
	int64_t first = last + 1, next, end = last + 1;

	if (n > 1)
		qsort(part, n, sizeof part[0], by_from);
	for (size_t i = 0; i < n; i++)
		shards = part[i].shards > shards ? part[i].shards : shards;
	for (uint64_t k = 0; k < shards; k++) {
		int64_t t = gap(n, part, k, last, &next);
		if (t < first) {
			first = t;
			end = next;
		}
	}
	*from = first;
	*to = end - 1;
	return first > last;
}
