/* SPDX-License-Identifier: MIT */
/* kernel: the impulse response K_k = C dA^k dB of a discretized system, three ways; and its transfer function. */
#ifndef MATH_HIPPO_KERNEL_H
#define MATH_HIPPO_KERNEL_H

#include "math/hippo/discretize.h"

/*
 * C (size) real, or complex pairs for complex diagonal families (s4d), where K = 2 Re sum C_m dB_m dA_m^k.  K (length).
 * foh: K_0 = C G2, K_k = C dA^(k-1) dB.  All agree to 1e-13 max|K| over a hundred samples, to
 * 1.3e-13 over 65536 (lagt, N = 33; legs 1e-14).
 *
 * recurrence   the definition; O(n length) for GBT with generators, else O(n^2 length)
 * generating   K^(z) = C~ (I - z dA)^-1 dB, C~ = C (I - dA^length), at the roots of unity; for GBT it is
 *              dt C~ ((1 - z) I - (alpha + z (1 - alpha)) dt A)^-1 B, which has no 0/0 at z = -1 where S4's form has; a real family
 * cauchy       the same in the basis of dplr.h: four sums over 1/((1 - z) - (..) lambda) and the formula of Woodbury; GBT and a
 *              family of rank at most 1
 *
 * Return 0; ERR_USAGE when the way does not apply; ERR_NO_ANSWER; ERR_MEMORY.
 */
int kernel_recurrence(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e);
int kernel_generating(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e);
int kernel_cauchy(const struct hippo *h, const struct spec *rule, double dt, const double C[], size_t length, double K[], struct err *e);

/* H(i omega) = C (i omega I - A)^-1 B, m frequencies; H (m) complex pairs.  Complex families: C of pairs. */
int kernel_transfer(const struct hippo *h, const double C[], size_t m, const double omega[], double H[], struct err *e);

#endif
