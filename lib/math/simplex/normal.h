/* SPDX-License-Identifier: MIT */
/* normal: expectations under independent standard normal numbers, by product rules. */
#ifndef MATH_SIMPLEX_NORMAL_H
#define MATH_SIMPLEX_NORMAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Nodes x (m) and weights w (m), m >= 1, of sum 1: sum w f(x) is E f(e) for a standard normal e.  Up to NORMAL_GAUSS nodes those of Gauss and
 * Hermite, exact for polynomials of degree 2m - 1, nodes and weights to 1e-14.  Above, m equal steps in [-8.5, 8.5], beyond which lie 2e-17:
 * no worse for smooth f, and with its error of order 1/m^2 at kinks better.
 */
enum { NORMAL_GAUSS = 32 };
void normal_rule(size_t m, double x[], double w[]);

/* The next node of a product of d rules of m nodes: at (d), zeros before the first; false after the last. */
bool normal_next(size_t d, size_t m, size_t at[]);

/* From z (n - 1) to e (n) with sum 0: standard normal z give e what n standard normal numbers have left without their mean. */
void normal_centred(size_t n, const double z[], double e[]);

#endif
