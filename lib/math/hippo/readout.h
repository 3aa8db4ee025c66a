/* SPDX-License-Identifier: MIT */
/* readout: read-outs C by name. */
#ifndef MATH_HIPPO_READOUT_H
#define MATH_HIPPO_READOUT_H

#include <stdint.h>

#include "math/hippo/basis.h"

/*
 * READ_ONES     all 1
 * READ_LAST     y = the newest value, f(now)
 * READ_DELAY    y = the oldest value that is kept: f(now - window), f(0) for legs that vary: C_i = (-1)^i v_i;
 *               f(now - 1) for systems that forget without an edge
 * READ_NORMAL   normal random numbers of the seed, element i is draw i of stream 0
 *
 * C (hippo_size_b): pairs for complex families, imaginary parts 0.  Returns 0, or ERR_USAGE of basis.h.
 */
enum readout { READ_ONES, READ_LAST, READ_DELAY, READ_NORMAL };

int readout(const struct hippo *h, const struct clock *c, enum readout what, uint64_t seed, double C[], struct err *e);

#endif
