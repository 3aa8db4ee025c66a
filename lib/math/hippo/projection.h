/* SPDX-License-Identifier: MIT */
/* projection: the coefficients that legs approximates step by step, computed from the whole history at once. */
#ifndef MATH_HIPPO_PROJECTION_H
#define MATH_HIPPO_PROJECTION_H

#include <stddef.h>

/*
 * The history is u_j on (t_(j-1), t_j], j = 0..m-1, t_(-1) = 0 (t NULL: t_j = j + 1).  With s = t/t_(m-1),
 *
 *     x_i = v_i int_0^1 u(s) P_i(2s - 1) ds = v_i sum_j u_j [(P_(i+1) - P_(i-1))/(2 (2i+1))](2s - 1) from s_(j-1) to s_j,
 *
 * for i = 0 the mean.  x (n); work (3 (m + 1)).  Cost O(n m); |error| <= 1e-14 |u| sqrt(n).
 */
void projection(size_t n, size_t m, const double t[], const double u[], double x[], double work[]);

#endif
