/* SPDX-License-Identifier: MIT */
/* groups: rows that are equal in the columns of -g, found by a hash of their cells. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "cli/table_state.h"

static size_t
hash(const char *s, size_t n)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static const struct text *
labels_of(const struct table_state *s, size_t group)
{
	return &s->open[group * s->width].labels;
}

static void
rehash(struct table *t)
{
	struct table_state *s = t->state;
	size_t n = s->n_slots ? 2 * s->n_slots : 64;
	size_t *slot = mem_zero(n, sizeof *slot);

	if (!slot)
		table_no_memory(t);
	for (size_t g = 0; g < s->n_found; g++) {
		size_t i = hash(labels_of(s, g)->s, labels_of(s, g)->n) & (n - 1);
		while (slot[i])
			i = (i + 1) & (n - 1);
		slot[i] = g + 1;
	}
	mem_free(s->slot);
	s->slot = slot;
	s->n_slots = n;
}

size_t
table_group_of(struct table *t, size_t i)
{
	struct table_state *s = t->state;
	const struct block *b = &s->block;

	if (s->n_groups == 0)
		return 0;
	s->key.n = 0;
	for (size_t k = 0; k < s->n_groups; k++) {
		text_add(&s->key, b->text[i * b->n_text + k]);
		text_byte(&s->key, '\0');
	}
	if (s->key.failed)
		table_no_memory(t);
	if (2 * s->n_found >= s->n_slots)
		rehash(t);
	for (size_t at = hash(s->key.s, s->key.n);; at++) {
		size_t *slot = &s->slot[at & (s->n_slots - 1)];
		if (*slot && labels_of(s, *slot - 1)->n == s->key.n && !memcmp(labels_of(s, *slot - 1)->s, s->key.s, s->key.n))
			return *slot - 1;
		if (*slot)
			continue;
		*slot = ++s->n_found;
		struct collected *c = table_collected(t, (s->n_found - 1) * s->width);
		text_add(&c->labels, (struct str){ s->key.s, s->key.n });
		if (c->labels.failed)
			table_no_memory(t);
		return s->n_found - 1;
	}
}

size_t
table_groups(const struct table *t)
{
	return t->state->n_groups;
}

void
table_group(struct table *t, const struct vector *v, size_t k, char number[COLUMNS_NUMBER], struct str *name, struct str *label)
{
	const struct table_state *s = t->state;
	const char *at = labels_of(s, v->id / s->width)->s;
	size_t n, index = s->column[k].index;
	const struct str *names = reader_header(t->r, &n);

	*name = index < n ? names[index] : columns_number(index, number);
	*label = str_of(at);
	while (k-- > 0)
		*label = str_of(label->s + label->n + 1);
}
