/* SPDX-License-Identifier: MIT */
/* names: see names.h. */
#include <string.h>

#include "base/mem.h"
#include "io/names.h"

/* The slot where s is or would be (Fowler, Noll and Vo's hash FNV-1a, its high bits folded in). */
static size_t
place(const struct names *t, struct str s)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * 0x100000001b3u;
	size_t k = (size_t)(h ^ h >> 32) & (t->slots - 1);
	while (t->slot[k] && !str_eq(names_at(t, t->slot[k] - 1), s))
		k = (k + 1) & (t->slots - 1);
	return k;
}

size_t
names_find(const struct names *t, struct str s)
{
	return t->n ? t->slot[place(t, s)] - 1 : NAMES_NONE;	/* an empty slot is 0, and 0 - 1 is NAMES_NONE */
}

static bool
grow(struct names *t)
{
	struct names wider = *t;
	wider.slots = t->slots ? 2 * t->slots : 64;
	if (!(wider.slot = mem_zero(wider.slots, sizeof wider.slot[0])))
		return false;
	for (size_t i = 0; i < t->n; i++)
		wider.slot[place(&wider, names_at(t, i))] = i + 1;
	mem_free(t->slot);
	*t = wider;
	return true;
}

bool
names_add(struct names *t, struct str s)
{
	if ((2 * (t->n + 1) > t->slots && !grow(t)) || !mem_reserve(&t->end, &t->cap_end, t->n + 1, sizeof t->end[0]))
		return false;
	size_t k = place(t, s);
	text_add(&t->bytes, s);
	if (t->bytes.failed)
		return false;
	t->end[t->n++] = t->bytes.n;
	t->slot[k] = t->n;
	return true;
}

struct str
names_at(const struct names *t, size_t i)
{
	size_t start = i ? t->end[i - 1] : 0;
	return (struct str){ t->bytes.s ? t->bytes.s + start : "", t->end[i] - start };
}

void
names_clear(struct names *t)
{
	if (t->n == 0)
		return;
	memset(t->slot, 0, t->slots * sizeof t->slot[0]);
	t->n = t->bytes.n = 0;
}

void
names_free(struct names *t)
{
	text_free(&t->bytes);
	mem_free(t->end);
	mem_free(t->slot);
	*t = (struct names){ 0 };
}
