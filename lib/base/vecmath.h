/* SPDX-License-Identifier: MIT */
/* vecmath: exp and log of arrays, through glibc's vector library where the processor and the C library offer it. */
#ifndef BASE_VECMATH_H
#define BASE_VECMATH_H

#include <stddef.h>

/*
 * y[i] = exp(x[i]) and y[i] = log(x[i]), i = 0..n-1; y may be x.  Special cases (0, negative, infinite, NaN, overflow, subnormal
 * results) as in C's exp and log.  An element depends on x[i] alone, not on n or on its place.
 *
 * Accuracy: within 4 ulp with AVX2 or AVX-512 under glibc (libmvec's bound; 2.4 observed), else below 1 ulp (the C library).
 * Cost: about 1 ns an element with AVX-512, 2 ns with AVX2, 4 ns without vectors.
 */
void vec_exp(size_t n, const double x[], double y[]);
void vec_log(size_t n, const double x[], double y[]);

#endif
