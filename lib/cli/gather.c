/* SPDX-License-Identifier: MIT */
/* gather: see gather.h. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/gather.h"
#include "cli/table_state.h"
#include "io/columns.h"

/* Memory for bytes that live as long as g. */
static char *
piece(struct gathered *g, size_t bytes)
{
	if (!mem_reserve(&g->chunk, &g->chunk_cap, g->chunks + 1, sizeof *g->chunk))
		die_memory();
	return g->chunk[g->chunks++] = die_need(mem_alloc(bytes, 1));
}

static struct str
copy(struct str s, char **to)
{
	struct str c = { *to, s.n };

	if (s.n)
		memcpy(*to, s.s, s.n);
	*to += s.n;
	return c;
}

void
gather_begin(struct table *t, struct gathered *g)
{
	size_t n, bytes = 0;
	bool named;
	char number[COLUMNS_NUMBER];

	*g = (struct gathered){ 0 };
	const struct str *first = reader_first(t->r, &n, &named, &g->columns);
	if (reader_error(t->r)->code)
		table_fail(t, reader_error(t->r));
	g->name = die_need(mem_zero(g->columns, sizeof *g->name));
	g->how = die_need(mem_zero(g->columns, sizeof *g->how));
	g->number = die_need(mem_zero(g->columns, sizeof *g->number));
	g->text = die_need(mem_zero(g->columns, sizeof *g->text));
	for (size_t c = 0; c < g->columns; c++)
		bytes += c < n && first[c].n ? first[c].n : COLUMNS_NUMBER;
	char *at = piece(g, bytes);
	for (size_t c = 0; c < g->columns; c++)
		g->name[c] = copy(c < n && first[c].n ? first[c] : columns_number(c, number), &at);
}

struct labels
gather_labels(struct table *t, struct gathered *g, const char *list)
{
	struct labels l = { 0 };
	struct err e = { 0 };

	if (list && columns_find(str_of(list), g->columns, g->name, &l.column, &l.n, &e))
		table_fail(t, &e);
	for (size_t k = 0; k < l.n; k++)
		g->how[l.column[k]] |= GATHER_TEXT;
	return l;
}

/* Room for rows more in every array; they grow together. */
static void
reserve(struct gathered *g, size_t rows)
{
	size_t cap = g->cap ? g->cap : 1024;

	while (cap < g->rows + rows)
		cap *= 2;
	if (cap == g->cap)
		return;
	for (size_t c = 0; c < g->columns; c++) {
		if (g->how[c] & GATHER_NUMBER)
			g->number[c] = die_need(mem_resize(g->number[c], cap, sizeof **g->number));
		if (g->how[c] & GATHER_TEXT)
			g->text[c] = die_need(mem_resize(g->text[c], cap, sizeof **g->text));
	}
	g->line = die_need(mem_resize(g->line, cap, sizeof *g->line));
	g->file = die_need(mem_resize(g->file, cap, sizeof *g->file));
	g->cap = cap;
}

static void
add(struct gathered *g, const struct block *b)
{
	size_t bytes = 0, number = 0, text = 0;

	reserve(g, b->rows);
	for (size_t i = 0; i < b->rows * b->n_text; i++)
		bytes += b->text[i].n;
	char *at = b->n_text ? piece(g, bytes) : NULL;
	for (size_t c = 0; c < g->columns; c++) {
		for (size_t i = 0; i < b->rows && (g->how[c] & GATHER_NUMBER); i++)
			g->number[c][g->rows + i] = b->v[i * b->cols + number];
		for (size_t i = 0; i < b->rows && text < b->n_text && (g->how[c] & GATHER_TEXT); i++)
			g->text[c][g->rows + i] = copy(b->text[i * b->n_text + text], &at);
		number += (g->how[c] & GATHER_NUMBER) != 0;
		text += (g->how[c] & GATHER_TEXT) != 0;
	}
	for (size_t i = 0; i < b->rows; i++) {
		g->line[g->rows + i] = b->line ? b->line[i] : 0;
		g->file[g->rows + i] = b->file;
	}
	g->rows += b->rows;
}

void
gather_rows(struct table *t, struct gathered *g)
{
	struct column *wanted = die_need(mem_zero(2 * g->columns, sizeof *wanted));
	struct err e = { 0 };
	struct block b;
	size_t n = 0;

	for (size_t c = 0; c < g->columns; c++) {
		if (g->how[c] & GATHER_NUMBER)
			wanted[n++] = (struct column){ .index = c, .kind = COUNT };
		if (g->how[c] & GATHER_TEXT)
			wanted[n++] = (struct column){ .index = c, .kind = TEXT };
	}
	if (reader_select(t->r, n, wanted))
		table_fail(t, reader_error(t->r));
	while (table_next(t, &b)) {
		if (g->rows + b.rows > t->o->max_memory / ((n + 1) * sizeof(struct str))) {
			err_set(&e, ERR_MEMORY, "the table does not fit into --max-memory %zu", t->o->max_memory);
			err_hint(&e, "raise --max-memory");
			table_die(t, &b, b.rows - 1, &e);
		}
		add(g, &b);
	}
	mem_free(wanted);
}

void
gather_place(const struct gathered *g, size_t row, const char *column, struct err *e)
{
	err_name(e, strlen(column), column);
	err_at(e, g->file[row], g->line[row], 0);
}

void
gather_keep(struct gathered *g, const bool keep[])
{
	size_t n = 0;

	for (size_t i = 0; i < g->rows; i++) {
		if (!keep[i])
			continue;
		for (size_t c = 0; c < g->columns; c++) {
			if (g->number[c])
				g->number[c][n] = g->number[c][i];
			if (g->text[c])
				g->text[c][n] = g->text[c][i];
		}
		g->line[n] = g->line[i];
		g->file[n++] = g->file[i];
	}
	g->rows = n;
}

void
gather_free(struct gathered *g)
{
	for (size_t c = 0; c < g->columns; c++) {
		mem_free(g->number[c]);
		mem_free(g->text[c]);
	}
	for (size_t c = 0; c < g->chunks; c++)
		mem_free(g->chunk[c]);
	mem_free(g->chunk);
	mem_free(g->name);
	mem_free(g->how);
	mem_free(g->number);
	mem_free(g->text);
	mem_free(g->line);
	mem_free(g->file);
	*g = (struct gathered){ 0 };
}

/* A row on its way through the sort. */
struct labelled {
	const struct gathered *g;
	const struct labels *l;
	size_t row;
};

static int
differ(const struct labelled *x, const struct labelled *y)
{
	int c = 0;

	for (size_t k = 0; k < x->l->n && c == 0; k++)
		c = str_order(x->g->text[x->l->column[k]][x->row], y->g->text[y->l->column[k]][y->row]);
	return c;
}

static int
order(const void *a, const void *b)
{
	const struct labelled *x = a, *y = b;
	int c = differ(x, y);

	return c ? c : (x->row > y->row) - (x->row < y->row);
}

size_t
gather_number(const struct gathered *g, const struct labels *l, const bool keep[], bool sorted, size_t id[])
{
	struct labelled *v = die_need(mem_alloc(g->rows, sizeof *v));
	size_t *first = die_need(mem_alloc(g->rows, sizeof *first)), n = 0, found = 0, next = 0;

	for (size_t i = 0; i < g->rows; i++) {
		id[i] = SIZE_MAX;
		if (!keep || keep[i])
			v[n++] = (struct labelled){ g, l, i };
	}
	qsort(v, n, sizeof *v, order);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || differ(&v[i - 1], &v[i]))
			first[found++] = SIZE_MAX;
		id[v[i].row] = found - 1;
	}
	for (size_t i = 0; i < g->rows && !sorted; i++) {
		if (id[i] == SIZE_MAX)
			continue;
		if (first[id[i]] == SIZE_MAX)
			first[id[i]] = next++;
		id[i] = first[id[i]];
	}
	mem_free(v);
	mem_free(first);
	return found;
}
