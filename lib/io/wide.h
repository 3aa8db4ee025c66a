/* SPDX-License-Identifier: MIT */
/* wide: where bytes are that matter, 64 at a time; what csv_wide.c and json_wide.c share. */
#ifndef IO_WIDE_H
#define IO_WIDE_H

#include "base/num_field.h"

/* Bit i tells of byte i of 64: it is a delimiter; nothing from the first of stops on is for these files. */
struct marks {
	uint64_t delimiters, stops;
};

/* The delimiters in front of the first stop. */
static inline uint64_t
marks_before(struct marks m)
{
	return m.delimiters & (m.stops ^ (m.stops - 1));
}

/*
 * Appends at + i to ends[0..n) for each bit i of mask, which has all - n of them: in steps of eight, so WIDE_ROOM has to be there for up to seven
 * that mean nothing behind them.
 */
enum { WIDE_ROOM = 72 };

static inline void
wide_append(uint32_t ends[], size_t n, size_t all, uint64_t mask, uint32_t at)
{
	const uint64_t top = UINT64_C(1) << 63;
	do {
		for (size_t i = 0; i < 8; i++) {
			ends[n + i] = at + (uint32_t)__builtin_ctzll(mask | top);
			mask &= mask - 1;
		}
		n += 8;
	} while (n < all);
}

#ifdef __x86_64__

struct wide_bytes {
	__m256i low, high;
};

NUM_FIELD_TARGET static inline struct wide_bytes
wide_load(const char *p)
{
	return (struct wide_bytes){ _mm256_loadu_si256((const void *)p), _mm256_loadu_si256((const void *)(p + 32)) };
}

/* Bit i: byte i is c. */
NUM_FIELD_TARGET static inline uint64_t
wide_where(struct wide_bytes b, char c)
{
	__m256i all = _mm256_set1_epi8(c);
	uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b.low, all));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b.high, all));
	return low | (uint64_t)high << 32;
}

/* Bit i: byte i is one of the characters from first to last. */
NUM_FIELD_TARGET static inline uint64_t
wide_between(struct wide_bytes b, char first, char last)
{
	__m256i from = _mm256_set1_epi8(first), most = _mm256_set1_epi8((char)(last - first));
	__m256i low = _mm256_sub_epi8(b.low, from), high = _mm256_sub_epi8(b.high, from);
	uint32_t is_low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low));
	uint32_t is_high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(high, most), high));
	return is_low | (uint64_t)is_high << 32;
}
#endif

#endif
