/* SPDX-License-Identifier: MIT */
/* range: see range.h. */
#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "math/nab/nab.h"
#include "math/nab/range.h"

/* floor(sqrt(x)), x < 2^63.  The double of r^2 has the root r, so that rounding x down never loses 1; up it may win 1, as for r^2 - 1. */
static uint64_t
root(uint64_t x)
{
	uint64_t r = (uint64_t)sqrt((double)x);

	return r * r > x ? r - 1 : r;
}

int
nab_range_begin(struct nab_range *r, uint64_t n)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search one = { 0 };
	struct nab_triple x;
	struct big N = big_of(n);

	int code = nab_search(&N, &how, &one);
	if (!code) {
		nab_start_triple(&one.start, nab_search_tie(&one, 0), &x);
		*r = (struct nab_range){ .n = n, .from = n - x.c.v[0], .s = x.a.v[0] + x.b.v[0], .ties = nab_search_ties(&one),
			.sum = (uint32_t)x.s.v[0] };
	}
	nab_search_free(&one);
	return code;
}

size_t
nab_range_block(uint64_t n)
{
	double len = 128 * cbrt(sqrt((double)n));
	return len < 32768 ? 32768 : len > 262144 ? 262144 : (size_t)len;
}

/* The least S that is not proven by pairs of s <= most: whether every S is at most that. */
static bool
proven(const struct nab_range *r, size_t len, const uint32_t pairs[], uint64_t most)
{
	uint32_t sum = r->sum, greatest = 0;
	for (size_t i = 0; i < len; i++) {
		sum = pairs[i] < sum + 1 ? pairs[i] : sum + 1;
		greatest = sum > greatest ? sum : greatest;
	}
	return greatest <= most;
}

/* All d of s whose product lies in first .. last, 4 times the product being s^2 - d^2. */
static void
mark(uint64_t s, uint64_t first, uint64_t last, uint32_t pairs[])
{
	uint64_t square = s * s, d = square > 4 * last ? root(square - 4 * last - 1) + 1 : 0;
	d += (d ^ s) & 1;
	uint64_t product = (square - d * d) / 4;
	while (product >= first && d <= s) {
		pairs[product - first] = (uint32_t)s;
		if (product < first + d + 1)
			return;
		product -= d + 1;
		d += 2;
	}
}

void
nab_range_pairs(const struct nab_range *r, size_t len, uint32_t pairs[])
{
	uint64_t first = r->n + 1, last = r->n + len;
	uint64_t low = root(4 * first - 1) + 1, high = root(4 * last) + 1;
	double margin = 3.2 * cbrt(sqrt((double)last)) + 8;

	do {
		uint64_t most = high + (uint64_t)margin;
		memset(pairs, 0xFF, len * sizeof pairs[0]);
		for (uint64_t s = most; s >= low; s--)
			mark(s, first, last, pairs);
		if (proven(r, len, pairs, most))
			return;
		margin *= 2;
	} while (true);
}

void
nab_range_triple(const struct nab_range *r, uint64_t *a, uint64_t *b, uint64_t *c)
{
	uint64_t d = root(r->s * r->s - 4 * r->from);
	*a = (r->s - d) / 2;
	*b = (r->s + d) / 2;
	*c = r->n - r->from;
}

int
nab_range_total(struct nab_range *r, uint64_t len, uint64_t *total)
{
	size_t room = nab_range_block(r->n + len);
	uint32_t *pairs = mem_alloc(room, sizeof *pairs);
	if (!pairs)
		return ERR_MEMORY;
	*total = 0;
	while (len) {
		size_t n = len < room ? (size_t)len : room;
		nab_range_pairs(r, n, pairs);
		for (size_t i = 0; i < n; i++) {
			nab_range_step(r, pairs[i]);
			*total += r->sum;
		}
		len -= n;
	}
	mem_free(pairs);
	return 0;
}
