/* SPDX-License-Identifier: MIT */
/* predict: what a law says about runs that were not in its fit, and how sure it is. */
#ifndef MATH_SCALING_PREDICT_H
#define MATH_SCALING_PREDICT_H

#include <stdint.h>

#include "math/scaling/saved.h"

/*
 * predicted    the law at its estimates;  ci_lo, ci_hi: quantiles (1 -+ level)/2 of the law over its draws: where the curve is
 * pi_lo, pi_hi where one new run is: quantiles of draw x exp(sd Z), Z standard normal, over all draws at once (of predicted x exp(sd Z)
 *              without draws)
 * decades      how far outside the fitted range the farthest role is, log10; 0 inside; nan where no range is known.  Above PREDICT_FAR laws
 *              seldom hold
 * nan where unknown.
 */
#define PREDICT_FAR 1.5
struct prediction {
	double predicted, ci_lo, ci_hi, pi_lo, pi_hi, decades;
};

/* out (n) for rows role[k] (n), in the recipe's order of roles.  ERR_MEMORY.  Cost: draws x n values of the law. */
int predict_rows(const struct saved *s, size_t n, const double *const role[], struct prediction out[], struct err *e);

/* A run whose loss was y: *residual = log(predicted/y); *inside = 1 when pi_lo <= y <= pi_hi, else 0; nan where y or the interval is unknown. */
void predict_observed(const struct prediction *p, double y, double *residual, double *inside);

/* loss[i] = law x exp(sd z_i), z_i from stream i + 1 of the seed: synthetic runs.  ERR_MEMORY. */
int predict_noisy(const struct saved *s, size_t n, const double *const role[], double sd, uint64_t seed, double loss[], struct err *e);

#endif
