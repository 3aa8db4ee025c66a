/* SPDX-License-Identifier: MIT */
/* sheet_row: one row of a text table on its way from cells to numbers (sheet.h). */
#include <string.h>

#include "base/mem.h"
#include "io/sheet.h"

int
sheet_begin(struct sheet *t)
{
	t->k = t->w = 0;
	t->surplus.line = 0;
	if (t->bad.code)
		err_clear(&t->bad);
	if (t->reading_first)
		rows_start(&t->first, 0, 1);
	else
		t->to = rows_room(&t->rows, t->s->err);
	return t->s->err->code;
}

/* A cell of the first row is kept as text. */
static void
keep(struct sheet *t, struct str cell)
{
	struct err *e = &t->bad;
	if (e->code)
		return;
	if (t->k > ROWS_COLUMNS)
		err_set(e, ERR_INPUT, "more than %d columns", ROWS_COLUMNS);
	else if (t->first.bytes.n + cell.n > INPUT_LONGEST)
		err_set(e, ERR_INPUT, "row is longer than %d MiB", INPUT_LONGEST >> 20);
	else if (!rows_room(&t->first, e) || rows_text(&t->first, 0, cell, e) ||
		!mem_reserve(&t->places, &t->cap_places, t->k, sizeof t->places[0]))
		err_memory(e);
	else
		rows_done(&t->first, 0);
}

bool
sheet_deliver(struct sheet *t, const struct want *w, struct str cell)
{
	size_t end;
	if (w->c->kind == TEXT)
		rows_text(&t->rows, w->slot, cell, &t->bad);
	else if (num_parse(cell.n, cell.s, NUM_CSV, &t->to[w->slot], &end) != NUM_OK || end != cell.n)
		cell_read(cell, w->c, t->s->opts, &t->to[w->slot], &t->bad);
	return !t->bad.code;
}

void
sheet_cell(struct sheet *t, struct str cell)
{
	size_t k = t->k++;
	bool good = !t->bad.code;
	if (cell.n > SHEET_CELL)
		err_set(&t->bad, ERR_INPUT, "cell is longer than %d bytes", SHEET_CELL);
	else if (t->reading_first)
		keep(t, cell);
	else
		for (; t->wants[t->w].index == k; t->w++)
			sheet_deliver(t, &t->wants[t->w], cell);
	if (good && t->bad.code)
		t->bad_cell = k;
}

bool
sheet_asks(const struct sheet *t)
{
	return t->reading_first || t->bad.code || t->k > t->s->width;
}

void
sheet_place(struct sheet *t, size_t k, struct place p)
{
	if (t->reading_first && k < t->first.n)
		t->places[k] = p;
	if (t->bad.code && k == t->bad_cell)
		err_at(&t->bad, t->s->in.name, p.line, p.column);
	if (k == t->s->width && t->surplus.line == 0)
		t->surplus = p;
}

/* A header whose cells ended up in one. */
static bool
has_separator(struct str header)
{
	return memchr(header.s, ';', header.n) || memchr(header.s, '|', header.n) || memchr(header.s, '\t', header.n);
}

int
sheet_end(struct sheet *t, size_t line, struct place end)
{
	struct source *s = t->s;
	if (!t->reading_first && t->k != s->width) {
		struct place p = t->k > s->width ? t->surplus : end;
		err_set(s->err, ERR_INPUT, "row has %zu cell%s, expected %zu (from line %zu)", t->k, t->k == 1 ? "" : "s",
			s->width, t->places[0].line);
		if (s->width == 1 && t->first.n && has_separator(s->first[0]))
			err_hint(s->err, "-d says what separates cells, as in -d ';'");
		err_at(s->err, s->in.name, p.line, p.column);
	} else if (t->bad.code) {
		*s->err = t->bad;
		if (!t->reading_first && !t->first_is_data)
			err_name(s->err, s->first[t->bad_cell].n, s->first[t->bad_cell].s);
	} else if (!t->reading_first)
		rows_done(&t->rows, line);
	return s->err->code;
}
