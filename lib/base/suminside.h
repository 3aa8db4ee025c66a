/* SPDX-License-Identifier: MIT */
/* suminside: what the files of the accumulator share; not for others. */
#ifndef BASE_SUMINSIDE_H
#define BASE_SUMINSIDE_H

#include "base/bits.h"
#include "base/sum.h"

__extension__ typedef unsigned __int128 wide;

/* x = +-mantissa * 2^(place - 1074), mantissa < 2^53, place >= 0; negative is 0 or -1. */
static inline uint64_t
sum_split(double x, unsigned *place, int64_t *negative)
{
	const uint64_t bits = bits_of(x);
	unsigned exponent = bits >> 52 & 0x7ff;
	*negative = -(int64_t)(bits >> 63);
	*place = exponent - (exponent > 0);
	return (bits & 0xfffffffffffff) | (uint64_t)(exponent > 0) << 52;
}

/* s += +-product * 2^(place - 1074), product < 2^117; bits below 2^-1074 are dropped. */
void sum_add_wide(struct xsum *s, wide product, int place, int64_t negative);

/* |s| = sum of limb[i] 2^(32 i - 1074) over i = low..high, limbs in [0, 2^32), limb[high] > 0; sign 0: low > high. */
struct digits {
	int sign, low, high;
	uint64_t limb[XSUM_LIMBS + 1];
};

void sum_digits(const struct xsum *s, struct digits *d);

#endif
