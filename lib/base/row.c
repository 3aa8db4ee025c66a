/* SPDX-License-Identifier: MIT */
/* row: registries; see row.h.  The specs are in spec.c. */
#include <string.h>

#include "base/row.h"

const struct row *
row_at(const struct registry *g, size_t i)
{
	const void *row = (const char *)g->rows + i * g->size;
	return row;
}

struct str
row_meaning(const struct registry *g, struct str name)
{
	for (const struct alias *a = g->aliases; a && a->name; a++)
		if (str_is(name, a->name))
			return str_of(a->spec);
	return name;
}

const struct row *
row_find(const struct registry *g, struct str name)
{
	struct str values, meaning;

	for (size_t i = 0; i < g->n; i++)
		if (str_is(name, row_at(g, i)->name))
			return row_at(g, i);
	meaning = str_cut(row_meaning(g, name), ':', &values);
	return str_eq(meaning, name) ? NULL : row_find(g, meaning);
}

int
row_unknown(const struct registry *g, struct str typed, struct err *e)
{
	struct str rest, name = str_cut(typed, ':', &rest);
	const struct alias *a = g->aliases;
	const char *near = NULL;
	size_t least = name.n / 3 + 2;
	char shown[STR_SHOWN];

	for (size_t i = 0; i < g->n || (a && a->name); i++) {
		const char *other = i < g->n ? row_at(g, i)->name : (a++)->name;
		bool begins = name.n && name.n < strlen(other) && memcmp(name.s, other, name.n) == 0;
		size_t d = begins ? 0 : str_distance(name, str_of(other), least);
		if (d < least) {
			least = d;
			near = other;
		}
	}
	err_set(e, ERR_USAGE, "unknown %s \"%s\"", g->what, str_show(typed, shown));
	if (near)
		err_hint(e, "did you mean %s%s%s? (--list shows all)", near, rest.s ? ":" : "", str_show(rest, shown));
	else
		err_hint(e, "--list shows all");
	return ERR_USAGE;
}
