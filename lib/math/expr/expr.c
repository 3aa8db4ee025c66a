/* SPDX-License-Identifier: MIT */
/* expr: compiled formulas, what they need, and their values. */
#include "base/mem.h"
#include "math/expr/inside.h"

int
expr_names(struct str text, size_t *n, struct str **name, struct err *e)
{
	struct expr_gather open = { 0 };
	struct expr *x = mem_zero(1, sizeof *x);

	*n = 0;
	*name = NULL;
	if (!x)
		return err_memory(e);
	int code = expr_parse(text, 0, NULL, &open, x, e);
	expr_free(x);
	if (code) {
		mem_free(open.name);
		return code;
	}
	*n = open.n;
	*name = open.name;
	return 0;
}

int
expr_compile(struct str text, size_t n, const struct expr_name name[], struct expr **result, struct err *e)
{
	struct expr *x = mem_zero(1, sizeof *x);

	*result = NULL;
	if (!x)
		return err_memory(e);
	for (size_t i = 0; i < n; i++) {
		if (name[i].kind != EXPR_PARAMETER && name[i].kind != EXPR_LOG_PARAMETER)
			continue;
		if (name[i].index >= EXPR_PARAMS)
			err_set(e, ERR_USAGE, "more than %d parameters", EXPR_PARAMS);
		else if (name[i].index >= x->params)
			x->params = name[i].index + 1;
	}
	int code = e->code ? e->code : expr_parse(text, n, name, NULL, x, e);
	if (!code && !expr_differentiate(x))
		code = !x->dag.full ? err_memory(e) :
		       err_set(e, ERR_USAGE, "the formula and its derivatives need more than %d operations", EXPR_NODES);
	if (!code && !expr_code_make(&x->eval, &x->dag, 1, &x->root, (uint8_t[]){ 0 }, NULL, NULL))
		code = err_memory(e);
	if (code)
		expr_free(x);
	else
		*result = x;
	return code;
}

void
expr_free(struct expr *x)
{
	if (!x)
		return;
	for (size_t i = 0; i < x->matches; i++)
		expr_match_free(&x->match[i]);
	mem_free(x->match);
	expr_code_free(&x->eval);
	expr_dag_free(&x->dag);
	mem_free(x);
}

unsigned
expr_reads(const struct expr *x, size_t column)
{
	const struct expr_code *c = &x->eval;
	unsigned how = 0;

	for (size_t s = 0; s < c->end[EXPR_STAGES - 1]; s++) {
		if (c->step[s].op == OP_MATCH && x->match[c->step[s].index].column == column)
			how |= EXPR_TEXT;
		for (unsigned i = 0; i < expr_dag_operands(c->step[s].op); i++)
			if (c->step[s].arg[i].where == AT_COLUMN && c->step[s].arg[i].index == column)
				how |= EXPR_NUMBER;
	}
	if (x->dag.node[x->root].op == OP_COLUMN && x->dag.node[x->root].arg[0] == column)
		how |= EXPR_NUMBER;
	return how;
}

unsigned
expr_params(const struct expr *x)
{
	return x->dag.node[x->root].uses;
}

int
expr_eval(const struct expr *x, size_t n, const double *const col[], const struct str *const text[], const double par[],
          double out[], struct err *e)
{
	double *work = mem_alloc(x->eval.slots, EXPR_BLOCK * sizeof *work);
	if (!work)
		return err_memory(e);
	expr_code_run(&x->eval, &(struct expr_run){ .col = col, .text = text, .match = x->match, .par = par, .rows = n,
	                                            .count = n, .out = &out, .work = work });
	mem_free(work);
	return 0;
}
