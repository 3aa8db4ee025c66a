/* SPDX-License-Identifier: MIT */
/* run: a program over rows, block by block. */
#include <string.h>

#include "base/sys.h"
#include "math/expr/inside.h"

/* Rows done.. of an operand; done counts from r->first. */
static inline const double *
at(const struct expr_run *r, struct expr_at p, size_t done)
{
	switch (p.where) {
	case AT_SLOT:
		return r->work + (size_t)p.index * EXPR_BLOCK;
	case AT_COLUMN:
		return r->col[p.index] + r->first + done;
	case AT_STORE:
		return r->store + p.index * r->rows + r->first + done;
	default:
		return r->out[p.index] + done;
	}
}

static inline double *
to(const struct expr_run *r, struct expr_at p, size_t done)
{
	return p.where == AT_SLOT ? r->work + (size_t)p.index * EXPR_BLOCK : r->out[p.index] + done;
}

/* What does not depend on the row, once, and spread over as much of a block as will be read. */
static void
head(const struct expr_code *c, const struct expr_run *r, int isa)
{
	size_t n = r->count < EXPR_BLOCK ? r->count : EXPR_BLOCK;

	for (const struct expr_step *s = c->step; s < c->step + c->head; s++) {
		double *d = to(r, s->to, 0);
		if (s->op == OP_NUMBER)
			*d = s->value;
		else if (s->op == OP_PARAMETER)
			*d = r->par[s->index];
		else
			expr_kernel(isa, r->fast, s->op, 1, d, at(r, s->arg[0], 0), at(r, s->arg[1], 0), at(r, s->arg[2], 0));
	}
	for (size_t k = 0; k < c->fixed; k++) {
		double *d = r->work + k * EXPR_BLOCK;
		for (size_t i = 1; i < n; i++)
			d[i] = d[0];
	}
}

void
expr_code_run(const struct expr_code *c, const struct expr_run *r)
{
	int isa = sys_isa();

	head(c, r, isa);
	for (size_t done = 0; done < r->count; done += EXPR_BLOCK) {
		size_t n = r->count - done < EXPR_BLOCK ? r->count - done : EXPR_BLOCK;
		for (const struct expr_step *s = c->step + c->head; s < c->step + c->end[r->stage]; s++) {
			double *d = to(r, s->to, done);
			if (s->op == OP_MATCH) {
				const struct expr_match *m = &r->match[s->index];
				expr_match_rows(m, n, r->text[m->column] + r->first + done, d);
				continue;
			}
			expr_kernel(isa, r->fast, s->op, n, d, at(r, s->arg[0], done), at(r, s->arg[1], done),
			            at(r, s->arg[2], done));
		}
		for (const struct expr_copy *k = c->copy; k < c->copy + c->copies[r->stage]; k++)
			memcpy(r->out[k->out] + done, at(r, k->from, done), n * sizeof(double));
	}
}
