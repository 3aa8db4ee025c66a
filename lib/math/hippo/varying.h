/* SPDX-License-Identifier: MIT */
/* varying: the rules for the time-varying x' = (A/t) x + (B/t) u of legs, whose time began at 0. */
#ifndef MATH_HIPPO_VARYING_H
#define MATH_HIPPO_VARYING_H

#include <stdbool.h>

#include "base/row.h"

/*
 * A sample u is constant from time s to t.  weights gives the step
 *     x <- (I - w0 A)^-1 [(I + w1 A) x + w2 B u],
 * NULL for the exact one.  from_zero: the first sample is a step from x = 0 at s = 0; else it sets x = u e_0, the only finite
 * solution that begins at t = 0.  Samples are at 1, 2, 3, .. unless the caller says otherwise.
 */
struct varying {
	struct row head;
	void (*weights)(double s, double t, double w[3]);
	bool from_zero;
};

/* hippo_forward hippo_backward hippo_bilinear cpp_bilinear su_bilinear su_log tustin zoh_exact. */
extern const struct registry hippo_varying;

/* power:BETA; 1 is legs itself. */
extern const struct registry hippo_timemaps;

#endif
