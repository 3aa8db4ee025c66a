/* SPDX-License-Identifier: MIT */
/* dplr: a state matrix as diagonal plus low rank in a unitary basis. */
#ifndef MATH_HIPPO_DPLR_H
#define MATH_HIPPO_DPLR_H

#include <stdbool.h>

#include "math/hippo/family.h"

/*
 *     A = V (Lambda - P~ P~*) V*,   Lambda = shift + i omega,   B~ = V* B,   P~ = V* P
 *
 * V is unitary because A + P P^T - shift I is skew.  legs, legsd, lagt, tlagt, fout, fourier_decay, fourier2, foud have rank 0 or 1,
 * legt and legt_s4 rank 2 (P split by parity).  The others (lmu, legs_rational, glagt, complex and diagonal ones) are refused.
 *
 * omega (n)        descending
 * b, p[rank] (n)   the phase of each column of V is such that b >= 0
 * V (n, n)         V[i n + m]; column m belongs to omega[m]
 * closed           omega and b by closed forms: legs (and orthonormal), legsd, lagt, tlagt, fout and its kin; legt by
 *                  the singular values of a real matrix of half the size, absolute error 1e-15 |omega_0|
 * residual         |(A + P P^T) V - V Lambda|_F/|A + P P^T|_F
 *
 * legs: sum_(n<N) atan(omega/(n+1/2)) = (N-1-2m) pi/2, b = sqrt(2/sum a_n/(omega^2 + a_n^2)), a_n = n + 1/2, P~ = b/sqrt 2: omega
 * within 4 ulp and b within 1e-14 relative at n = 256, where a Hermitian eigen-solver is off by 1e-13.  lagt: omega = tan((N-1-2m) pi/2N)/2, b =
 * beta sqrt((1 + 4 omega^2)/N).  fout: omega exact multiples of pi, b = 1, and 1, 0 for the pair of zeros.
 * |V Lambda V* - P P^T - A|_F <= 5e-14 |A|_F at n = 256 (measured 1.6e-15).
 * Cost O(n^2) when closed, n = 1024 in 0.1 s; else O(n^3).
 */
struct dplr {
	size_t n;
	unsigned rank;
	bool closed;
	double shift, residual;
	double *omega;
	double _Complex *b, *p[2], *V;
};

/* Whether the family has one. */
bool dplr_known(const struct hippo *h);

/*
 * Returns 0; ERR_USAGE for a family that has none; ERR_NO_ANSWER when the singular values fail; ERR_SYSTEM without LAPACK
 * (base/lapack.h); ERR_MEMORY.  d is empty after an error.
 */
int dplr_make(const struct hippo *h, struct dplr *d, struct err *e);
void dplr_free(struct dplr *d);

/* omega_m of legs, m = 0..n-1: the largest first, omega_(n-1-m) = -omega_m; O(n). */
double dplr_legs_omega(size_t n, size_t m);

#endif
