/* SPDX-License-Identifier: MIT */
/* plan: a formula over a table, what is free of parameters computed once, and its derivatives. */
#include <string.h>

#include "base/mem.h"
#include "math/expr/inside.h"

struct expr_plan {
	const struct expr *x;
	const double *const *col;
	struct expr_code code;
	double *store;			/* (stored nodes, rows) */
	size_t rows;
};

size_t
expr_pairs(const struct expr *x, const struct expr_pair **pair)
{
	*pair = x->pair;
	return x->pairs;
}

unsigned
expr_linear(const struct expr *x)
{
	return x->linear;
}

/* Evaluates the stored nodes, as exactly as expr_eval does. */
static bool
fill(struct expr_plan *p, size_t stored, const uint32_t node[], const struct str *const text[])
{
	struct expr_code code = { 0 };
	uint8_t *stage = mem_zero(stored, sizeof *stage);
	double **out = mem_alloc(stored, sizeof *out), *work = NULL;

	p->store = stored && p->rows > SIZE_MAX / stored ? NULL : mem_alloc(stored * p->rows, sizeof *p->store);
	bool good = stage && out && p->store && expr_code_make(&code, &p->x->dag, stored, node, stage, NULL, NULL);
	if (good)
		good = (work = mem_alloc(code.slots, EXPR_BLOCK * sizeof *work)) != NULL;
	if (good) {
		for (size_t k = 0; k < stored; k++)
			out[k] = p->store + k * p->rows;
		expr_code_run(&code, &(struct expr_run){ .col = p->col, .text = text, .match = p->x->match, .rows = p->rows,
		                                         .count = p->rows, .out = out, .work = work });
	}
	expr_code_free(&code);
	mem_free(stage);
	mem_free(out);
	mem_free(work);
	return good;
}

int
expr_prepare(const struct expr *x, size_t n, const double *const col[], const struct str *const text[], struct expr_plan **plan,
             struct err *e)
{
	uint32_t root[1 + EXPR_PARAMS + EXPR_PAIRS] = { x->low }, *node = NULL;
	uint8_t stage[1 + EXPR_PARAMS + EXPR_PAIRS] = { 0 };
	size_t stored = 0;
	struct expr_plan *p = *plan = mem_zero(1, sizeof *p);

	if (!p)
		return err_memory(e);
	*p = (struct expr_plan){ .x = x, .col = col, .rows = n };
	memcpy(root + 1, x->grad, x->params * sizeof root[0]);
	memset(stage + 1, 1, x->params);
	memcpy(root + 1 + x->params, x->hess, x->pairs * sizeof root[0]);
	memset(stage + 1 + x->params, 2, x->pairs);
	bool good = expr_code_make(&p->code, &x->dag, 1 + x->params + x->pairs, root, stage, &node, &stored);
	good = good && fill(p, stored, node, text);
	mem_free(node);
	if (good)
		return 0;
	expr_plan_free(p);
	*plan = NULL;
	return err_memory(e);
}

void
expr_plan_free(struct expr_plan *p)
{
	if (!p)
		return;
	expr_code_free(&p->code);
	mem_free(p->store);
	mem_free(p);
}

size_t
expr_work(const struct expr_plan *p)
{
	return p->code.slots * EXPR_BLOCK;
}

void
expr_derive(const struct expr_plan *p, const double theta[], size_t first, size_t count, double value[], double grad[],
            double hess[], double work[])
{
	double *out[1 + EXPR_PARAMS + EXPR_PAIRS] = { value };
	const struct expr *x = p->x;

	for (size_t j = 0; grad && j < x->params; j++)
		out[1 + j] = grad + j * count;
	for (size_t k = 0; hess && k < x->pairs; k++)
		out[1 + x->params + k] = hess + k * count;
	expr_code_run(&p->code, &(struct expr_run){ .col = p->col, .match = x->match, .par = theta, .store = p->store,
	                                            .rows = p->rows, .first = first, .count = count, .out = out, .work = work,
	                                            .stage = !grad ? 0 : !hess ? 1 : 2, .fast = true });
}
