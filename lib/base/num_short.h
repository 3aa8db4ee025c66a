/* SPDX-License-Identifier: MIT */
/* num_short: a number of up to eight digits whose two ends are known, without a branch for any digit, on any processor. */
#ifndef BASE_NUM_SHORT_H
#define BASE_NUM_SHORT_H

#include "base/num_scaled.h"

/*
 * True: p[0..n) is -? and one to eight digits, with one point perhaps before, between or behind them, and *x what num_parse makes of it.
 * False: num_parse has to look.  NUM_SHORT_BEFORE bytes in front of p[n] are readable, whatever they hold, and p[0] if n is 0.
 *
 * A word of eight bytes is taken that ends with the field, and again from one byte before: the digits in front of the point come from there.
 */
enum { NUM_SHORT_BEFORE = 9 };

static inline bool
num_short(size_t n, const char p[], double *x)
{
	static const double power[8] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7 };
	const uint64_t tops = UINT64_C(0x8080808080808080);
	uint64_t bytes = num_load(p + n - 8), before = num_load(p + n - 9), points = bytes ^ UINT64_C(0x2e2e2e2e2e2e2e2e);
	bool minus = *p == '-';

	n -= minus;
	if (n - 1 > 8)
		return false;
	points = ~((points | tops) - (tops >> 7)) & ~points & tops;		/* marks the bytes that were points */
	int outside = 64 - 8 * (int)n;						/* bits, -8 for 9 bytes */
	points &= ~UINT64_C(0) << (outside > 0 ? outside : 0);
	uint64_t fraction = -((points & -points) << 1) | -(uint64_t)(points == 0);	/* the bytes behind the first point, or all */
	n -= points != 0;
	if (n - 1 > 7)
		return false;
	uint64_t v = (((bytes & fraction) | (before & ~fraction)) ^ NUM_ZEROS) & ~UINT64_C(0) << (64 - 8 * n);
	if (num_others(v))
		return false;
	double w = (double)(int64_t)num_joined(v);
	*x = num_signed(w / power[7 - __builtin_ctzll(points | UINT64_C(1) << 63) / 8], minus);	/* one rounding (Clinger 1990) */
	return true;
}

#endif
