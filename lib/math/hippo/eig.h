/* SPDX-License-Identifier: MIT */
/* eig: the eigenvalues of A, and whether its eigenvectors are of any use. */
#ifndef MATH_HIPPO_EIG_H
#define MATH_HIPPO_EIG_H

#include "math/hippo/family.h"

/*
 * lambda (size) as (re, im) pairs, exact where A is triangular, diagonal or normal (legsd, foud), with *condition = -1; else zgeev,
 * ordered by descending real, then descending imaginary part, with *condition = s_max/s_min of the eigenvectors of length 1: an eigenvalue
 * may be off by that times 1e-16 |A|.
 * Returns 0; ERR_NO_ANSWER when zgeev fails; ERR_SYSTEM without LAPACK; ERR_MEMORY.
 */
int eig(const struct hippo *h, double lambda[], double *condition, struct err *e);

/*
 * *radius = the spectral radius of dA for a GBT rule, max |(1 + (1 - alpha) dt lambda)/(1 - alpha dt lambda)|: above 1 errors grow.  0 when
 * the eigenvalues are not known (no LAPACK, no convergence, more than 512 of a general matrix).  Returns 0 or ERR_MEMORY.
 */
int eig_growth(const struct hippo *h, double alpha, double dt, double *radius, struct err *e);

#endif
