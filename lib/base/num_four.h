/* SPDX-License-Identifier: MIT */
/* num_four: four short numbers at once, by AVX2. */
#ifndef BASE_NUM_FOUR_H
#define BASE_NUM_FOUR_H

#include "base/num_field.h"

#ifdef __x86_64__

enum { NUM_FOUR_LONGEST = 11 };		/* bytes of a number: a blank, sign, point and eight digits */

/* The eight bytes at p + at[0..4). */
NUM_FIELD_TARGET static inline __m256i
num_four_load(const char *p, const uint32_t at[4], int32_t shift)
{
	__m128i low = _mm_loadl_epi64((const void *)(p + (int32_t)at[0] + shift)), high = _mm_loadl_epi64((const void *)(p + (int32_t)at[2] + shift));
	low = _mm_castpd_si128(_mm_loadh_pd(_mm_castsi128_pd(low), (const void *)(p + (int32_t)at[1] + shift)));
	high = _mm_castpd_si128(_mm_loadh_pd(_mm_castsi128_pd(high), (const void *)(p + (int32_t)at[3] + shift)));
	return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

/* Lanes whose lowest byte is c. */
NUM_FIELD_TARGET static inline __m256i
num_four_begins(__m256i bytes, char c)
{
	return _mm256_cmpeq_epi64(_mm256_and_si256(bytes, _mm256_set1_epi64x(0xff)), _mm256_set1_epi64x(c));
}

/* Each 32-bit number in the low half of a lane as a double: 2^52 + n is its bits below those of 2^52. */
NUM_FIELD_TARGET static inline __m256d
num_four_double(__m256i n)
{
	const __m256d base = _mm256_set1_pd(0x1p52);
	return _mm256_sub_pd(_mm256_castsi256_pd(_mm256_blend_epi32(n, _mm256_castpd_si256(base), 0xaa)), base);
}

/* Bits of a lane: it begins with 0 and another digit, or begins or ends with a point.  first: its bytes from the sign on. */
NUM_FIELD_TARGET static inline __m256i
num_four_sloppy(__m256i first, __m256i minus, __m256i fraction)
{
	__m256i two = _mm256_srlv_epi64(first, _mm256_and_si256(minus, _mm256_set1_epi64x(8)));
	__m256i next = _mm256_cmpgt_epi64(_mm256_and_si256(two, _mm256_set1_epi64x(0xff00)), _mm256_set1_epi64x('0' * 256 - 1));
	__m256i zero = _mm256_and_si256(num_four_begins(two, '0'), next);
	__m256i point = _mm256_or_si256(num_four_begins(two, '.'), _mm256_cmpeq_epi64(fraction, _mm256_setzero_si256()));
	return _mm256_or_si256(zero, point);
}

/*
 * Number k stands between p[ends[k]] and p[ends[k + 1]], which do not belong to it; ends[0] may be -1.  True: x[0..4) are what num_field makes of
 * the four, where a blank may stand before each.  False: each has to be looked at, because one is not -? and up to eight digits, with one point
 * perhaps before, between or behind them.
 *
 * With json the same for num_field_json, of which the bytes taken are those up to p[ends[k + 1]].
 *
 * A lane of 64 bits a number, the last digit in its highest byte: num_field.h tells how.  NUM_FIELD_BEFORE bytes before the first number and
 * 8 from the last one's begin on are readable.
 */
NUM_FIELD_TARGET static inline bool
num_four_by(const char *p, const uint32_t ends[5], bool json, double x[4])
{
	const struct num_field_constants *c = &num_field_constants;
	const __m256i ones = _mm256_set1_epi8(-1), none = _mm256_setzero_si256();
	__m256i length = _mm256_cvtepi32_epi64(_mm_sub_epi32(_mm_loadu_si128((const void *)(ends + 1)), _mm_loadu_si128((const void *)ends)));
	__m256i first = num_four_load(p, ends, 1), bytes = num_four_load(p, ends + 1, -8), before = num_four_load(p, ends + 1, -9);

	__m256i blank = num_four_begins(first, ' ');
	first = _mm256_srlv_epi64(first, _mm256_and_si256(blank, _mm256_set1_epi64x(8)));
	__m256i minus = num_four_begins(first, '-');
	__m256i n = _mm256_add_epi64(_mm256_add_epi64(length, minus), _mm256_add_epi64(blank, ones));
	__m256i field = _mm256_sllv_epi64(ones, _mm256_subs_epu16(_mm256_set1_epi64x(64), _mm256_slli_epi64(n, 3)));
	__m256i point = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_loadu_si256((const void *)c->point)), field);
	__m256i whole = _mm256_cmpeq_epi64(point, none);
	point = _mm256_and_si256(point, _mm256_sub_epi64(none, point));		/* its lowest bit, of the first if there are two */
	__m256i fraction = _mm256_or_si256(_mm256_sub_epi64(none, _mm256_slli_epi64(point, 8)), whole);
	__m256i digits = _mm256_add_epi64(n, _mm256_sub_epi64(ones, whole));
	__m256i used = _mm256_sllv_epi64(ones, _mm256_sub_epi64(_mm256_set1_epi64x(64), _mm256_slli_epi64(digits, 3)));	/* 0 unless 1 to 8 */

	__m256i v = _mm256_sub_epi8(_mm256_blendv_epi8(before, bytes, fraction), _mm256_loadu_si256((const void *)c->zero));
	__m256i digit = _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_loadu_si256((const void *)c->nine)), v);
	__m256i bad = _mm256_or_si256(_mm256_andnot_si256(digit, used), _mm256_cmpeq_epi64(used, none));
	if (json)
		bad = _mm256_or_si256(bad, num_four_sloppy(first, minus, fraction));
	if (!_mm256_testz_si256(bad, bad))
		return false;
	v = _mm256_maddubs_epi16(_mm256_and_si256(v, used), _mm256_loadu_si256((const void *)c->tens));
	v = _mm256_madd_epi16(v, _mm256_loadu_si256((const void *)c->hundreds));
	v = _mm256_madd_epi16(_mm256_or_si256(v, _mm256_srli_epi64(v, 16)), _mm256_loadu_si256((const void *)c->thousands));

	/* 255 fraction modulo 8 is minus the digits behind the point */
	__m256i power = _mm256_permutevar8x32_epi32(_mm256_setr_epi32(1, 10000000, 1000000, 100000, 10000, 1000, 100, 10), _mm256_sad_epu8(fraction, none));
	__m256d value = _mm256_div_pd(num_four_double(v), num_four_double(power));
	_mm256_storeu_pd(x, _mm256_or_pd(value, _mm256_castsi256_pd(_mm256_slli_epi64(minus, 63))));
	return true;
}

NUM_FIELD_TARGET static inline bool
num_four(const char *p, const uint32_t ends[5], double x[4])
{
	return num_four_by(p, ends, false, x);
}

NUM_FIELD_TARGET static inline bool
num_four_json(const char *p, const uint32_t ends[5], double x[4])
{
	return num_four_by(p, ends, true, x);
}
#endif

#endif
