/* SPDX-License-Identifier: MIT */
/* plan: points of the frontier of a saved law, with intervals from its draws. */
#ifndef MATH_SCALING_PLAN_H
#define MATH_SCALING_PLAN_H

#include "math/scaling/frontier.h"
#include "math/scaling/saved.h"

/* A number with its interval, nan where unknown. */
struct ranged {
	double value, lo, hi;
};

/*
 * compute   training compute train N D;  tokens_per_param: D/N;  total: with that of inference, which is what is given then
 * overhead  of a model of smaller x params, in tokens (k_D) and in compute (k_N k_D - 1); nan unless asked for
 * speedup   compute the other law needs for the same loss, over compute; nan unless asked for
 */
struct plan {
	struct ranged compute, params, tokens, tokens_per_param, loss, total, smaller_tokens, overhead, speedup;
};

/*
 * Of s at value of given.  A law of an allocation (a preset, or one of allocation.h, with D = C/(train N)) has parameters and tokens only, for
 * given compute and no more (ERR_USAGE).  smaller: 0 for none; other: NULL for none.  What was given is in *p in any case.  ERR_NO_ANSWER where a
 * number of the point is not defined, which is nan then; the others are there.
 * The other errors of surface_draws and frontier_overhead; ERR_USAGE for a law that is no loss of N and D.
 */
int plan_point(const struct saved *s, const struct frontier_cost *c, enum frontier_given given, double value, double smaller,
              const struct saved *other, struct plan *p, struct err *e);

#endif
