/* SPDX-License-Identifier: MIT */
/* array: see array.h. */
#include <stdint.h>

#include "base/array.h"

size_t
array_size(const struct array *a)
{
	size_t n = 1;
	for (size_t k = 0; k < a->rank; k++) {
		if (a->shape[k] && n > SIZE_MAX / a->shape[k])
			return SIZE_MAX;
		n *= a->shape[k];
	}
	return n;
}
