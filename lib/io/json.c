/* SPDX-License-Identifier: MIT */
/* json: tables from JSON, a source (source.h). */
#include <string.h>

#include "base/mem.h"
#include "io/json_cells.h"
#include "io/json_held.h"
#include "io/json_rows.h"

enum {
	HELD = 16384,		/* numbers of a first row that are kept; a longer one has width SIZE_MAX: not known yet */
	PIECE = 16384		/* numbers of a row after which it may go on in the next block */
};

/*
 * A table goes one of two ways.  all: every cell is a number and wanted in its place; numbers are read in runs into v, a row or a
 * piece of one, and rows of equal length make a block.  Otherwise the cells chosen are put one by one into a row of rows.
 */
struct json {
	struct json_rows in;
	struct json_cells cells;
	struct rows rows;
	struct json_held held;		/* the first row, or its first HELD cells: */
	bool held_more;			/* then it goes on behind them */
	bool replay;			/* it is the next row */
	size_t expected, first_line;	/* cells of every row, and where that comes from, or 0 when it is not known yet */
	bool all;
	double *v;			/* (n_v) numbers of a row not yet delivered when ready */
	size_t n_v, cap_v;
	bool ready, piece, more;	/* v is only a piece of a row; the row goes on */
};

/* What the reader wants to know of the first row: the keys of the record, or the cells unless all are numbers. */
static int
describe(struct source *s)
{
	struct json *j = s->state;
	if (json_held_end(&j->held, s->err))
		return s->err->code;
	if ((s->named = j->in.form == JSON_RECORDS))
		json_record_names(&j->in.record, j->held.trimmed);
	s->first = j->held.trimmed;
	s->first_place = j->held.place;
	s->n_first = j->held.words || s->named ? j->held.n : 0;
	s->width = j->held_more ? SIZE_MAX : j->held.n;
	s->scalars = j->in.form == JSON_SCALARS;
	return 0;
}

static int
open_table(struct source *s)
{
	struct json *j = s->state = mem_zero(1, sizeof *j);
	if (!j)
		return err_memory(s->err);
	j->in.scan = (struct json_scan){ .in = &s->in, .err = s->err, .words = true };
	j->in.record.scan = &j->in.scan;
	j->cells = (struct json_cells){ .opts = s->opts, .err = s->err, .file = s->in.name, .rows = &j->rows };

	const struct json_value *x;
	size_t column;
	bool numbers = true;
	int got = json_rows_next(&j->in);
	if (got == 0)
		return 0;
	while (got > 0 && (got = json_rows_cell(&j->in, &column, &x)) > 0) {
		numbers = numbers && x->token == JSON_NUMBER && j->in.form == JSON_ROWS;
		if (numbers && j->held.n == HELD) {
			json_rows_again(&j->in);
			j->held_more = true;
			break;
		}
		if (json_held_add(&j->held, x, s->err))
			break;
	}
	if (!s->err->code && j->held.n == 0) {
		err_set(s->err, ERR_INPUT, j->in.form == JSON_RECORDS ? "the first record has no keys" : "the first row has no cells");
		json_scan_place(&j->in.scan);
	}
	return s->err->code ? s->err->code : describe(s);
}

/* Are the columns chosen plain numbers, all, in their order? */
static bool
plain(const struct source *s, size_t n, const struct column columns[])
{
	const struct json *j = s->state;
	if (n == 0)
		return true;
	for (size_t i = 0; i < n; i++)
		if (columns[i].index != i || columns[i].kind != NUMBER || columns[i].optional)
			return false;
	return n == s->width && j->in.form != JSON_RECORDS;
}

static int
start(struct source *s, size_t n, const struct column columns[], bool first_is_data)
{
	struct json *j = s->state;
	j->all = plain(s, n, columns);
	j->cells.name = s->named || !first_is_data ? j->held.trimmed : NULL;
	j->replay = s->named || first_is_data;
	if (!j->replay) {
		j->first_line = j->in.line;
		j->expected = s->width;
	}
	if (!j->all && json_cells_choose(&j->cells, n, columns))
		return s->err->code;
	j->in.record.strict = json_cells_every(&j->cells, s->width);
	return 0;
}

/* The next cell of the row, which may be one that was kept. */
static int
next_cell(struct json *j, size_t *column, const struct json_value **x)
{
	if (j->replay && (*x = json_held_next(&j->held, column)))
		return 1;
	bool ends = j->replay && !j->held_more;
	j->replay = false;
	return ends ? 0 : json_rows_cell(&j->in, column, x);
}

/* Steps to the next row: 1; 0 at the end; -1 on error. */
static int
next_row(struct json *j)
{
	return j->replay ? 1 : json_rows_next(&j->in);
}

/* The row ended: is it as long as the first? */
static int
end_row(struct json *j)
{
	const struct reader_opts *o = j->cells.opts;
	size_t count = j->in.count, least = j->cells.width;
	if (j->in.form == JSON_RECORDS)
		return 0;
	if (!j->first_line) {
		j->first_line = j->in.line;
		j->expected = count;
	}
	if (o->ragged && count < least)
		err_set(j->cells.err, ERR_INPUT, "row has %zu cell%s, but column %zu was chosen", count, count == 1 ? "" : "s", least);
	else if (!o->ragged && count != j->expected)
		err_set(j->cells.err, ERR_INPUT, "row has %zu cell%s, expected %zu (from line %zu)", count, count == 1 ? "" : "s",
			j->expected, j->first_line);
	else
		return 0;
	return json_scan_place(&j->in.scan);
}

/* Puts the cells chosen of the next row into rows: 1; 0 at the end; -1 on error. */
static int
read_chosen(struct json *j)
{
	const struct json_value *x;
	size_t column;
	int got = next_row(j);
	if (got <= 0)
		return got;
	double *v = rows_room(&j->rows, j->cells.err);
	if (!v)
		return -1;
	json_cells_begin(&j->cells);
	while ((got = next_cell(j, &column, &x)) > 0)
		if (json_cells_put(&j->cells, column, x, v))
			return -1;
	if (got < 0 || end_row(j) || json_cells_end(&j->cells, j->in.line, j->in.column, v))
		return -1;
	rows_done(&j->rows, j->in.line);
	return 1;
}

/* Checks what v has grown to; numbers that the row has too many are dropped, but counted. */
static int
limit(struct json *j)
{
	const struct reader_opts *o = j->cells.opts;
	if (j->first_line && !o->ragged && j->n_v > j->expected)
		j->n_v = j->expected;
	if (j->n_v <= PIECE || !o->max_memory || j->n_v <= o->max_memory / sizeof j->v[0])
		return 0;
	err_set(j->cells.err, ERR_MEMORY, "a row of more than %zu numbers does not fit --max-memory", j->n_v);
	err_hint(j->cells.err, "raise --max-memory");
	err_at(j->cells.err, j->cells.file, j->in.line, j->in.column);
	return -1;
}

/* Reads the next row, or a piece of it, into v: 1; 0 at the end; -1 on error. */
static int
read_all(struct json *j)
{
	struct column number = { .kind = NUMBER };
	bool array = j->in.form == JSON_ROWS;
	bool pieces = array && !j->cells.opts->whole_rows && (j->cells.opts->ragged || !j->first_line || j->expected > PIECE);
	const struct json_value *x;
	int got = j->more ? 1 : next_row(j);
	if (got <= 0)
		return got;
	j->piece = j->more;
	j->more = false;
	for (j->n_v = 0;;) {
		if (!mem_reserve(&j->v, &j->cap_v, j->n_v + 1 + PIECE, sizeof j->v[0])) {
			err_memory(j->cells.err);
			return -1;
		}
		if (array && !j->replay) {
			j->n_v += json_rows_numbers(&j->in, PIECE, j->v + j->n_v);
			if (limit(j))
				return -1;
		}
		if ((got = next_cell(j, &number.index, &x)) <= 0)
			break;
		if (pieces && !j->replay && j->n_v >= PIECE) {
			json_rows_again(&j->in);
			j->more = j->piece = true;
			return 1;
		}
		if (json_cells_number(&j->cells, &number, x, &j->v[j->n_v]))
			return -1;
		j->n_v++;
		if (limit(j))
			return -1;
	}
	return got < 0 || end_row(j) ? -1 : 1;
}

static int
next_all(struct json *j, struct block *b, size_t max_rows)
{
	struct rows *r = &j->rows;
	int got = 1;
	for (rows_start(r, 0, 0); !rows_full(r, max_rows); j->ready = false) {
		if (!j->ready && (got = read_all(j)) <= 0)
			break;
		j->ready = true;
		if (r->n == 0)
			rows_start(r, j->n_v, 0);
		if (j->piece || r->cols != j->n_v)
			break;
		double *v = rows_room(r, j->cells.err);
		if (!v)
			return -1;
		memcpy(v, j->v, j->n_v * sizeof v[0]);
		rows_done(r, j->in.line);
	}
	if (r->n == 0 && got <= 0)
		return got;
	rows_block(r, b);
	b->more = false;
	if (r->n == 0) {
		b->rows = 1;
		b->v = j->v;
		b->line = &j->in.line;
		b->more = j->more;
		j->ready = false;
	}
	return 1;
}

static int
next(struct source *s, struct block *b, size_t max_rows)
{
	struct json *j = s->state;
	if (j->all)
		return next_all(j, b, max_rows);
	int got = 1;
	rows_start(&j->rows, j->cells.n_numbers, j->cells.n_text);
	while (got > 0 && !rows_full(&j->rows, max_rows))
		got = read_chosen(j);
	if (j->rows.n == 0)
		return got;
	rows_block(&j->rows, b);
	b->more = false;
	return 1;
}

static void
close_table(struct source *s)
{
	struct json *j = s->state;
	if (!j)
		return;
	json_rows_free(&j->in);
	json_cells_free(&j->cells);
	rows_free(&j->rows);
	json_held_free(&j->held);
	mem_free(j->v);
	mem_free(j);
}

const struct source_type source_json = { "json", open_table, start, next, close_table };
