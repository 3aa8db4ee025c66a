/* SPDX-License-Identifier: MIT */
/* diagonal: discretization of diagonal systems, mode by mode, without the cancellation of (exp(z) - 1)/z. */
#ifndef MATH_HIPPO_DIAGONAL_H
#define MATH_HIPPO_DIAGONAL_H

#include "math/hippo/discretize.h"

/* exp(z) - 1 for z = x + i y, relative error a few ulp for |z| of any size. */
void diagonal_expm1(double x, double y, double out[2]);

/* A, B, dA, dB, ahead (n), complex pairs or reals. */
void diagonal_discretize(size_t n, bool is_complex, const double A[], const double B[], const struct spec *rule, double dt, double dA[],
	double dB[], double ahead[]);

#endif
