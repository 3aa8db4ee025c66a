/* SPDX-License-Identifier: MIT */
/* groups: rows that are equal in the columns of -g. */
#include "cli/table_state.h"

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
	struct str key = { s->key.s, s->key.n };
	size_t group = names_find(&s->groups, key);
	if (s->key.failed || (group == NAMES_NONE && !names_add(&s->groups, key)))
		table_no_memory(t);
	return group == NAMES_NONE ? s->groups.n - 1 : group;
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
	const char *at = names_at(&s->groups, v->id / s->width).s;
	size_t n, index = s->column[k].index;
	const struct str *names = reader_header(t->r, &n);

	*name = index < n ? names[index] : columns_number(index, number);
	*label = str_of(at);
	while (k-- > 0)
		*label = str_of(label->s + label->n + 1);
}
