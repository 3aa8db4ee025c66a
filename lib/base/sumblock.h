/* SPDX-License-Identifier: MIT */
/* sumblock: the exact sum of a block of doubles as a few doubles, by vector instructions. */
#ifndef BASE_SUMBLOCK_H
#define BASE_SUMBLOCK_H

#include <stdbool.h>
#include <stddef.h>

enum { SUMBLOCK_MAX = 4096, SUMBLOCK_STEP = 16 };

/*
 * Splitting on fixed grids (Rump, Ogita & Oishi 2008, "Accurate floating-point summation", ExtractVector): with sigma a power
 * of two large against |x|, q = (sigma + x) - sigma is x rounded to the grid of sigma and x - q is exact.  Numbers on one grid,
 * below 2^53 of its units in sum, add without rounding in any order: so any vector width gives the same bits.
 *
 * x  (n) finite; n a multiple of SUMBLOCK_STEP, at most SUMBLOCK_MAX
 * They return false, and part is nothing, when the magnitudes that are not 0 spread too far, or lie too near the ends of the
 * doubles' range for the grids: the caller then has to go element by element.
 */

/* The largest magnitude, and the smallest that is not 0 (infinity when all are); how many are 0.  n may be larger. */
size_t sumblock_range(size_t n, const double x[], double *largest, double *smallest);

/* sum x[i] (of |x[i]| with magnitudes) = part[0] + part[1] + part[2] exactly.  Spread below 2^69 and |x| < 2^1010 is enough. */
bool sumblock_sum(size_t n, const double x[], bool magnitudes, double part[3]);

/* sum x[i]^2 = part[0] + .. + part[6] exactly.  Spread below 2^26 and 2^-420 <= |x| < 2^500 is enough. */
bool sumblock_squares(size_t n, const double x[], double part[7]);

#endif
