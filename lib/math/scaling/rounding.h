/* SPDX-License-Identifier: MIT */
/* rounding: what the digits left out of published coefficients do to losses and plans. */
#ifndef MATH_SCALING_ROUNDING_H
#define MATH_SCALING_ROUNDING_H

#include "math/scaling/fit.h"

/*
 * loss_shift      mean of ln f(given) - ln f(optimum) over the rows
 * loss            half a unit of each last digit, all in the worst direction: sum over parameters of the largest mean |change of ln f|
 * params_given, params_optimum   the best N for compute at either;  params: as loss, of ln N.  nan unless the law is chinchilla
 */
struct rounding {
	double loss_shift, loss, params_given, params_optimum, params;
};

/* Coefficients given against optimum (params, natural) on the rows of d; unit: of the last digits, 0 where unknown.  ERR_MEMORY. */
int rounding_of(const struct recipe *r, const struct fit_data *d, const double given[], const double unit[], const double optimum[],
                double compute, double per_token, struct rounding *q, struct err *e);

#endif
