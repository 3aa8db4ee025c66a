/* SPDX-License-Identifier: MIT */
/* sort: a vector in the order of its magnitudes. */
#ifndef MATH_SPARSITY_SORT_H
#define MATH_SPARSITY_SORT_H

#include <stddef.h>

/*
 * Orders x (n), finite, so that |x[0]| <= |x[1]| <= ...; equal magnitudes come in any order.  Magnitudes are compared as the
 * integers of their IEEE bits.  work (n) is scratch; neither array may overlap the other.
 *
 * Cost: O(n), a radix sort of the bits that differ: two passes over the highest 22 of them, and again inside each run that those
 * left equal, which mostly fits the cache (so at most six passes); short runs by insertion.
 */
void sort_magnitudes(size_t n, double x[], double work[]);

#endif
