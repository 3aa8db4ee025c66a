/* SPDX-License-Identifier: MIT */
/* hippo/timemap: --timemap: power:BETA, or the time t as a formula of s and T. */
#ifndef HIPPO_TIMEMAP_H
#define HIPPO_TIMEMAP_H

#include "hippo/run.h"

/* Whether --timemap is a formula: it is given and does not begin with a name of the registry. */
bool hippo_timemap_formula(const struct hippo_run *r);

/* BETA of power:BETA; 1 without it. */
double hippo_timemap_power(const struct hippo_run *r);

/*
 * h becomes the system of the formula at --at, in the functions of its family (math/hippo/builder.h); its matrices are returned, from base/mem.
 * NULL, and h as it was, without a formula.  Leaves when the formula is wrong, t(1, T) is not T, or t does not increase with s.
 */
double *hippo_timemap_system(const struct hippo_run *r, struct hippo *h);

#endif
