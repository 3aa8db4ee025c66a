/* SPDX-License-Identifier: MIT */
/* allocation_rows: the rows of an allocation in order, and their groups: budgets or runs. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "math/scaling/allocation_inside.h"
#include "math/scaling/isoflop.h"

static int
ascending(const void *a, const void *b)
{
	const struct allocation_row *x = a, *y = b;
	const double u[] = { x->C, x->N, x->D, x->L }, v[] = { y->C, y->N, y->D, y->L };

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	for (size_t k = 0; k < 4; k++)
		if (u[k] < v[k] || u[k] > v[k])
			return u[k] < v[k] ? -1 : 1;
	return 0;
}

bool
allocation_columns_make(struct allocation_columns *c, size_t n)
{
	*c = (struct allocation_columns){ .C = mem_alloc(n, 4 * sizeof *c->C), .group = mem_alloc(n, sizeof *c->group) };
	c->N = c->C ? c->C + n : NULL;
	c->D = c->C ? c->C + 2 * n : NULL;
	c->L = c->C ? c->C + 3 * n : NULL;
	return c->C && c->group;
}

void
allocation_columns_free(struct allocation_columns *c)
{
	mem_free(c->C);
	mem_free(c->group);
}

void
allocation_columns_add(struct allocation_columns *c, const struct allocation_row *r)
{
	c->C[c->n] = r->C;
	c->N[c->n] = r->N;
	c->D[c->n] = r->D;
	c->L[c->n] = r->L;
	c->group[c->n++] = r->group;
}

static int
by_params(const void *a, const void *b)
{
	const struct allocation_row *x = a, *y = b;

	return (x->N > y->N) - (x->N < y->N);
}

/* Runs of the same N, numbered upwards. */
static size_t
sizes(size_t n, struct allocation_row row[])
{
	size_t found = 0;

	qsort(row, n, sizeof *row, by_params);
	for (size_t i = 0; i < n; i++)
		row[i].group = i > 0 && row[i].N > row[i - 1].N ? ++found : found;
	return n ? found + 1 : 0;
}

static int
group(struct allocation *a, struct err *e)
{
	const struct study_opts *o = a->o;
	struct allocation_columns c;

	if (a->kind == LAW_ENVELOPE && o->cluster) {
		for (size_t i = 0; i < a->n; i++)
			a->row[i].group = o->cluster[i];
		a->groups = o->clusters;
	} else if (a->kind == LAW_ENVELOPE) {
		a->groups = sizes(a->n, a->row);
	} else {
		if (!allocation_columns_make(&c, a->n))
			err_memory(e);
		for (size_t i = 0; !e->code && i < a->n; i++)
			allocation_columns_add(&c, &a->row[i]);
		if (!e->code && !isoflop_budgets(a->n, c.C, .1, c.group, &a->groups, e))
			for (size_t i = 0; i < a->n; i++)
				a->row[i].group = c.group[i];
		allocation_columns_free(&c);
	}
	if (e->code || !(a->first = mem_zero(a->groups + 1, sizeof *a->first)))
		return err_memory(e);
	qsort(a->row, a->n, sizeof *a->row, ascending);
	for (size_t i = 0; i < a->n; i++)
		a->first[a->row[i].group + 1]++;
	for (size_t g = 0; g < a->groups; g++)
		a->first[g + 1] += a->first[g];
	return 0;
}

int
allocation_load(struct allocation *a, const struct fit_data *d, double *compute, struct err *e)
{
	a->row = mem_alloc(d->n, sizeof *a->row);
	if (!a->row)
		return err_memory(e);
	for (size_t i = 0; i < d->n; i++) {
		struct allocation_row *r = &a->row[i];
		*r = (struct allocation_row){ d->role[0][i], d->role[1][i], d->role[2][i], d->y[i], 0 };
		size_t column = !(r->L > 0) ? 1 : !(r->C > 0) ? 2 : !(r->N > 0) ? 3 : !(r->D > 0) ? 4 : 0;
		if (column) {
			err_set(e, ERR_INPUT, "C, N, D and the loss are above 0");
			err_at(e, NULL, i + 1, column);
			return e->code;
		}
		*compute = fmax(*compute, r->C);
	}
	return group(a, e);
}
