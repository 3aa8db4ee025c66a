/* SPDX-License-Identifier: MIT */
/* plan_values: see plan_values.h. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "math/scaling/plan_values.h"
#include "math/scaling/roles.h"

/* The value of an expression; sweep: why the item is none of a SWEEP. */
static int
expression(const char *option, struct str text, const struct err *sweep, double *x, struct err *e)
{
	static const struct expr_name name = { { "PFd", 3 }, EXPR_CONSTANT, 0, 8.64e19 };
	struct err inner = { 0 };
	struct expr *formula;

	if (expr_compile(text, 1, &name, &formula, &inner)) {
		bool range = false;
		for (size_t i = 0; i + 1 < text.n; i++)
			range |= text.s[i] == '.' && text.s[i + 1] == '.';
		return range ? err_set(e, sweep->code, "%s: %.300s", option, sweep->text) : roles_caret(option, text, &inner, e);
	}
	expr_eval(formula, 1, NULL, NULL, NULL, x, e);
	expr_free(formula);
	return e->code;
}

/* Cuts the first item off: up to a comma outside parentheses. */
static struct str
item(struct str *rest)
{
	struct str all = *rest;
	size_t depth = 0;

	for (size_t i = 0; i < all.n; i++) {
		if (all.s[i] == '(')
			depth++;
		else if (all.s[i] == ')' && depth)
			depth--;
		else if (all.s[i] == ',' && !depth) {
			*rest = (struct str){ all.s + i + 1, all.n - i - 1 };
			return (struct str){ all.s, i };
		}
	}
	*rest = (struct str){ 0 };
	return all;
}

static void
put(const char *option, double x, double *to, struct err *e)
{
	if (!(x > 0 && x <= DBL_MAX))
		err_set(e, ERR_USAGE, "%s: %g is not a number above 0", option, x);
	*to = x;
}

int
plan_values(const char *option, const char *text, double **v, size_t *n, struct err *e)
{
	double *all = NULL;
	size_t have = 0, cap = 0;

	for (struct str rest = str_of(text); rest.s && !e->code;) {
		struct str one = str_trim(item(&rest));
		struct err why = { 0 };
		double *points = NULL, x = 0;
		size_t count = 1;
		if (sweep_parse(one, &points, &count, &why) && why.code != ERR_MEMORY)
			expression(option, one, &why, &x, e);
		else if (why.code)
			*e = why;
		if (!e->code && have + count > SWEEP_POINTS)
			err_set(e, ERR_USAGE, "%s: more than %d points", option, SWEEP_POINTS);
		if (!e->code && !mem_reserve(&all, &cap, have + count, sizeof *all))
			err_memory(e);
		if (e->code) {
			mem_free(points);
			break;
		}
		for (size_t i = 0; i < count; i++)
			put(option, points ? points[i] : x, &all[have++], e);
		mem_free(points);
	}
	if (e->code) {
		mem_free(all);
		return e->code;
	}
	*v = all;
	*n = have;
	return 0;
}

/* Room for values of roles, none known. */
static int
no_roles(struct saved *s, struct err *e)
{
	if (s->other)
		return 0;
	if (!(s->other = mem_alloc(LAW_ROLES, sizeof *s->other)))
		return err_memory(e);
	for (size_t k = 0; k < LAW_ROLES; k++)
		s->other[k] = (double)NAN;
	return 0;
}

/* What may be said instead. */
static int
no_such_role(const struct recipe *r, const char *shown, struct err *e)
{
	struct text all = { 0 };

	for (size_t k = 0; k < r->form.roles; k++) {
		text_add(&all, all.n ? STR(", ") : STR(""));
		text_add(&all, str_of(r->form.role[k]));
	}
	if (all.failed) {
		err_memory(e);
	} else {
		err_set(e, ERR_USAGE, "--at: \"%s\" names a role the law does not have", shown);
		err_hint(e, "its roles are %.*s, of which N, D and C are planned", (int)all.n, all.n ? all.s : "");
	}
	text_free(&all);
	return e->code;
}

int
plan_roles(const char *text, size_t n, struct saved *const law[], struct err *e)
{
	char shown[STR_SHOWN];
	double x;

	for (size_t l = 0; l < n; l++)
		if (no_roles(law[l], e))
			return e->code;
	for (struct str rest = str_of(text); rest.s;) {
		struct str value, one = str_trim(str_cut(rest, ',', &rest)), name = str_trim(str_cut(one, '=', &value));
		bool used = false;
		if (!value.s || !sweep_count(str_trim(value), &x))
			return err_set(e, ERR_USAGE, "--at: \"%s\" is not ROLE=X, such as U=25B", str_show(one, shown));
		if (!(x > 0))
			return err_set(e, ERR_USAGE, "--at: \"%s\" is not above 0", str_show(one, shown));
		if (str_is(name, "N") || str_is(name, "D") || str_is(name, "C"))
			return err_set(e, ERR_USAGE, "--at: N, D and C are what is planned; say --params, --tokens or --compute");
		for (size_t l = 0; l < n; l++) {
			size_t k = recipe_role(law[l]->recipe, name);
			if (k < law[l]->recipe->form.roles) {
				law[l]->other[k] = x;
				used = true;
			}
		}
		if (!used)
			return no_such_role(law[0]->recipe, str_show(one, shown), e);
	}
	return 0;
}
