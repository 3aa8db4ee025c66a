/* SPDX-License-Identifier: MIT */
/* root: where a continuous function of one variable changes its sign. */
#ifndef MATH_SCALING_ROOT_H
#define MATH_SCALING_ROOT_H

/*
 * x in [lo, hi] with f(x) = 0, f(lo) and f(hi) of opposite signs: within 4 ulp of x plus tolerance, of the sign change when f
 * jumps.  Where f is nan at an end, that end moves inward by step until it is not.  nan when the signs are equal or no end is
 * left.
 * Source: Chandrupatla 1997 (Advances in Engineering Software 28, 145-149): inverse quadratic steps where they are safe, else
 * bisection.
 */
typedef double root_function(void *context, double x);
double root_find(root_function *f, void *context, double lo, double hi, double step, double tolerance);

#endif
