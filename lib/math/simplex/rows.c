/* SPDX-License-Identifier: MIT */
/* rows: a block of rows on threads, or a matrix as a whole.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "math/simplex/scores.h"

enum { PIECES = 16, LEAST = 4096 };		/* of a block at most; numbers of one at least */

struct simplex_pool {
	struct simplex_work *w[PIECES];		/* of piece k; one thread uses the first alone */
	size_t n;				/* they are for rows of n */
};

struct simplex_pool *
simplex_pool_new(void)
{
	return mem_zero(1, sizeof(struct simplex_pool));
}

void
simplex_pool_free(struct simplex_pool *p)
{
	for (size_t k = 0; p && k < PIECES; k++)
		simplex_work_free(p->w[k]);
	mem_free(p);
}

/* Work for the first k pieces of rows of n. */
static bool
ready(struct simplex_pool *p, size_t n, size_t k)
{
	for (size_t i = 0; i < PIECES && p->n != n; i++) {
		simplex_work_free(p->w[i]);
		p->w[i] = NULL;
	}
	p->n = n;
	for (size_t i = 0; i < k; i++)
		if (!p->w[i] && !(p->w[i] = simplex_work_new(n)))
			return false;
	return true;
}

struct job {
	const struct spec *m;
	const struct simplex_opts *o;
	enum wanted want;
	size_t rows, cols, piece;
	const double *x, *v;
	bool v_rows;
	double *p;
	struct simplex_found *found;
	struct simplex_pool *pool;
	bool threads;
	struct failure {
		size_t row;
		struct err e;
	} failure[PIECES];
};

static void
piece(void *context, size_t k)
{
	struct job *j = context;
	struct failure *f = &j->failure[k];
	struct simplex_work *w = j->pool->w[j->threads ? k : 0];
	size_t end = (k + 1) * j->piece < j->rows ? (k + 1) * j->piece : j->rows;

	for (f->row = k * j->piece; f->row < end; f->row++) {
		size_t i = f->row, at = i * j->cols;
		const double *upper = j->o->upper && j->o->upper_rows ? j->o->upper + at : j->o->upper;
		if (simplex_row(j->m, j->o, j->want, j->cols, j->x + at, j->v && j->v_rows ? j->v + at : j->v, upper, j->p + at, w,
		                j->found ? &j->found[i] : NULL, &f->e))
			break;
	}
}

static int
whole(const struct job *j, struct err *e)
{
	size_t n = j->rows * j->cols;
	double *work = mem_alloc(n, WORK * sizeof *work), max = -HUGE_VAL, c = 1 / j->o->temperature;
	struct scores s = { .n = n, .rows = j->rows, .x = j->p, .par = j->m->par, .work = work, .tau = (double)NAN, .e = e };

	if (!work)
		return err_memory(e);
	for (size_t i = 0; i < n && !e->code; i++) {
		if (!isfinite(j->x[i]))
			err_set(e, ERR_INPUT, "%s wants finite scores, without masks", j->m->row->name);
		j->p[i] = j->x[i] * c;
		max = fmax(max, j->p[i]);
	}
	s.max = max;
	if (j->want >= WANT_JVP)
		err_set(e, ERR_USAGE, "%s has no derivative or inverse here", j->m->row->name);
	if (!e->code)
		((const struct map *)j->m->row)->map(&s, j->p);
	for (size_t i = 0; i < n && j->want == WANT_LOG; i++)
		j->p[i] = log(j->p[i]);
	for (size_t i = 0; i < j->rows && j->found; i++)
		j->found[i] = (struct simplex_found){ (double)NAN, (double)NAN, s.iterations };
	mem_free(work);
	return e->code;
}

int
simplex_rows(const struct spec *m, const struct simplex_opts *o, enum wanted want, size_t rows, size_t cols, const double x[], const double v[],
             bool v_rows, double p[], int threads, struct simplex_pool *pool, struct simplex_found found[], size_t *bad, struct err *e)
{
	size_t least = cols < LEAST ? LEAST / (cols ? cols : 1) : 1, piece_rows = (rows + PIECES - 1) / PIECES;
	struct job j = { m, o, want, rows, cols, piece_rows > least ? piece_rows : least, x, v, v_rows, p, found, pool, threads != 1, { { 0 } } };
	size_t pieces = (rows + j.piece - 1) / j.piece;

	*bad = 0;
	if (((const struct map *)m->row)->properties & MATRIX)
		return whole(&j, e);
	if (!ready(pool, cols, j.threads ? pieces : 1))
		return err_memory(e);
	parallel_for(threads, pieces, piece, &j);
	for (size_t k = 0; k < pieces && !e->code; k++)
		if (j.failure[k].e.code) {
			*e = j.failure[k].e;
			*bad = j.failure[k].row;
		}
	return e->code;
}
