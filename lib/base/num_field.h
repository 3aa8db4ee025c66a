/* SPDX-License-Identifier: MIT */
/* num_field: a number whose two ends are known, by AVX2 and without a branch for any digit. */
#ifndef BASE_NUM_FIELD_H
#define BASE_NUM_FIELD_H

#include "base/num_scaled.h"

/* Whether the processor can; the rest is not to be called otherwise. */
bool num_field_able(void);

/*
 * The number that p begins with, up to the first byte that is none of digits, point and minus: what num_parse makes of it under NUM_JSON with
 * NUM_OK, or 0 when num_parse has to look.  Returns the bytes taken.  NUM_FIELD_BEFORE bytes in front of p and 32 from p on are readable.
 */
size_t num_field_json(const char *p, double *x);

#ifdef __x86_64__
#include <immintrin.h>

#define NUM_FIELD_TARGET __attribute__((target("avx2,bmi,popcnt")))

/* Bytes that have to be readable in front of a field's end, whatever they hold. */
enum { NUM_FIELD_BEFORE = 33 };

/* Operands in memory: compilers make constants anew for every number. */
struct num_field_constants {
	uint64_t point[4], zero[4], nine[4], tens[4], hundreds[4], thousands[4];
	uint64_t last[8];		/* from byte k on: the last k of 32; from 16 + k on: the last k of 16 */
	double power[17];		/* 10^f; 1 for f = 16 */
};
extern const struct num_field_constants num_field_constants;

/*
 * What both widths do.  The 16 or 32 bytes that end with the field are taken, and again from one byte before: the digits in front of the
 * point come from there, so that the point is gone.  Then neighbours are joined (as Mula and Lemire do): tens, hundreds, ten thousands.
 *
 * This is about the shape, bits being bytes: one point at most in the field, beside it digits, one at least.
 */
static inline bool
num_field_shape(uint32_t field, uint32_t digits, uint32_t points)
{
	return !(field & ~(digits | points)) && !(points & (points - 1)) && points != field;
}

/* n of 1 to 16 bytes, at most 15 digits or an integer up to 2^53: *x = w / 10^fraction, one rounding (Clinger 1990). */
NUM_FIELD_TARGET static inline bool
num_field_short(size_t n, const char *end, double *x)
{
	const struct num_field_constants *c = &num_field_constants;
	const char *last = (const char *)c->last + 16;
	__m128i zero = _mm_loadu_si128((const void *)c->zero), nine = _mm_loadu_si128((const void *)c->nine);
	__m128i bytes = _mm_loadu_si128((const void *)(end - 16)), before = _mm_loadu_si128((const void *)(end - 17));
	__m128i v = _mm_sub_epi8(bytes, zero);
	uint32_t field = UINT32_C(0xffff) << (16 - n) & 0xffff;
	uint32_t points = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_loadu_si128((const void *)c->point))) & field;
	if (!num_field_shape(field, (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v)), points))
		return false;
	unsigned fraction = (unsigned)__builtin_clz(points << 1 | 1) - 15;	/* digits behind the point; 16: there is none */
	v = _mm_blendv_epi8(_mm_sub_epi8(before, zero), v, _mm_loadu_si128((const void *)(last + fraction)));
	v = _mm_and_si128(v, _mm_loadu_si128((const void *)(last + n - (fraction < 16))));
	v = _mm_maddubs_epi16(v, _mm_loadu_si128((const void *)c->tens));
	v = _mm_madd_epi16(v, _mm_loadu_si128((const void *)c->hundreds));
	v = _mm_madd_epi16(_mm_packus_epi32(v, v), _mm_loadu_si128((const void *)c->thousands));
	uint64_t halves = (uint64_t)_mm_cvtsi128_si64(v), w = (uint32_t)halves * UINT64_C(100000000) + (halves >> 32);
	*x = (double)(int64_t)w / c->power[fraction];
	return w <= UINT64_C(1) << 53;
}

/* n of 1 to 32 bytes, at most 19 digits. */
NUM_FIELD_TARGET static inline bool
num_field_long(size_t n, const char *end, double *x)
{
	const struct num_field_constants *c = &num_field_constants;
	const char *last = (const char *)c->last;
	__m256i zero = _mm256_loadu_si256((const void *)c->zero), nine = _mm256_loadu_si256((const void *)c->nine);
	__m256i bytes = _mm256_loadu_si256((const void *)(end - 32)), before = _mm256_loadu_si256((const void *)(end - 33));
	__m256i v = _mm256_sub_epi8(bytes, zero);
	uint32_t field = UINT32_MAX << (32 - n);
	uint32_t points = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_loadu_si256((const void *)c->point))) & field;
	if (!num_field_shape(field, (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(v, nine), v)), points))
		return false;
	unsigned fraction = (unsigned)__builtin_clzll((uint64_t)points << 1 | 1) - 31;
	bool integer = fraction == 32;
	v = _mm256_blendv_epi8(_mm256_sub_epi8(before, zero), v, _mm256_loadu_si256((const void *)(last + fraction)));
	v = _mm256_and_si256(v, _mm256_loadu_si256((const void *)(last + n - !integer)));
	v = _mm256_maddubs_epi16(v, _mm256_loadu_si256((const void *)c->tens));
	v = _mm256_madd_epi16(v, _mm256_loadu_si256((const void *)c->hundreds));
	v = _mm256_madd_epi16(_mm256_packus_epi32(v, v), _mm256_loadu_si256((const void *)c->thousands));
	uint64_t high = (uint64_t)_mm256_extract_epi64(v, 0), low = (uint64_t)_mm256_extract_epi64(v, 2);
	uint64_t w = (high >> 32) * 10000000000000000 + (uint32_t)low * UINT64_C(100000000) + (low >> 32);
	if ((uint32_t)high || high >> 32 >= 1000 || w == 0 || (integer && w > UINT64_C(1) << 53))
		return false;
	return num_scaled(w, integer ? 0 : -(int)fraction, x);
}

/*
 * True: p[0..n) is -? (D+ [. D*] | . D+), and *x what num_parse makes of it with NUM_OK.  False: num_parse has to look, because it is
 * something else, longer than 32 bytes or 19 digits, or not decided by num_scaled.  n = 0 is false; p[0] is readable all the same.
 */
NUM_FIELD_TARGET static inline bool
num_field(size_t n, const char p[], double *x)
{
	bool minus = *p == '-';
	const char *end = p + n;
	n -= minus;
	if (n - 1 < 16 ? !num_field_short(n, end, x) : n - 1 >= 32 || !num_field_long(n, end, x))
		return false;
	*x = num_signed(*x, minus);
	return true;
}
#endif

#endif
