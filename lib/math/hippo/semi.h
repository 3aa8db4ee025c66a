/* SPDX-License-Identifier: MIT */
/* semi: matrices with semiseparable triangles: products, solves and steps in O(n). */
#ifndef MATH_HIPPO_SEMI_H
#define MATH_HIPPO_SEMI_H

#include <stdbool.h>
#include <stddef.h>

/*
 *     A = -(diag(d) + strict lower triangle of p q^T + strict upper triangle of r s^T)
 *
 * d p q r s (n)   r, s are zero and lower is true when A is lower triangular
 */
struct semi {
	size_t n;
	bool lower;
	double *d, *p, *q, *r, *s;
};

/* Arrays from base/mem; false without memory. */
bool semi_new(struct semi *a, size_t n);
void semi_free(struct semi *a);

/* y = A x, or y = A^T x, of complex vectors; y and x differ. */
void semi_apply(const struct semi *a, bool transposed, const double _Complex x[], double _Complex y[]);

/*
 * z = (sigma I - tau A)^-1 b; z may be b.  work (2n).  Elimination without pivoting, which is stable when the Hermitian part of
 * sigma I - tau A is positive definite (all families here have a negative semidefinite symmetric part, in some diagonal
 * scaling), as with sigma = 1, tau > 0 (implicit rules) or sigma = i omega, tau = 1.
 */
void semi_solve(const struct semi *a, double _Complex sigma, double _Complex tau, const double _Complex b[], double _Complex z[],
	double _Complex work[]);

/*
 * One step of an implicit rule on c signals at once:
 *
 *     x <- (I - alpha A)^-1 [(I + beta A) x + gamma B u]
 *
 * x (n, c) state, element (i, k) at x[i c + k];  B (n);  u (c) inputs
 * f: the elimination of I - alpha A; semi_factor again whenever alpha changes.  work (n c).
 * Residual of the solve, relative to its right side, for legs, n = 1024: at most 5e-15 for alpha <= 1e-3; it grows with alpha |A|, 6e-14 at 1/2.
 * Cost: about 3 ns an element for lower triangular A and c = 1, where the recurrence is one multiplication and addition long.
 */
struct factor {
	double alpha;
	double *inverse, *lower, *upper;	/* (n): 1/pivot, multipliers */
};

bool semi_factor_new(struct factor *f, size_t n);
void semi_factor_free(struct factor *f);
void semi_factor(const struct semi *a, double alpha, struct factor *f);
void semi_step(const struct semi *a, const struct factor *f, size_t c, double beta, double gamma, const double B[], const double u[],
	double x[], double work[]);

#endif
