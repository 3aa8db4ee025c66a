/* SPDX-License-Identifier: MIT */
/* wish: any bytes as what users write about a law: values to plan for, parameters fixed, tied, bounded, started, judged, and roles. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/plan_values.h"
#include "math/scaling/roles.h"
#include "math/scaling/saved.h"
#include "target.h"

static void
refused(const struct err *e)
{
	if (e->code != ERR_USAGE || !e->text[0])
		abort();
}

static void
values(const char *text)
{
	struct err e = { 0 };
	double *v = NULL;
	size_t n = 0;

	if (plan_values("--compute", text, &v, &n, &e))
		refused(&e);
	for (size_t i = 0; i < n; i++)
		if (!(v[i] > 0) || isinf(v[i]))
			abort();
	mem_free(v);
}

/* Wishes of one kind after the other, between newlines, of a law of the registry. */
static void
recipe(unsigned kind, const char *text)
{
	static int (*const wish[])(struct recipe *, struct str, struct err *) = { recipe_fix, recipe_tie, recipe_bound, recipe_start };
	struct recipe *r = NULL;
	struct err e = { 0 };

	if (recipe_law(kind & 4 ? STR("bnsl:1") : STR("chinchilla"), &r, &e))
		abort();
	for (struct str rest = str_of(text); rest.s && !e.code; kind++)
		wish[kind & 3](r, str_cut(rest, '\n', &rest), &e);
	if (e.code || recipe_compile(r, &e))
		refused(&e);
	recipe_free(r);
}

static void
judged(const char *text)
{
	double par[LAW_PARAMS], unit[LAW_PARAMS];
	struct recipe *r = NULL;
	struct err e = { 0 };

	if (recipe_law(STR("chinchilla"), &r, &e) || recipe_compile(r, &e))
		abort();
	if (saved_values(r, text, par, unit, &e))
		refused(&e);
	recipe_free(r);
}

static void
formula(const char *text)
{
	static const struct str role[] = { { "N", 1 }, { "D", 1 } };
	struct recipe *r = NULL;
	struct err e = { 0 };

	if (recipe_formula(str_of(text), 2, role, &r, &e) || recipe_compile(r, &e))
		refused(&e);
	recipe_free(r);
}

static void
roles(const char *text)
{
	static const struct str column[] = { { "n_params", 8 }, { "tokens", 6 }, { "a b", 3 }, { "loss", 4 } };
	static const double number[] = { 1, 2, -3 };
	static const struct str cell[] = { { "x", 1 }, { "", 0 }, { "yy", 2 } };
	const double *col[] = { number, number, number, number };
	const struct str *cells[] = { cell, cell, cell, cell };
	struct err e = { 0 }, other = { 0 };
	struct expr *x = NULL;
	struct roles r;
	double out[3];

	if (roles_find(&r, 4, column, 1, &text, NULL, 6, &e))
		refused(&e);
	else if (roles_values(&r, 3, col, cells, &e))
		abort();
	roles_free(&r);
	if (roles_find(&r, 4, column, 0, NULL, NULL, 6, &other))
		abort();
	if (roles_expression(&r, "--where", text, &x, &other))
		refused(&other);
	else if (roles_values(&r, 3, col, cells, &other) || roles_evaluate(&r, x, col, cells, out, &other))
		abort();
	expr_free(x);
	roles_free(&r);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *text;

	if (size < 1 || !(text = malloc(size)))
		return 0;
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	switch (data[0] % 5) {
	case 0: values(text); break;
	case 1: recipe(data[0] / 5u, text); break;
	case 2: judged(text); break;
	case 3: formula(text); break;
	default: roles(text);
	}
	free(text);
	return 0;
}
