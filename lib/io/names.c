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
side(const struct names_node *f, struct str s)
{
	return symbol(s, f->at) >> f->bit & 1;
}

/* The root of the tree that has s if any has it. */
static size_t *
root_of(const struct names *t, struct str s)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.s[i]) * UINT64_C(0x100000001b3);
	return &t->root[hash & (t->n_roots - 1)];
}

/* The number of the name that s is if it is any of a tree. */
static size_t
nearest(const struct names *t, size_t root, struct str s)
{
	size_t at = root;
	while (at & 1)
		at = t->node[at / 2].side[side(&t->node[at / 2], s)];
	return at / 2;
}

size_t
names_find(const struct names *t, struct str s)
{
	size_t root = t->n ? *root_of(t, s) : NAMES_NONE;
	size_t i = root == NAMES_NONE ? NAMES_NONE : nearest(t, root, s);
	return i != NAMES_NONE && str_eq(names_at(t, i), s) ? i : NAMES_NONE;
}

/* Puts name number i, which is s, into its tree. */
static void
insert(struct names *t, size_t i, struct str s)
{
	size_t *to = root_of(t, s);
	if (*to == NAMES_NONE) {
		*to = 2 * i;
		return;
	}
	struct str near = names_at(t, nearest(t, *to, s));
	struct names_node *f = &t->node[i];

	for (f->at = 0; symbol(s, f->at) == symbol(near, f->at);)
		f->at++;
	for (f->bit = 8; !((symbol(s, f->at) ^ symbol(near, f->at)) >> f->bit & 1);)
		f->bit--;
	while (*to & 1) {
		struct names_node *g = &t->node[*to / 2];
		if (g->at > f->at || (g->at == f->at && g->bit < f->bit))
			break;
		to = &g->side[side(g, s)];
	}
	f->side[side(f, s)] = 2 * i;
	f->side[!side(f, s)] = *to;
	*to = 2 * i + 1;
}

/* As many trees as names, or more. */
static bool
grow(struct names *t)
{
	size_t more = t->n_roots ? 2 * t->n_roots : 16;
	if (t->n < t->n_roots)
		return true;
	if (!mem_reserve(&t->root, &t->cap_root, more, sizeof t->root[0]))
		return false;
	t->n_roots = more;
	for (size_t i = 0; i < more; i++)
		t->root[i] = NAMES_NONE;
	for (size_t i = 0; i < t->n; i++)
		insert(t, i, names_at(t, i));
	return true;
}

bool
names_add(struct names *t, struct str s)
{
	if (!mem_reserve(&t->node, &t->cap_node, t->n + 1, sizeof t->node[0]) || !grow(t))
		return false;
	text_add(&t->bytes, s);
	if (t->bytes.failed)
		return false;
	insert(t, t->n, s);
	t->node[t->n++].end = t->bytes.n;
	return true;
}

struct str
names_at(const struct names *t, size_t i)
{
	size_t start = i ? t->node[i - 1].end : 0;
	return (struct str){ t->bytes.s ? t->bytes.s + start : "", t->node[i].end - start };
}

void
names_clear(struct names *t)
{
	t->n = t->n_roots = t->bytes.n = 0;
}

void
names_free(struct names *t)
{
	text_free(&t->bytes);
	mem_free(t->root);
	mem_free(t->node);
	*t = (struct names){ 0 };
}
