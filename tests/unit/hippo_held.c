/* SPDX-License-Identifier: MIT */
/* item_memory (item.h) against what is held, counted, for every item, family, rule, method and two sizes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/discretize.h"
#include "math/hippo/item.h"
#include "math/hippo/readout.h"
#include "tap.h"

enum { MOST = 40, LENGTH = 300, HEAD = 16 };

/* base/mem in place of the library's, which counts. */
static size_t held, most;

static size_t *
head_of(void *p)
{
	return (size_t *)(void *)((char *)p - HEAD);
}

void *
mem_resize(void *p, size_t n, size_t size)
{
	size_t old = p ? *head_of(p) : 0, *head = realloc(p ? head_of(p) : NULL, HEAD + n * size);

	if (!head)
		abort();
	*head = n * size;
	held = held - old + *head;
	most = held > most ? held : most;
	return (char *)head + HEAD;
}

void *
mem_alloc(size_t n, size_t size)
{
	return mem_resize(NULL, n, size);
}

void *
mem_zero(size_t n, size_t size)
{
	return memset(mem_resize(NULL, n, size), 0, n * size);
}

void
mem_free(void *p)
{
	if (p) {
		held -= *head_of(p);
		free(head_of(p));
	}
}

bool
mem_reserve(void *p, size_t *cap, size_t need, size_t size)
{
	void *old, *grown;

	memcpy(&old, p, sizeof old);
	if (need > *cap) {
		grown = mem_resize(old, *cap = 2 * need, size);
		memcpy(p, &grown, sizeof grown);
	}
	return true;
}

void
mem_fail_at(unsigned long k, bool sticky)
{
	(void)k;
	(void)sticky;
}

/* The share of the bound that is held, 0 where the item has no answer. */
static double
share(const struct item *item, const char *family, const char *rule, size_t n, enum method method)
{
	static const double omega[LENGTH] = { 1 };
	struct spec_list f = { 0 }, r = { 0 };
	struct err e = { 0 };
	struct request q = { .dt = .1, .n_omega = LENGTH, .length = LENGTH, .omega = omega, .method = method, .force = true };
	struct clock c = { 0 };
	struct array out = { 0 };
	double C[2 * MOST + 2], used = 0;
	size_t start = held;

	TAP_OK(!spec_parse(&hippo_families, str_of(family), &f, &e) && !spec_parse(&hippo_rules, str_of(rule), &r, &e) && !hippo_make(f.v, n, &q.h, &e) &&
		!readout(&q.h, &c, READ_NORMAL, 0, C, &e), "%s", e.text);
	q.rule = r.v;
	q.C = C;
	size_t before = most = held;
	if (!item->make(&q, &out, &e)) {
		double bound = item_memory(&q, item), bytes = (double)(most - before);
		TAP_OK(bytes <= bound, "%s %s %s N = %zu, method %d: %.0f bytes, at most %.0f", item->head.name, family, rule, n, (int)method, bytes, bound);
		used = bytes / bound;
	}
	mem_free(out.v);
	spec_free(&f);
	spec_free(&r);
	TAP_OK(held == start, "%s %s: %zu bytes are not given back", item->head.name, family, held - start);
	return used;
}

int
main(void)
{
	static const char *const rules[] = { "bilinear", "zoh", "foh", "mamba" };
	static const size_t sizes[] = { 4, MOST };

	for (size_t i = 0; i < hippo_items.n; i++) {
		const struct item *item = (const struct item *)(const void *)row_at(&hippo_items, i);
		double top = 0;
		for (size_t f = 0; f < hippo_families.n; f++) {
			const struct family *row = (const struct family *)(const void *)row_at(&hippo_families, f);
			for (size_t k = 0; k < 2 * 4; k++)
				for (enum method m = RECURRENCE; m <= (strcmp(item->head.name, "kernel") ? RECURRENCE : CAUCHY); m++)
					top = tap_max(top, share(item, row->head.name, rules[k % 4], sizes[k / 4] + (row->parity == ODD), m));
		}
		TAP_OK(top > .35 || item->squares == 0, "%s: %.3f of the bound", item->head.name, top);
	}
	tap_group("what an item holds is within item_memory, and above a third of it somewhere; all is given back");
	return tap_done();
}
