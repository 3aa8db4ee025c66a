/* SPDX-License-Identifier: MIT */
/* num: decimal text to double, correctly rounded, and double to the shortest text that reads back the same. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Grammar of num_parse: [+-]? (D+ [. D*] | . D+) ([eE] [+-]? D+)?   D an ASCII digit.  With NUM_JSON that of RFC 8259:
 * no leading +, no leading zeros, digits on both sides of the point.  With NUM_INF also inf, infinity, -inf (letter case ignored).
 */
enum num_flags { NUM_CSV = 0, NUM_JSON = 1, NUM_INF = 2 };

enum num_result {
	NUM_OK,
	NUM_BAD,		/* not the grammar */
	NUM_OVERFLOW,		/* the grammar, but beyond the largest double: *value is +-infinity */
	NUM_INEXACT_INTEGER	/* an integer (no point, no exponent) above 2^53 that no double holds: *value is the nearest double */
};

/*
 * Reads one number from the start of s[0..n): the longest prefix that has the grammar.  *end is the number of bytes taken, 0
 * with NUM_BAD.  *value is the double nearest to the decimal number, ties to even, for any number of digits; underflow rounds
 * to a subnormal or zero.  Reads no byte outside s[0..n).
 *
 * Cost: about 15 ns for up to 19 digits (Clinger 1990, Lemire 2021 "Number parsing at a gigabyte per second"); longer texts that
 * the first 19 digits do not decide go to an exact big-integer comparison.
 */
enum num_result num_parse(size_t n, const char s[], unsigned flags, double *value, size_t *end);

/* The whole of text is one number: num_parse with *end == text.n, else NUM_BAD. */
enum num_result num_read(struct str text, unsigned flags, double *value);

/*
 * Shortest decimal text that num_parse reads back as x (Giulietti's Schubfach): of the shortest, the nearest to x.
 * Layout: plain digits for 1e-4 <= |x| < 1e16 ("0.001", "25", "12300"), else d.ddde-7 (1e-7, 1.5e300).  nan, inf, -inf, -0.
 * Writes at most NUM_TEXT bytes, no terminator; returns their number.
 */
enum { NUM_TEXT = 32 };
size_t num_print(double x, char out[NUM_TEXT]);

/*
 * x with at most digits significant digits (1..17), correctly rounded (ties to even on the exact value), trailing zeros dropped, same
 * layout.  Never longer than num_print needs to be exact: when the shortest text has no more digits than asked, it is that.
 */
size_t num_print_digits(double x, int digits, char out[NUM_TEXT]);

/* An unsigned integer in decimal; returns the number of bytes (at most 20). */
size_t num_print_count(uint64_t n, char out[NUM_TEXT]);

#endif
