/* SPDX-License-Identifier: MIT */
/* frontier_inside: the search for a point of the frontier; inside lib/math/scaling only. */
#ifndef MATH_SCALING_FRONTIER_INSIDE_H
#define MATH_SCALING_FRONTIER_INSIDE_H

#include "math/scaling/frontier.h"

/*
 * extra   serve inference / train: tokens whose serving costs as much as training on them
 * target  the loss asked for;  limit: the loss the law tends to
 * N, D    logarithms of what is held at the moment;  total: logarithm of the total compute / train
 * h       step of differences in ln N and ln D;  tolerance: of roots in them
 */
struct frontier_search {
	const struct surface *s;
	double extra, target, limit, N, D, total, h, tolerance;
	struct err *e;
};

double frontier_loss(struct frontier_search *f, double N, double D);
double frontier_limit(struct frontier_search *f);
void frontier_search(struct frontier_search *f, enum frontier_given given, double train, double *N, double *D);

/* Tokens with which exp(f->N) parameters reach target; nan when none do. */
double frontier_tokens(struct frontier_search *f);

#endif
