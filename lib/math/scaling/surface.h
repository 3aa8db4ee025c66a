/* SPDX-License-Identifier: MIT */
/* surface: a recipe as a loss law of parameters and tokens, and its frontier over many draws. */
#ifndef MATH_SCALING_SURFACE_H
#define MATH_SCALING_SURFACE_H

#include "math/scaling/frontier.h"
#include "math/scaling/recipe.h"

/*
 * recipe   compiled, of roles N and D in any order; its role C is train N D, any other role k has the value other[k] everywhere
 * par      (params) natural parameters;  other: (roles), NULL when there are none
 */
struct surface_recipe {
	const struct recipe *recipe;
	const double *par, *other;
	double train;
	struct chinchilla closed;
};

/*
 * The surface of *r, which must outlive it; fills in r->closed where the law is chinchilla.  ERR_USAGE when the recipe has no
 * role N or no role D, or needs a role (named in the text) that other does not have: NULL, or nan there.
 */
int surface_of(struct surface_recipe *r, struct surface *s, struct err *e);

/*
 * frontier_at for n draws par (n, params), row-major: p (n).  A draw without an answer is a point of nan; *failed counts them.
 * The other errors of surface_of and frontier_at.
 */
int surface_draws(const struct surface_recipe *r, const struct frontier_cost *c, enum frontier_given given, double value,
                  size_t n, const double par[], struct frontier_point p[], size_t *failed, struct err *e);

#endif
