/* SPDX-License-Identifier: MIT */
/* columns: see columns.h; what an item names is in columns_item.c. */
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "io/columns_inside.h"

/* Bytes of the first item of list: up to a comma outside double quotes; more than list.n when a quote stays open. */
static size_t
item_end(struct str list)
{
	size_t i = list.n > 0 && list.s[0] == '!';
	bool quoted = false;
	if (i < list.n && list.s[i] == '"')
		for (; i < list.n && (quoted || list.s[i] != ','); i++)
			quoted ^= list.s[i] == '"';
	else
		while (i < list.n && list.s[i] != ',')
			i++;
	return quoted ? list.n + 1 : i;
}

static int
choose_all(struct columns_choice *c, struct str list)
{
	char shown[STR_SHOWN];
	for (size_t at = 0; at <= list.n;) {
		struct str rest = { list.s + at, list.n - at };
		size_t n = item_end(rest);
		if (n > rest.n)
			return err_set(c->e, ERR_USAGE, "quote is never closed in \"%s\"", str_show(list, shown));
		struct str item = str_trim((struct str){ rest.s, n });
		if (item.n == 0)
			return err_set(c->e, ERR_USAGE, "empty item in the list of columns \"%s\"", str_show(list, shown));
		if (columns_choose(c, item, at == 0))
			return c->e->code;
		at += n + 1;
	}
	if (c->found || c->known)
		return 0;
	return err_set(c->e, ERR_USAGE, "\"%s\" leaves no %s", str_show(list, shown), c->tensors ? "tensor" : "column");
}

/* So that an item of many need not look at every column. */
static bool
know_all(struct columns_choice *c)
{
	c->first = mem_alloc(c->n, sizeof c->first[0]);
	c->twin = mem_zero(c->n, sizeof c->twin[0]);
	if (!c->first || !c->twin)
		return false;
	for (size_t k = 0; k < c->n; k++) {
		size_t i = names_find(&c->all, c->names[k]);
		if (i == NAMES_NONE) {
			c->first[c->all.n] = k;
			if (!names_add(&c->all, c->names[k]))
				return false;
		} else if (!c->twin[i])
			c->twin[i] = k;
	}
	return true;
}

static int
run(struct columns_choice *c, struct str list)
{
	c->index = mem_alloc(c->n, sizeof c->index[0]);
	c->hit = mem_alloc(c->n, sizeof c->hit[0]);
	c->taken = mem_zero(c->n, sizeof c->taken[0]);
	bool several = c->names && memchr(list.s, ',', list.n);
	if (!c->index || !c->hit || !c->taken || (several && !know_all(c)))
		err_memory(c->e);
	else
		choose_all(c, list);
	names_free(&c->all);
	mem_free(c->first);
	mem_free(c->twin);
	mem_free(c->hit);
	return c->e->code;
}

int
columns_find(struct str list, size_t n, const struct str names[], size_t **index, size_t *found, struct err *e)
{
	struct columns_choice c = { .n = n, .names = names, .e = e };
	run(&c, list);
	mem_free(c.taken);
	if (e->code) {
		mem_free(c.index);
		c.index = NULL;
	}
	*index = c.index;
	*found = c.found;
	return e->code;
}

int
columns_match(struct str list, size_t n, const struct str names[], bool taken[], uint64_t *hits, struct err *e)
{
	struct columns_choice c = { .n = n, .names = names, .tensors = true, .known = hits, .e = e };
	if (!run(&c, list))
		memcpy(taken, c.taken, n * sizeof taken[0]);
	mem_free(c.index);
	mem_free(c.taken);
	return e->code;
}

int
columns_unmatched(struct str list, uint64_t hits, struct err *e)
{
	char shown[STR_SHOWN];
	for (size_t at = 0, item = 0; at <= list.n && item < 64; item++, hits >>= 1) {
		struct str rest = { list.s + at, list.n - at };
		size_t n = item_end(rest);
		if (!(hits & 1))
			return err_set(e, ERR_USAGE, "unknown tensor \"%s\": no file has it",
				str_show(str_trim((struct str){ rest.s, n }), shown));
		at += n + 1;
	}
	return 0;
}

struct str
columns_number(size_t index, char out[COLUMNS_NUMBER])
{
	return (struct str){ out, num_print_count(index + 1, out) };
}
