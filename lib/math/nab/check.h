/* SPDX-License-Identifier: MIT */
/* check: verifies an answer by a way of its own: one integer square root for each sum, nothing incremental, no filter. */
#ifndef MATH_NAB_CHECK_H
#define MATH_NAB_CHECK_H

#include "math/nab/big.h"

/* N = a b + c, S = a + b + c. */
bool nab_check_sums(const struct big *n, const struct big *a, const struct big *b, const struct big *c, const struct big *s);

/*
 * The least a + b + c with a + b = from .. from + count - 1, count > 0, and the first a + b that allows it.  For each, every d = b - a is
 * worse but the least with d^2 >= (a + b)^2 - 4N.  Cost: about 0.3 us a sum.
 */
struct big nab_check_least(const struct big *n, const struct big *from, uint64_t count, struct big *where);

/* How many sums have to be looked at, from ceil(2 sqrt(N)) - 1 to S - 1: those below are worse (nab.h, L2); N >= 6.  At most 2^63. */
uint64_t nab_check_count(const struct big *n, const struct big *s, struct big *from);

#endif
