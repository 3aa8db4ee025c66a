/* SPDX-License-Identifier: MIT */
/* zoo/rows: rows of scores in, blocks of them mapped, rows of what was asked out.  See zoo.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "zoo/zoo.h"

/* Room for a part of the input: the results of all maps and temperatures, and one report. */
struct room {
	size_t numbers, cols, rows;	/* of p, as it was made; of a part */
	double *p, *out;
	struct simplex_found *found;
	struct simplex_pool *pool;
	struct simplex_work *w;
};

static void
room_free(struct room *r)
{
	mem_free(r->p);
	mem_free(r->out);
	mem_free(r->found);
	simplex_pool_free(r->pool);
	simplex_work_free(r->w);
}

/* Enough for rows of this length: what keeps threads busy, or a whole file for maps of matrices. */
static void
room_for(const struct zoo *z, struct room *r, const struct table *t, const struct block *b)
{
	enum { HELD = 1 << 21 };
	size_t all = z->maps.n * z->temperature.n, most = t->o->by == BY_ALL || zoo_bare(z) ? b->rows : HELD / all / (b->cols + 1) + 1, rows, width;

	r->rows = most < b->rows ? most : b->rows;
	if (r->p && r->cols == b->cols && r->rows * all * b->cols <= r->numbers)
		return;
	room_free(r);
	*r = (struct room){ .rows = r->rows, .cols = b->cols, .numbers = r->rows * all * b->cols };
	simplex_report_size(&z->ask, b->cols, &rows, &width);
	r->p = mem_alloc(r->numbers, sizeof *r->p);
	r->found = mem_alloc(r->rows * all, sizeof *r->found);
	r->pool = simplex_pool_new();
	r->out = zoo_bare(z) ? NULL : mem_alloc(rows, width * sizeof *r->out);
	r->w = zoo_bare(z) ? NULL : simplex_work_new(b->cols);
	if (!r->p || !r->found || !r->pool || (!zoo_bare(z) && (!r->out || !r->w)))
		die_memory();
}

/* The rows of a matrix beside the input that go with those of b. */
static const double *
beside(const char *option, const struct zoo_beside *m, const struct block *b)
{
	if (!m->v)
		return NULL;
	if (m->cols != b->cols)
		die_usage("%s has rows of %zu numbers, the input %zu", option, m->cols, b->cols);
	if (m->rows > 1 && m->at + b->rows > m->rows)
		die_usage("%s has %zu rows, fewer than the input", option, m->rows);
	return m->rows > 1 ? m->v + m->at * m->cols : m->v;
}

static void
used_up(const char *option, const struct zoo_beside *m, struct table *t)
{
	if (m->rows > 1 && m->at < m->rows)
		err_set(&t->verdict, ERR_INPUT, "%s has %zu rows, the input %zu", option, m->rows, m->at);
}

/* The class of row i: the last of its text cells, or that of --target. */
static size_t
class_of(const struct zoo *z, struct table *t, const struct block *b, size_t i)
{
	double x = (double)z->target;
	struct err e = { 0 };

	if (z->target_column && (num_read(b->text[(i + 1) * b->n_text - 1], NUM_CSV, &x) != NUM_OK || !(x >= 0 && x < 0x1p53 && x == floor(x)))) {
		err_set(&e, ERR_INPUT, "the class is not an integer from 0");
		err_hint(&e, "classes count from 0, as token ids do");
		err_name(&e, strlen(z->target_column), z->target_column);
		table_die(t, b, i, &e);
	}
	return (size_t)x;
}

/* What is told of row i of b under map and temperature number c. */
static void
report(const struct zoo *z, struct table *t, const struct block *b, size_t i, size_t c, const struct simplex_opts *how, const double p[],
       const struct simplex_found *found, struct room *r)
{
	struct simplex_ask ask = z->ask;
	struct err e = { 0 };
	size_t most, width;

	ask.row = b->first + i;
	ask.target = z->ask.what == REPORT_LOSS ? class_of(z, t, b, i) : 0;
	simplex_report_size(&ask, b->cols, &most, &width);
	size_t rows = simplex_report(&z->maps.v[c / z->temperature.n], how, &ask, b->cols, b->v + i * b->cols, p, found, r->w, r->out, &e);
	if (e.code)
		table_die(t, b, i, &e);
	for (size_t k = 0; k < rows; k++)
		zoo_put(z, t, b, i, c, width, r->out + k * width);
	if (rows && ask.what == REPORT_CHECK) {
		err_at(&t->verdict, b->file, b->line ? b->line[i] : 0, 0);
		err_set(&t->verdict, ERR_NO, "row %zu is not a distribution", b->first + i + 1);
	}
}

/* All maps and temperatures of a part of the input, then its rows in order, up to the first that has an error. */
static void
part(struct zoo *z, struct table *t, const struct block *b, struct room *r)
{
	size_t size = b->rows * b->cols, all = z->maps.n * z->temperature.n, good = b->rows, bad;
	const double *bounds = beside("--upper", &z->upper, b), *direction = beside(z->want == WANT_JVP ? "--jvp" : "--vjp", &z->direction, b);
	struct simplex_opts how = z->how;
	struct err first = { 0 };

	how.upper = bounds;
	how.upper_rows = z->upper.rows > 1;
	for (size_t i = 0; i < b->rows && z->gumbel; i++)
		simplex_gumbel(b->cols, b->v + i * b->cols, z->ask.seed, b->first + i);
	for (size_t i = 0, k; i < b->rows && z->margin != 0; i++)
		if ((k = class_of(z, t, b, i)) < b->cols)
			b->v[i * b->cols + k] -= z->margin;
	for (size_t c = 0; c < all; c++) {
		struct err e = { 0 };
		how.temperature = z->temperature.v[c % z->temperature.n];
		if (z->ask.what == REPORT_LSE || (z->ask.what == REPORT_CHECK && !z->mapped)) {
			memcpy(r->p, b->v, size * sizeof *r->p);
		} else if (simplex_rows(&z->maps.v[c / z->temperature.n], &how, z->want, good, b->cols, b->v, direction, z->direction.rows > 1,
		                        r->p + c * size, z->threads, r->pool, r->found + c * b->rows, &bad, &e)) {
			good = bad;
			first = e;
		}
	}
	struct block done = table_part(b, 0, good);
	for (size_t i = 0; i < good * all && z->figure.on; i++)
		zoo_figure_row(z, t, i % all, b->cols, r->p + i % all * size + i / all * b->cols);
	if (zoo_bare(z) && !z->figure.on && good && (b->line || !first.code))	/* a turned file is written whole or not at all */
		table_matrix(t, &done, r->p);
	for (size_t i = 0; i < good && !zoo_bare(z) && !z->figure.on; i++)
		for (size_t c = 0; c < all; c++) {
			how.temperature = z->temperature.v[c % z->temperature.n];
			how.upper = z->upper.rows > 1 ? bounds + i * b->cols : bounds;
			report(z, t, b, i, c, &how, r->p + c * size + i * b->cols, &r->found[c * b->rows + i], r);
		}
	if (first.code)
		table_die(t, b, good, &first);
	z->upper.at += b->rows;
	z->direction.at += b->rows;
}

/* Blocks joined, so that there is work for threads; next: a block that was read and not yet given. */
struct joined {
	double *v;
	size_t *line, cap_v, cap_line;
	struct block next;
	bool have;
};

static void
append(struct joined *j, struct block *b, const struct block *next)
{
	size_t n = b->rows * b->cols, rows = b->rows + next->rows;

	if (!mem_reserve(&j->v, &j->cap_v, rows * b->cols, sizeof *j->v) || !mem_reserve(&j->line, &j->cap_line, rows, sizeof *j->line))
		die_memory();
	memcpy(j->v + n, next->v, next->rows * next->cols * sizeof *next->v);
	memcpy(j->line + b->rows, next->line, next->rows * sizeof *next->line);
	*b = (struct block){ .rows = rows, .cols = b->cols, .v = j->v, .line = j->line, .file = b->file, .first = b->first };
}

/*
 * The next block, or for threads several without labels in one.  An error of the reader stays there: it is met again, and told, when the
 * rows before it were written, so that the output is that of one thread.
 */
static bool
next_block(const struct zoo *z, struct table *t, struct joined *j, struct block *b)
{
	enum { WANTED = 1 << 19 };

	if (!j->have && !table_rows(t, &j->next))
		return false;
	j->have = false;
	*b = j->next;
	if (z->threads == 1 || !b->line || b->n_text || b->n_lead || b->rows * b->cols >= WANTED)
		return true;
	*b = (struct block){ .cols = b->cols, .file = b->file, .first = b->first };
	append(j, b, &j->next);
	while (b->rows * b->cols < WANTED && (j->have = reader_next(t->r, &j->next, SIZE_MAX) > 0)) {
		if (j->next.cols != b->cols || j->next.file != b->file)
			break;
		append(j, b, &j->next);
		j->have = false;
	}
	return true;
}

int
zoo_rows(struct zoo *z, struct table *t)
{
	struct room r = { 0 };
	struct joined j = { 0 };
	struct block b;

	while (next_block(z, t, &j, &b)) {
		struct err e = { 0 };
		if (!r.p && !zoo_figure_begin(z, t, &b) && !zoo_bare(z))
			zoo_announce(z, t, &b);
		if (r.p && r.cols != b.cols && (!zoo_bare(z) || z->figure.on) && z->ask.what <= REPORT_LOSS) {
			err_set(&e, ERR_INPUT, "rows have %zu and %zu scores; they cannot stand under each other", r.cols, b.cols);
			table_die(t, &b, 0, &e);
		}
		room_for(z, &r, t, &b);
		for (size_t at = 0; at < b.rows; at += r.rows) {
			struct block some = table_part(&b, at, r.rows);
			part(z, t, &some, &r);
		}
	}
	used_up(z->want == WANT_JVP ? "--jvp" : "--vjp", &z->direction, t);
	used_up("--upper", &z->upper, t);
	zoo_figure_end(z, t);
	room_free(&r);
	mem_free(j.v);
	mem_free(j.line);
	return table_finish(t);
}
