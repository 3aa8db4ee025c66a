/* SPDX-License-Identifier: MIT */
/* legs_exp: the exponential of the legs matrix by a recurrence, without a matrix exponential. */
#ifndef MATH_HIPPO_LEGS_EXP_H
#define MATH_HIPPO_LEGS_EXP_H

#include <stddef.h>

/*
 * E = r^-A = exp(tau A), r = exp(-tau), A that of legs (n, n).
 *
 * r P_i(2 r s - 1) v_i = sum_k E_ik v_k P_k(2s - 1): squeezing the history by r, in the shifted Legendre basis.  From Bonnet's
 * recurrence in both variables, with f_ik = E_ik v_k/(r v_i),
 *
 *     (i+1) f_(i+1,k) = (2i+1) [r (k/(2k-1) f_(i,k-1) + (k+1)/(2k+3) f_(i,k+1)) + (r-1) f_ik] - i f_(i-1,k),   f_00 = 1.
 *
 * r      in (0, 1]; rest: 1 - r, which the caller knows without cancellation (-expm1(-tau), 1/(k+1))
 * E      (n, n), lower triangular, E_ii = r^(i+1), |E|_2 <= sqrt r (a contraction); |error| <= 1e-14 at n = 256
 * work   (LEGS_EXP_WORK(n))
 * Cost O(n^2): about 1 ns an entry.  Source: specification 3.4; the identity is HiPPO's time-scale equivariance.
 */
#define LEGS_EXP_WORK(n) (6 * (n) + 12)
void legs_exp(size_t n, double r, double rest, double E[], double work[]);

/* x <- E (x - b u) + b u with b = (1, 0, ..): the exact step of a constant input u, for c signals; x (n, c), u (c), y (n c) scratch. */
void legs_exp_step(size_t n, double r, double rest, size_t c, const double u[], double x[], double y[], double work[]);

#endif
