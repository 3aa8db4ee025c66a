/* SPDX-License-Identifier: MIT */
/* complex_of: re + i im with both parts as they are; CMPLX of C11, which not every compiler here has. */
#ifndef MATH_HIPPO_COMPLEX_OF_H
#define MATH_HIPPO_COMPLEX_OF_H

#include <string.h>

static inline double _Complex
complex_of(double re, double im)
{
	const double parts[2] = { re, im };
	double _Complex z;

	memcpy(&z, parts, sizeof z);
	return z;
}

#endif
