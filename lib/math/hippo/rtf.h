/* SPDX-License-Identifier: MIT */
/* rtf: a discretized system as a rational transfer function, numerator over denominator. */
#ifndef MATH_HIPPO_RTF_H
#define MATH_HIPPO_RTF_H

#include "math/hippo/discretize.h"

/*
 *     sum_k K_k z^k = (b_0 + b_1 z + .. + b_n z^n)/(1 + a_1 z + .. + a_n z^n),   K the kernel of math/hippo/kernel.h, n = N:
 *
 * y_k = sum_j b_j u_(k-j) - sum_(j>0) a_j y_(k-j), the filter scipy.signal.lfilter(b, a, u), gives the same y as the state.
 *
 * C           as in kernel.h
 * a, b        (n + 1): a the characteristic polynomial of dA, from its eigenvalues; b the first terms of a K; b_n = 0 but for foh
 * *defect     how well they give the kernel back: max |K' - K|/max |K| over 4 n samples, K' by the filter
 *
 * Eigenvalues near 1 make the coefficients as large as binomials and cost as many digits: legs, dt 0.01: defect 4e-13 at n = 4, 2e-8 at 8.
 * Returns 0; ERR_USAGE for dense complex families; ERR_NO_ANSWER; ERR_MEMORY.  Cost O(n^3), O(n^2) where the eigenvalues are known.
 * Source: RTF, arXiv 2405.06147; specification 3.6.
 */
int rtf(const struct hippo *h, const struct spec *rule, double dt, const double C[], double a[], double b[], double *defect, struct err *e);

#endif
