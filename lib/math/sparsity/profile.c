/* SPDX-License-Identifier: MIT */
/* profile: vectors being measured; see sparsity.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "math/sparsity/sort.h"
#include "math/sparsity/sums.h"

/* A piece of at least PARALLEL numbers is summed in PIECES parts, whatever the number of threads. */
enum { PIECES = 16, PARALLEL = 1 << 16 };

struct vector {
	struct sums sums;
	double *x;			/* the numbers, when the plan holds them */
	size_t room;
};

struct profile {
	size_t m;
	const struct spec *specs;
	struct plan plan;
	int threads;
	size_t max_memory, held;	/* bytes */
	struct vector *vector;
	size_t n, room;
	struct sums *piece;		/* (PIECES) when threads != 1 */
};

struct profile *
profile_new(size_t m, const struct spec specs[], int threads, size_t max_memory)
{
	struct profile *p = mem_zero(1, sizeof *p);
	if (!p)
		return NULL;
	*p = (struct profile){ .m = m, .specs = specs, .threads = threads, .max_memory = max_memory };
	bool good = plan_make(&p->plan, m, specs);
	if (good && threads != 1) {
		p->piece = mem_zero(PIECES, sizeof p->piece[0]);
		good = p->piece != NULL;
		for (size_t i = 0; good && i < PIECES; i++)
			good = sums_make(&p->piece[i], &p->plan);
	}
	if (good)
		return p;
	profile_free(p);
	return NULL;
}

void
profile_free(struct profile *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->n; i++) {
		sums_free(&p->vector[i].sums);
		mem_free(p->vector[i].x);
	}
	for (size_t i = 0; p->piece && i < PIECES; i++)
		sums_free(&p->piece[i]);
	mem_free(p->vector);
	mem_free(p->piece);
	plan_free(&p->plan);
	mem_free(p);
}

/* Vector id, made when it is new; NULL, and why in e, when there is no memory. */
static struct vector *
find(struct profile *p, size_t id, struct err *e)
{
	if (id > 0 && id >= p->max_memory / (sizeof(struct vector) + sums_bytes(&p->plan))) {
		err_set(e, ERR_MEMORY, "so many vectors at once do not fit into --max-memory %zu", p->max_memory);
		err_hint(e, "raise --max-memory, or cut the table into parts of fewer columns or groups");
		return NULL;
	}
	if (!mem_reserve(&p->vector, &p->room, id + 1, sizeof p->vector[0])) {
		err_memory(e);
		return NULL;
	}
	for (; p->n <= id; p->n++) {
		p->vector[p->n] = (struct vector){ 0 };
		if (!sums_make(&p->vector[p->n].sums, &p->plan)) {
			err_memory(e);
			return NULL;
		}
	}
	return &p->vector[id];
}

static const char *
holder(const struct profile *p)
{
	size_t i = 0;
	while (((const struct measure *)p->specs[i].row)->needs & (SUMS | MATRIX))
		i++;
	return p->specs[i].row->name;
}

/* What holding one number takes, with the scratch of sorting it. */
static size_t
bytes_each(const struct profile *p)
{
	return p->plan.needs & SORTED ? 2 * sizeof(double) : p->plan.needs & CENTRED ? sizeof(double) : 0;
}

/* Appends a piece to the numbers held of v. */
static int
hold(struct profile *p, struct vector *v, size_t n, const double x[], struct err *e)
{
	size_t each = bytes_each(p);
	if (n > (p->max_memory - p->held) / each) {
		err_set(e, ERR_MEMORY, "%s holds the whole vector: more than %zu bytes needed, --max-memory is %zu",
		        holder(p), p->held + each * n, p->max_memory);
		err_hint(e, "raise --max-memory, or ask for sums alone: gini_sketch:1e-4, hoyer, shannon_nats, ...");
		return e->code;
	}
	if (!mem_reserve(&v->x, &v->room, v->sums.n + n, sizeof v->x[0]))
		return err_memory(e);
	p->held += each * n;
	if (n > 0)
		memcpy(v->x + v->sums.n, x, n * sizeof x[0]);
	return 0;
}

struct share {
	struct profile *p;
	size_t n;
	const double *x;
};

static void
add_share(void *context, size_t i)
{
	const struct share *c = context;
	size_t from = c->n / PIECES * i, to = i + 1 < PIECES ? from + c->n / PIECES : c->n;
	sums_clear(&c->p->piece[i]);
	sums_add(&c->p->piece[i], to - from, c->x + from);
}

int
profile_add(struct profile *p, size_t id, size_t n, const double x[], struct err *e)
{
	struct vector *v = find(p, id, e);
	if (!v)
		return e->code;
	if (bytes_each(p) > 0 && hold(p, v, n, x, e))
		return e->code;
	if (p->threads == 1 || n < PARALLEL) {
		sums_add(&v->sums, n, x);
	} else {
		parallel_for(p->threads, PIECES, add_share, &(struct share){ p, n, x });
		for (size_t i = 0; i < PIECES; i++)
			sums_merge(&v->sums, &p->piece[i]);
	}
	return sums_failed(&v->sums) ? err_memory(e) : 0;
}

int
profile_print(struct profile *p, size_t id, struct text *t, struct err *e)
{
	struct vector *v = find(p, id, e);
	if (!v)
		return e->code;
	sums_print(&v->sums, t);
	sums_clear(&v->sums);
	return t->failed ? err_memory(e) : 0;
}

int
profile_merge(struct profile *p, size_t id, struct str part, struct err *e)
{
	struct vector *v = find(p, id, e);
	struct sums s;
	if (!v || !sums_make(&s, &p->plan))
		return err_memory(e);
	if (!sums_read(&s, part))
		err_set(e, sums_failed(&s) ? ERR_MEMORY : ERR_INPUT, "these are not the sums of the measures named beside them");
	else
		sums_merge(&v->sums, &s);
	sums_free(&s);
	return e->code ? e->code : sums_failed(&v->sums) ? err_memory(e) : 0;
}

/* The sums see what spec i asks for: its parameters and the total of its terms, before which there were *term. */
static const struct measure *
focus(const struct profile *p, struct sums *s, size_t i, size_t *term)
{
	const struct measure *row = (const struct measure *)p->specs[i].row;
	s->par = p->specs[i].par;
	s->percent = p->specs[i].percent;
	if (row->term)
		s->total = sums_term(s, (*term)++);
	return row;
}

static double
value_of(const struct measure *row, const struct sums *s)
{
	return !row->value || (s->max == 0 && !row->zero) ? (double)NAN : row->value(s);
}

/* All of vector v was added: what its measures read is made ready. */
static int
complete(const struct profile *p, struct vector *v, struct err *e)
{
	if (v->sums.n == 0)
		return err_set(e, ERR_INPUT, "the vector is empty");
	if (p->plan.needs & SORTED) {
		double *work = mem_alloc(v->sums.n, sizeof work[0]);
		if (!work)
			return err_memory(e);
		sort_magnitudes(v->sums.n, v->x, work);
		mem_free(work);
	}
	v->sums.x = v->x;
	sums_complete(&v->sums);
	return 0;
}

static void
forget(struct profile *p, struct vector *v)
{
	p->held -= v->sums.n * bytes_each(p);
	sums_clear(&v->sums);
}

int
profile_values(struct profile *p, size_t id, size_t *n, double value[], struct err *e)
{
	struct vector *v = find(p, id, e);
	if (!v)
		return e->code;
	if (n)
		*n = v->sums.n;
	if (complete(p, v, e))
		return e->code;
	for (size_t i = 0, term = 0; i < p->m; i++)
		value[i] = value_of(focus(p, &v->sums, i, &term), &v->sums);
	forget(p, v);
	return 0;
}

int
profile_gradient(struct profile *p, size_t n, const double x[], double g[], struct err *e)
{
	if (profile_add(p, 0, n, x, e))
		return e->code;
	struct vector *v = &p->vector[0];
	if (complete(p, v, e))
		return e->code;
	for (size_t i = 0, term = 0; i < p->m; i++) {
		const struct measure *row = focus(p, &v->sums, i, &term);
		double value = value_of(row, &v->sums);
		for (size_t k = 0; k < n; k++)
			*g++ = isnan(value) || !row->slope ? (double)NAN
			     : x[k] == 0 ? 0 : copysign(1, x[k]) * row->slope(&v->sums, fabs(x[k]), value);
	}
	forget(p, v);
	return 0;
}
