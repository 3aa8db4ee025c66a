/* SPDX-License-Identifier: MIT */
/* encoder: the state of a system as samples arrive, for several signals at once. */
#ifndef MATH_HIPPO_ENCODER_H
#define MATH_HIPPO_ENCODER_H

#include "math/hippo/basis.h"

/*
 * encoder_new    rule of hippo_varying when clock->varying (legs group and fous_complex only), else of hippo_rules; c signals.
 *                h, clock and rule are kept by value or reference and outlive the encoder.  NULL on error
 * encoder_step   the samples u (c) hold from the last time to `now` (FOH: they are the values at now); times begin at 0 and increase
 * encoder_state  x (hippo_size_b, c) in the scale of the family, double i of signal k at x[i c + k], complex states as (re, im) in turn;
 *                valid until the next step
 * encoder_check  ERR_NO_ANSWER when state, from encoder_state, has gone beyond the doubles, from where it does not come back; else 0
 *
 * Cost of a step: O(n c) for GBT and the time-varying rules but zoh_exact, of families with generators (O(n^2) c without, and
 * for ZOH, FOH, MAMBA; a new dt is a new discretization) and of diagonal ones; zoh_exact O(n^2) + O(n^2) c; varying fous_complex O(n^3).
 */
struct encoder;

/* Bytes that an encoder holds, at most. */
double encoder_memory(const struct hippo *h, const struct clock *clock, const struct spec *rule, size_t c);

struct encoder *encoder_new(const struct hippo *h, const struct clock *clock, const struct spec *rule, size_t c, struct err *e);
int encoder_step(struct encoder *x, double now, const double u[], struct err *e);
const double *encoder_state(struct encoder *x);
int encoder_check(const struct encoder *x, const double state[], struct err *e);
void encoder_free(struct encoder *x);

#endif
