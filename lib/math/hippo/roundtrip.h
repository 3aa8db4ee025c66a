/* SPDX-License-Identifier: MIT */
/* roundtrip: what is left of a signal after it went through N numbers. */
#ifndef MATH_HIPPO_ROUNDTRIP_H
#define MATH_HIPPO_ROUNDTRIP_H

#include "math/hippo/basis.h"

/*
 * Encodes u_j, constant on (t_(j-1), t_j], t_(-1) = 0, by rule, and reads each back in the middle of its step from the last state.
 *
 * t, u, back (m)   back is NaN for samples that have left the window
 * rmse, most       over the samples read back
 * Returns 0; ERR_INPUT when times do not increase, *bad is that sample; ERR_MEMORY; what encoder.h and basis.h say.
 */
struct loss {
	double rmse, most;
	size_t n;
};

int roundtrip(const struct hippo *h, const struct clock *c, const struct spec *rule, size_t m, const double t[], const double u[],
	double back[], struct loss *loss, size_t *bad, struct err *e);

#endif
