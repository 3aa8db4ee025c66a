/* SPDX-License-Identifier: MIT */
/* filter_avx2: the filter with AVX2. */
#include "math/nab/filter_block.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LEVEL filter_avx2
#define TARGET __attribute__((target("avx2,fma")))
#define VECTOR static inline __attribute__((always_inline)) TARGET

struct vec {
	__m256i lo, hi;
};

VECTOR struct vec
vec_load(const uint32_t x[])
{
	return (struct vec){ _mm256_loadu_si256((const void *)x), _mm256_loadu_si256((const void *)(x + 8)) };
}

VECTOR struct vec
vec_all(uint32_t x)
{
	return (struct vec){ _mm256_set1_epi32((int)x), _mm256_set1_epi32((int)x) };
}

VECTOR struct vec
vec_order(struct vec a)
{
	return a;
}

VECTOR struct vec
vec_add(struct vec a, struct vec b)
{
	return (struct vec){ _mm256_add_epi32(a.lo, b.lo), _mm256_add_epi32(a.hi, b.hi) };
}

VECTOR struct vec
vec_least(struct vec a, struct vec b)
{
	return (struct vec){ _mm256_min_epu32(a.lo, b.lo), _mm256_min_epu32(a.hi, b.hi) };
}

VECTOR unsigned
vec_passes(struct vec a, struct vec limit)
{
	__m256i lo = _mm256_cmpeq_epi32(_mm256_min_epu32(a.lo, limit.lo), a.lo);
	__m256i hi = _mm256_cmpeq_epi32(_mm256_min_epu32(a.hi, limit.hi), a.hi);
	return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(lo)) | (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(hi)) << 8;
}

#include "math/nab/filter_lanes.h"

#else
void
filter_avx2(struct filter_block *b)
{
	filter_portable(b);
}
#endif
