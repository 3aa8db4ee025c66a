/* SPDX-License-Identifier: MIT */
/* names: see names.h. */
#include "base/mem.h"
#include "io/names.h"

/* A text is a sequence of symbols of nine bits, byte + 1, and 0 for ever behind its end. */
static unsigned
symbol(struct str s, size_t i)
{
	return i < s.n ? (unsigned char)s.s[i] + 1u : 0;
}

static unsigned
side(const struct names_fork *f, struct str s)
{
	return symbol(s, f->at) >> f->bit & 1;
}

/* The number of the name that s is if it is any; n > 0. */
static size_t
nearest(const struct names *t, struct str s)
{
	size_t at = t->root;
	while (at & 1)
		at = t->fork[at / 2].side[side(&t->fork[at / 2], s)];
	return at / 2;
}

size_t
names_find(const struct names *t, struct str s)
{
	size_t i = t->n ? nearest(t, s) : 0;
	return t->n && str_eq(names_at(t, i), s) ? i : NAMES_NONE;
}

/* Puts name number t->n, which is s, into the tree. */
static void
insert(struct names *t, struct str s)
{
	struct str near = names_at(t, nearest(t, s));
	struct names_fork *f = &t->fork[t->n - 1];
	size_t *to = &t->root;

	for (f->at = 0; symbol(s, f->at) == symbol(near, f->at);)
		f->at++;
	for (f->bit = 8; !((symbol(s, f->at) ^ symbol(near, f->at)) >> f->bit & 1);)
		f->bit--;
	while (*to & 1) {
		struct names_fork *g = &t->fork[*to / 2];
		if (g->at > f->at || (g->at == f->at && g->bit < f->bit))
			break;
		to = &g->side[side(g, s)];
	}
	f->side[side(f, s)] = 2 * t->n;
	f->side[!side(f, s)] = *to;
	*to = 2 * (t->n - 1) + 1;
}

bool
names_add(struct names *t, struct str s)
{
	if (!mem_reserve(&t->end, &t->cap_end, t->n + 1, sizeof t->end[0]) ||
		!mem_reserve(&t->fork, &t->cap_fork, t->n + 1, sizeof t->fork[0]))
		return false;
	text_add(&t->bytes, s);
	if (t->bytes.failed)
		return false;
	if (t->n)
		insert(t, s);
	else
		t->root = 0;
	t->end[t->n++] = t->bytes.n;
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
	t->n = t->bytes.n = 0;
}

void
names_free(struct names *t)
{
	text_free(&t->bytes);
	mem_free(t->end);
	mem_free(t->fork);
	*t = (struct names){ 0 };
}
