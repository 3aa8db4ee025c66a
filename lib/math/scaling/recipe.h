/* SPDX-License-Identifier: MIT */
/* recipe: a law made ready to fit: which parameters are fitted, which are fixed or tied, where they may go. */
#ifndef MATH_SCALING_RECIPE_H
#define MATH_SCALING_RECIPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "math/expr/expr.h"
#include "math/scaling/law.h"

/*
 * A parameter of the recipe.
 *
 * law     name, domain (narrowed by recipe_bound), meaning, start
 * kind    PARAM_FITTED; PARAM_FIXED at value; PARAM_TIED to the parameter number value of which is tied_to, itself not tied
 * index   of theta, for fitted and tied ones: a tied one has the index of what it is tied to
 * start   (starts) values given by recipe_start, from base/mem, or NULL
 */
enum param_kind { PARAM_FITTED, PARAM_FIXED, PARAM_TIED };
struct recipe_param {
	struct law_param law;
	enum param_kind kind;
	double value;
	size_t tied_to, index;
	size_t starts;
	double *start;
};

/*
 * law    the registry row, or NULL for a formula of the user's;  spec: as typed ("bnsl:1", "formula")
 * form   formula, roles and the law's own parameters
 * param  (form.params) the parameters, in the law's order.  "Natural" arrays par[] below have this order and unit: every
 * parameter, fixed and
 *        tied included
 *
 * Set by recipe_compile:
 * free   fitted parameters = length of theta: theta[index] is a parameter, or its logarithm where law.positive says so
 * owner  owner[j]: the fitted parameter with index j
 * fit    the formula over theta;  plain: over the natural parameters, all of them (both NULL for a law with a kernel)
 * start  form.start, or else the formula, over the fitted parameters in natural units (NULL for a kernel without form.start)
 * linear, starts  bit j: start is linear in the fitted parameter j together with all others of the mask; it depends on it
 */
struct recipe {
	const struct law *law;
	char spec[LAW_TEXT];
	struct law_form form;
	struct recipe_param param[LAW_PARAMS];
	size_t free, owner[LAW_PARAMS];
	unsigned linear, starts;
	struct expr *fit, *plain, *start;
};

/*
 * A recipe for a registry law; or for a formula, whose names that are not among the roles are parameters, in order of first
 * appearance, without bounds, fitted as they are.  *r is freed by recipe_free.  ERR_USAGE (e->column: byte of the formula, for
 * expr_caret), ERR_MEMORY.
 */
int recipe_law(struct str spec, struct recipe **r, struct err *e);
int recipe_formula(struct str formula, size_t roles, const struct str role[], struct recipe **r, struct err *e);
void recipe_free(struct recipe *r);

/*
 * The user's wishes, each the text of one option, any number of them before recipe_compile; ERR_USAGE says which name or number
 * is wrong and lists the parameters.
 *
 * recipe_fix    "E=1.69": the value must lie in the domain
 * recipe_tie    "alpha=beta": the first is tied to the second; chains are followed, a circle is refused.  A parameter that is
 *               fixed ties as fixed
 * recipe_bound  "alpha=0..2": inf and -inf are allowed; the domain is what is left of the one there was
 * recipe_start  "alpha=0.05..2/10": a SWEEP of base/sweep, or A..B alone with real ends: seven points between them, equally spaced logarithms
 *               when A > 0
 */
int recipe_fix(struct recipe *r, struct str text, struct err *e);
int recipe_tie(struct recipe *r, struct str text, struct err *e);
int recipe_bound(struct recipe *r, struct str text, struct err *e);
int recipe_start(struct recipe *r, struct str text, struct err *e);

/*
 * Compiles; call once, after the wishes.  ERR_USAGE as for a formula, and when nothing is left to fit or a start is out of
 * bounds.
 */
int recipe_compile(struct recipe *r, struct err *e);

/* The number of the parameter (in par[]) or role of this name; SIZE_MAX when there is none. */
size_t recipe_find(const struct recipe *r, struct str name);
size_t recipe_role(const struct recipe *r, struct str name);

/* par (params) from theta (free), and back: a positive parameter at 0 has theta = -inf. */
void recipe_natural(const struct recipe *r, const double theta[], double par[]);
void recipe_theta(const struct recipe *r, const double par[], double theta[]);

/*
 * out[i] = the law in row i at natural parameters par.  role[k] (n) in the order of form.role.  Uses par alone: fixed and tied
 * values are not put in, so any published coefficients can be tried.  Returns 0 or ERR_MEMORY.
 */
int recipe_predict(const struct recipe *r, size_t n, const double *const role[], const double par[], double out[], struct err *e);

#endif
