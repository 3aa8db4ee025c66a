/* SPDX-License-Identifier: MIT */
/* json_wide: see json_wide.h. */
#include "base/num_four.h"
#include "io/json_wide.h"
#include "io/wide.h"

#ifdef __x86_64__
enum { NUMBERS = 256 };

/* The commas up to the first byte that neither is one nor a blank nor of a number without exponent; ends[0] stands for byte -1.  How many. */
NUM_FIELD_TARGET static size_t
find_commas(const char *p, uint32_t ends[NUMBERS + 1 + WIDE_ROOM])
{
	size_t n = 1;
	struct marks m = { 0, 0 };
	ends[0] = UINT32_MAX;
	for (uint32_t at = 0; n <= NUMBERS && !m.stops; at += 64) {
		struct wide_bytes b = wide_load(p + at);
		m = (struct marks){ wide_where(b, ','), ~(wide_between(b, '+', '9') | wide_where(b, ' ')) };
		size_t all = n + (size_t)__builtin_popcountll(marks_before(m));
		wide_append(ends, n, all, marks_before(m), at);
		n = all;
	}
	return n - 1;
}

/* The numbers from number k on of n: four, or those of the four that are good for num_field_json. */
NUM_FIELD_TARGET static inline size_t
read_some(const char *p, const uint32_t *ends, size_t n, double v[])
{
	if (n >= 4 && ends[4] - ends[0] <= 4 * (NUM_FOUR_LONGEST + 1) && num_four_json(p, ends, v))
		return 4;
	size_t k = 0;
	for (; k < 4 && k < n; k++) {
		uint32_t begin = ends[k] + 1 + (p[ends[k] + 1] == ' ');
		size_t length = ends[k + 1] - begin;
		if (length == 0 || num_field_json(p + begin, v + k) != length)
			break;
	}
	return k;
}

NUM_FIELD_TARGET size_t
json_wide(const char *p, size_t max, double v[], size_t *took)
{
	uint32_t ends[NUMBERS + 1 + WIDE_ROOM];
	size_t n = find_commas(p, ends), k = 0, more = 1;
	for (n = n < max ? n : max; k < n && more; k += more)
		more = read_some(p, ends + k, n - k, v + k);
	*took = ends[k] + 1;		/* 0 for none */
	return k;
}
#else
size_t
json_wide(const char *p, size_t max, double v[], size_t *took)
{
	(void)p;
	(void)max;
	(void)v;
	(void)took;
	return 0;
}
#endif
