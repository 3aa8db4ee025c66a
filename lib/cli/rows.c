/* SPDX-License-Identifier: MIT */
/* rows: programs that map rows to rows: columns turned to rows and back, whole files, labels kept.  See table.h. */
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/table_state.h"
#include "io/columns.h"

/* Keeps a block of a file that is being turned: its numbers and its labels. */
static void
keep(struct table *t, const struct block *b, size_t rows)
{
	struct table_state *s = t->state;
	struct err e = { 0 };

	if ((rows + b->rows) * b->cols > t->o->max_memory / sizeof *s->columns / 2) {
		err_set(&e, ERR_MEMORY, "the columns do not fit into --max-memory %zu", t->o->max_memory);
		err_hint(&e, "raise --max-memory");
		table_die(t, b, 0, &e);
	}
	if (!mem_reserve(&s->columns, &s->columns_cap, (rows + b->rows) * b->cols, sizeof *s->columns) ||
	    !mem_reserve(&s->label_at, &s->label_cap, rows + b->rows, sizeof *s->label_at))
		die_memory();
	memcpy(s->columns + rows * b->cols, b->v, b->rows * b->cols * sizeof *b->v);
	for (size_t i = 0; i < b->rows; i++) {
		s->label_at[rows + i] = s->labels.n;
		for (size_t k = 0; k < b->n_text; k++) {
			text_add(&s->labels, b->text[i * b->n_text + k]);
			text_byte(&s->labels, '\0');
		}
	}
	if (s->labels.failed)
		die_memory();
}

/* The columns of the next file as rows, or the file itself. */
static bool
collect(struct table *t, struct block *b)
{
	struct table_state *s = t->state;
	size_t rows = 0, cols = 0;
	const char *file = NULL;

	s->labels.n = 0;
	for (;;) {
		if (!s->have_block && !s->ended) {
			s->have_block = table_next(t, &s->block);
			s->ended = !s->have_block;
		}
		if (!s->have_block || (file && s->block.file != file))
			break;
		file = s->block.file;
		cols = s->block.cols;
		keep(t, &s->block, rows);
		rows += s->block.rows;
		s->have_block = false;
	}
	if (rows == 0)
		return false;
	*b = (struct block){ .rows = rows, .cols = cols, .v = s->columns, .file = file };
	if (s->by == BY_ALL)
		return true;
	if (!(s->turned = mem_resize(s->turned, rows * cols, sizeof *s->turned)))
		die_memory();
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++)
			s->turned[j * rows + i] = s->columns[i * cols + j];
	*b = (struct block){ .rows = cols, .cols = rows, .v = s->turned, .file = file };
	return true;
}

bool
table_rows(struct table *t, struct block *b)
{
	return t->state->by == BY_ROW ? table_next(t, b) : collect(t, b);
}

struct str
table_cell_name(struct table *t, size_t j, char number[COLUMNS_NUMBER])
{
	const struct table_state *s = t->state;

	if (s->by != BY_COLUMN)
		return table_name(t, j, number);
	return s->n_keys ? str_of(s->labels.s + s->label_at[j]) : columns_number(j, number);
}

void
table_names(struct table *t, const struct block *b)
{
	struct table_state *s = t->state;

	if (!(s->number = mem_resize(s->number, b->cols, sizeof *s->number)))
		die_memory();
	for (size_t j = 0; j < b->cols; j++) {
		char *own = s->number[j];
		struct str name = table_cell_name(t, j, own + 1);
		if (name.s == own + 1) {		/* a header of numbers would be read as data */
			*own = 'x';
			name = (struct str){ own, name.n + 1 };
		}
		table_column(t, (struct writer_column){ .name = name });
	}
}

/* The columns of the output, again when rows of another length come. */
static void
announce(struct table *t, size_t n)
{
	struct table_state *s = t->state;

	if (s->begun && s->n_announced == n)
		return;
	s->begun = false;
	s->n_announced = 0;
	if (!(s->number = mem_resize(s->number, n, sizeof *s->number)))
		die_memory();
	for (size_t j = 0; j < n; j++)
		table_column(t, (struct writer_column){ .name = table_name(t, j, s->number[j]) });
}

void
table_matrix(struct table *t, const struct block *b, const double p[])
{
	struct table_state *s = t->state;
	bool turned = s->by == BY_COLUMN;

	if (s->by == BY_ROW)
		writer_rows(t->w, reader_rows(t->r));
	announce(t, turned ? b->rows : b->cols);
	table_begin(t);
	for (size_t i = 0; i < (turned ? b->cols : b->rows); i++) {
		const char *label = s->labels.s && s->n_keys ? s->labels.s + s->label_at[i] : NULL;
		if (s->by == BY_ROW)
			table_labels(t, b, i);
		for (size_t k = 0; label && k < s->n_keys; k++, label += strlen(label) + 1)
			writer_text(t->w, str_of(label));
		for (size_t j = 0; turned && j < b->rows; j++)
			writer_number(t->w, p[j * b->cols + i]);
		if (!turned)
			writer_numbers(t->w, b->cols, p + i * b->cols);
	}
}

size_t
table_place(struct table *t, const struct block *b, size_t i)
{
	table_begin(t);
	if (t->state->by == BY_ROW)
		table_labels(t, b, i);
	else if (t->state->with_file)
		writer_text(t->w, str_of(b->file));
	return b->first + i + 1;
}

struct block
table_part(const struct block *b, size_t at, size_t n)
{
	struct block part = *b;

	part.rows = b->rows - at < n ? b->rows - at : n;
	part.v += at * b->cols;
	part.text = b->text ? b->text + at * b->n_text : NULL;
	part.line = b->line ? b->line + at : NULL;
	part.first += at;
	return part;
}

static struct reader *
open_beside(const char *path, const struct reader_opts *o)
{
	struct reader *r = reader_open(1, &path, o);
	if (reader_error(r)->code)
		die(reader_error(r));
	return r;
}

double *
table_beside(const char *path, bool infinite, size_t *rows, size_t *cols)
{
	struct reader *r = open_beside(path, &(struct reader_opts){ .infinite = infinite, .missing_hint = "", .whole_rows = true,
		.max_memory = (size_t)4 << 30 });
	double *v = NULL;
	size_t cap = 0;
	struct block b;
	int got;

	*rows = *cols = 0;
	while ((got = reader_next(r, &b, SIZE_MAX)) > 0) {
		*cols = b.cols;
		if (!mem_reserve(&v, &cap, (*rows + b.rows) * b.cols, sizeof *v))
			die_memory();
		memcpy(v + *rows * b.cols, b.v, b.rows * b.cols * sizeof *v);
		*rows += b.rows;
	}
	if (got < 0)
		die(reader_error(r));
	if (*cols == 1) {			/* one column is one vector, as everywhere */
		*cols = *rows;
		*rows = 1;
	}
	reader_close(r);
	return v;
}

struct str *
table_texts(const char *path, size_t *n)
{
	struct reader *r = open_beside(path, &(struct reader_opts){ .header = HEADER_NO, .max_memory = (size_t)4 << 30 });
	struct text bytes = { 0 };
	struct str *v = NULL;
	size_t cap = 0, count = 0;
	struct block b;
	int got;

	reader_select(r, 1, &(struct column){ .index = 0, .kind = TEXT });
	while ((got = reader_next(r, &b, SIZE_MAX)) > 0) {
		if (!mem_reserve(&v, &cap, count + b.rows, sizeof *v))
			die_memory();
		for (size_t i = 0; i < b.rows; i++) {
			text_add(&bytes, b.text[i * b.n_text]);
			v[count++].n = b.text[i * b.n_text].n;
		}
	}
	if (got < 0)
		die(reader_error(r));
	if (bytes.failed)
		die_memory();
	for (size_t i = 0, at = 0; i < count; at += v[i++].n)
		v[i].s = bytes.s + at;
	*n = count;
	reader_close(r);
	return v;
}
