/* SPDX-License-Identifier: MIT */
/* num_field: the constants of num_field.h. */
#include "base/num_field.h"

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
#else
typedef int num_field_wants_avx2;	/* a file has to declare something */
#endif
