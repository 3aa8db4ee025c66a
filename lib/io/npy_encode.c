/* SPDX-License-Identifier: MIT */
/* npy_encode: see npy_encode.h. */
#include <string.h>

#include "base/bits.h"
#include "io/narrow.h"
#include "io/npy_encode.h"

static uint64_t
encoded(double x, size_t size)
{
	if (size == 4) {
		float f = (float)x;
		uint32_t narrow;
		memcpy(&narrow, &f, sizeof narrow);
		return narrow;
	}
	return size == 2 ? narrow_to_half(x) : bits_of(x);
}

void
npy_encode(struct output *o, size_t size, size_t n, const double x[])
{
	if (size == 8 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		output_put(o, (struct str){ (const char *)(const void *)x, n * size });
		return;
	}
	for (size_t at = 0, most = OUTPUT_ROOM / 8; at < n; at += most) {
		size_t m = n - at < most ? n - at : most;
		unsigned char *p = (unsigned char *)output_room(o, m * size);
		for (size_t i = 0; i < m; i++) {
			uint64_t bits = encoded(x[at + i], size);
			for (size_t k = 0; k < size; k++)
				p[i * size + k] = (unsigned char)(bits >> 8 * k & 0xFF);
		}
		o->n += m * size;
	}
}
