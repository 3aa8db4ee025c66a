/* SPDX-License-Identifier: MIT */
/* columns: see columns.h. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "io/columns.h"

/* The choice so far: index in order, taken[i] whether column i is in it. */
struct choice {
	size_t n, count;
	const struct str *names;
	size_t *index;
	unsigned char *taken;
};

static void
take(struct choice *c, size_t i)
{
	if (!c->taken[i]) {
		c->taken[i] = 1;
		c->index[c->count++] = i;
	}
}

static void
drop(struct choice *c, size_t i)
{
	size_t kept = 0;

	c->taken[i] = 0;
	for (size_t k = 0; k < c->count; k++)
		if (c->index[k] != i)
			c->index[kept++] = c->index[k];
	c->count = kept;
}

/* The next item: up to a comma outside double quotes, which are taken off. */
static struct str
next_item(struct str *rest, bool *quoted)
{
	struct str item;

	*quoted = rest->n && rest->s[0] == '"';
	if (*quoted) {
		item = str_cut((struct str){ rest->s + 1, rest->n - 1 }, '"', rest);
		str_cut(rest->s ? *rest : item, ',', rest);
		return item;
	}
	return str_cut(*rest, ',', rest);
}

/* A positive decimal number; 0 when text is none. */
static size_t
position(struct str text)
{
	size_t k = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] < '0' || text.s[i] > '9' || k > SIZE_MAX / 100)
			return 0;
		k = 10 * k + (size_t)(text.s[i] - '0');
	}
	return k;
}

/* "A..B" or "A..": true when item has that form; a and b are 1-based, b = n when left out. */
static bool
range(struct str item, size_t n, size_t *a, size_t *b)
{
	for (size_t i = 1; i + 2 <= item.n; i++) {
		if (item.s[i] == '.' && item.s[i + 1] == '.') {
			struct str end = { item.s + i + 2, item.n - i - 2 };
			*a = position((struct str){ item.s, i });
			*b = end.n ? position(end) : n;
			return *a && *b;
		}
	}
	return false;
}

static int
unknown(const struct choice *c, struct str item, struct err *e)
{
	char shown[STR_SHOWN], near[STR_SHOWN];
	size_t best = item.n / 3 + 2, at = c->n;

	for (size_t i = 0; c->names && i < c->n; i++) {
		size_t d = str_distance(item, c->names[i]);
		if (d < best) {
			best = d;
			at = i;
		}
	}
	err_set(e, ERR_USAGE, "no column \"%s\"", str_show(item, shown));
	if (at < c->n)
		err_hint(e, "did you mean %s?", str_show(c->names[at], near));
	else if (!c->names)
		err_hint(e, "without a header columns go by number, 1 to %zu", c->n);
	return ERR_USAGE;
}

static int
beyond(const struct choice *c, struct str item, struct err *e)
{
	char shown[STR_SHOWN];
	return err_set(e, ERR_USAGE, "no column %s: there are %zu", str_show(item, shown), c->n);
}

/* The column whose name is item: 1 when there is one, 0 none, -1 several. */
static int
named(struct choice *c, struct str item, struct err *e)
{
	char shown[STR_SHOWN];
	size_t found = 0, at = 0;

	for (size_t i = 0; c->names && i < c->n; i++)
		if (str_eq(c->names[i], item) && !found++)
			at = i;
	if (found > 1) {
		err_set(e, ERR_USAGE, "the header has %zu columns \"%s\"", found, str_show(item, shown));
		err_hint(e, "name it by its number");
		return -1;
	}
	if (found)
		take(c, at);
	return (int)found;
}

/* Every column whose name matches is taken, or dropped; false when none matches. */
static bool
matching(struct choice *c, struct str pattern, bool out)
{
	bool any = false;

	for (size_t i = 0; c->names && i < c->n; i++) {
		if (!str_glob(pattern, c->names[i]))
			continue;
		any = true;
		if (out)
			drop(c, i);
		else
			take(c, i);
	}
	return any;
}

static int
add_item(struct choice *c, struct str item, bool quoted, struct err *e)
{
	size_t a, b;
	int found = named(c, item, e);

	if (found)
		return found < 0 ? ERR_USAGE : 0;
	if (quoted)
		return unknown(c, item, e);
	if ((a = position(item))) {
		if (a > c->n)
			return beyond(c, item, e);
		take(c, a - 1);
		return 0;
	}
	if (range(item, c->n, &a, &b)) {
		if (a > c->n || b > c->n)
			return beyond(c, item, e);
		for (size_t i = a; i <= b; i++)
			take(c, i - 1);
		return 0;
	}
	if (item.n && item.s[0] == '!')
		return matching(c, (struct str){ item.s + 1, item.n - 1 }, true) ? 0 : unknown(c, item, e);
	return matching(c, item, false) ? 0 : unknown(c, item, e);
}

int
columns_find(struct str list, size_t n, const struct str names[], size_t **index, size_t *count, struct err *e)
{
	struct choice c = { .n = n, .names = names };
	char shown[STR_SHOWN];
	bool quoted;
	struct str rest = list;

	c.index = mem_alloc(n, sizeof *c.index);
	c.taken = mem_zero(n, 1);
	if (!c.index || !c.taken)
		err_memory(e);
	for (size_t i = 0; !e->code && list.n && list.s[0] == '!' && i < n; i++)
		take(&c, i);
	while (!e->code && rest.s) {
		struct str item = next_item(&rest, &quoted);
		add_item(&c, item, quoted, e);
	}
	if (!e->code && c.count == 0)
		err_set(e, ERR_USAGE, "no column is left of \"%s\"", str_show(list, shown));
	mem_free(c.taken);
	if (e->code) {
		mem_free(c.index);
		return e->code;
	}
	*index = c.index;
	*count = c.count;
	return 0;
}
