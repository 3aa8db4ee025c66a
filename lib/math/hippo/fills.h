/* SPDX-License-Identifier: MIT */
/* fills: the entries of the matrices of family.h; A, B as struct family.fill has them. */
#ifndef MATH_HIPPO_FILLS_H
#define MATH_HIPPO_FILLS_H

#include <stddef.h>

typedef void fills(size_t n, const double par[], double A[], double B[]);

/* Legendre families (legendre.c).  par: theta of legt and lmu. */
fills fills_legs, fills_legs_orthonormal, fills_legs_rational, fills_legsd, fills_legt, fills_legt_s4, fills_lmu;

/* Laguerre families (laguerre.c).  par: beta; alpha, beta. */
fills fills_lagt, fills_tlagt, fills_glagt;

/* Fourier families (fourier.c).  par: w of fout_complex. */
fills fills_fout, fills_fourier_decay, fills_fourier2, fills_foud, fills_fout_complex, fills_fous_complex;

/* Diagonal families (s4d.c): n is the length of the state, N/2. */
fills fills_s4d_lin, fills_s4d_inv, fills_s4d_inv2, fills_s4d_quad, fills_s4d_real, fills_s4d_legs;

#endif
