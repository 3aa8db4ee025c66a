/* SPDX-License-Identifier: MIT */
/* big: natural numbers of fixed width, by GMP's mpn functions: no allocation, no failure. */
#ifndef MATH_NAB_BIG_H
#define MATH_NAB_BIG_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

_Static_assert(GMP_NUMB_BITS == 64, "limbs of 64 bits");

/* N < 2^BIG_INPUT; what is computed from it (4 P Q N, squares of sums) fits in BIG_LIMBS limbs. */
enum { BIG_INPUT = 1024, BIG_LIMBS = 18, BIG_TEXT = 352 };

/* v[0] + v[1] 2^64 + ...; arithmetic is modulo 2^(64 BIG_LIMBS), which no caller reaches. */
struct big {
	mp_limb_t v[BIG_LIMBS];
};

struct big big_of(uint64_t x);
bool big_zero(const struct big *a);
int big_compare(const struct big *a, const struct big *b);
unsigned big_bits(const struct big *a);			/* 0 for 0 */
size_t big_limbs(const struct big *a);			/* without leading zeros */

struct big big_add(const struct big *a, const struct big *b);
struct big big_subtract(const struct big *a, const struct big *b);
struct big big_plus(const struct big *a, int64_t x);
struct big big_multiply(const struct big *a, const struct big *b);
struct big big_times(const struct big *a, uint64_t x);
struct big big_left(const struct big *a, unsigned bits);
struct big big_right(const struct big *a, unsigned bits);

/* floor(a / b), b > 0. */
struct big big_divide(const struct big *a, const struct big *b);

/* a modulo m, m > 0. */
uint64_t big_rest(const struct big *a, uint64_t m);

/* floor(sqrt(a)); whether it is exact goes to *exact unless NULL. */
struct big big_root(const struct big *a, bool *exact);

/* The nearest double within one unit in the last place; exact below 2^53. */
double big_double(const struct big *a);

/* A word: the value itself, or most when it is larger. */
uint64_t big_word(const struct big *a, uint64_t most);

/* Decimal digits, without a terminator; returns their number (at most BIG_TEXT). */
size_t big_print(const struct big *a, char out[BIG_TEXT]);

/*
 * A natural number as people write it: digits, or B^E, or B^E+D, B^E-D (10^60, 2^200-1, 10^36+61; no blanks).  False when the text
 * is nothing of that, or negative; *large is then true when it is, but a number in it, or its value, is beyond 2^BIG_INPUT - 1.  0^0 is 1.
 */
bool big_read(struct str text, struct big *a, bool *large);

#endif
