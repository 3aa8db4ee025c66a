/* SPDX-License-Identifier: MIT */
/* narrow: numbers of one and two bytes against their definitions: (-1)^s 2^(e - bias) (1 + f / F), or 2^(1 - bias) f / F when e = 0. */
#include <math.h>
#include <string.h>

#include "io/narrow.h"
#include "io/npy_decode.h"
#include "tap.h"

enum special { IEEE, LAST_IS_NAN };

/* From the definition, with the powers of libm, which are exact. */
static double
defined(unsigned bits, int exponent, int fraction, enum special special)
{
	int bias = (1 << (exponent - 1)) - 1, top = (1 << exponent) - 1;
	int e = (int)(bits >> fraction) & top, f = (int)bits & ((1 << fraction) - 1);
	double scale = pow(2, fraction), x = e ? pow(2, e - bias) * (1 + f / scale) : pow(2, 1 - bias) * f / scale;
	if (special == IEEE && e == top)
		x = f ? (double)NAN : (double)INFINITY;
	if (special == LAST_IS_NAN && e == top && f == (1 << fraction) - 1)
		x = (double)NAN;
	return bits >> (exponent + fraction) & 1 ? -x : x;
}

static bool
same(double a, double b)
{
	return isnan(a) ? isnan(b) : memcmp(&a, &b, sizeof a) == 0;
}

/* All numbers of a kind, decoded at once and one by one in the other byte order, against the definition. */
static void
all(char kind, size_t size, int exponent, int fraction, enum special special, const char *what)
{
	static unsigned char little[65536 * 2];
	static double v[65536];
	unsigned n = size == 2 ? 65536 : 256;
	for (unsigned i = 0; i < n; i++) {
		little[size * i] = (unsigned char)i;
		little[size * i + size - 1] = (unsigned char)(size == 2 ? i >> 8 : i);
	}
	npy_decode(&(struct npy_number){ kind, size, false }, n, little, v);
	for (unsigned i = 0; i < n; i++) {
		unsigned char big[2] = { (unsigned char)(i >> 8), (unsigned char)i };
		double one, want = defined(i, exponent, fraction, special);
		npy_decode(&(struct npy_number){ kind, size, true }, 1, size == 2 ? big : big + 1, &one);
		TAP_OK(same(v[i], want) && same(one, want), "%#x is %g and %g, not %g", i, v[i], one, want);
	}
	tap_group(what);
}

static void
scales(void)
{
	for (unsigned i = 0; i < 256; i++) {
		unsigned char byte = (unsigned char)i;
		double x;
		npy_decode(&(struct npy_number){ 'X', 1, false }, 1, &byte, &x);
		TAP_OK(same(x, i == 255 ? (double)NAN : pow(2, (int)i - 127)), "E8M0 %u is %g", i, x);
	}
	tap_group("all 256 numbers of F8_E8M0");
}

/* Every half, and the points between neighbours: below, at and above the middle, where the even one wins. */
static void
back(void)
{
	for (uint64_t h = 0; h < 0x7C00; h++) {
		double low = narrow_half(h), high = h < 0x7BFF ? narrow_half(h + 1) : 65536, middle = (low + high) / 2;
		TAP_OK(narrow_to_half(low) == h && narrow_to_half(-low) == (h | 0x8000), "%g is not %#x", low, (unsigned)h);
		TAP_OK(narrow_to_half(middle) == h + (h & 1), "the middle %g went to %#x", middle, (unsigned)narrow_to_half(middle));
		TAP_OK(narrow_to_half(nextafter(middle, 0)) == h && narrow_to_half(nextafter(middle, 1e9)) == h + 1, "around %g", middle);
	}
	TAP_OK(narrow_to_half((double)NAN) == 0x7E00 && narrow_to_half(-(double)INFINITY) == 0xFC00, "what is not finite");
	tap_group("to half: every half, and around every middle");
}

int
main(void)
{
	all('f', 2, 5, 10, IEEE, "all 65536 halves");
	all('B', 2, 8, 7, IEEE, "all 65536 bfloat16");
	all('E', 1, 5, 2, IEEE, "all 256 numbers of F8_E5M2");
	all('Q', 1, 4, 3, LAST_IS_NAN, "all 256 numbers of F8_E4M3");
	scales();
	back();
	return tap_done();
}
