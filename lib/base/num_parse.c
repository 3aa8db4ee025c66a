/* SPDX-License-Identifier: MIT */
/* num_parse: decimal text to the nearest double; see num.h. */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/num.h"
#include "base/num_inside.h"
#include "base/num_scaled.h"

_Static_assert(FLT_EVAL_METHOD == 0 && DBL_MANT_DIG == 53, "the fast path wants double arithmetic that rounds once");

/* A number as written: the digits of first[0..length), with a point among them perhaps, are the integer that 10^q multiplies. */
struct decimal {
	bool minus;
	bool integer;			/* no point, no exponent */
	const char *first;
	size_t length, digits;
	uint64_t w;			/* that integer modulo 2^64 */
	int64_t q;
	const char *end;
};

static bool
digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* Goes over digits from p, appending them to *w modulo 2^64; returns where they end. */
static inline const char *
digits(const char *p, const char *end, uint64_t *w)
{
	static const uint64_t tens[8] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000 };
	uint64_t v = *w;
	for (; end - p >= 8; p += 8) {
		uint64_t t = num_load(p) ^ NUM_ZEROS, others = num_others(t);
		if (others) {
			unsigned bits = (unsigned)__builtin_ctzll(others) & 56;
			*w = v * tens[bits / 8] + num_joined(t << 8 << (56 - bits));
			return p + bits / 8;
		}
		v = v * 100000000 + num_joined(t);
	}
	for (; p < end && digit(*p); p++)
		v = v * 10 + (uint64_t)(*p - '0');
	*w = v;
	return p;
}

/* p stands behind the e: the exponent, saturated far beyond what digits can make up for; where it ends, or NULL. */
static const char *
exponent(const char *p, const char *end, int64_t *value)
{
	int64_t v = 0;
	bool minus = p < end && *p == '-';
	if (p < end && (*p == '-' || *p == '+'))
		p++;
	if (p == end || !digit(*p))
		return NULL;
	for (; p < end && digit(*p); p++)
		v = v < INT64_C(100000000000000000) ? v * 10 + (*p - '0') : v;
	*value = minus ? -v : v;
	return p;
}

/* The grammar of num.h. */
static inline bool
scan(size_t n, const char s[], bool json, struct decimal *d)
{
	const char *p = s, *end = s + n;

	d->minus = *p == '-';
	p += d->minus | (*p == '+' && !json);		/* signs are not to be foreseen: no branch for a minus */
	d->first = p;
	d->w = 0;
	p = digits(p, end, &d->w);
	size_t whole = (size_t)(p - d->first), fraction = 0;
	if (json && whole == 0)
		return false;
	if (json && whole > 1 && *d->first == '0') {	/* 012: the number is 0 */
		p = d->first + 1;
		whole = 1;
		d->w = 0;
	}
	d->integer = true;
	if (p < end && *p == '.') {
		const char *after = digits(p + 1, end, &d->w);
		fraction = (size_t)(after - p) - 1;
		if (fraction > 0 || (whole > 0 && !json)) {
			d->integer = false;
			p = after;
		}
	}
	d->digits = whole + fraction;
	d->length = (size_t)(p - d->first);
	d->q = 0;
	d->end = p;
	if (p < end && (*p | 0x20) == 'e' && (p = exponent(p + 1, end, &d->q))) {
		d->integer = false;
		d->end = p;
	}
	d->q -= (int64_t)fraction;
	return d->digits > 0;
}

/*
 * Leading zeros go, and when more than 19 digits are left, w and *q are made of the first 19: true.  (A digit is then known to be
 * cut, so the number lies in [w, w + 1) 10^*q.)
 */
static bool
cut(struct decimal *d, int64_t *q)
{
	while (d->digits > 0 && (*d->first == '0' || *d->first == '.')) {
		d->digits -= *d->first == '0';
		d->first++;
		d->length--;
	}
	if (d->digits <= 19)
		return false;
	const char *p = d->first;
	d->w = 0;
	for (int k = 0; k < 19; p++) {
		if (*p != '.') {
			d->w = d->w * 10 + (uint64_t)(*p - '0');
			k++;
		}
	}
	*q += (int64_t)d->digits - 19;
	return true;
}

/* The double nearest to |d|. */
static double
nearest(struct decimal *d)
{
	int64_t q = d->q;
	bool more = d->digits > 19 && cut(d, &q);
	uint64_t mantissa, above;
	double value;

	if (d->w == 0 || q < NUM_POWER_MIN)	/* 10^19 10^-343 < 2^-1075 */
		return 0.0;
	if (q > 308)
		return HUGE_VAL;
	if (!more && num_scaled(d->w, (int)q, &value))
		return value;
	struct num_halves x = num_halves(d->w, (int)q);
	if (!num_rounded(x, &mantissa) || (more && (!num_rounded(num_halves(d->w + 1, (int)q), &above) || above != mantissa))) {
		uint64_t middle = x.m | 1;	/* 1 2^-5 past m at most, x can be on its other side, or be it */
		int sign = num_big_compare(d->length, d->first, d->q, middle, x.e);
		mantissa = (middle >> 1) + (sign > 0 || (sign == 0 && middle & 2));
	}
	return num_assembled(mantissa, x.e + 1);
}

/* Is the integer d, above 2^53, the finite double x? */
static bool
holds(const struct decimal *d, double x)
{
	if (d->digits <= 19)
		return d->w >> __builtin_ctzll(d->w) < UINT64_C(1) << 53;
	int e;
	uint64_t m = (uint64_t)ldexp(frexp(x, &e), 53);
	return num_big_compare(d->length, d->first, d->q, m, e - 53) == 0;
}

/* The length of word when s begins with it, letter case ignored. */
static size_t
begins(size_t n, const char s[], const char word[])
{
	size_t i = 0;
	while (i < n && word[i] && (s[i] | 0x20) == word[i])
		i++;
	return word[i] ? 0 : i;
}

static enum num_result
infinite(size_t n, const char s[], bool json, double *value, size_t *end)
{
	size_t sign = *s == '-' || (*s == '+' && !json);
	size_t length = begins(n - sign, s + sign, "infinity");
	if (!length && !(length = begins(n - sign, s + sign, "inf")))
		return NUM_BAD;
	*value = *s == '-' ? -HUGE_VAL : HUGE_VAL;
	*end = sign + length;
	return NUM_OK;
}

enum num_result
num_parse(size_t n, const char s[], unsigned flags, double *value, size_t *end)
{
	struct decimal d;

	*end = 0;
	if (n == 0)
		return NUM_BAD;
	if (!scan(n, s, flags & NUM_JSON, &d))
		return flags & NUM_INF ? infinite(n, s, flags & NUM_JSON, value, end) : NUM_BAD;
	double x = nearest(&d);
	*value = num_signed(x, d.minus);
	*end = (size_t)(d.end - s);
	if (x > DBL_MAX)
		return NUM_OVERFLOW;
	if (d.integer && x >= 0x1p53 && !holds(&d, x))
		return NUM_INEXACT_INTEGER;
	return NUM_OK;
}

enum num_result
num_read(struct str text, unsigned flags, double *value)
{
	size_t end;
	enum num_result r = num_parse(text.n, text.s, flags, value, &end);
	return end == text.n ? r : NUM_BAD;
}
