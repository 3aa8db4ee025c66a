/* SPDX-License-Identifier: MIT */
/* allocation: laws that say how to spend compute and nothing of the loss, N = k C^a and D = k_D C^b, with draws. */
#ifndef MATH_SCALING_ALLOCATION_H
#define MATH_SCALING_ALLOCATION_H

#include "math/scaling/study.h"

/*
 * Two lines from the rows of a law with allocation set (law.h), of roles C, N, D and response L, all > 0: called by study_make.
 *
 * LAW_ISOFLOP   isoflop.h: budgets are computes no more than 10 % apart.  A draw takes the rows of each budget with replacement
 * LAW_ENVELOPE  envelope.h at 1500 computes; runs are o->cluster, or rows of the same N.  A draw takes the runs with replacement
 *
 * The law of s->recipe has parameters k, a, k_D, b in this order: s->fit.par and s->draw; s->compute is the largest C.  s->fit has n and rows else,
 * the rest is nan or NULL, problem too: there is no objective.  s->budget (budgets): the parabolas, of isoflop.  k_D and b are nan where there is
 * a line of N alone; a draw without that line fails.
 * Draw i uses stream i of the seed; the order of rows changes no bit.
 * ERR_INPUT (e->line, e->column as in fit.h) for a number that is not above 0; ERR_USAGE for intervals that do not come from draws, weights, and wishes for
 * parameters (recipe.h), none of which a line through points obeys; ERR_NO_ANSWER as in isoflop.h and envelope.h, and when more than half of the
 * draws have no line; ERR_MEMORY.
 */
int allocation_study(const struct fit_data *d, const struct study_opts *o, struct study *s, struct err *e);

/* Is it the law of a recipe that allocates? */
bool allocation_is(const struct recipe *r);

#endif
