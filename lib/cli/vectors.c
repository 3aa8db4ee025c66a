/* SPDX-License-Identifier: MIT */
/* vectors: cuts the blocks of a table into pieces of vectors, by row, column, file, all, and by group. */
#include <math.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/table_state.h"
#include "io/npy_decode.h"
#include "io/safetensors_header.h"

/* Vectors that come one after the other, each complete before the next one begins. */
static bool
in_order(const struct table *t)
{
	return table_by_row(t) || table_by_tensor(t);
}

/* The n numbers x[0], x[stride], .. without the missing ones (of tensors: what is not finite), in v; how many were left out. */
static size_t
fill(struct table *t, struct vector *v, size_t n, size_t stride, const double *x)
{
	struct table_state *s = t->state;
	size_t kept = 0;

	v->x = x;
	v->n = n;
	bool tensor = s->block.tensor;
	if (stride == 1 && (tensor ? npy_decode_special(n, x) == n : t->o->missing == MISSING_ERROR))
		return 0;
	if (!mem_reserve(&s->piece, &s->piece_cap, n, sizeof *s->piece))
		table_no_memory(t);
	for (size_t i = 0; i < n; i++)
		if (tensor ? isfinite(x[i * stride]) : !isnan(x[i * stride]))
			s->piece[kept++] = x[i * stride];
	v->x = s->piece;
	v->n = kept;
	return n - kept;
}

/* The place of vector id among those being collected, made when it is new. */
struct collected *
table_collected(struct table *t, size_t id)
{
	struct table_state *s = t->state;

	if (!mem_reserve(&s->open, &s->open_cap, id + 1, sizeof *s->open))
		table_no_memory(t);
	while (s->n_open <= id)
		s->open[s->n_open++] = (struct collected){ 0 };
	return &s->open[id];
}

/* The next piece of the current block; col counts within a row, or within the block under --by column without groups. */
static void
cut(struct table *t, struct vector *v)
{
	struct table_state *s = t->state;
	const struct block *b = &s->block;
	const double *x = b->v + s->row * b->cols;
	size_t missing;

	*v = (struct vector){ .file = b->file, .line = b->line ? b->line[s->row] : 0, .tensor = s->by == BY_ALL ? NULL : b->tensor };
	if (in_order(t)) {
		size_t rows = table_by_tensor(t) ? b->rows : 1;
		missing = fill(t, v, rows * b->cols, 1, x);
		v->last = table_by_tensor(t) ? b->ends : !b->more;
		v->number = b->first + s->row + 1;
		v->n_missing = s->row_missing += missing;
		s->row_missing = v->last ? 0 : s->row_missing;
		s->row += rows;
		return;
	}
	if (s->by == BY_COLUMN) {
		s->width = b->cols;
		if (s->col == 0)
			s->group = table_group_of(t, s->row);
		v->id = s->group * b->cols + s->col;
		missing = fill(t, v, s->n_groups ? 1 : b->rows, b->cols, x + s->col);
		if (++s->col == b->cols) {
			s->col = 0;
			s->row += s->n_groups ? 1 : b->rows;
		}
	} else if (s->n_groups) {
		v->id = table_group_of(t, s->row);
		missing = fill(t, v, b->cols, 1, x);
		s->row++;
	} else {
		missing = fill(t, v, b->rows * b->cols, 1, b->v);
		s->row = b->rows;
	}
	v->n_missing = table_collected(t, v->id)->n_missing += missing;
}

/* The last, empty piece of the next collected vector. */
static void
complete(struct table *t, struct vector *v)
{
	struct table_state *s = t->state;
	size_t id = s->next_last++, n;
	const struct str *names = reader_header(t->r, &n);

	*v = (struct vector){ .id = id, .file = s->file, .n_missing = s->open[id].n_missing, .number = id + 1, .last = true };
	if (s->by == BY_COLUMN) {
		size_t j = id % s->width;
		size_t index = s->n_columns ? s->column[s->n_groups + s->n_keys + j].index : j;
		v->number = index + 1;
		if (index < n)
			v->name = names[index];
	}
}

static void
forget(struct table_state *s)
{
	for (size_t i = 0; i < s->n_open; i++)
		mem_free(s->open[i].x);
	s->n_open = s->next_last = 0;
	s->completing = false;
	names_clear(&s->groups);
}

/* The next block in s->block, unless the file of the collected vectors ended, which completes them first. */
static void
advance(struct table *t)
{
	struct table_state *s = t->state;

	s->ended = !table_next(t, &s->block);
	s->have_block = !s->ended;
	s->row = s->col = 0;
	s->completing = !in_order(t) && s->n_open > 0 && (s->ended || (s->block.file != s->file && s->by != BY_ALL));
	if (!s->completing)
		s->file = s->block.file;
}

bool
table_vector(struct table *t, struct vector *v)
{
	struct table_state *s = t->state;

	s->with_vector = true;
	s->width = s->width ? s->width : 1;
	for (;;) {
		if (s->completing && s->next_last < s->n_open) {
			complete(t, v);
			return true;
		}
		if (s->completing) {
			forget(s);
			s->file = s->block.file;
		}
		if (s->have_block && s->row < s->block.rows) {
			cut(t, v);
			return true;
		}
		if (s->ended)
			return false;
		advance(t);
	}
}

void
table_vector_labels(struct table *t, const struct vector *v)
{
	struct table_state *s = t->state;

	table_begin(t);
	if (in_order(t)) {
		table_labels(t, &s->block, s->row - 1);
	} else {
		if (s->with_file)
			writer_text(t->w, str_of(v->file));
		struct str name, label;
		char number[COLUMNS_NUMBER];
		for (size_t k = 0; k < s->n_groups; k++) {
			table_group(t, v, k, number, &name, &label);
			writer_text(t->w, label);
		}
	}
	if (v->name.s)
		writer_text(t->w, v->name);
	else if (!table_by_tensor(t))
		writer_count(t->w, v->number);
}

static void
add_word(struct text *t, size_t from, struct str word)
{
	if (t->n > from)
		text_byte(t, ' ');
	text_add(t, word);
}

void
table_vector_title(struct table *t, const struct vector *v, struct text *title)
{
	struct table_state *s = t->state;
	size_t from = title->n, keys = table_by_row(t) ? s->n_keys : 0;
	char number[COLUMNS_NUMBER];
	struct str name, label;

	for (size_t k = 0; k < keys; k++)
		add_word(title, from, s->block.text[(s->row - 1) * s->block.n_text + k]);
	for (size_t k = 0; k < s->n_groups; k++) {
		table_group(t, v, k, number, &name, &label);
		add_word(title, from, label);
	}
	if (v->name.s)
		add_word(title, from, v->name);
	if (title->n > from)
		return;
	text_add(title, STR("vector "));
	text_add(title, columns_number(v->number - 1, number));
}

noreturn void
table_vector_die(struct table *t, const struct vector *v, struct err *e)
{
	err_at(e, v->file, v->line, 0);
	if (v->name.s)
		err_name(e, v->name.n, v->name.s);
	table_fail(t, e);
}
