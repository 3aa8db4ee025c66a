/* SPDX-License-Identifier: MIT */
/* sumtext: see sumtext.h. */
#include <math.h>

#include "base/num.h"
#include "base/suminside.h"
#include "base/sumtext.h"

/* A class of a powersum lies within the exponents of a double; a limb above this would leave no room for sums to come. */
enum { CLASS_MAX = 4096, TOP_LIMB = 69 };

static const char digit[] = "0123456789abcdef";

void
sumtext_count(struct text *t, uint64_t n)
{
	char s[NUM_TEXT];
	text_add(t, (struct str){ s, num_print_count(n, s) });
	text_byte(t, ' ');
}

void
sumtext_integer(struct text *t, int64_t n)
{
	if (n < 0)
		text_byte(t, '-');
	sumtext_count(t, n < 0 ? -(uint64_t)n : (uint64_t)n);
}

void
sumtext_number(struct text *t, double x)
{
	char s[NUM_TEXT];
	text_add(t, (struct str){ s, num_print(x, s) });
	text_byte(t, ' ');
}

/* Hexadecimal digits of word, without leading zeros when nothing stands before it. */
static void
add_hex(struct text *t, uint64_t word, int digits, bool *begun)
{
	for (int i = digits; i-- > 0;) {
		unsigned d = word >> (4 * i) & 15;
		if ((*begun |= d != 0))
			text_byte(t, digit[d]);
	}
}

void
sumtext_wide(struct text *t, uint64_t high, uint64_t low)
{
	bool begun = false;
	add_hex(t, high, 16, &begun);
	add_hex(t, low, 16, &begun);
	text_add(t, begun ? STR(" ") : STR("0 "));
}

void
sumtext_xsum(struct text *t, const struct xsum *s)
{
	struct digits d;
	bool begun = false;
	sum_digits(s, &d);
	if (d.sign == 0) {
		text_add(t, STR("0p0 "));
		return;
	}
	while (d.limb[d.low] == 0)
		d.low++;
	if (d.sign < 0)
		text_byte(t, '-');
	for (int i = d.high; i >= d.low; i--)
		add_hex(t, d.limb[i], 8, &begun);
	text_byte(t, 'p');
	sumtext_integer(t, 32 * d.low - 1074);
}

void
sumtext_powersum(struct text *t, const struct powersum *s)
{
	sumtext_integer(t, s->top);
	sumtext_xsum(t, &s->upper);
	sumtext_xsum(t, &s->lower);
}

void
sumtext_entropysum(struct text *t, const struct entropysum *s)
{
	sumtext_xsum(t, &s->sum);
	sumtext_xsum(t, &s->logs);
}

static struct str
word(struct sumread *r)
{
	struct str w = { "", 0 };
	if (!r->bad)
		w = str_cut(r->rest, ' ', &r->rest);
	if (!r->rest.s || w.n == 0)
		r->bad = true;
	return r->bad ? (struct str){ "", 0 } : w;
}

uint64_t
sumread_count(struct sumread *r, uint64_t limit)
{
	struct str w = word(r);
	uint64_t n = 0;
	for (size_t i = 0; i < w.n; i++) {
		uint64_t d = (uint64_t)(unsigned char)w.s[i] - '0';
		if (d > 9 || n > limit / 10 || d > limit - 10 * n)
			r->bad = true;
		n = 10 * n + d;
	}
	return r->bad ? 0 : n;
}

int64_t
sumread_integer(struct sumread *r, int64_t limit)
{
	bool minus = r->rest.n > 0 && r->rest.s[0] == '-';
	if (minus)
		r->rest = (struct str){ r->rest.s + 1, r->rest.n - 1 };
	int64_t n = (int64_t)sumread_count(r, (uint64_t)limit);
	return minus ? -n : n;
}

double
sumread_number(struct sumread *r)
{
	double x = 0;
	if (num_read(word(r), NUM_INF, &x) != NUM_OK)
		r->bad = true;
	return x;
}

/* The value of a hexadecimal digit; 16 when it is none. */
static unsigned
value_of(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

void
sumread_wide(struct sumread *r, uint64_t *high, uint64_t *low)
{
	struct str w = word(r);
	*high = *low = 0;
	r->bad |= w.n > 32;
	for (size_t i = 0; i < w.n && !r->bad; i++) {
		unsigned d = value_of(w.s[i]);
		r->bad |= d > 15;
		*high = *high << 4 | *low >> 60;
		*low = *low << 4 | d;
	}
}

void
sumread_xsum(struct sumread *r, struct xsum *s)
{
	struct str exponent, hex = str_cut(word(r), 'p', &exponent);
	int64_t sign = hex.n && hex.s[0] == '-' ? -1 : 1, place;
	*s = (struct xsum){ 0 };
	if (sign < 0)
		hex = (struct str){ hex.s + 1, hex.n - 1 };
	if (!exponent.s || hex.n == 0) {
		r->bad = true;
		return;
	}
	if (str_is(hex, "0"))
		return;
	double e = 0;		/* a small integer */
	r->bad |= num_read(exponent, NUM_CSV, &e) != NUM_OK || !(e >= -1074 && e <= 32 * TOP_LIMB) || fmod(e + 1074, 32) != 0;
	place = r->bad ? 0 : ((int64_t)e + 1074) / 32;
	r->bad |= (uint64_t)place + (hex.n + 7) / 8 > TOP_LIMB + 1;
	for (size_t i = 0; i < hex.n && !r->bad; i++) {
		size_t at = hex.n - 1 - i;
		unsigned d = value_of(hex.s[at]);
		r->bad |= d > 15;
		s->limb[(size_t)place + i / 8] += sign * ((int64_t)d << (4 * (i % 8)));
	}
}

void
sumread_powersum(struct sumread *r, struct powersum *s)
{
	int64_t top = sumread_integer(r, CLASS_MAX);
	r->bad |= s->width == 0 && top != 0;
	s->top = r->bad ? s->top : (int)top;
	sumread_xsum(r, &s->upper);
	sumread_xsum(r, &s->lower);
}

void
sumread_entropysum(struct sumread *r, struct entropysum *s)
{
	sumread_xsum(r, &s->sum);
	sumread_xsum(r, &s->logs);
}
