/* SPDX-License-Identifier: MIT */
/* discretize: x' = A x + B u sampled with step dt: x_k = dA x_(k-1) + dB u_k. */
#ifndef MATH_HIPPO_DISCRETIZE_H
#define MATH_HIPPO_DISCRETIZE_H

#include "math/hippo/family.h"

/*
 * GBT    dA = (I - alpha dt A)^-1 (I + (1 - alpha) dt A), dB = (I - alpha dt A)^-1 dt B: alpha weights the new state, as in S4 and
 *        scipy (Su's alpha is 1 - ours).  forward_euler 0, backward_euler 1, bilinear 1/2, gbt:ALPHA
 * ZOH    dA = exp(dt A), dB = int_0^dt exp(s A) ds B: the input is constant within a step
 * FOH    the input is linear between samples: x_k = dA x_(k-1) + (G1 - G2) u_(k-1) + G2 u_k.  dB is that of scipy's realization,
 *        G1 - G2 + dA G2, whose state is x - G2 u
 * MAMBA  dA = exp(dt A), dB = dt B (Mamba's simplification)
 */
enum rule_kind { GBT, ZOH, FOH, MAMBA };

struct rule {
	struct row head;
	enum rule_kind kind;
	double alpha;
};

extern const struct registry hippo_rules;

/* The alpha of a GBT rule: that of the row, or ALPHA of gbt. */
double rule_alpha(const struct spec *s);

/*
 * dA, dB as A, B of the family (vectors for diagonal families, complex pairs); ahead, of the size of dB, is G2 of FOH; NULL is fine.
 * The family's structure is used where there is one: O(n^2) for GBT and for ZOH of legs; else a dense exponential, O(n^3).
 * Steady families: dB = e_0 - dA e_0 to 2e-15.
 *
 * Returns 0; ERR_USAGE when dt is not positive; ERR_NO_ANSWER when I - alpha dt A is singular or overflows, or dt A, dA or dB do; ERR_MEMORY.
 */
int discretize(const struct hippo *h, const struct spec *rule, double dt, double dA[], double dB[], double ahead[], struct err *e);

#endif
