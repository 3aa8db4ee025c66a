/* SPDX-License-Identifier: MIT */
/* What users type about a law: its name, its parameters, the objective, the roles of columns; what is refused and what is meant. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/scaling/fit.h"
#include "math/scaling/recipe.h"
#include "math/scaling/roles.h"
#include "starve.h"
#include "tap.h"

static void
objectives(void)
{
	static const struct {
		const char *text;
		struct fit_objective o;
	} good[] = { { "huber", { .rho = FIT_HUBER, .delta = 1e-3, .over = 1 } }, { "huber:0.5", { .rho = FIT_HUBER, .delta = .5, .over = 1 } },
		{ "huber:auto", { .rho = FIT_HUBER, .automatic = true, .delta = 1e-3, .over = 1 } }, { "ls", { .rho = FIT_LS, .delta = 1e-3, .over = 1 } },
		{ "lad", { .rho = FIT_LAD, .delta = 1e-3, .over = 1 } }, { "asymmetric:2", { .rho = FIT_HUBER, .delta = 1e-3, .over = 2 } } };
	static const char *const bad[] = { "huber:0", "huber:-1", "huber:x", "ls:1", "lad:1", "asymmetric", "asymmetric:0", "hubert", "" };

	for (size_t i = 0; i < 6; i++) {
		struct fit_objective o = { .linear = true };
		struct err e = { 0 };
		TAP_OK(!fit_objective(str_of(good[i].text), &o, &e) && o.rho == good[i].o.rho && o.linear && o.automatic == good[i].o.automatic &&
		       fabs(o.over - good[i].o.over) <= 0 && (o.rho != FIT_HUBER || o.automatic || fabs(o.delta - good[i].o.delta) <= 0), "%s %s",
		       good[i].text, e.text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct fit_objective o = { 0 };
		struct err e = { 0 };
		TAP_OK(fit_objective(str_of(bad[i]), &o, &e) == ERR_USAGE, "\"%s\"", bad[i]);
	}
	tap_group("objectives");
}

/* 24 letters and more. */
#define LONG "abcdefghijklmnopqrstuvwxyz"

static void
laws(void)
{
	static const struct {
		const char *spec, *formula;
		size_t params, roles;
	} good[] = { { "terms:N,D", "E", 5, 2 }, { "terms:N", "E", 3, 1 }, { "loglinear", "k", 2, 1 }, { "loglinear:N,D", "k", 3, 2 }, { "bnsl", "a", 6, 1 },
		{ "bnsl:2", "a", 9, 1 }, { "bnsl:3", "a", 12, 1 } };
	static const char *const bad[] = { "terms", "terms:", "terms:N,", "terms:" LONG, "loglinear:", "loglinear:" LONG, "loglinear:N,N", "terms:N,N",
		"bnsl:4", "bnsl:12", "bnsl:x", "bnsl:",
		"terms:a,b,c,d,e,f,g,h,i", "loglinear:a,b,c,d,e,f,g,h,i", "chinchilla:1", "chinchila", "terms:N*abcdefghijklmnopqrst" };

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct recipe *r = NULL;
		struct err e = { 0 };
		TAP_OK(!recipe_law(str_of(good[i].spec), &r, &e) && !recipe_compile(r, &e), "%s: %s", good[i].spec, e.text);
		TAP_OK(r && r->form.params == good[i].params && r->form.roles == good[i].roles && strncmp(r->form.formula, good[i].formula, 1) == 0, "%s",
		       good[i].spec);
		recipe_free(r);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct recipe *r = NULL;
		struct err e = { 0 };
		TAP_OK(recipe_law(str_of(bad[i]), &r, &e) == ERR_USAGE && e.text[0], "%s", bad[i]);
		recipe_free(r);
	}
	tap_group("laws that are built, and those that cannot be");
}

static const struct str columns[] = { { "x", 1 }, { "z", 1 } };

static int
formula(const char *text, struct recipe **r, struct err *e)
{
	return recipe_formula(str_of(text), 2, columns, r, e);
}

static void
formulas(void)
{
	char text[2100] = "x";
	struct recipe *r = NULL;
	struct err e = { 0 };

	TAP_OK(formula("a + x*b + z*" LONG, &r, &e) == ERR_USAGE && strstr(e.text, "at most 23 bytes"), "%s", e.text);
	recipe_free(r);
	r = NULL;
	err_clear(&e);
	TAP_OK(formula("x*(a+b+c+d+f+g+h+i+j+k+l+m+n+o+p+q+r)", &r, &e) == ERR_USAGE && strstr(e.text, "more than 16 parameters, \"r\" is one too many"),
	       "%s", e.text);
	recipe_free(r);
	r = NULL;
	err_clear(&e);
	for (size_t i = 1; i < 1030; i += 2)
		memcpy(text + i, "+x", 3);
	TAP_OK(formula(text, &r, &e) == ERR_USAGE && strstr(e.text, "more than 1023 bytes"), "%s", e.text);
	recipe_free(r);
	r = NULL;
	err_clear(&e);
	const struct str nameless[] = { { "x", 1 }, { "", 0 } };
	TAP_OK(recipe_formula(STR("a*x"), 2, nameless, &r, &e) == ERR_USAGE && strstr(e.text, "names of 1 to 23 bytes"), "%s", e.text);
	recipe_free(r);
	tap_group("formulas with too much in them");
}

typedef int wish(struct recipe *r, struct str text, struct err *e);

static void
wishes(void)
{
	static const struct {
		wish *of;
		const char *text, *says;
	} bad[] = { { recipe_fix, "a", "\"a\" has no =" }, { recipe_fix, "q=1", "no parameter \"q\"; there are: a b c" }, { recipe_fix, "a=x",
		"is not a number" },
		{ recipe_fix, "a=nan", "is not a number" }, { recipe_tie, "a", "has no =" }, { recipe_tie, "a=q", "no parameter \"q\"" },
		{ recipe_tie, "a=a", "tied to itself" }, { recipe_bound, "a", "has no =" }, { recipe_bound, "a=1", "is not LO..HI" }, { recipe_bound,
			"a=..", "is not LO..HI" },
		{ recipe_bound, "a=1..x", "is not LO..HI" }, { recipe_bound, "a=x..1", "is not LO..HI" }, { recipe_bound, "a=2..1", "LO < HI" },
		{ recipe_start, "a", "has no =" }, { recipe_start, "a=", "" }, { recipe_start, "a=1..x", "" }, { recipe_start, "a=2..1", "" } };
	struct recipe *r = NULL;
	struct err e = { 0 };

	TAP_OK(!formula("a * x^b + c * z", &r, &e), "%s", e.text);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		err_clear(&e);
		TAP_OK(bad[i].of(r, str_of(bad[i].text), &e) == ERR_USAGE && strstr(e.text, bad[i].says), "%s: %s", bad[i].text, e.text);
	}
	err_clear(&e);
	TAP_OK(!recipe_bound(r, STR("a=-inf..10"), &e) && !(r->param[0].law.lo > -(double)INFINITY) && !(r->param[0].law.hi > 10), "%s", e.text);
	TAP_OK(!recipe_bound(r, STR("a = -1..inf"), &e) && fabs(r->param[0].law.lo + 1) <= 0 && fabs(r->param[0].law.hi - 10) <= 0,
	       "what is left of both: %s", e.text);
	TAP_OK(recipe_bound(r, STR("a=11..12"), &e) == ERR_USAGE && strstr(e.text, "outside the range"), "%s", e.text);
	err_clear(&e);
	TAP_OK(recipe_bound(r, STR("a=-3..-2"), &e) == ERR_USAGE && strstr(e.text, "outside the range"), "%s", e.text);
	err_clear(&e);
	TAP_OK(recipe_fix(r, STR("a=11"), &e) == ERR_USAGE && strstr(e.text, "outside the range of a"), "%s", e.text);
	err_clear(&e);
	TAP_OK(recipe_fix(r, STR("a=-2"), &e) == ERR_USAGE, "%s", e.text);
	err_clear(&e);
	TAP_OK(recipe_start(r, STR("a=9..11/3"), &e) == ERR_USAGE && strstr(e.text, "outside its range"), "%s", e.text);
	err_clear(&e);
	TAP_OK(recipe_start(r, STR("a=-2..3"), &e) == ERR_USAGE && strstr(e.text, "outside its range"), "%s", e.text);
	err_clear(&e);
	TAP_OK(!recipe_start(r, STR("b=0.125..8"), &e) && r->param[1].starts == 7, "%s", e.text);
	for (size_t i = 0; i < 7 && r->param[1].start; i++)	/* equal ratios: 64^(i/6) */
		TAP_OK(fabs(r->param[1].start[i] - ldexp(1, (int)i - 3)) <= 1e-15 * 8, "start %zu: %g", i, r->param[1].start[i]);
	TAP_OK(!recipe_start(r, STR("b=-3..3"), &e) && r->param[1].starts == 7, "%s", e.text);
	for (size_t i = 0; i < 7 && r->param[1].start; i++)
		TAP_OK(fabs(r->param[1].start[i] - ((double)i - 3)) <= 1e-15, "start %zu: %g", i, r->param[1].start[i]);
	TAP_OK(!recipe_start(r, STR("b=1,2"), &e) || e.code == ERR_USAGE, "%s", e.text);
	err_clear(&e);
	TAP_OK(!recipe_tie(r, STR("a=b"), &e) && !recipe_fix(r, STR("b=2"), &e) && !recipe_compile(r, &e) && r->param[0].kind == PARAM_FIXED && r->free == 1 &&
	       fabs(r->param[0].value - 2) <= 0, "tied to what is fixed: %s", e.text);
	recipe_free(r);
	r = NULL;
	TAP_OK(!formula("a * x^b + c * z", &r, &e) && !recipe_tie(r, STR("a=b"), &e) && !recipe_tie(r, STR("b=c"), &e) && !recipe_tie(r, STR("c=a"), &e) &&
	       recipe_compile(r, &e) == ERR_USAGE && strstr(e.text, "tied to itself"), "%s", e.text);
	recipe_free(r);
	r = NULL;
	err_clear(&e);
	TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && recipe_start(r, STR("alpha=0..1"), &e) == 0 && recipe_start(r, STR("A=0..1"), &e) == ERR_USAGE,
	       "0 has no logarithm: %s",
	       e.text);
	recipe_free(r);
	r = NULL;
	err_clear(&e);
	TAP_OK(!recipe_law(STR("loglinear"), &r, &e) && recipe_start(r, STR("k=0..1"), &e) == ERR_USAGE, "%s", e.text);
	recipe_free(r);
	/* a = c, behind b: what is tied has the number of what it is tied to */
	double par[LAW_PARAMS];
	const double theta[] = { 5, 7 };
	r = NULL;
	err_clear(&e);
	TAP_OK(!formula("a * x + b + c * z", &r, &e) && !recipe_tie(r, STR("a=c"), &e) && !recipe_compile(r, &e) && r->free == 2, "%s", e.text);
	recipe_natural(r, theta, par);
	TAP_OK(fabs(par[0] - 7) <= 0 && fabs(par[1] - 5) <= 0 && fabs(par[2] - 7) <= 0, "%g %g %g", par[0], par[1], par[2]);
	recipe_free(r);
	tap_group("what is fixed, tied, bounded and started");
}

static const struct str header[] = { { "n_params", 8 }, { "Val Loss", 8 }, { "run/tokens", 10 }, { "step", 4 }, { "L", 1 } };

static int
find(struct roles *r, size_t n, const char *const x[], const char *y, struct err *e)
{
	return roles_find(r, 4, header, n, x, y, 6, e);
}

static void
roles(void)
{
	static const char *const bad[] = { "N", "=1", "N=", "N==1", "2x=1", "N=n_params +", "a b=1", LONG "=1" };
	struct roles r;
	struct err e = { 0 };
	struct text note = { 0 };
	char nd[2][LAW_NAME] = { "N", "D" }, c[1][LAW_NAME] = { "C" }, x[1][LAW_NAME] = { "x" }, step[1][LAW_NAME] = { "step" }, none[1][LAW_NAME] = { "none" };
	size_t at[2], column;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		err_clear(&e);
		TAP_OK(find(&r, 1, &bad[i], NULL, &e) == ERR_USAGE, "-x %s: %s", bad[i], e.text);
		roles_free(&r);
	}
	err_clear(&e);
	TAP_OK(find(&r, 0, NULL, "1 +", &e) == ERR_USAGE && strncmp(e.text, "-y", 2) == 0, "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!find(&r, 0, NULL, NULL, &e) && strcmp(roles_law(&r, &e), "chinchilla") == 0, "%s", e.text);
	TAP_OK(r.role[ROLE_N].column == 0 && r.role[ROLE_D].column == 2 && r.role[ROLE_RESPONSE].column == 1 && r.role[ROLE_C].from == ROLE_DERIVED, "found");
	roles_note(&r, &note);
	TAP_OK(!roles_take(&r, 2, nd, "L", at, &e) && at[0] == ROLE_N && at[1] == ROLE_D && !roles_take(&r, 1, c, "L", at, &e) && at[0] == ROLE_C, "%s",
	       e.text);
	TAP_OK(!roles_take(&r, 1, step, "L", at, &e) && r.role[at[0]].column == 3, "a column of the same name: %s", e.text);
	TAP_OK(roles_take(&r, 1, none, "L", at, &e) == ERR_USAGE && strstr(e.text, "nothing says what none is") && strstr(e.hint,
	       "n_params, Val Loss, run/tokens, step"),
	       "%s %s", e.text, e.hint);
	text_free(&note);
	err_clear(&e);
	/* D orders a run where it is there, else a column of steps */
	TAP_OK(!roles_steps(&r, &column, &e) && column == SIZE_MAX && r.role[ROLE_D].hidden, "%s", e.text);
	roles_free(&r);
	TAP_OK(!roles_find(&r, 1, header + 3, 0, NULL, NULL, 6, &e) && !roles_steps(&r, &column, &e) && column == 0 && !roles_law(&r, &e), "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!roles_find(&r, 1, header + 1, 0, NULL, NULL, 6, &e) && roles_steps(&r, &column, &e) == ERR_USAGE && strstr(e.text, "--last-per"), "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	/* x is the only one there is, or the only one typed */
	TAP_OK(!roles_find(&r, 2, header, 0, NULL, NULL, 6, &e) && strcmp(roles_law(&r, &e), "power_offset") == 0 && !roles_take(&r, 1, x, "L", at, &e) &&
	       at[0] == ROLE_N,
	       "%s", e.text);
	roles_free(&r);
	const char *typed[] = { "s=step*2", "t=step" };
	TAP_OK(!find(&r, 1, typed, NULL, &e) && !roles_take(&r, 1, x, "L", at, &e) && strcmp(r.role[at[0]].name, "s") == 0 && !roles_used(&r, 0, NULL,
	       &e), "%s", e.text);
	roles_free(&r);
	TAP_OK(!find(&r, 2, typed, NULL, &e) && roles_take(&r, 1, x, "L", at, &e) == ERR_USAGE, "two typed: which is x? %s", e.text);
	err_clear(&e);
	TAP_OK(!roles_take(&r, 2, nd, "L", at, &e) && roles_used(&r, 0, NULL, &e) == ERR_USAGE && strstr(e.text, "nothing reads the role s") &&
	       strstr(e.hint, "N, D"), "%s %s",
	       e.text, e.hint);
	err_clear(&e);
	struct expr *by[3] = { 0 };
	TAP_OK(!roles_expression(&r, "--where", "s > 2", &by[0], &e) && !roles_expression(&r, "--weights", "t", &by[2], &e) && !roles_used(&r, 3, by, &e),
	       "%s", e.text);
	TAP_OK(roles_expression(&r, "--where", "s >", &by[1], &e) == ERR_USAGE && strncmp(e.text, "--where", 7) == 0, "%s", e.text);
	expr_free(by[0]);
	expr_free(by[2]);
	roles_free(&r);
	tap_group("roles of columns");
	err_clear(&e);
	/* a law of L: the response is something else, and L a column */
	char l[1][LAW_NAME] = { "L" };
	const char *loss[] = { "L=step" };
	TAP_OK(!find(&r, 0, NULL, NULL, &e) && roles_take(&r, 1, l, "y", at, &e) == ERR_USAGE, "no y: %s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!find(&r, 0, NULL, "step", &e) && !roles_take(&r, 1, l, "y", at, &e) && r.role[at[0]].column == 1 &&
	       r.role[ROLE_RESPONSE].from == ROLE_TYPED, "%s", e.text);
	roles_free(&r);
	TAP_OK(!find(&r, 1, loss, NULL, &e) && roles_take(&r, 1, l, "y", at, &e) == ERR_USAGE && at[0] >= ROLE_OTHERS && strcmp(r.role[at[0]].text,
	       "step") == 0,
	       "L as typed, no y: %s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!find(&r, 1, loss, "step/2", &e) && !roles_take(&r, 1, l, "y", at, &e) && strcmp(r.role[at[0]].text, "step") == 0 &&
	       strcmp(r.role[ROLE_RESPONSE].text, "step/2") == 0, "%s", e.text);
	roles_free(&r);
	TAP_OK(!roles_find(&r, 1, header, 0, NULL, "n_params", 6, &e) && roles_take(&r, 1, l, "y", at, &e) == ERR_USAGE && strstr(e.text, "the loss"),
	       "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!find(&r, 0, NULL, "step", &e) && r.role[roles_loss(&r, &e)].column == 1 && !e.code, "the loss beside another response: %s", e.text);
	roles_free(&r);
	TAP_OK(!roles_find(&r, 5, header, 0, NULL, NULL, 6, &e) && r.role[ROLE_RESPONSE].several && roles_take(&r, 2, nd, "L", at, &e) == ERR_USAGE &&
	       strstr(e.text, "may be \"Val Loss\" or \"L\"") && roles_loss(&r, &e) == ROLE_RESPONSE, "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	const struct str twice[] = { { "tokens", 6 }, { "train_tokens", 12 } };
	TAP_OK(!roles_find(&r, 2, twice, 0, NULL, NULL, 6, &e) && !roles_law(&r, &e) && strstr(e.text, "tokens (D) may be"), "%s", e.text);
	roles_free(&r);
	tap_group("a law that reads the loss, and columns that could be two things");
	err_clear(&e);
	char many[ROLES][16];
	const char *list[ROLES];
	for (size_t i = 0; i < ROLES; i++) {
		snprintf(many[i], sizeof many[i], "r%zu=step", i);
		list[i] = many[i];
	}
	TAP_OK(find(&r, ROLES, list, NULL, &e) == ERR_USAGE, "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	TAP_OK(!find(&r, ROLES - ROLE_OTHERS, list, NULL, &e) && roles_take(&r, 1, step, "L", at, &e) == ERR_USAGE && strstr(e.text,
	       "more than 16 roles"), "%s", e.text);
	roles_free(&r);
	err_clear(&e);
	list[0] = "L=step";
	TAP_OK(find(&r, ROLES - ROLE_OTHERS + 1, list, "step", &e) == ERR_USAGE && strstr(e.text, "more than 16 roles"), "%s", e.text);
	roles_free(&r);
	struct str wide[60];
	for (size_t i = 0; i < 60; i++)
		wide[i] = STR("column");
	err_clear(&e);
	TAP_OK(!roles_find(&r, 60, wide, 0, NULL, NULL, 6, &e), "%s", e.text);
	roles_header(&r, &e);
	TAP_OK(strlen(e.hint) < 220 && strcmp(e.hint + strlen(e.hint) - 3, "...") == 0, "%s", e.hint);
	roles_free(&r);
	tap_group("more than there is room for");
}

static void
names_of_formulas(void)
{
	struct roles r;
	struct err e = { 0 };
	size_t n;
	const struct str text = STR("a * n_params + ${gone} + N");
	struct str name[] = { { text.s, 1 }, { text.s + 4, 8 }, { text.s + 17, 4 }, { text.s + 25, 1 } }, only[] = { { text.s, 1 } };

	TAP_OK(!find(&r, 0, NULL, NULL, &e), "%s", e.text);
	TAP_OK(roles_formula(&r, text, 4, name, &n, &e) == ERR_USAGE && e.column == 16 && strstr(e.text, "unknown name \"gone\""), "%zu %s", e.column, e.text);
	err_clear(&e);
	name[2] = only[0];
	TAP_OK(!roles_formula(&r, text, 4, name, &n, &e) && n == 2 && str_is(name[0], "n_params") && str_is(name[1], "N"), "%s", e.text);
	TAP_OK(roles_formula(&r, text, 1, only, &n, &e) == ERR_USAGE && n == 0 && strstr(e.text, "no name in the formula is a column"), "%s", e.text);
	roles_free(&r);
	tap_group("which names of a formula are columns");
}

static void
values(void)
{
	static const double n[] = { 10, 20, -1 }, loss[] = { 3, (double)NAN, 2 }, tokens[] = { 5, 0, 7 };
	const double *const col[] = { n, loss, tokens, NULL };
	const struct str *const texts[] = { NULL, NULL, NULL, NULL };
	const bool keep[] = { true, false, true }, first[] = { true, false, false };
	struct roles r;
	struct err e = { 0 };
	size_t row, at, all[] = { ROLE_N, ROLE_RESPONSE };
	struct expr *x;
	double out[3];

	TAP_OK(!find(&r, 0, NULL, NULL, &e) && !roles_values(&r, 3, col, texts, &e), "%s", e.text);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(fabs(r.role[ROLE_C].value[i] - 6 * n[i] * tokens[i]) <= 0, "C = 6 N D, row %zu", i);
	TAP_OK(!roles_complete(&r, 2, all, keep, &row, &at, &e) && roles_complete(&r, 2, all, NULL, &row, &at, &e) == ERR_INPUT && row == 1 &&
	       at == ROLE_RESPONSE, "%s", e.text);
	err_clear(&e);
	TAP_OK(roles_sizes(&r, 2, all, NULL, keep, &row, &at, &e) == ERR_INPUT && row == 2 && at == ROLE_N, "%s", e.text);
	err_clear(&e);
	TAP_OK(!roles_sizes(&r, 2, all, NULL, first, &row, &at, &e), "%s", e.text);
	TAP_OK(roles_check(&r, ROLE_N, NULL, first) == SIZE_MAX && roles_check(&r, ROLE_D, NULL, NULL) == 1 && roles_check(&r, ROLE_RESPONSE, NULL,
	       NULL) == SIZE_MAX, "sizes");
	TAP_OK(!roles_expression(&r, "--where", "C > N", &x, &e) && !roles_evaluate(&r, x, col, texts, out, &e) && out[0] > 0 && !(out[1] > 0) &&
	       !(out[2] > 0), "%g %g %g", out[0],
	       out[1], out[2]);
	expr_free(x);
	roles_keep(&r, keep);
	TAP_OK(r.rows == 2 && fabs(r.role[ROLE_N].value[1] + 1) <= 0, "kept");
	roles_free(&r);
	tap_group("values of roles, and which rows can be used");
}

static int
roles_run(void *context, struct err *e)
{
	static const double n[] = { 10, 20 };
	const double *const col[] = { n, n, n, n };
	const struct str *const texts[] = { NULL, NULL, NULL, NULL };
	static const char *const x[] = { "L=step*2", "N=n_params" };
	char l[1][LAW_NAME] = { "L" };
	struct roles r;
	struct text note = { 0 };
	struct expr *by = NULL;
	double out[2];
	size_t at[1];

	(void)context;
	if (!find(&r, 2, x, "step", e) && !roles_take(&r, 1, l, "y", at, e) && (roles_loss(&r, e), !e->code) && !roles_values(&r, 2, col, texts, e) &&
	    !roles_expression(&r, "--where", "N > 2", &by, e) && !roles_evaluate(&r, by, col, texts, out, e))
		starve_saw(2, out);
	roles_note(&r, &note);
	text_free(&note);
	expr_free(by);
	roles_free(&r);
	return e->code;
}

static int
recipe_run(void *context, struct err *e)
{
	const char *spec = context;
	struct recipe *r = NULL;

	if (!(strchr(spec, '*') ? formula(spec, &r, e) : recipe_law(str_of(spec), &r, e)) && !recipe_start(r, STR("b=1..2"), e) && !recipe_start(r,
		STR("b=1..2/3"), e))
		if (!recipe_compile(r, e)) {
			starve_read(r->spec);
			starve_saw(3, (const double[]){ (double)r->form.params, (double)r->free, r->starts });
		}
	recipe_free(r);
	return e->code;
}

static void
memory(void)
{
	char bnsl[] = "bnsl:2", plain[] = "x*b";
	unsigned long failed = starve("roles", roles_run, NULL) + starve("bnsl", recipe_run, bnsl) + starve("formula", recipe_run, plain);

	TAP_OK(failed > 40, "%lu allocations", failed);
	tap_group("every allocation may fail");
}

int
main(void)
{
	objectives();
	laws();
	formulas();
	wishes();
	roles();
	names_of_formulas();
	values();
	memory();
	return tap_done();
}
