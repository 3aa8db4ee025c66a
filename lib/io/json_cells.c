/* SPDX-License-Identifier: MIT */
/* json_cells: see json_cells.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "io/json_cells.h"
#include "io/source.h"

int
json_cells_choose(struct json_cells *c, size_t n, const struct column columns[])
{
	c->n = n;
	c->columns = columns;
	for (size_t i = 0; i < n; i++)
		c->width = columns[i].index >= c->width ? columns[i].index + 1 : c->width;
	c->head = mem_alloc(c->width, sizeof c->head[0]);
	c->chain = mem_alloc(n, sizeof c->chain[0]);
	c->place = mem_alloc(n, sizeof c->place[0]);
	c->got = mem_alloc(n, sizeof c->got[0]);
	if (!c->head || !c->chain || !c->place || !c->got)
		return err_memory(c->err);
	for (size_t k = 0; k < c->width; k++)
		c->head[k] = n;
	for (size_t i = 0; i < n; i++) {
		c->place[i] = columns[i].kind == TEXT ? c->n_text++ : c->n_numbers++;
		c->chain[i] = c->head[columns[i].index];
		c->head[columns[i].index] = i;
	}
	return 0;
}

bool
json_cells_every(const struct json_cells *c, size_t width)
{
	size_t k = 0;
	while (k < c->width && c->head[k] < c->n)
		k++;
	return k >= width;
}

void
json_cells_begin(struct json_cells *c)
{
	memset(c->got, 0, c->n * sizeof c->got[0]);
}

/* Gives an error the place of the cell and the name of its column. */
static int
at(struct json_cells *c, size_t column, size_t line, size_t col)
{
	err_at(c->err, c->file, line, col);
	if (c->name)
		err_name(c->err, c->name[column].n, c->name[column].s);
	return c->err->code;
}

/* A string as a number: only what JSON has no number for. */
static int
read_string(const struct json_cells *c, const struct column *column, struct str s, double *value)
{
	char shown[STR_SHOWN];
	s = str_trim(s);
	bool infinity = num_read(s, NUM_INF, value) == NUM_OK && isinf(*value);
	if (column->kind != COUNT && !infinity && cell_class(s, NUMBER) == CELL_NUMBER) {
		err_set(c->err, ERR_INPUT, "\"%s\" is a text, not a number", str_show(s, shown));
		err_hint(c->err, "numbers of JSON stand without quotes");
		return c->err->code;
	}
	return cell_read(s, column, c->opts, value, c->err);
}

static int
no_cell(const struct json_cells *c, const struct json_value *x)
{
	return err_set(c->err, ERR_INPUT, x->token == JSON_ARRAY ? "an array is not a cell of a table"
								 : "an object, where the first record has a value");
}

int
json_cells_number(struct json_cells *c, const struct column *column, const struct json_value *x, double *value)
{
	int bad;
	switch (x->token) {
	case JSON_NUMBER:
		*value = x->value;
		bad = x->result == NUM_OK ? 0 : cell_judge(x->result, x->value, x->text, c->opts, c->err);
		break;
	case JSON_STRING:
		bad = read_string(c, column, x->text, value);
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		bad = no_cell(c, x);
		break;
	default:
		bad = cell_read(x->text, column, c->opts, value, c->err);
	}
	return bad ? at(c, column->index, x->line, x->column) : 0;
}

static int
put_text(struct json_cells *c, size_t column, const struct json_value *x, size_t k)
{
	if (x->token == JSON_ARRAY || x->token == JSON_OBJECT)
		no_cell(c, x);
	else
		rows_text(c->rows, k, x->token == JSON_NULL ? STR("") : x->text, c->err);
	return c->err->code ? at(c, column, x->line, x->column) : 0;
}

int
json_cells_put(struct json_cells *c, size_t column, const struct json_value *x, double v[])
{
	for (size_t i = column < c->width ? c->head[column] : c->n; i < c->n; i = c->chain[i]) {
		c->got[i] = true;
		if (c->columns[i].kind == TEXT ? put_text(c, column, x, c->place[i])
					       : json_cells_number(c, &c->columns[i], x, &v[c->place[i]]))
			return c->err->code;
	}
	return 0;
}

int
json_cells_end(struct json_cells *c, size_t line, size_t col, double v[])
{
	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &c->columns[i];
		if (c->got[i])
			continue;
		if (column->kind == TEXT) {
			rows_text(c->rows, c->place[i], STR(""), c->err);	/* no bytes need no room */
		} else if (column->optional || c->opts->missing == MISSING_NAN) {
			v[c->place[i]] = (double)NAN;
		} else {
			err_set(c->err, ERR_INPUT, "the record has no value for this column");
			err_hint(c->err, "%s", c->opts->missing_hint ? c->opts->missing_hint : "--na skip leaves such cells out");
			return at(c, column->index, line, col);
		}
	}
	return 0;
}

void
json_cells_free(struct json_cells *c)
{
	mem_free(c->head);
	mem_free(c->chain);
	mem_free(c->place);
	mem_free(c->got);
}
