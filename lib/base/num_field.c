/* SPDX-License-Identifier: MIT */
/* num_field: see num_field.h. */
#include "base/num_field.h"
#include "base/sys.h"

bool
num_field_able(void)
{
	return sys_isa() >= 2;
}

#ifdef __x86_64__
#define FOUR(x) { UINT64_C(x), UINT64_C(x), UINT64_C(x), UINT64_C(x) }

const struct num_field_constants num_field_constants = {
	.point = FOUR(0x2e2e2e2e2e2e2e2e),
	.zero = FOUR(0x3030303030303030),
	.nine = FOUR(0x0909090909090909),
	.tens = FOUR(0x010a010a010a010a),
	.hundreds = FOUR(0x0001006400010064),
	.thousands = FOUR(0x0001271000012710),
	.last = { 0, 0, 0, 0, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX },
	.power = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1 },
};

static bool
digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

NUM_FIELD_TARGET size_t
num_field_json(const char *p, double *x)
{
	const __m256i first = _mm256_set1_epi8('-'), range = _mm256_set1_epi8('9' - '-');	/* - . / 0..9 */
	__m256i bytes = _mm256_sub_epi8(_mm256_loadu_si256((const void *)p), first);
	uint32_t others = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(bytes, range), bytes));
	if (!others)
		return 0;
	size_t n = (size_t)__builtin_ctz(others);
	const char *q = p + (*p == '-');
	bool strict = digit(*q) && (*q != '0' || !digit(q[1])) && digit(p[n - (n > 0)]);	/* no 012, no .5, no 5. */
	char next = p[n];
	return strict && next != 'e' && next != 'E' && num_field(n, p, x) ? n : 0;
}
#else
size_t
num_field_json(const char *p, double *x)
{
	(void)p;
	(void)x;
	return 0;
}
#endif
