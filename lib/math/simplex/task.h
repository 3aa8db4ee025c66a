/* SPDX-License-Identifier: MIT */
/* task: a row on its way through a map, and its derivatives; for row.c, look.c and derive.c. */
#ifndef MATH_SIMPLEX_TASK_H
#define MATH_SIMPLEX_TASK_H

#include "math/simplex/scores.h"

/* Arrays of n doubles: the row as the map sees it, what the map gives, the slope's five, three for slope_apply, those of the map. */
enum { X, LO, V, UPPER, P, OUT, INDEX, SLOPE, APPLY = SLOPE + 5, MAP = APPLY + 3, ARRAYS = MAP + WORK };

struct simplex_work {
	size_t n;
	double v[];
};

/* What a first look at a row tells: its finite maximum, and how many are -inf and +inf.  ERR_INPUT: n = 0 or a nan. */
struct look {
	double max;
	size_t masked, infinite;
};

int look_at(size_t n, const double x[], struct look *l, struct err *e);

/* A row on its way: what is asked, and what stands in for the map's arguments. */
struct task {
	const struct map *map;
	const struct spec *spec;
	const struct simplex_opts *o;
	enum wanted want;
	struct simplex_work *w;
	struct scores s;
	double lipschitz;
	size_t *index;		/* (s.n) where the scores that are not masked stand, or NULL: all */
	double par[SPEC_VALUES], scale;
};

static inline double *
task_array(const struct task *t, size_t k)
{
	return t->w->v + k * t->w->n;
}

/* out = J v, or J^T v for WANT_VJP, J at the map's own x and p with the factor of the temperature; the map has one. */
void derive_product(struct task *t, const double p[], const double v[], double out[]);

/* Half the sum of |J|, as found->lipschitz says it. */
double derive_size(struct task *t, const double p[]);

/* out = dp/dalpha of entmax; ERR_USAGE for other maps. */
int derive_order(struct task *t, const double p[], double out[]);

#endif
