/* SPDX-License-Identifier: MIT */
/* basis: the functions whose coefficients the state is: what reads a history back. */
#ifndef MATH_HIPPO_BASIS_H
#define MATH_HIPPO_BASIS_H

#include "math/hippo/family.h"

/* How time runs: varying is x' = (power/t)(A x + B u), else x' = A x + B u.  power is 1 but for other time maps t = T s^(1/power). */
struct clock {
	bool varying;
	double power;
};

/*
 * f(now - age) = sum_i g_i x_i over the doubles of the state.  g (hippo_size_b).
 *
 * legs group, varying     g_i = v_i P_i(2s - 1)/D_i, s = (1 - age/now)^power
 * legs group              the same with s = exp(-age)
 * legt group              the same with s = 1 - age/window
 * fout group              1, 0, sqrt 2 cos(2 pi k s), -sqrt 2 sin(2 pi k s), .. with s = 1 - age/window
 * fout_complex            cos(2 pi m s), -sin(2 pi m s) for m = -M..M: the real part of exp(2 pi i m s) x_m, s = 1 - age/window
 * fous_complex            the same with s = (1 - age/now)^power (varying), exp(-age)
 * lagt:b, tlagt:b         L_i(age) exp(-age/2)/b, L_i(age) exp(-age (1 - b)/2)/b
 *
 * Ages outside 0..now (varying) or 0..window give NaN.  |error| a few ulp of the largest partial product; O(size).
 * Returns 0; ERR_USAGE for a family without these functions.
 */
int basis_at(const struct hippo *h, const struct clock *c, double now, double age, double g[], struct err *e);

/* The oldest age that can be read: now (varying), the window, or what has passed, now, for the others. */
double basis_span(const struct hippo *h, const struct clock *c, double now);

#endif
