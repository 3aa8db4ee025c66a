/* SPDX-License-Identifier: MIT */
/* sumtext: exact sums as text, for parts that other processes merge. */
#ifndef BASE_SUMTEXT_H
#define BASE_SUMTEXT_H

#include <stdint.h>

#include "base/entropysum.h"
#include "base/powersum.h"
#include "base/str.h"
#include "base/sum.h"

/*
 * Words of a text, each followed by a blank.  What is written reads back the same; equal accumulators write equal text.
 *
 * count      decimal, 64 bits;  integer: signed, 64 bits
 * wide       a 128-bit word in hexadecimal, high and low half
 * number     a double in shortest decimal form, or inf
 * xsum       [-]HEXpE: the integer HEX times 2^E, exactly the sum; 0p0 for 0.  E is -1074 + a multiple of 32
 * powersum   the class of the largest element, upper, lower;  entropysum: sum, logs
 */
void sumtext_count(struct text *t, uint64_t n);
void sumtext_integer(struct text *t, int64_t n);
void sumtext_wide(struct text *t, uint64_t high, uint64_t low);
void sumtext_number(struct text *t, double x);
void sumtext_xsum(struct text *t, const struct xsum *s);
void sumtext_powersum(struct text *t, const struct powersum *s);
void sumtext_entropysum(struct text *t, const struct entropysum *s);

/*
 * The same words read again.  bad is set by a word that is missing or not of its kind, or out of range; from then on nothing is read.
 * A powersum is made empty, of its p and width, by the caller.
 */
struct sumread {
	struct str rest;
	bool bad;
};

uint64_t sumread_count(struct sumread *r, uint64_t limit);	/* at most limit */
int64_t sumread_integer(struct sumread *r, int64_t limit);	/* of magnitude at most limit */
void sumread_wide(struct sumread *r, uint64_t *high, uint64_t *low);
double sumread_number(struct sumread *r);
void sumread_xsum(struct sumread *r, struct xsum *s);
void sumread_powersum(struct sumread *r, struct powersum *s);
void sumread_entropysum(struct sumread *r, struct entropysum *s);

#endif
