/* SPDX-License-Identifier: MIT */
/* problem: the table checked and put in canonical order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* A row to sort: as many keys as the comparison looks at. */
struct key {
	double v[LAW_ROLES + 2];
	size_t row;
};

static int
compare(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	for (size_t k = 0; k < LAW_ROLES + 2; k++)
		if (x->v[k] != y->v[k])
			return x->v[k] < y->v[k] ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static int
bad_row(size_t i, size_t column, const char *what, struct err *e)
{
	err_set(e, ERR_INPUT, "%s", what);
	err_at(e, NULL, i + 1, column);
	return e->code;
}

static int
check(const struct fit_data *d, size_t roles, bool linear, struct err *e)
{
	for (size_t i = 0; i < d->n; i++) {
		if (!isfinite(d->y[i]) || (!linear && d->y[i] <= 0))
			return bad_row(i, 1,
			        linear ? "the response is not finite"
			               : "the response is not above 0, and the residual is on its logarithm",
			        e);
		if (d->weight && !(d->weight[i] >= 0 && isfinite(d->weight[i])))
			return bad_row(i, 0, "a weight is negative or not finite", e);
		for (size_t k = 0; k < roles; k++)
			if (!isfinite(d->role[k][i]))
				return bad_row(i, k + 2, "a column of the law is not finite", e);
	}
	return 0;
}

/* Rows of positive weight, all responses equal, all roles equal? */
static int
degenerate(struct fit_problem *p, struct err *e)
{
	size_t rows = 0, first = p->n;
	bool same_y = true, same_x = true;

	for (size_t i = 0; i < p->n; i++) {
		if (p->weight[i] == 0)
			continue;
		if (rows++ == 0) {
			first = i;
			continue;
		}
		same_y &= p->y[i] == p->y[first];
		for (size_t k = 0; k < p->recipe->form.roles; k++)
			same_x &= p->role[k][i] == p->role[k][first];
	}
	p->rows = rows;
	if (rows == 0)
		return err_set(e, ERR_NO_ANSWER, "no row is left to fit; --where, --weights or --na skip leave out too many");
	if (rows > 1 && same_x)
		return err_set(e, ERR_NO_ANSWER, "all %zu rows have the same %s; a fit needs different ones", rows,
		               p->recipe->form.roles > 1 ? "columns" : p->recipe->form.role[0]);
	if (rows > 1 && same_y)
		return err_set(e, ERR_NO_ANSWER, "all %zu responses are equal; a fit needs different ones (does -y name the loss?)", rows);
	if (rows < p->recipe->free)
		return err_set(e, ERR_NO_ANSWER, "%zu row%s for %zu parameters; add rows or say --fix P=VALUE", rows,
		        rows > 1 ? "s" : "", p->recipe->free);
	return 0;
}

static int
fill(struct fit_problem *p, const struct fit_data *d, struct err *e)
{
	size_t n = d->n, roles = p->recipe->form.roles;
	struct key *key = mem_zero(n, sizeof *key);
	double *at = mem_alloc(n * (roles + 3), sizeof *at);

	p->order = mem_alloc(n, sizeof *p->order);
	p->y = at;
	if (!key || !at || !p->order) {
		mem_free(key);
		return err_memory(e);
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < roles; k++)
			key[i].v[k] = d->role[k][i];
		key[i].v[roles] = d->y[i];
		key[i].v[roles + 1] = d->weight ? d->weight[i] : 1;
		key[i].row = i;
	}
	qsort(key, n, sizeof *key, compare);
	p->target = at + n;
	p->weight = at + 2 * n;
	for (size_t k = 0; k < roles; k++)
		p->role[k] = at + (3 + k) * n;
	for (size_t i = 0; i < n; i++) {
		p->order[i] = key[i].row;
		for (size_t k = 0; k < roles; k++)
			p->role[k][i] = key[i].v[k];
		p->y[i] = key[i].v[roles];
		p->target[i] = p->loss.linear ? p->y[i] : log(p->y[i]);
		p->weight[i] = key[i].v[roles + 1];
		p->total += p->weight[i];
	}
	mem_free(key);
	return 0;
}

/* What is searched for as a logarithm has to be a double itself: of the powers of e the largest is e^709. */
static void
box(struct fit_problem *p)
{
	for (size_t j = 0; j < p->recipe->free; j++) {
		const struct law_param *q = &p->recipe->param[p->recipe->owner[j]].law;
		p->lo[j] = q->positive ? log(q->lo) : q->lo;
		p->hi[j] = q->positive ? fmin(log(q->hi), 709) : q->hi;
	}
}

int
problem_make(struct fit_problem **out, const struct recipe *r, const struct fit_data *d, const struct fit_objective *o,
        int threads, struct err *e)
{
	struct fit_problem *p = *out = mem_zero(1, sizeof *p);

	if (!p)
		return err_memory(e);
	p->recipe = r;
	p->objective = *o;
	p->threads = threads;
	p->loss = (struct loss){ o->rho == FIT_HUBER ? o->delta : o->rho == FIT_LAD ? 0 : HUGE_VAL, o->over, o->linear };
	p->n = d->n;
	p->step = d->n / FIT_PIECES < 4096 ? 4096 : (d->n / FIT_PIECES / MODEL_BLOCK + 1) * MODEL_BLOCK;
	p->pieces = d->n ? (d->n - 1) / p->step + 1 : 1;
	if (check(d, r->form.roles, o->linear, e) || fill(p, d, e) || degenerate(p, e))
		return e->code;
	box(p);
	return model_make(&p->model, r, p->n, (const double *const *)p->role, e);
}

/*
 * Breaks are told apart by their places alone: in ascending order, when all their parameters are fitted and none is bounded by
 * the user.
 */
void
problem_sort(const struct fit_problem *p, double theta[])
{
	const struct recipe *r = p->recipe;
	size_t first = r->form.alike.first, size = r->form.alike.size, end = first + size * r->form.alike.groups;

	for (size_t i = first; i < end; i++)
		if (r->param[i].kind != PARAM_FITTED || r->param[i].law.lo != r->form.param[i].lo ||
		        r->param[i].law.hi != r->form.param[i].hi)
			return;
	for (size_t i = first; i < end; i += size)
		for (size_t j = i; j > first; j -= size) {
			double *a = theta + r->param[j - size].index, *b = theta + r->param[j].index;
			if (!(b[r->form.alike.key] < a[r->form.alike.key]))
				break;
			for (size_t k = 0; k < size; k++) {
				double t = a[k];
				a[k] = b[k];
				b[k] = t;
			}
		}
}

/* Parameters at the optimum: what is positive and no longer matters is 0, also the size of a term that its exponent has made vanish. */
void
problem_natural(const struct fit_problem *p, const struct point *at, double par[])
{
	unsigned gone = newton_vanished(p, at);

	recipe_natural(p->recipe, at->theta, par);
	for (size_t i = 0; i < p->recipe->form.params; i++) {
		const struct recipe_param *q = &p->recipe->param[i];
		if (q->kind != PARAM_FIXED && gone >> q->index & 1 && isinf(p->lo[q->index]) &&
		    (at->theta[q->index] < 0 || p->recipe->linear >> q->index & 1) &&
		    p->recipe->param[p->recipe->owner[q->index]].law.positive)
			par[i] = 0;
	}
}

void
problem_free(struct fit_problem *p)
{
	if (!p)
		return;
	model_free(&p->model);
	mem_free(p->y);
	mem_free(p->order);
	mem_free(p);
}
