/* SPDX-License-Identifier: MIT */
/* array: what has a name and a shape. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

enum { ARRAY_RANK = 4 };

/*
 * Row-major doubles: element (i0, .., ir) of shape (s0, .., sr) is v[((i0 * s1 + i1) * s2 + ..) + ir].  A complex element takes
 * two doubles, real part first.  rank 0 is one number.  v is borrowed unless a function says otherwise.
 */
struct array {
	const char *name;
	size_t rank, shape[ARRAY_RANK];
	bool complex;
	double *v;
};

/* Number of elements, 1 for rank 0; SIZE_MAX when the product overflows. */
size_t array_size(const struct array *a);

#endif
