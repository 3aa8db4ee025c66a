/* SPDX-License-Identifier: MIT */
/* filter: the scan for large N, sixteen sums at a time in 32 bits; what passes is looked at exactly. */
#ifndef MATH_NAB_FILTER_H
#define MATH_NAB_FILTER_H

#include "math/nab/nab.h"

/*
 * With g(t) = sqrt(D(t)) and beta(t) = (s0 + t + g(t)) / 2, b = ceil(beta) and eps = b - beta give c = eps (g + eps).  So t can be as
 * good as the least excess F known only if
 *
 *      eps(t) = frac(-beta(t)) <= (F - t) / g(t),                                                      about N^(-1/6):
 *
 * a dozen bits of the fractional part of a smooth function tell nearly all t from those worth a root.
 *
 * Superblock: t = tc - W .. tc + W.  -beta(tc + u) = sum b_i u^i, i <= 7, modulo 1: b0, b1, b2 to 64 bits behind the point from GMP
 * (b0 from sqrt(D 2^128), b1 = -(1 + s/g)/2, b2 = N/g^3, since g'' = -4N/g^3), b3.. as doubles by the recurrence of the square root
 * of a quadratic.
 * Group: 16 lanes of I = 2H consecutive t each.  Every lane expands at its own middle: p0..p4, 64 bits behind the point.
 * Kernel: a quadratic or cubic by its differences in 32 bits: least of x; x += d1; d1 += d2; (d2 += d3); after 16 steps a compare.
 * A hit is evaluated again in 64 bits to fourth order; what still may be good, exactly (nab_start_c).
 *
 * Error bound.  -g'' = 4N ((t + r1)(t + r2))^(-3/2) with r1, r2 >= 0 (s = +-2 sqrt(N) are the roots of D), a product of completely
 * monotone functions, so every |b_i(t)|, i >= 2, decreases in t: a bound at the first t of a superblock (B_i) holds in all of it.
 * (1) Taylor: ratios of successive b_i are below 1/tc, so terms from i = 8 sum to less than B_8 W^8 / (1 - W/tc) <= 2^-22, W <= tc/8.
 * (2) Doubles: B_3 W^3 <= 2^26 and the later terms are smaller; the b_i are within 2^-48, the sums within 8 roundings of 2^-53, so
 *     p0 within 2^-21.6.  p1: 3 b3 u^2 k, k <= H <= W/16, has a sixteenth of 3 of that relative error, and so on downwards.
 * (3) Fixed point: b0 + b1 u + b2 u^2, each b within 2^-63, u <= 2^19: 2^-24.9.
 *     (1) to (3) together are below 2^-20.
 * (4) Order: a quadratic kernel replaces k^3 by (3/4) H^2 k, its best line on [-H, H] (Chebyshev), off by H^3/4, and drops k^4..:
 *     B_3 H^3/4 + 2 B_4 H^4.  A cubic one replaces k^4 by H^2 k^2 - H^4/8, off by H^4/8, and drops k^5..: B_4 H^4/8 + 2 B_5 H^5.
 *     The 64-bit look: 2 B_5 H^5.
 * (5) 32 bits: x, d1, d2, d3 are rounded within 2^-33, which after k steps is 2^-33 (1 + k + k(k-1)/2 + k(k-1)(k-2)/6).
 *     Without the last term optima were missed: a test with random N compares filter and exact scan.
 * E is the sum.  x carries + E, and the threshold is (F - first t) / g(first t) + 2E, rounded up.
 *
 * All superblocks and groups depend on N alone, so every level of instructions and any number of threads gives the same.
 */

/* Whether N has a range of t for it at all, and where that begins. */
bool nab_filter_useful(const struct nab_start *st);
int64_t nab_filter_begin(const struct nab_start *st);

/* As nab_scan, from t >= nab_filter_begin on up to how->to. */
int64_t nab_filter(const struct nab_start *st, int64_t t, const struct nab_how *how, struct nab_found *f);

#endif
