/* SPDX-License-Identifier: MIT */
/* narrow: floating-point numbers of one and two bytes, made doubles and back. */
#ifndef IO_NARROW_H
#define IO_NARROW_H

#include <math.h>

#include "base/bits.h"

/*
 * All are exact.  An exponent field of e bits and its fraction, moved to where a double has them, are the number times 2^(bias - 1023),
 * also when it is subnormal: one multiplication by a power of two repairs that.
 */
static inline double
narrow_scaled(uint64_t bits, double scale)
{
	return bits_real(bits) * scale;
}

/* binary16 of IEEE 754: 1 sign, 5 exponent (bias 15; 31: infinity and NaN) and 10 fraction bits.  F8_E5M2 is its upper byte. */
static inline double
narrow_half(uint64_t h)
{
	uint64_t special = (h & 0x7C00) == 0x7C00 ? 0x7FF0000000000000 : 0;
	return narrow_scaled((h & 0x8000) << 48 | (h & 0x7FFF) << 42 | special, 0x1p1008);
}

/* bfloat16: the upper half of a float. */
static inline double
narrow_bfloat(uint64_t h)
{
	uint32_t bits = (uint32_t)h << 16;
	float x;
	memcpy(&x, &bits, sizeof x);
	return (double)x;
}

/* F8_E4M3 (Micikevicius et al. 2022, arXiv 2209.05433, table 1): 4 exponent (bias 7), 3 fraction bits, no infinity; all ones are NaN. */
static inline double
narrow_e4m3(uint64_t h)
{
	return (h & 0x7F) == 0x7F ? (double)NAN : narrow_scaled((h & 0x80) << 56 | (h & 0x7F) << 49, 0x1p1016);
}

/* F8_E8M0 (OCP Microscaling Formats 1.0, 5.4.1): 2^(h - 127), 255: NaN. */
static inline double
narrow_e8m0(uint64_t h)
{
	return h == 255 ? (double)NAN : ldexp(1, (int)h - 127);
}

/* The bits of the binary16 nearest to x, ties to even: 2^-24 is its least number, 65520 rounds to infinity. */
static inline uint64_t
narrow_to_half(double x)
{
	uint64_t sign = signbit(x) ? 0x8000 : 0;
	double m = fabs(x);
	int e;

	if (isnan(x))
		return 0x7E00;
	if (m >= 65520)
		return sign | 0x7C00;
	frexp(m, &e);					/* m < 2^e; the last bit kept is 2^(e - 11), or 2^-24 */
	e = e < -13 || m == 0 ? -13 : e;
	return sign | ((uint64_t)nearbyint(ldexp(m, 11 - e)) + ((uint64_t)(e + 13) << 10));
}

#endif
