/* SPDX-License-Identifier: MIT */
/* dense: small dense matrices, row-major, for what has no structure. */
#ifndef MATH_HIPPO_DENSE_H
#define MATH_HIPPO_DENSE_H

#include <stdbool.h>
#include <stddef.h>

/* C = A B, all (n, n); C differs from both. */
void dense_multiply(size_t n, const double A[], const double B[], double C[]);

/* B <- M^-1 B, M (n, n) lost, B (n, c): elimination with partial pivoting.  False when a pivot is zero or not finite. */
bool dense_solve(size_t n, double M[], size_t c, double B[]);

/*
 * E = exp(A), E may not be A: scaling and squaring with the [13/13] Pade approximant (Higham 2005, theta_13 = 5.37), norm-wise
 * backward error 1e-16.  False without memory, or when A is not finite.
 */
bool dense_exp(size_t n, const double A[], double E[]);

/* M (2n, 2n) = [[re, -im], [im, re]] of the complex Z (n, n) given as pairs: products and inverses carry over. */
void dense_embed(size_t n, const double Z[], double M[]);

#endif
