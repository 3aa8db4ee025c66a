/* SPDX-License-Identifier: MIT */
/* safetensors_source: the tensors of .safetensors files, one after the other, a source (source.h). */
#include <string.h>

#include "base/mem.h"
#include "io/columns.h"
#include "io/safetensors.h"
#include "io/source.h"

enum { PIECE = 16384 };			/* numbers of a block, if they are not one row */

/*
 * f, k       the file, and the tensor to deliver; wanted[k]: it is to be
 * row, cell  of it, the next ones
 */
struct tensors {
	struct safetensors f;
	size_t k;
	bool *wanted;
	uint64_t row, cell;
	double *v;
	size_t cap_v;
	size_t *line;			/* (PIECE) zeros */
};

static int
choose(struct source *s)
{
	struct tensors *f = s->state;
	struct str *names = mem_alloc(f->f.h.n, sizeof names[0]);
	f->wanted = mem_zero(f->f.h.n, sizeof f->wanted[0]);
	if (!names || !f->wanted) {
		mem_free(names);
		return err_memory(s->err);
	}
	for (size_t k = 0; k < f->f.h.n; k++) {
		names[k] = f->f.h.tensor[k].name;
		f->wanted[k] = !s->opts->only;
	}
	if (s->opts->only)
		columns_match(str_of(s->opts->only), f->f.h.n, names, f->wanted, s->hits, s->err);
	mem_free(names);
	return s->err->code;
}

static int
open_safetensors(struct source *s)
{
	if (!s->opts->tensors) {
		err_set(s->err, ERR_INPUT, "the input is safetensors, whose tensors this program does not take");
		err_hint(s->err, "save one as npy: numpy.save(f, safetensors.numpy.load_file(FILE)[NAME])");
		err_at(s->err, s->in.name, 0, 0);
		return s->err->code;
	}
	struct tensors *f = s->state = mem_zero(1, sizeof *f);
	if (!f || !(f->line = mem_zero(PIECE, sizeof f->line[0])))
		return err_memory(s->err);
	if (safetensors_header_read(&f->f.h, &s->in, s->err) || choose(s))
		return s->err->code;
	s->width = f->f.h.n > 0;
	return 0;
}

static int
start(struct source *s, size_t n, const struct column columns[], bool first_is_data)
{
	(void)n;
	(void)columns;
	(void)first_is_data;		/* a number is no name */
	return s->err->code;
}

/* A row is the last axis; a matrix the last two. */
struct layout {
	uint64_t cols, rows, group;
};

static struct layout
layout_of(const struct tensor *t)
{
	struct layout l = { .cols = t->rank ? t->shape[t->rank - 1] : 1, .rows = 1, .group = 1 };
	if (t->elements == 0) {
		l.cols = 0;		/* one row of nothing */
		return l;
	}
	l.rows = t->elements / l.cols;
	l.group = t->rank > 1 ? t->shape[t->rank - 2] : 1;
	return l;
}

/* How much of tensor t the next block holds. */
static int
size_block(struct source *s, const struct layout *l, size_t max_rows, struct block *b)
{
	struct tensors *f = s->state;
	uint64_t rows = l->cols ? PIECE / l->cols : 1, left = l->group - f->row % l->group, cols = l->cols - f->cell;
	rows = rows > left ? left : rows;
	rows = rows > max_rows ? max_rows : rows ? rows : 1;
	if (cols > PIECE && !s->opts->whole_rows)
		cols = PIECE;
	if (cols > PIECE && s->opts->max_memory && cols > s->opts->max_memory / sizeof f->v[0]) {
		err_set(s->err, ERR_MEMORY, "a row of %llu numbers does not fit --max-memory", (unsigned long long)cols);
		err_hint(s->err, "raise --max-memory");
		err_at(s->err, s->in.name, 0, 0);
		return s->err->code;
	}
	b->rows = (size_t)rows;
	b->cols = (size_t)cols;
	return mem_reserve(&f->v, &f->cap_v, b->rows * b->cols + 1, sizeof f->v[0]) ? 0 : err_memory(s->err);
}

static int
next_block(struct source *s, const struct tensor *t, struct block *b, size_t max_rows)
{
	struct tensors *f = s->state;
	struct layout l = layout_of(t);
	if (f->row == 0 && f->cell == 0 && safetensors_go(&f->f, &s->in, t, s->err))
		return -1;
	if (size_block(s, &l, max_rows, b))
		return -1;
	for (size_t i = 0, n = b->rows * b->cols, k; i < n; i += k) {
		k = n - i < PIECE ? n - i : PIECE;
		if (safetensors_take(&f->f, &s->in, k, f->v + i, s->err))
			return -1;
	}
	b->v = f->v;
	b->line = f->line;
	b->tensor = t;
	b->first = (size_t)f->row;
	b->matrix = (size_t)(f->row / l.group);
	f->cell += b->cols;
	b->more = f->cell < l.cols;
	if (!b->more) {
		f->row += b->rows;
		f->cell = 0;
	}
	b->ends = f->row == l.rows;
	return 1;
}

static int
next(struct source *s, struct block *b, size_t max_rows)
{
	struct tensors *f = s->state;
	while (f->k < f->f.h.n && !f->wanted[f->k])
		f->k++;
	if (f->k == f->f.h.n)
		return safetensors_end(&f->f, &s->in, s->err) ? -1 : 0;
	int got = next_block(s, &f->f.h.tensor[f->k], b, max_rows);
	if (got > 0 && b->ends) {
		f->k++;
		f->row = 0;
	}
	return got;
}

static void
close_safetensors(struct source *s)
{
	struct tensors *f = s->state;
	if (!f)
		return;
	safetensors_header_free(&f->f.h);
	mem_free(f->wanted);
	mem_free(f->v);
	mem_free(f->line);
	mem_free(f);
}

const struct source_type source_safetensors = { "safetensors", open_safetensors, start, next, close_safetensors };
