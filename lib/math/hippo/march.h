/* SPDX-License-Identifier: MIT */
/* march: steps of systems without generators: dense or diagonal ones, complex ones as real ones of twice the size; inside encoder.c only. */
#ifndef MATH_HIPPO_MARCH_H
#define MATH_HIPPO_MARCH_H

#include "math/hippo/discretize.h"

/*
 * m            doubles of a state, hippo_size_b: (re, im) in turn for complex families
 * dA, dB       (m, m) or, diagonal, as discretize gives them; (m).  A, B for march_varying.   dt: their step, -1 before the first
 * ahead, last  G2 of FOH (m), the samples before (c).   y (m, c), M, E (m, m) scratch
 */
struct march {
	const struct hippo *h;
	const struct spec *rule;
	size_t m, c;
	double dt;
	double *dA, *dB, *ahead, *last, *y, *M, *E;
};

/* c signals.  h outlives g.  varying: steps are march_varying's.  False without memory. */
bool march_new(struct march *g, const struct hippo *h, const struct spec *rule, size_t c, bool varying);
void march_free(struct march *g);

/* x (m, c) by a rule of hippo_rules with step g->dt, which march_step_size sets.  O(m^2 c), O(m c) when diagonal. */
int march_step_size(struct march *g, double dt, struct err *e);
void march_step(struct march *g, const double u[], double x[]);

/*
 * x <- (I - w0 A)^-1 [(I + w1 A) x + w2 B u], or with w NULL x <- exp(tau A) (x - e u) + e u, e the steady mode (hippo_mode).
 * O(m^3).  Returns 0, ERR_NO_ANSWER when the matrix is singular or overflows, ERR_MEMORY.
 */
int march_varying(struct march *g, const double w[3], double tau, const double u[], double x[], struct err *e);

#endif
