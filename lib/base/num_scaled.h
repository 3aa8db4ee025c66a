/* SPDX-License-Identifier: MIT */
/* num_scaled: w 10^q to the nearest double, where the 128 bits of the table's power decide. */
#ifndef BASE_NUM_SCALED_H
#define BASE_NUM_SCALED_H

#include <math.h>
#include <stdbool.h>

#include "base/bits.h"
#include "base/num_inside.h"

/*
 * x = w 10^q in halves of the last place of the doubles around it: m 2^e <= x < (m + 1) 2^e, less m = x exactly when exact, and
 * unless open x < (m + 1) 2^e is certain; x < (m + 1 + 2^-60) 2^e always.
 */
struct num_halves {
	uint64_t m;
	int e;
	bool exact, open;
};

/* 0 < w, q in the table.  Lemire 2021, section 5, with the power always from below, which decides every case but one. */
static inline struct num_halves
num_halves(uint64_t w, int q)
{
	const uint64_t *g = num_powers[q - NUM_POWER_MIN];
	int zeros = __builtin_clzll(w);
	w <<= zeros;
	uint128 low = (uint128)w * g[1];
	uint128 high = (uint128)w * g[0] + (uint64_t)(low >> 64);	/* x = (high + [0, 2)) 2^(log2(q) - 63 - zeros) */
	uint64_t top = (uint64_t)(high >> 64), rest = (uint64_t)high;
	int shift = 9 + (int)(top >> 63);
	int e = num_log2(q) + 1 - zeros + shift;

	if (e < -1075) {
		shift += -1075 - e;
		e = -1075;
	}
	if (shift > 63)
		return (struct num_halves){ 0, e, false, shift == 64 };
	uint64_t mask = (UINT64_C(1) << shift) - 1;
	bool power = num_power_exact(q);
	return (struct num_halves){
		top >> shift, e,
		power && ((top & mask) | rest | (uint64_t)low) == 0,
		!power && (top & mask) == mask && rest >= UINT64_MAX - 1,
	};
}

/* x rounded to *mantissa 2^(e + 1), ties to even; false when x may be what is half way, or on either side of it.  Exact and open are rare. */
static inline bool
num_rounded(struct num_halves x, uint64_t *mantissa)
{
	*mantissa = (x.m + 1) >> 1;
	if (x.exact)
		*mantissa -= (x.m & 3) == 1;
	return !x.open || x.m & 1;
}

/* mantissa 2^e, where mantissa <= 2^53, and e = -1074 or mantissa >= 2^52. */
static inline double
num_assembled(uint64_t mantissa, int e)
{
	uint64_t bits = ((uint64_t)(e + 1074) << 52) + mantissa;
	return bits < UINT64_C(0x7ff) << 52 ? bits_real(bits) : HUGE_VAL;
}

/* -x or x >= 0, without a branch: signs are not to be foreseen. */
static inline double
num_signed(double x, bool minus)
{
	return bits_real(bits_of(x) | (uint64_t)minus << 63);
}

/* *x = w 10^q, 0 < w, q in the table and at most 308, rounded to nearest, ties to even; infinity beyond the doubles.  False: undecided. */
static inline bool
num_scaled(uint64_t w, int q, double *x)
{
	static const double tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
	                               1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	uint64_t mantissa;

	if (w < UINT64_C(1000000000000000) && q >= -22 && q <= 22) {	/* Clinger 1990: one rounding.  16 and 17 digits come mixed */
		*x = q < 0 ? (double)(int64_t)w / tens[-q] : (double)(int64_t)w * tens[q];
		return true;
	}
	struct num_halves h = num_halves(w, q);
	if (!num_rounded(h, &mantissa))
		return false;
	*x = num_assembled(mantissa, h.e + 1);
	return true;
}

#endif
