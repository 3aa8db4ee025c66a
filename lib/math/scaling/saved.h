/* SPDX-License-Identifier: MIT */
/* saved: a recipe from the texts and numbers that a document keeps of it, and by the wishes of options. */
#ifndef MATH_SCALING_SAVED_H
#define MATH_SCALING_SAVED_H

#include "math/scaling/presets.h"
#include "math/scaling/recipe.h"

/* A parameter as written down: kind "fitted", "fixed", "tied" (to tied_to); its bounds, infinite without one. */
struct saved_param {
	const char *name, *kind, *tied_to;
	double value, least, most;
};

/*
 * The recipe of law ("chinchilla", "bnsl:1"), or of formula when law is "formula", compiled, with the parameters fixed, tied and bounded as they
 * were; par (LAW_PARAMS): their values, in the recipe's order; order[i]: where parameter i of the recipe is in param.
 * saved_begin does all but compile it.  Returns 0; ERR_INPUT when law and parameters do not belong together; ERR_MEMORY.
 */
int saved_begin(const char *law, const char *formula, size_t roles, const struct str role[], size_t params,
                const struct saved_param param[], struct recipe **r, double par[], size_t order[], struct err *e);
int saved_recipe(const char *law, const char *formula, size_t roles, const struct str role[], size_t params,
                 const struct saved_param param[], struct recipe **r, double par[], size_t order[], struct err *e);

/*
 * A law that is to be used, from a document or a preset.
 *
 * par (params), draw (draws, params) row-major or NULL   in the recipe's order
 * least, most (roles)   range of the rows it was fitted to, nan where unknown
 * level, sd             of the intervals; of one run's log residual, nan where unknown
 * other (roles)         values of the roles that plans do not find (neither N nor D nor C), nan where there is none; from base/mem, or NULL
 * preset                NULL for a document
 */
struct saved {
	struct recipe *recipe;
	double par[LAW_PARAMS], least[LAW_ROLES], most[LAW_ROLES], level, sd;
	size_t draws;
	double *draw, *other;
	const struct preset *preset;
};

/* draws (n, params) in the document's order are copied into the recipe's by order.  ERR_MEMORY. */
int saved_draws(struct saved *s, size_t n, const double draw[], const size_t order[], struct err *e);
int saved_preset(struct saved *s, const char *name, struct err *e);
void saved_free(struct saved *s);

/* What the law predicts, by its name: "L" where nothing says otherwise. */
const char *saved_response(const struct saved *s);

/* Calls a function of recipe.h for each text; with lists, for each of the parts between commas. */
int saved_wishes(struct recipe *r, size_t n, const char *const text[], bool lists,
                 int (*wish)(struct recipe *r, struct str text, struct err *e), struct err *e);

/*
 * par of --judge: "A=482.01,B=2085.43,..", every parameter once, fixed ones may be left out.  unit: one unit of the last digit typed, 0 where
 * that is not plain.  ERR_USAGE.
 */
int saved_values(const struct recipe *r, const char *text, double par[], double unit[], struct err *e);

#endif
