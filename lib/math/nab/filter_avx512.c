/* SPDX-License-Identifier: MIT */
/* filter_avx512: the filter with AVX-512. */
#include "math/nab/filter_block.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LEVEL filter_avx512
#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define VECTOR static inline __attribute__((always_inline)) TARGET

struct vec {
	__m512i v;
};

VECTOR struct vec
vec_load(const uint32_t x[])
{
	return (struct vec){ _mm512_loadu_si512(x) };
}

VECTOR struct vec
vec_all(uint32_t x)
{
	return (struct vec){ _mm512_set1_epi32((int)x) };
}

VECTOR struct vec
vec_order(struct vec a)
{
	return a;
}

VECTOR struct vec
vec_add(struct vec a, struct vec b)
{
	return (struct vec){ _mm512_add_epi32(a.v, b.v) };
}

VECTOR struct vec
vec_least(struct vec a, struct vec b)
{
	return (struct vec){ _mm512_min_epu32(a.v, b.v) };
}

VECTOR unsigned
vec_passes(struct vec a, struct vec limit)
{
	return _mm512_cmple_epu32_mask(a.v, limit.v);
}

#include "math/nab/filter_lanes.h"

#else
void
filter_avx512(struct filter_block *b)
{
	filter_portable(b);
}
#endif
