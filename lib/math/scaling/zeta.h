/* SPDX-License-Identifier: MIT */
/* zeta: the Hurwitz zeta function and its derivatives. */
#ifndef MATH_SCALING_ZETA_H
#define MATH_SCALING_ZETA_H

/*
 * zeta(s, q) = sum_{k >= 0} (q + k)^-s,  s > 1, q > 0; zeta(s, 1) is Riemann's.
 *
 * zeta_hurwitz      the value
 * zeta_derivatives  d[0] = zeta, d[1] = d zeta/ds, d[2] = d^2 zeta/ds^2;  d/dq zeta(s, q) = -s zeta(s + 1, q)
 *
 * Euler-Maclaurin summation from q + k >= 10 + s, twelve Bernoulli terms.  Relative error below 1e-14 for 1 < s <= 60, q <= 1e15
 * (value; of the derivatives: of their largest term, which matters only where q is near 1), s - 1 >= 1e-8 (below, that of s - 1
 * in the pole).  s <= 1, q <= 0 or nan gives nan; q = inf gives 0.  Cost about 0.3 us.
 * Source: Johansson 2015 (arXiv 1309.2877), section 2; ours is the plain double version.
 */
double zeta_hurwitz(double s, double q);
void zeta_derivatives(double s, double q, double d[3]);

#endif
