/* SPDX-License-Identifier: MIT */
/* cost: N = a b + c with the least P a + Q b + c. */
#ifndef MATH_NAB_COST_H
#define MATH_NAB_COST_H

#include "math/nab/start.h"

#define NAB_COST_MOST UINT64_C(1000000000)	/* P, Q */

/*
 * With g = gcd(P, Q), p = P/g, q = Q/g, let s = p a + q b, e = q b - p a.  Then 4 p q a b = s^2 - e^2, so
 *
 *      P a + Q b + c = g s + c,     c = (e^2 - D) / (4 p q),     D(s) = s^2 - 4 p q N,
 *      e = s modulo 2 p,  e = -s modulo 2 q,  |e| <= s   (a = (s - e)/(2p) and b = (s + e)/(2q) are natural numbers):
 *
 * one class r(s) = r1 s modulo M = 2 p q (Chinese remainders: 2p and 2q share the factor 2 alone, and e = s modulo 2 says both).
 *
 * C1  For a given s the least c belongs to the least |e| of the class with e^2 >= D: the least e >= sqrt(D) that is r, or the least
 *     -e >= sqrt(D) that is -r.
 * C2  Upward from s0 = ceil(2 sqrt(p q N)): c >= 0, so the scan ends where g s is no less than the least known.
 * C3  Downward from s0 - 1: e^2 >= 0 gives g s + c >= L(s) = g s + N - s^2/(4 p q), which is concave, with L(0) = N, the cost of
 *     (0, 0, N).  Where L(s) is above the least known, which is at most N, L is no less on all of 0 .. s: the scan ends.
 * C4  With m = a b <= N, the cost is at least 2 sqrt(P Q m) + N - m, which is >= N for m <= 4 P Q: for N <= 4 P Q the answer is (0, 0, N).
 *     For N > 4 P Q the chord of L from 4 p q g, where L = N again, to s0 falls by more than g a step: the scan down is no longer than the
 *     scan up.
 *
 * For P = Q = 1 this is nab.h (C3 ends after s0 - 1).  Of M successive |e| one is r and one is -r, where P = Q = 1 has one of two, so the scan
 * of a random N ends after x (P Q N)^(1/6) / g sums upward with P(X > x) = exp(-(4/3) x^(3/2)), P Q > 1: median 0.647.
 */

/*
 * The least P a + Q b + c (x->s), 1 <= P, Q <= NAB_COST_MOST, by one integer square root a sum (0.3 us).  Of several triples the one with
 * the least P a + Q b, and of two of these with the same c the one with the lesser a.
 */
void nab_cost(const struct big *n, uint64_t p, uint64_t q, struct nab_triple *x);

#endif
