/* SPDX-License-Identifier: MIT */
/* matrices: whole matrices from the blocks of a table; see table.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/table_state.h"
#include "io/safetensors_header.h"

/* Does the block go on with the matrix that was begun? */
static bool
belongs(const struct table_state *s, const struct matrix_read *m, size_t begun)
{
	const struct block *b = &s->block;
	if (begun > 0 && (b->tensor != m->tensor || (b->tensor && b->matrix + 1 != m->number)))
		return false;
	return begun == 0 || (b->file == m->file && (s->n_lead == 0 || memcmp(b->lead, m->lead, s->n_lead * sizeof m->lead[0]) == 0));
}

static void
no_place(const struct block *b, struct err *e)
{
	char shown[STR_SHOWN];
	if (b->tensor)
		err_set(e, ERR_INPUT, "tensor \"%s\": a matrix has no place for nan and inf", str_show(b->tensor->name, shown));
	else
		err_set(e, ERR_INPUT, "a matrix has no place for a missing value");
}

static void
take(struct table *t, struct matrix_read *m, size_t *n, size_t *row)
{
	struct table_state *s = t->state;
	const struct block *b = &s->block;
	size_t more = b->rows * b->cols;
	struct err e = { 0 };

	if (*n == 0) {
		m->file = b->file;
		m->tensor = b->tensor;
		m->number = b->matrix + 1;
		if (s->n_lead)
			memcpy(m->lead, b->lead, s->n_lead * sizeof m->lead[0]);
	}
	if (*n + more > t->o->max_memory / sizeof *b->v / 2) {	/* what grows doubles */
		err_set(&e, ERR_MEMORY, "the matrix does not fit into --max-memory %zu", t->o->max_memory);
		err_hint(&e, "raise --max-memory");
		table_die(t, b, 0, &e);
	}
	if (!mem_reserve(&s->piece, &s->piece_cap, *n + more, sizeof *s->piece))
		die_memory();
	memcpy(s->piece + *n, b->v, more * sizeof *b->v);
	for (size_t i = 0; i < more; i++)
		if (b->tensor ? !isfinite(b->v[i]) : isnan(b->v[i])) {
			no_place(b, &e);
			table_die(t, b, i / b->cols, &e);
		}
	*n += more;
	*row += b->cols;			/* a long row comes in pieces */
	if (b->more)
		return;
	if (m->rows && *row != m->cols) {
		err_set(&e, ERR_INPUT, "row has %zu cell%s, the matrix has %zu", *row, *row == 1 ? "" : "s", m->cols);
		table_die(t, b, 0, &e);
	}
	m->cols = *row;
	m->rows += b->rows;
	*row = 0;
}

bool
table_whole_matrix(struct table *t, struct matrix_read *m)
{
	struct table_state *s = t->state;
	size_t n = 0, row = 0;

	*m = (struct matrix_read){ 0 };
	s->whole = true;
	for (;;) {
		if (!s->have_block && !s->ended)
			s->have_block = !(s->ended = !table_next(t, &s->block));
		if (s->ended || !belongs(s, m, n))
			break;
		if (s->block.cols == 0) {		/* a tensor without elements is no matrix */
			s->have_block = false;
			continue;
		}
		take(t, m, &n, &row);
		s->have_block = false;
	}
	s->n_matrices = m->file == s->file ? s->n_matrices + 1 : 1;
	s->file = m->file;
	m->number = m->tensor ? m->number : s->n_matrices;
	m->v = s->piece;
	return n > 0;
}

void
table_matrix_labels(struct table *t, const struct matrix_read *m)
{
	struct table_state *s = t->state;

	table_begin(t);
	if (s->with_file)
		writer_text(t->w, str_of(m->file));
	if (m->tensor)
		writer_text(t->w, m->tensor->name);
	for (size_t i = 0; i < s->n_lead; i++)
		writer_count(t->w, m->lead[i]);
	writer_count(t->w, m->number);
}

noreturn void
table_matrix_die(struct table *t, const struct matrix_read *m, struct err *e)
{
	err_at(e, m->file, 0, 0);
	table_fail(t, e);
}
