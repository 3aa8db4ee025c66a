/* SPDX-License-Identifier: MIT */
/* dplr_closed: eigenvectors of normal parts that are known in closed form; inside dplr.c only. */
#ifndef MATH_HIPPO_DPLR_CLOSED_H
#define MATH_HIPPO_DPLR_CLOSED_H

#include "math/hippo/dplr.h"

/* omega, V and b = V* B of d, whose n is set and whose b and V are 0; B that of legs, of lagt:1, of fout.  A (n, n): what fout has of it. */
void dplr_legendre(struct dplr *d);
void dplr_laguerre(struct dplr *d);
void dplr_fourier(struct dplr *d, const double A[]);

#endif
