/* SPDX-License-Identifier: MIT */
/* judge: see judge.h. */
#include "base/mem.h"
#include "judge/judge.h"
#include "math/expr/expr.h"

struct rows {
	struct expr *x;
	size_t n;
	const double **number;		/* (n) as expr_eval wants columns: each of one row */
	const struct str **text;
};

static void
close(void *judge)
{
	struct rows *r = judge;

	expr_free(r->x);
	mem_free(r->number);
	mem_free(r->text);
	mem_free(r);
}

static int
compile(struct rows *r, struct str text, const struct writer_column columns[], struct err *e)
{
	struct expr_name *name = mem_alloc(r->n, sizeof *name);
	struct err inner = { 0 };

	if (!name)
		return err_memory(e);
	for (size_t c = 0; c < r->n; c++)
		name[c] = (struct expr_name){ .name = columns[c].name, .kind = columns[c].text ? EXPR_COLUMN : EXPR_NUMBERS, .index = c };
	if (expr_compile(text, r->n, name, &r->x, &inner))
		expr_explain("--assert", text, &inner, e);
	mem_free(name);
	return e->code;
}

static void *
open(struct str text, size_t n, const struct writer_column columns[], bool reads[], struct err *e)
{
	struct rows *r = mem_zero(1, sizeof *r);

	if (r)
		*r = (struct rows){ .n = n, .number = mem_alloc(n, sizeof *r->number), .text = mem_alloc(n, sizeof *r->text) };
	if (!r || !r->number || !r->text)
		err_memory(e);
	else if (!compile(r, text, columns, e))
		for (size_t c = 0; c < n; c++)
			reads[c] = expr_reads(r->x, c) != 0;
	if (!e->code)
		return r;
	if (r)
		close(r);
	return NULL;
}

static bool
holds(void *judge, const double number[], const struct str text[], struct err *e)
{
	struct rows *r = judge;
	double value = 0;

	for (size_t c = 0; c < r->n; c++) {
		r->number[c] = &number[c];
		r->text[c] = &text[c];
	}
	expr_eval(r->x, 1, r->number, r->text, NULL, &value, e);
	return value != 0;
}

const struct judge judge_output = { open, holds, close };
