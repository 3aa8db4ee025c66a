/* SPDX-License-Identifier: MIT */
/* sweep: the numbers a user types for an option: suffixes, and lists with ranges. */
#ifndef BASE_SWEEP_H
#define BASE_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

#ifdef MLCORE_SMALL			/* for fuzzing: a million takes too long */
enum { SWEEP_POINTS = 1000 };
#else
enum { SWEEP_POINTS = 1000000 };
#endif

/*
 * A count as people write it: a number with an optional suffix k K (1e3), M (1e6), B G (1e9), T (1e12), P (1e15), or
 * PFd (8.64e19, petaflop/s-days).  The value is the double nearest to the decimal number, as if 70B were 70e9.
 * True and *value when all of text is that; false also beyond the largest double.
 */
bool sweep_count(struct str text, double *value);

/*
 * item[,item...], item = VALUE | A..B (integers, A <= B) | A..B/N (N >= 2 equally spaced points, ends included) | A..B/logN
 * (equally spaced logarithms, ends above 0) | A..B*F (A, A F, A F^2, ... <= B with 0 < A <= B, F > 1; point k is A F^k by one
 * power, an end within 1e-12 relative is included and printed as B).  Values by sweep_count; inf and -inf outside ranges.
 * A computed point within 1e-14 relative of a decimal of 12 digits is that decimal, so that 0..0.3/4 has 0.1 and 0.2.  That
 * apart, a point is exact within 1e-15, of the larger end for N, of itself for F and logN (there plus 2^-52 ln(B/A)).
 * *points is from base/mem.
 *
 * Returns 0; ERR_USAGE with the item in quotes (also for more than SWEEP_POINTS points, before they are allocated); ERR_MEMORY.
 * On error *points and *n are unchanged.
 */
int sweep_parse(struct str text, double **points, size_t *n, struct err *e);

#endif
