/* SPDX-License-Identifier: MIT */
/* recipe: a law or formula with its parameters, compiled. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/* Where the parameters of a user's formula begin that do not enter linearly: most are exponents. */
static const struct law_start anywhere = { .05, 2, 6, true, START_ONE, 0 };

static struct recipe *
make(struct str spec, struct err *e)
{
	struct recipe *r = mem_zero(1, sizeof *r);

	if (!r)
		err_memory(e);
	else
		memcpy(r->spec, spec.s, spec.n < LAW_TEXT ? spec.n : LAW_TEXT - 1);
	return r;
}

int
recipe_law(struct str spec, struct recipe **r, struct err *e)
{
	*r = make(spec, e);
	if (!*r || law_form(spec, &(*r)->law, &(*r)->form, e))
		return e->code;
	for (size_t i = 0; i < (*r)->form.params; i++)
		(*r)->param[i].law = (*r)->form.param[i];
	return 0;
}

/* The names of the formula that are no roles become parameters. */
static int
parameters(struct law_form *form, size_t n, const struct str name[], struct err *e)
{
	char shown[STR_SHOWN];

	for (size_t i = 0; i < n; i++) {
		bool known = false;
		for (size_t k = 0; k < form->roles; k++)
			known |= str_is(name[i], form->role[k]);
		if (known)
			continue;
		if (form->params == LAW_PARAMS)
			return err_set(e, ERR_USAGE, "more than %d parameters, \"%s\" is one too many", LAW_PARAMS,
			        str_show(name[i], shown));
		if (name[i].n >= LAW_NAME)
			return err_set(e, ERR_USAGE, "\"%s\": the name of a parameter has at most %d bytes",
			        str_show(name[i], shown), LAW_NAME - 1);
		struct law_param *p = &form->param[form->params++];
		*p = (struct law_param){ .lo = -HUGE_VAL, .hi = HUGE_VAL, .start = anywhere };
		memcpy(p->name, name[i].s, name[i].n);
	}
	return 0;
}

int
recipe_formula(struct str formula, size_t roles, const struct str role[], struct recipe **r, struct err *e)
{
	struct str *name = NULL;
	size_t n = 0;

	*r = make(STR("formula"), e);
	if (!*r || expr_names(formula, &n, &name, e))
		return e->code;
	struct law_form *form = &(*r)->form;
	if (formula.n >= LAW_TEXT)
		err_set(e, ERR_USAGE, "a formula of more than %d bytes", LAW_TEXT - 1);
	else
		memcpy(form->formula, formula.s, formula.n);
	for (size_t i = 0; !e->code && i < roles; i++) {
		if (i == LAW_ROLES || role[i].n == 0 || role[i].n >= LAW_NAME)
			err_set(e, ERR_USAGE, "at most %d columns, with names of 1 to %d bytes", LAW_ROLES, LAW_NAME - 1);
		else
			memcpy(form->role[form->roles++], role[i].s, role[i].n);
	}
	if (!e->code)
		parameters(form, n, name, e);
	mem_free(name);
	for (size_t i = 0; i < form->params; i++)
		(*r)->param[i].law = form->param[i];
	return e->code;
}

void
recipe_free(struct recipe *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->form.params; i++)
		mem_free(r->param[i].start);
	expr_free(r->fit);
	expr_free(r->plain);
	expr_free(r->start);
	mem_free(r);
}

size_t
recipe_find(const struct recipe *r, struct str name)
{
	for (size_t i = 0; i < r->form.params; i++)
		if (str_is(name, r->param[i].law.name))
			return i;
	return SIZE_MAX;
}

size_t
recipe_role(const struct recipe *r, struct str name)
{
	for (size_t i = 0; i < r->form.roles; i++)
		if (str_is(name, r->form.role[i]))
			return i;
	return SIZE_MAX;
}

void
recipe_natural(const struct recipe *r, const double theta[], double par[])
{
	for (size_t i = 0; i < r->form.params; i++) {
		const struct recipe_param *p = &r->param[i];
		double x = p->kind == PARAM_FIXED ? p->value : theta[p->index];
		par[i] = p->kind != PARAM_FIXED && r->param[r->owner[p->index]].law.positive ? exp(x) : x;
	}
}

void
recipe_theta(const struct recipe *r, const double par[], double theta[])
{
	for (size_t j = 0; j < r->free; j++) {
		double x = par[r->owner[j]];
		theta[j] = r->param[r->owner[j]].law.positive ? log(x) : x;
	}
}

/* The three ways the names of a formula are bound: to theta, to natural values of all, to natural values of the fitted. */
enum binding { TO_THETA, TO_NATURAL, TO_FITTED };

static int
bind(const struct recipe *r, const char *formula, enum binding how, struct expr **x, struct err *e)
{
	struct expr_name name[LAW_ROLES + LAW_PARAMS];
	size_t n = 0;

	for (size_t k = 0; k < r->form.roles; k++)
		name[n++] = (struct expr_name){ str_of(r->form.role[k]), EXPR_NUMBERS, k, 0 };
	for (size_t i = 0; i < r->form.params; i++, n++) {
		const struct recipe_param *p = &r->param[i];
		name[n] = (struct expr_name){ str_of(p->law.name), EXPR_PARAMETER, how == TO_NATURAL ? i : p->index, 0 };
		if (how == TO_NATURAL)
			continue;
		if (p->kind == PARAM_FIXED) {
			name[n].kind = EXPR_CONSTANT;
			name[n].value = p->value;
		} else if (how == TO_THETA && r->param[r->owner[p->index]].law.positive) {
			name[n].kind = EXPR_LOG_PARAMETER;
		}
	}
	return expr_compile(str_of(formula), n, name, x, e);
}

/* Numbers the fitted parameters; what is tied follows its chain to the end. */
static int
number(struct recipe *r, struct err *e)
{
	for (size_t i = 0; i < r->form.params; i++) {
		struct recipe_param *p = &r->param[i];
		for (size_t k = 0; p->kind == PARAM_TIED && r->param[p->tied_to].kind == PARAM_TIED; k++) {
			p->tied_to = r->param[p->tied_to].tied_to;
			if (p->tied_to == i || k > LAW_PARAMS)
				return err_set(e, ERR_USAGE, "%s is tied to itself", p->law.name);
		}
		if (p->kind == PARAM_TIED && r->param[p->tied_to].kind == PARAM_FIXED) {
			p->kind = PARAM_FIXED;
			p->value = r->param[p->tied_to].value;
		}
		if (p->kind == PARAM_FITTED) {
			r->owner[r->free] = i;
			p->index = r->free++;
		}
	}
	for (size_t i = 0; i < r->form.params; i++)
		if (r->param[i].kind == PARAM_TIED)
			r->param[i].index = r->param[r->param[i].tied_to].index;
	return r->free ? 0 : err_set(e, ERR_USAGE, "no parameter is left to fit");
}

int
recipe_compile(struct recipe *r, struct err *e)
{
	const char *start = r->form.start[0] ? r->form.start : r->form.formula;
	bool kernel = r->law && r->law->kernel;

	if (number(r, e) || (!kernel && (bind(r, r->form.formula, TO_THETA, &r->fit, e) ||
	                                        bind(r, r->form.formula, TO_NATURAL, &r->plain, e))))
		return e->code;
	if (start[0] && bind(r, start, TO_FITTED, &r->start, e))
		return e->code;
	if (r->start) {
		r->linear = expr_linear(r->start);
		r->starts = expr_params(r->start);
	}
	return 0;
}

int
recipe_predict(const struct recipe *r, size_t n, const double *const role[], const double par[], double out[], struct err *e)
{
	if (r->plain)
		return expr_eval(r->plain, n, role, NULL, par, out, e);
	r->law->kernel(n, role, par, out, NULL, NULL);
	return 0;
}
