/* SPDX-License-Identifier: MIT */
/* num_print: doubles and counts to decimal text; see num.h. */
#include <math.h>
#include <stdbool.h>

#include "base/bits.h"
#include "base/num.h"
#include "base/num_inside.h"

enum { DIGITS = 17 };

/* first[0] . first[1] .. first[n - 1] times 10^e, n <= DIGITS: as text, in store, where DIGITS bytes may be read beyond it. */
struct digits {
	char store[4 * DIGITS];
	char *first;
	int n, e;
};

/* Eight digits of v < 10^8, the first the lowest byte: split by 10^4, the halves by 100, the quarters by 10. */
static uint64_t
eight(uint32_t v)
{
	uint64_t w = v / 10000 | (uint64_t)(v % 10000) << 32, high;
	high = w * 10486 >> 20 & UINT64_C(0x7f0000007f);		/* 10486 2^-20 ~ 1/100, right below 10^4 */
	w = high | (w - 100 * high) << 16;
	high = w * 103 >> 10 & UINT64_C(0xf000f000f000f);		/* 103 2^-10 ~ 1/10, right below 100 */
	return high | (w - 10 * high) << 8;
}

/* The digits of v 10^k, 0 < v < 10^17, without zeros at either end. */
static void
spread(uint64_t v, int k, struct digits *d)
{
	const uint64_t ascii = UINT64_C(0x3030303030303030);
	uint64_t rest = v % 10000000000000000, high = eight((uint32_t)(rest / 100000000)), low = eight((uint32_t)(rest % 100000000));
	char top = (char)('0' + v / 10000000000000000);
	d->store[0] = top;
	num_store(d->store + 1, high | ascii);
	num_store(d->store + 9, low | ascii);
	int before = top > '0' ? 0 : high ? 1 + __builtin_ctzll(high) / 8 : 9 + __builtin_ctzll(low) / 8;
	int after = low ? __builtin_clzll(low) / 8 : high ? 8 + __builtin_clzll(high) / 8 : 16;
	d->first = d->store + before;
	d->n = DIGITS - before - after;
	d->e = k + DIGITS - 1 - before;
}

/*
 * floor(g c 2^-128) for g = (g[0], g[1]) and c < 2^64, its last bit set when something was cut away ("round to odd", Schubfach
 * section 9.6).  High words up to 1 are no sign of that: g is a little too large.
 */
static uint64_t
product(const uint64_t g[2], uint64_t c)
{
	uint128 low = (uint128)g[1] * c, high = (uint128)g[0] * c + (uint64_t)(low >> 64);
	return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/*
 * *v 10^*k, *v < 10^17, is the shortest decimal that rounds to x = c 2^q, of those the nearest; it may end in zeros.  close: x is a
 * power of two, the double below is half as far as the one above.   Giulietti 2020, "The Schubfach way to render doubles", with
 * decimals of one digit allowed (the paper, for Java, wants two).
 */
static void
shortest(uint64_t c, int q, bool close, uint64_t *v, int *k)
{
	/* 10^k <= the width of the interval that rounds to x (2^q, 3/4 2^q when close) < 10^(k+1): log10(2), log10(3/4) times 2^22 */
	*k = (q * 1262611 - (close ? 524031 : 0)) >> 22;
	int h = q + num_log2(-*k) + 1;
	const uint64_t *power = num_powers[-*k - NUM_POWER_MIN];
	uint64_t g[2] = { power[0] + (power[1] == UINT64_MAX), power[1] + 1 };		/* 10^-k from above, by at most 1 */

	/* x and the ends of its interval in units of 10^k / 4; the ends belong to it when c is even */
	bool odd = c & 1;
	uint64_t low = product(g, (4 * c - 2 + close) << h) + odd, x = product(g, 4 * c << h), high = product(g, (4 * c + 2) << h) - odd;

	uint64_t s = x / 4, tens = x / 40;
	if (s >= 10) {
		bool below = low <= 40 * tens, above = 40 * tens + 40 <= high;
		if (below != above) {
			*v = 10 * (tens + above);
			return;
		}
	}
	bool below = low <= 4 * s, above = 4 * s + 4 <= high;
	bool up = below != above ? above : x > 4 * s + 2 || (x == 4 * s + 2 && s & 1);
	*v = s + up;
}

/* The shortest digits of finite x > 0. */
static void
digits_of(double x, struct digits *d)
{
	uint64_t v;
	int k;

	if (x < 0x1p53 && x == (double)(uint64_t)x) {	/* all integers are doubles there: it is its own shortest text */
		spread((uint64_t)x, 0, d);
		return;
	}
	const uint64_t bits = bits_of(x), fraction = bits & ((UINT64_C(1) << 52) - 1);
	int biased = (int)(bits >> 52 & 0x7ff);
	shortest(fraction | (uint64_t)(biased > 0) << 52, (biased ? biased : 1) - 1075, fraction == 0 && biased > 1, &v, &k);
	spread(v, k, d);
}

/* Plain for -4 <= e < 16, else d.ddde-7.  What is copied beyond the digits is overwritten or not counted. */
static size_t
layout(const struct digits *d, bool minus, char out[NUM_TEXT])
{
	char text[64], *p = text;
	int e = d->e;

	*p = '-';
	p += minus;
	if (e >= 0 && e < 16) {
		if (d->n <= e + 1) {
			memset(p, '0', 16);
			memcpy(p, d->first, (size_t)d->n);
			p += e + 1;
		} else {
			memcpy(p, d->first, 16);
			p[e + 1] = '.';
			memcpy(p + e + 2, d->first + e + 1, 16);
			p += d->n + 1;
		}
	} else if (e < 0 && e >= -4) {
		memcpy(p, "0.000", 5);
		memcpy(p + 1 - e, d->first, DIGITS);
		p += 1 - e + d->n;
	} else {
		p[0] = d->first[0];
		p[1] = '.';
		memcpy(p + 2, d->first + 1, 16);
		p += d->n > 1 ? d->n + 1 : 1;
		*p++ = 'e';
		if (e < 0)
			*p++ = '-';
		p += num_print_count((uint64_t)(e < 0 ? -e : e), p);
	}
	memcpy(out, text, NUM_TEXT);
	return (size_t)(p - text);
}

/* nan, inf, -inf, 0 and -0: their text and its length; 0 for any other number. */
static size_t
special(double x, char out[NUM_TEXT])
{
	if (isfinite(x) && x != 0)
		return 0;
	struct str text = isnan(x) ? STR("nan") : x > 0 ? STR("inf") : x < 0 ? STR("-inf") : signbit(x) ? STR("-0") : STR("0");
	memcpy(out, text.s, text.n);
	return text.n;
}

size_t
num_print(double x, char out[NUM_TEXT])
{
	size_t n = special(x, out);
	if (n == 0) {
		struct digits d;
		digits_of(fabs(x), &d);
		n = layout(&d, x < 0, out);
	}
	return n;
}

/*
 * d, the shortest digits of x > 0, cut to k < d->n and rounded as x itself is.  What lies half way between decimals of k digits has
 * k + 1 digits, so it cannot lie strictly between x and the shortest decimal s, nor at x, unless it is s: it would be shorter or
 * nearer.  So the digits of s decide, unless they are half way: then the side of s on which x lies does.
 */
static void
round_digits(double x, int k, struct digits *d)
{
	bool up = d->first[k] >= '5';
	if (d->first[k] == '5' && d->n == k + 1) {
		int e;
		uint64_t m = (uint64_t)ldexp(frexp(x, &e), 53);
		int side = num_big_compare((size_t)d->n, d->first, d->e - k, m, e - 53);	/* of s, seen from x */
		up = side < 0 || (side == 0 && (d->first[k - 1] - '0') & 1);
	}
	d->n = k;
	if (up) {
		while (d->n > 0 && d->first[d->n - 1] == '9')
			d->n--;
		if (d->n > 0) {
			d->first[d->n - 1]++;
		} else {	/* 999 is 1000 */
			d->first[0] = '1';
			d->n = 1;
			d->e++;
		}
	}
	while (d->first[d->n - 1] == '0')
		d->n--;
}

size_t
num_print_digits(double x, int digits, char out[NUM_TEXT])
{
	size_t n = special(x, out);
	if (n == 0) {
		struct digits d;
		digits_of(fabs(x), &d);
		if (digits < d.n)
			round_digits(fabs(x), digits, &d);
		n = layout(&d, x < 0, out);
	}
	return n;
}

size_t
num_print_count(uint64_t n, char out[NUM_TEXT])
{
	char text[20], *p = text + sizeof text;
	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	size_t length = (size_t)(text + sizeof text - p);
	memcpy(out, p, length);
	return length;
}
