/* SPDX-License-Identifier: MIT */
/* table_choose: which columns of the input a table reads, as -g, -k and -c say. */
#include <stdint.h>

#include "base/mem.h"
#include "cli/table_state.h"
#include "io/columns.h"

static void
reserve_columns(struct table *t, size_t more)
{
	struct table_state *s = t->state;

	if (!mem_reserve(&s->column, &s->column_cap, s->n_columns + more, sizeof *s->column))
		table_no_memory(t);
}

/* Appends the columns a LIST names, as kind; returns how many. */
static size_t
choose(struct table *t, const char *list, enum kind kind, const struct str *names, size_t n)
{
	struct table_state *s = t->state;
	struct err e = { 0 };
	size_t *index, found;

	if (!list)
		return 0;
	if (columns_find(str_of(list), n, names, &index, &found, &e))
		table_fail(t, &e);
	reserve_columns(t, found);
	for (size_t i = 0; i < found; i++)
		s->column[s->n_columns++] = (struct column){ .index = index[i], .kind = kind };
	mem_free(index);
	return found;
}

/* Numbers are doubles, or text where the program says what a number is. */
static enum kind
number_kind(const struct table *t)
{
	return t->tool->is_number ? TEXT : NUMBER;
}

/* Appends what -k and -g left over, as numbers. */
static void
choose_rest(struct table *t, size_t n)
{
	struct table_state *s = t->state;
	size_t chosen = s->n_columns;

	reserve_columns(t, n);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < chosen && s->column[k].index != i)
			k++;
		if (k == chosen)
			s->column[s->n_columns++] = (struct column){ .index = i, .kind = number_kind(t) };
	}
}

/* Tensors have no columns; -c, their names, was told to the reader. */
static void
select_tensors(struct table *t)
{
	struct err e = { 0 };

	if (t->o->keys || t->o->groups || t->o->by == BY_COLUMN) {
		err_set(&e, ERR_USAGE, "tensors have no columns: -k, -g and --by column are about tables");
		table_fail(t, &e);
	}
}

void
table_choose(struct table *t)
{
	struct table_state *s = t->state;
	struct err e = { 0 };
	if (reader_format(t->r) == FORMAT_SAFETENSORS) {
		select_tensors(t);
		return;
	}
	size_t n, width;
	bool named;
	const struct str *names = reader_first(t->r, &n, &named, &width);

	if (reader_error(t->r)->code)
		table_fail(t, reader_error(t->r));
	if (n == 0)
		names = NULL;
	if (width == SIZE_MAX && (t->o->columns || t->o->keys || t->o->groups)) {
		err_set(&e, ERR_USAGE, "the first row is one long vector: -c, -k and -g have no columns to choose from");
		table_fail(t, &e);
	}
	s->n_groups = choose(t, t->o->groups, TEXT, names, width);
	s->n_keys = choose(t, t->o->keys, TEXT, names, width);
	if (t->o->columns)
		choose(t, t->o->columns, number_kind(t), names, width);
	else if (s->n_columns || t->tool->is_number)
		choose_rest(t, width);
	reader_select(t->r, s->n_columns, s->column);
}

bool
table_one_column(const struct table *t)
{
	const struct table_state *s = t->state;

	return s->n_columns ? s->n_columns - s->n_groups - s->n_keys == 1 && reader_format(t->r) != FORMAT_NPY : reader_is_column(t->r);
}

struct str
table_name(struct table *t, size_t j, char number[COLUMNS_NUMBER])
{
	const struct table_state *s = t->state;
	size_t n, index = s->n_columns ? s->column[s->n_groups + s->n_keys + j].index : j;
	const struct str *names = reader_header(t->r, &n);

	return index < n ? names[index] : columns_number(index, number);
}
