/* SPDX-License-Identifier: MIT */
/* num_inside: what the files of num share: powers of ten, exact comparison, eight digits in a word. */
#ifndef BASE_NUM_INSIDE_H
#define BASE_NUM_INSIDE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 uint128;

/*
 * 10^q = (g + t) 2^(num_log2(q) - 127) with 2^127 <= g < 2^128 and 0 <= t < 1: num_powers[q - NUM_POWER_MIN] is g, its high half
 * first.  t = 0 exactly where num_power_exact: 5^55 < 2^128 < 5^56, and 1/5 has no end in binary.
 */
enum { NUM_POWER_MIN = -342, NUM_POWER_MAX = 324 };
extern const uint64_t num_powers[NUM_POWER_MAX - NUM_POWER_MIN + 1][2];

static inline int
num_power_exact(int q)
{
	return q >= 0 && q <= 55;
}

/* floor(log2(10^q)) for |q| <= 1233: 1741647 2^-19 is log2(10) from below, near enough. */
static inline int
num_log2(int q)
{
	return (q * 1741647) >> 19;
}

/*
 * Sign of T 10^q - m 2^e, exactly.  T is the integer whose digits are text[0..n), any number of them; a '.' among them is not
 * seen.  m 2^e, m < 2^55, has to be a double or half way between two, and T 10^q within a factor of 2^10 of it.
 */
int num_big_compare(size_t n, const char text[], int64_t q, uint64_t m, int e);

/* Eight bytes of memory as a number with the first byte lowest. */
static inline uint64_t
num_load(const char s[8])
{
	uint64_t w;
	memcpy(&w, s, 8);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? w : __builtin_bswap64(w);
}

/* Eight digits in a word: with NUM_ZEROS taken off (by ^) each is a byte 0..9; others are marked by their top bit, right up to the first. */
#define NUM_ZEROS UINT64_C(0x3030303030303030)

static inline uint64_t
num_others(uint64_t t)
{
	return ((t + UINT64_C(0x7676767676767676)) | t) & UINT64_C(0x8080808080808080);
}

/* The number made by eight bytes 0..9, the first the lowest byte and the most significant: neighbours are joined three times. */
static inline uint64_t
num_joined(uint64_t w)
{
	w = w * 10 + (w >> 8);
	return ((w & UINT64_C(0xff000000ff)) * UINT64_C(0xf424000000064) +
	        (w >> 16 & UINT64_C(0xff000000ff)) * UINT64_C(0x271000000001)) >> 32;
}

static inline void
num_store(char s[8], uint64_t w)
{
	w = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? w : __builtin_bswap64(w);
	memcpy(s, &w, 8);
}

#endif
