/* SPDX-License-Identifier: MIT */
/* law_build: laws with any number of terms, columns or breaks. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"

static void
add(struct text *t, const char *s)
{
	text_add(t, str_of(s));
}

/* A new parameter; its name in pieces. */
static int
param(struct law_form *form, struct law_param p, const char *a, struct str b, const char *c, struct err *e)
{
	size_t na = strlen(a), nc = strlen(c);

	if (form->params == LAW_PARAMS || na + b.n + nc >= LAW_NAME)
		return err_set(
		        e, ERR_USAGE, "more than %d parameters, or a name of more than %d bytes", LAW_PARAMS, LAW_NAME - 1);
	memcpy(p.name, a, na);
	memcpy(p.name + na, b.s, b.n);
	memcpy(p.name + na + b.n, c, nc + 1);
	for (size_t i = 0; i < form->params; i++)
		if (strcmp(form->param[i].name, p.name) == 0)
			return err_set(e, ERR_USAGE, "two parameters would be called %s: each column or term is named once", p.name);
	form->param[form->params++] = p;
	return 0;
}

static const struct law_param amplitude = { .lo = 0, .hi = HUGE_VAL, .positive = true },
	exponent = { .lo = 0, .hi = HUGE_VAL, .start = { .15, 1.5, 6, true, START_ONE, 0 } };

/* The text becomes the formula. */
static int
finish(struct text *t, struct law_form *form, struct err *e)
{
	if (t->failed)
		err_memory(e);
	else if (t->n >= LAW_TEXT)
		err_set(e, ERR_USAGE, "a formula of more than %d bytes", LAW_TEXT - 1);
	else
		memcpy(form->formula, t->s, t->n);
	text_free(t);
	return e->code;
}

/* The role of this name, made when it is new. */
static int
role(struct law_form *form, struct str name, struct err *e)
{
	for (size_t i = 0; i < form->roles; i++)
		if (str_is(name, form->role[i]))
			return 0;
	if (form->roles == LAW_ROLES || name.n == 0 || name.n >= LAW_NAME)
		return err_set(
		        e, ERR_USAGE, "a law has at most %d columns, with names of 1 to %d bytes", LAW_ROLES, LAW_NAME - 1);
	memcpy(form->role[form->roles++], name.s, name.n);
	return 0;
}

/* A_X*X^-alpha_X, or with two columns or more A_X_Y*X^-alpha_X_Y_X*Y^-alpha_X_Y_Y. */
static int
term(struct str columns, struct text *t, struct law_form *form, struct err *e)
{
	char joined[LAW_TEXT] = "";
	bool many = false;
	struct str one, rest = columns, all = { joined, 0 };

	if (columns.n >= LAW_TEXT)
		return err_set(e, ERR_USAGE, "a term of more than %d bytes", LAW_TEXT - 1);
	while (rest.s) {
		one = str_trim(str_cut(rest, '*', &rest));
		if (all.n > 0) {
			joined[all.n++] = '_';
			many = true;
		}
		memcpy(joined + all.n, one.s, one.n);
		all.n += one.n;
	}
	if (param(form, amplitude, "A_", all, "", e))
		return e->code;
	add(t, " + A_");
	text_add(t, all);
	for (rest = columns; rest.s;) {
		one = str_trim(str_cut(rest, '*', &rest));
		size_t named = form->params;
		char tail[LAW_NAME + 1] = "";
		if (role(form, one, e))
			return e->code;
		if (many) {
			tail[0] = '_';
			memcpy(tail + 1, one.s, one.n);
		}
		if (param(form, exponent, "alpha_", all, tail, e))
			return e->code;
		add(t, "*");
		text_add(t, one);
		add(t, "^-");
		add(t, form->param[named].name);
	}
	return 0;
}

int
law_build_terms(struct str args, struct law_form *form, struct err *e)
{
	struct text t = { 0 };

	if (args.n == 0)
		return err_set(e, ERR_USAGE, "terms needs columns: terms:N,D");
	add(&t, "E");
	param(form, amplitude, "E", (struct str){ "", 0 }, "", e);
	while (!e->code && args.s)
		term(str_trim(str_cut(args, ',', &args)), &t, form, e);
	return finish(&t, form, e);
}

int
law_build_loglinear(struct str args, struct law_form *form, struct err *e)
{
	static const struct law_param level = { .lo = 0, .hi = HUGE_VAL, .positive = true },
		slope = { .lo = -HUGE_VAL, .hi = HUGE_VAL, .start = { .n = 1 } };
	struct text t = { 0 };

	if (!args.s)
		args = STR("x");
	add(&t, "k");
	param(form, level, "k", (struct str){ "", 0 }, "", e);
	while (!e->code && args.s) {
		struct str one = str_trim(str_cut(args, ',', &args));
		if (role(form, one, e) || param(form, slope, "c_", one, "", e))
			break;
		add(&t, "*");
		text_add(&t, one);
		add(&t, "^c_");
		text_add(&t, one);
	}
	return finish(&t, form, e);
}

/* a + b*x^-c0*(1 + (x/d1)^(1/f1))^(-c1*f1)*... */
int
law_build_bnsl(struct str args, struct law_form *form, struct err *e)
{
	static const struct law_param bend = { .lo = -HUGE_VAL, .hi = HUGE_VAL, .start = { -1, 3, 6, false, START_ONE, 0 } },
		sharp = { .lo = .005, .hi = 100, .positive = true, .start = { .03, 1, 4, true, START_ONE, 0 } },
		place = { .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { 1, 1, 8, true, START_ROLE, 0 } };
	static const char *const piece[] = { "*(1 + (x/d", ")^(1/f", "))^(-c", "*f", ")" };
	size_t breaks = !args.s ? 1 : args.n == 1 ? (size_t)(args.s[0] - '0') : SIZE_MAX;
	struct text t = { 0 };
	struct str none = { "", 0 };

	if (breaks > 3)
		return err_set(e, ERR_USAGE, "bnsl takes a number of breaks: bnsl:0 to bnsl:3");
	form->alike.first = 3;
	form->alike.size = 3;
	form->alike.groups = breaks;
	form->alike.key = 1;
	add(&t, "a + b*x^-c0");
	role(form, STR("x"), e);
	param(form, amplitude, "a", none, "", e);
	param(form, amplitude, "b", none, "", e);
	param(form, bend, "c0", none, "", e);
	for (size_t i = 1; !e->code && i <= breaks; i++) {
		char digit[2] = { (char)('0' + i), '\0' };
		for (size_t k = 0; k < 5; k++) {
			add(&t, piece[k]);
			add(&t, k < 4 ? digit : "");
		}
		if (param(form, bend, "c", str_of(digit), "", e) || param(form, place, "d", str_of(digit), "", e))
			break;
		param(form, sharp, "f", str_of(digit), "", e);
	}
	return finish(&t, form, e);
}
