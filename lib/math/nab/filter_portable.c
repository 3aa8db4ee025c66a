/* SPDX-License-Identifier: MIT */
/* filter_portable: the filter for any processor, in vectors of four that compilers know everywhere. */
#include <stdint.h>
#include <string.h>

#define LEVEL filter_portable
#define TARGET
#define VECTOR static inline __attribute__((always_inline))

typedef int32_t signed_four __attribute__((vector_size(16)));
typedef uint32_t four __attribute__((vector_size(16)));

struct vec {
	four v[4];
};

VECTOR struct vec
vec_load(const uint32_t x[])
{
	struct vec r;
	memcpy(&r, x, sizeof r);
	return r;
}

VECTOR struct vec
vec_all(uint32_t x)
{
	four all = { x, x, x, x };
	return (struct vec){ { all, all, all, all } };
}

VECTOR struct vec
vec_add(struct vec a, struct vec b)
{
	for (int i = 0; i < 4; i++)
		a.v[i] += b.v[i];
	return a;
}

/* Comparisons of SSE2 are signed: the order of unsigned numbers is theirs with 2^31 added. */
VECTOR struct vec
vec_order(struct vec a)
{
	return vec_add(a, vec_all(UINT32_C(1) << 31));
}

VECTOR struct vec
vec_least(struct vec a, struct vec b)
{
	for (int i = 0; i < 4; i++) {
		four below = (four)((signed_four)a.v[i] < (signed_four)b.v[i]);
		a.v[i] = (a.v[i] & below) | (b.v[i] & ~below);
	}
	return a;
}

VECTOR unsigned
vec_passes(struct vec a, struct vec limit)
{
	uint32_t passes[16];
	unsigned mask = 0;
	four any = { 0 };

	for (size_t i = 0; i < 4; i++) {
		four p = (four)((signed_four)a.v[i] <= (signed_four)limit.v[i]);
		memcpy(passes + 4 * i, &p, sizeof p);
		any |= p;
	}
	if ((any[0] | any[1] | any[2] | any[3]) == 0)
		return 0;
	for (unsigned i = 0; i < 16; i++)
		mask |= (passes[i] & 1) << i;
	return mask;
}

#include "math/nab/filter_lanes.h"
