/* SPDX-License-Identifier: MIT */
/* bits: doubles by their bits, 1 sign, 11 exponent and 52 fraction bits, for code that is made vectors. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdint.h>
#include <string.h>

#define BITS_MAGIC 0x1.8p52		/* adding it rounds |x| < 2^51 to an integer, whose low bits are those of the sum */

/* e^x and 2^x take k ln 2 off in two parts: 10 low bits of the high one are zero, so k BITS_LN2_HIGH is exact for |k| < 1100. */
#define BITS_LOG2E 0x1.71547652b82fep+0
#define BITS_LN2 0x1.62e42fefa39efp-1
#define BITS_LN2_HIGH 0x1.62e42fefa3800p-1
#define BITS_LN2_LOW 0x1.ef35793c76730p-45

static inline uint64_t
bits_of(double x)
{
	uint64_t u;
	memcpy(&u, &x, sizeof u);
	return u;
}

static inline double
bits_real(uint64_t u)
{
	double x;
	memcpy(&x, &u, sizeof x);
	return x;
}

/* x where mask is set, else y; masks come from integers, because comparing doubles may trap and is not made a vector. */
static inline double
bits_choose(uint64_t mask, double x, double y)
{
	return bits_real((bits_of(x) & mask) | (bits_of(y) & ~mask));
}

#endif
