/* SPDX-License-Identifier: MIT */
/* sort: see sort.h. */
#include <string.h>

#include "base/bits.h"
#include "math/sparsity/sort.h"

enum { SHORT = 32, DIGITS = 2, MAX_BITS = 11 };

static inline uint64_t
key(double x)
{
	return bits_of(x) & UINT64_MAX >> 1;
}

static void
insertion(size_t n, double x[])
{
	for (size_t i = 1; i < n; i++) {
		double moving = x[i];
		size_t j = i;
		for (; j > 0 && key(x[j - 1]) > key(moving); j--)
			x[j] = x[j - 1];
		x[j] = moving;
	}
}

/* The number of low bits in which the keys differ. */
static int
width(size_t n, const double x[])
{
	uint64_t differ = 0;
	for (size_t i = 1; i < n; i++)
		differ |= key(x[i]) ^ key(x[0]);
	int w = 0;
	for (; differ; differ >>= 1)
		w++;
	return w;
}

/* Sorts x by DIGITS digits of so many bits from bit shift up; a digit that all keys share costs nothing. */
static void
radix(size_t n, double x[], double work[], int shift, int bits)
{
	size_t count[DIGITS][1 << MAX_BITS], buckets = (size_t)1 << bits;
	uint64_t mask = buckets - 1;
	for (int d = 0; d < DIGITS; d++)
		memset(count[d], 0, buckets * sizeof count[d][0]);
	for (size_t i = 0; i < n; i++)
		for (int d = 0; d < DIGITS; d++)
			count[d][key(x[i]) >> (shift + d * bits) & mask]++;

	double *from = x, *to = work;
	for (int d = 0; d < DIGITS; d++) {
		int s = shift + d * bits;
		if (count[d][key(x[0]) >> s & mask] == n)
			continue;
		for (size_t b = 0, start = 0; b < buckets; b++) {
			size_t c = count[d][b];
			count[d][b] = start;
			start += c;
		}
		for (size_t i = 0; i < n; i++)
			to[count[d][key(from[i]) >> s & mask]++] = from[i];
		double *t = from;
		from = to;
		to = t;
	}
	if (from != x)
		memcpy(x, from, n * sizeof x[0]);
}

void
sort_magnitudes(size_t n, double x[], double work[])
{
	if (n <= SHORT) {
		insertion(n, x);
		return;
	}
	int bits = n < 4096 ? 8 : MAX_BITS;	/* fewer buckets to clear than numbers to sort */
	int w = width(n, x), shift = w > DIGITS * bits ? w - DIGITS * bits : 0;
	if (w > 0)
		radix(n, x, work, shift, bits);
	for (size_t i = 0, j; shift > 0 && i < n; i = j) {
		for (j = i + 1; j < n && key(x[j]) >> shift == key(x[i]) >> shift; j++)
			;
		if (j - i > 1)
			sort_magnitudes(j - i, x + i, work + i);
	}
}
