/* SPDX-License-Identifier: MIT */
/* columns_item: the columns that one item of a LIST names; see columns.h. */
#include <stdio.h>

#include "io/columns_inside.h"

enum { LISTED = 100 };

/* All names, or nothing when they are too many for a message. */
static void
list_names(const struct columns_choice *c, char out[LISTED])
{
	char shown[STR_SHOWN];
	size_t at = 0;
	for (size_t k = 0; k < c->n && at < LISTED; k++)
		if (c->names[k].n)
			at += (size_t)snprintf(out + at, LISTED - at, "%s%s", at ? ", " : "", str_show(c->names[k], shown));
	if (at == 0 || at >= LISTED)
		out[0] = '\0';
}

static int
unknown(struct columns_choice *c, struct str item)
{
	char shown[STR_SHOWN], near[STR_SHOWN], all[LISTED];
	size_t best = SIZE_MAX;

	if (c->known)
		return 0;
	err_set(c->e, ERR_USAGE, "unknown %s \"%s\"", c->tensors ? "tensor" : "column", str_show(item, shown));
	if (!c->names) {
		err_hint(c->e, "the input has no header: its columns are 1 to %zu", c->n);
		return c->e->code;
	}
	for (size_t k = 0; k < c->n; k++) {
		size_t d = c->names[k].n ? str_distance(item, c->names[k], best) : SIZE_MAX;
		if (d < best) {
			best = d;
			str_show(c->names[k], near);
		}
	}
	list_names(c, all);
	bool like = best <= (item.n + 2) / 3 && best < item.n;
	if (like && all[0])
		err_hint(c->e, "did you mean %s? (the header has: %s)", near, all);
	else if (like)
		err_hint(c->e, "did you mean %s?", near);
	else if (all[0])
		err_hint(c->e, "the header has: %s", all);
	return c->e->code;
}

/* The first column from k on that is called name; n when there is none. */
static size_t
search(const struct columns_choice *c, struct str name, size_t k)
{
	if (!c->first) {
		while (k < c->n && !str_eq(c->names[k], name))
			k++;
		return k;
	}
	size_t i = names_find(&c->all, name);
	return i == NAMES_NONE ? c->n : k <= c->first[i] ? c->first[i] : c->twin[i] ? c->twin[i] : c->n;
}

/* A whole name: 1 found, 0 not, -1 twice. */
static int
by_name(struct columns_choice *c, struct str name)
{
	char shown[STR_SHOWN];
	size_t k = c->names && name.n ? search(c, name, 0) : c->n;
	size_t twin = k < c->n ? search(c, name, k + 1) : c->n;

	if (k == c->n)
		return 0;
	if (twin < c->n) {
		err_set(c->e, ERR_USAGE, "column \"%s\" stands in the header twice", str_show(name, shown));
		err_hint(c->e, "say which by number: %zu or %zu", k + 1, twin + 1);
		return -1;
	}
	c->hit[c->hits++] = k;
	return 1;
}

/* Takes the digits that s begins with; false when there are none. */
static bool
digits(struct str *s, size_t *value)
{
	const char *begin = s->s;
	for (*value = 0; s->n && s->s[0] >= '0' && s->s[0] <= '9'; s->s++, s->n--)
		*value = *value < SIZE_MAX / 10 ? 10 * *value + (size_t)(s->s[0] - '0') : SIZE_MAX;
	return s->s != begin;
}

/* N, N.. or N..M: 1 found, 0 not of this form, -1 outside the table. */
static int
by_number(struct columns_choice *c, struct str item)
{
	char shown[STR_SHOWN];
	struct str s = item;
	size_t first, last;

	if (!digits(&s, &first))
		return 0;
	last = first;
	if (s.n >= 2 && s.s[0] == '.' && s.s[1] == '.') {
		s = (struct str){ s.s + 2, s.n - 2 };
		last = c->n;
		if (s.n && !digits(&s, &last))
			return 0;
	}
	if (s.n)
		return 0;
	if (first == 0 || last < first || last > c->n) {
		err_set(c->e, ERR_USAGE, "no column \"%s\": the table has %zu", str_show(item, shown), c->n);
		return -1;
	}
	while (first <= last)
		c->hit[c->hits++] = first++ - 1;
	return 1;
}

static int
by_pattern(struct columns_choice *c, struct str item)
{
	for (size_t k = 0; c->names && k < c->n; k++)
		if (c->names[k].n && str_glob(item, c->names[k]))
			c->hit[c->hits++] = k;
	return c->hits > 0;
}

/* A name in double quotes, and nothing after it.  The quotes inside were doubled. */
static int
by_quoted(struct columns_choice *c, struct str item)
{
	struct text name = { 0 };
	for (size_t i = 1; i + 1 < item.n; i++) {
		text_byte(&name, item.s[i]);
		i += item.s[i] == '"';
	}
	struct str s = { name.s, name.n };
	int found = name.failed ? err_memory(c->e) : by_name(c, s);
	if (found == 0)
		unknown(c, s);
	text_free(&name);
	return c->e->code;
}

/* The columns of one item, without its !. */
static int
find(struct columns_choice *c, struct str item)
{
	c->hits = 0;
	if (item.n > 1 && item.s[0] == '"')
		return by_quoted(c, item);
	int found = by_name(c, item);
	if (found == 0 && !c->tensors)
		found = by_number(c, item);
	if (found == 0)
		found = by_pattern(c, item);
	return found == 0 ? unknown(c, item) : c->e->code;
}

static void
take(struct columns_choice *c, size_t k)
{
	if (!c->taken[k])
		c->index[c->found++] = k;
	c->taken[k] = true;
}

static void
drop(struct columns_choice *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->hits; i++)
		c->taken[c->hit[i]] = false;
	for (size_t i = 0; i < c->found; i++)
		if (c->taken[c->index[i]])
			c->index[kept++] = c->index[i];
	c->found = kept;
}

int
columns_choose(struct columns_choice *c, struct str item, bool first)
{
	c->hits = 0;
	bool not = item.n > 1 && item.s[0] == '!' && by_name(c, item) == 0;
	if (c->e->code || find(c, not ? (struct str){ item.s + 1, item.n - 1 } : item))
		return c->e->code;
	for (size_t k = 0; not && first && k < c->n; k++)
		take(c, k);
	if (c->known && c->hits && c->item < 64)
		*c->known |= (uint64_t)1 << c->item;
	c->item++;
	if (not)
		drop(c);
	else
		for (size_t i = 0; i < c->hits; i++)
			take(c, c->hit[i]);
	return 0;
}
