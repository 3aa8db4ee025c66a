/* SPDX-License-Identifier: MIT */
/* saved: a recipe from the texts and numbers that a document keeps of it, and by the wishes of options. */
#ifndef MATH_SCALING_SAVED_H
#define MATH_SCALING_SAVED_H

#include "math/scaling/recipe.h"

/* A parameter as written down: kind "fitted", "fixed", "tied" (to tied_to); its bounds, infinite without one. */
struct saved_param {
	const char *name, *kind, *tied_to;
	double value, least, most;
};

/*
 * The recipe of law ("chinchilla", "bnsl:1"), or of formula when law is "formula", compiled, with the parameters fixed, tied and bounded as they
 * were; par (LAW_PARAMS): their values, in the recipe's order; order[i]: where parameter i of the recipe is in param.
 * Returns 0; ERR_INPUT when law and parameters do not belong together; ERR_MEMORY.
 */
int saved_recipe(const char *law, const char *formula, size_t roles, const struct str role[], size_t params,
                 const struct saved_param param[], struct recipe **r, double par[], size_t order[], struct err *e);

/* Calls a function of recipe.h for each text; with lists, for each of the parts between commas. */
int saved_wishes(struct recipe *r, size_t n, const char *const text[], bool lists,
                 int (*wish)(struct recipe *r, struct str text, struct err *e), struct err *e);

/* par of --judge: "A=482.01,B=2085.43,..", every parameter once.  ERR_USAGE. */
int saved_values(const struct recipe *r, const char *text, double par[], struct err *e);

#endif
