/* SPDX-License-Identifier: MIT */
/* npy: tables from .npy files, a source (source.h). */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "io/npy_data.h"

_Static_assert(BLOCK_LEAD == NPY_RANK - 2, "the last two axes are those of a matrix");

enum { PIECE = 16384 };			/* numbers of a block, if they are not one row */

struct npy {
	struct npy_data d;
	size_t row, cell;		/* the next one to deliver */
	size_t good;			/* rows of the block before a number that was refused */
	size_t lead[BLOCK_LEAD];
	double *v;
	size_t cap_v;
	size_t *line;			/* (PIECE) zeros */
	const struct column *columns;	/* (n) chosen; n = 0: all */
	size_t n, n_numbers, n_text;
	struct rows chosen;
};

static int
open_npy(struct source *s)
{
	struct npy *f = s->state = mem_zero(1, sizeof *f);
	if (!f || !(f->line = mem_zero(PIECE, sizeof f->line[0])))
		return err_memory(s->err);
	if (npy_data_open(&f->d, s))
		return s->err->code;
	memcpy(s->dtype, f->d.h.descr, sizeof s->dtype);
	s->width = f->d.rows ? f->d.cells : 0;
	s->n_rows = f->d.rows;
	s->n_lead = f->d.h.rank >= 3 ? f->d.h.rank - 2 : 0;
	return 0;
}

static int
start(struct source *s, size_t n, const struct column columns[], bool first_is_data)
{
	struct npy *f = s->state;
	const struct npy_data *d = &f->d;
	(void)first_is_data;		/* a number is no name */
	bool all = n == 0 || n == d->cells;
	for (size_t i = 0; i < n; i++) {
		all = all && columns[i].index == i && columns[i].kind != TEXT && !columns[i].optional;
		*(columns[i].kind == TEXT ? &f->n_text : &f->n_numbers) += 1;
	}
	f->n = all ? 0 : n;
	f->columns = columns;
	return 0;
}

/* Are the n numbers v, which begin with cell k of row r, allowed? */
static bool
allowed(struct source *s, size_t n, const double v[], const unsigned char bytes[], size_t r, size_t k)
{
	struct npy *f = s->state;
	const struct npy_data *d = &f->d;
	size_t i = npy_data_refused(d, s, n, v, bytes);
	if (i == n)
		return true;
	r += (k + i) / d->cells;
	f->good = r - f->row;
	npy_data_place(d, s, r, (k + i) % d->cells);
	return false;
}

/* The next n numbers where they stand in the buffer; NULL when they have to be decoded, or cannot be read. */
static double *
take_native(struct source *s, size_t n)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	if (d->h.fortran || n > PIECE || !npy_decode_native(&d->number) || npy_data_need(d, s, n))
		return NULL;
	unsigned char *p = s->in.buf + s->in.at;
	if ((uintptr_t)p % sizeof(double))
		return NULL;
	double *v = (double *)(void *)p;
	s->in.at += n * sizeof v[0];
	allowed(s, n, v, p, f->row, f->cell);
	return v;
}

/* The next n numbers; NULL on error, unless good tells how many rows come before the refused number. */
static double *
take(struct source *s, size_t n)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	double *v = take_native(s, n);
	if (v || s->err->code)
		return v;
	if (n > PIECE && s->opts->max_memory && n > s->opts->max_memory / sizeof f->v[0]) {
		err_set(s->err, ERR_MEMORY, "a row of %zu numbers does not fit --max-memory", n);
		err_hint(s->err, "raise --max-memory");
		err_at(s->err, s->in.name, 0, 0);
		return NULL;
	}
	if (!mem_reserve(&f->v, &f->cap_v, n + 1, sizeof f->v[0])) {
		err_memory(s->err);
		return NULL;
	}
	for (size_t i = 0, k; i < n; i += k) {
		size_t r = d->reached = f->row + (f->cell + i) / d->cells, c = (f->cell + i) % d->cells;
		k = d->h.fortran ? 1 : n - i < PIECE ? n - i : PIECE;
		if (!d->h.fortran && npy_data_need(d, s, k))
			return NULL;
		const unsigned char *p = d->h.fortran ? npy_data_fortran(d, r, c) : s->in.buf + s->in.at;
		npy_decode(&d->number, k, p, f->v + i);
		if (!allowed(s, k, f->v + i, p, r, c))
			break;
		if (!d->h.fortran)
			s->in.at += k * d->number.size;
	}
	return f->v;
}

/* Of rows of cells: a file without them has width 0, and is not asked for more. */
static int
next_all(struct source *s, struct block *b, size_t max_rows)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	size_t rows = PIECE / d->cells, left = d->group - f->row % d->group;
	rows = rows > left ? left : rows;
	rows = rows > max_rows ? max_rows : rows ? rows : 1;
	size_t cols = d->cells - f->cell;
	if (cols > PIECE && !s->opts->whole_rows)
		cols = PIECE;
	f->good = 0;
	b->v = take(s, rows * cols);
	if (s->err->code && f->good == 0)
		return -1;
	rows = s->err->code ? f->good : rows;
	b->rows = rows;
	b->cols = cols;
	b->line = f->line;
	b->text = NULL;
	b->n_text = 0;
	f->cell += cols;
	b->more = f->cell < d->cells;
	if (!b->more) {
		f->row += rows;
		f->cell = 0;
	}
	return 1;
}

/* One cell of the next row, at bytes, as choice c wants it. */
static int
put(struct source *s, const struct column *c, const unsigned char *bytes, double **v, size_t *text)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	if (c->kind == TEXT) {
		char out[NUM_TEXT];
		size_t n = npy_decode_text(&d->number, bytes, out);
		return rows_text(&f->chosen, (*text)++, (struct str){ out, n }, s->err);
	}
	double *x = (*v)++;
	npy_decode(&d->number, 1, bytes, x);
	return (c->optional && isnan(*x)) || allowed(s, 1, x, bytes, f->row, c->index) ? 0 : -1;
}

static int
next_row(struct source *s)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	if (!d->h.fortran && npy_data_need(d, s, d->cells))
		return -1;
	double *v = rows_room(&f->chosen, s->err);
	if (!v)
		return -1;
	size_t text = 0;
	for (size_t i = 0; i < f->n; i++) {
		size_t k = f->columns[i].index;
		const unsigned char *p = d->h.fortran ? npy_data_fortran(d, f->row, k) : s->in.buf + s->in.at + k * d->number.size;
		if (put(s, &f->columns[i], p, &v, &text))
			return -1;
	}
	if (!d->h.fortran)
		s->in.at += d->cells * d->number.size;
	rows_done(&f->chosen, 0);
	f->row++;
	return 1;
}

static int
next_chosen(struct source *s, struct block *b, size_t max_rows)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	int got = 1;
	rows_start(&f->chosen, f->n_numbers, f->n_text);
	do
		got = next_row(s);
	while (got > 0 && f->row % d->group && !rows_full(&f->chosen, max_rows));
	if (f->chosen.n == 0)
		return got;
	rows_block(&f->chosen, b);
	b->more = false;
	return 1;
}

static int
end_file(struct source *s)
{
	if (s->in.size == UINT64_MAX && input_need(&s->in, 1, s->err) > 0) {
		err_set(s->err, ERR_INPUT, "more bytes follow the last number");
		err_at(s->err, s->in.name, 0, 0);
	}
	return s->err->code ? -1 : 0;
}

static int
next(struct source *s, struct block *b, size_t max_rows)
{
	struct npy *f = s->state;
	struct npy_data *d = &f->d;
	if (f->row == d->rows)
		return end_file(s);
	if (d->h.fortran && !d->whole && npy_data_whole(d, s))
		return -1;
	d->reached = f->row;
	size_t outer = f->row / d->group;
	for (size_t k = s->n_lead; k-- > 0; outer /= d->h.shape[k])
		f->lead[k] = outer % d->h.shape[k];
	b->lead = f->lead;
	b->n_lead = s->n_lead;
	return f->n ? next_chosen(s, b, max_rows) : next_all(s, b, max_rows);
}

static void
close_npy(struct source *s)
{
	struct npy *f = s->state;
	if (!f)
		return;
	mem_free(f->d.whole);
	mem_free(f->v);
	mem_free(f->line);
	rows_free(&f->chosen);
	mem_free(f);
}

const struct source_type source_npy = { "npy", open_npy, start, next, close_npy };
