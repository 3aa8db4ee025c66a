/* SPDX-License-Identifier: MIT */
/* generators: d, p, q, r, s (semi.h) of the families that have them. */
#ifndef MATH_HIPPO_GENERATORS_H
#define MATH_HIPPO_GENERATORS_H

#include "math/hippo/semi.h"

typedef void generators(size_t n, const double par[], struct semi *a);

generators generators_legs, generators_legs_rational, generators_legsd, generators_legt, generators_legt_s4, generators_lmu,
	generators_lagt, generators_tlagt, generators_glagt;

#endif
