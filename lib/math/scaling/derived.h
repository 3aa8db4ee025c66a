/* SPDX-License-Identifier: MIT */
/* derived: numbers that follow from the parameters of a law, and so have intervals from the same draws. */
#ifndef MATH_SCALING_DERIVED_H
#define MATH_SCALING_DERIVED_H

#include "math/scaling/recipe.h"

/*
 * chinchilla         a = beta/(alpha + beta), b = 1 - a: exponents of N and D at the frontier; tokens_per_param = D/N there at compute C = k N D
 * isoflop, envelope  tokens_per_param = k_D C^b / (k C^a), by both lines
 * others             none
 *
 * name, most (n)   each lies in [0, most];  from: bit i: parameter i enters
 */
enum { DERIVED_MOST = 3 };
struct derived {
	size_t n;
	const char *name[DERIVED_MOST];
	double most[DERIVED_MOST];
	unsigned from;
};
struct derived derived_of(const struct recipe *r);

/* out (n) at parameters par (in the law's order); per_token: the k. */
void derived_at(const struct recipe *r, const double par[], double compute, double per_token, double out[]);

#endif
