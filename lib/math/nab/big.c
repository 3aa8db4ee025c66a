/* SPDX-License-Identifier: MIT */
/* big: see big.h. */
#include <math.h>

#include "math/nab/big.h"

struct big
big_of(uint64_t x)
{
	return (struct big){ { x } };
}

size_t
big_limbs(const struct big *a)
{
	size_t n = BIG_LIMBS;
	while (n && a->v[n - 1] == 0)
		n--;
	return n;
}

bool
big_zero(const struct big *a)
{
	return big_limbs(a) == 0;
}

int
big_compare(const struct big *a, const struct big *b)
{
	return mpn_cmp(a->v, b->v, BIG_LIMBS);
}

unsigned
big_bits(const struct big *a)
{
	size_t n = big_limbs(a);
	return n ? (unsigned)(64 * n) - (unsigned)__builtin_clzll(a->v[n - 1]) : 0;
}

struct big
big_add(const struct big *a, const struct big *b)
{
	struct big r;
	mpn_add_n(r.v, a->v, b->v, BIG_LIMBS);
	return r;
}

struct big
big_subtract(const struct big *a, const struct big *b)
{
	struct big r;
	mpn_sub_n(r.v, a->v, b->v, BIG_LIMBS);
	return r;
}

struct big
big_plus(const struct big *a, int64_t x)
{
	struct big r;
	if (x < 0)
		mpn_sub_1(r.v, a->v, BIG_LIMBS, -(uint64_t)x);
	else
		mpn_add_1(r.v, a->v, BIG_LIMBS, (uint64_t)x);
	return r;
}

struct big
big_multiply(const struct big *a, const struct big *b)
{
	mp_limb_t product[2 * BIG_LIMBS];
	struct big r = { { 0 } };
	size_t n = big_limbs(a), m = big_limbs(b), all = n + m < BIG_LIMBS ? n + m : BIG_LIMBS;

	if (n == 0 || m == 0)
		return r;
	if (n >= m)
		mpn_mul(product, a->v, (mp_size_t)n, b->v, (mp_size_t)m);
	else
		mpn_mul(product, b->v, (mp_size_t)m, a->v, (mp_size_t)n);
	mpn_copyi(r.v, product, (mp_size_t)all);
	return r;
}

struct big
big_times(const struct big *a, uint64_t x)
{
	struct big r;
	mpn_mul_1(r.v, a->v, BIG_LIMBS, x);
	return r;
}

struct big
big_left(const struct big *a, unsigned bits)
{
	struct big r = { { 0 } };
	size_t limbs = bits / 64;
	if (bits % 64)
		mpn_lshift(r.v + limbs, a->v, (mp_size_t)(BIG_LIMBS - limbs), bits % 64);
	else
		mpn_copyi(r.v + limbs, a->v, (mp_size_t)(BIG_LIMBS - limbs));
	return r;
}

struct big
big_right(const struct big *a, unsigned bits)
{
	struct big r = { { 0 } };
	size_t limbs = bits / 64;
	if (bits % 64)
		mpn_rshift(r.v, a->v + limbs, (mp_size_t)(BIG_LIMBS - limbs), bits % 64);
	else
		mpn_copyi(r.v, a->v + limbs, (mp_size_t)(BIG_LIMBS - limbs));
	return r;
}

struct big
big_divide(const struct big *a, const struct big *b)
{
	struct big q = { { 0 } }, r;
	size_t n = big_limbs(a), m = big_limbs(b);
	if (n >= m)
		mpn_tdiv_qr(q.v, r.v, 0, a->v, (mp_size_t)n, b->v, (mp_size_t)m);
	return q;
}

uint64_t
big_rest(const struct big *a, uint64_t m)
{
	size_t n = big_limbs(a);
	return n ? mpn_mod_1(a->v, (mp_size_t)n, m) : 0;
}

struct big
big_root(const struct big *a, bool *exact)
{
	struct big root = { { 0 } }, rest;
	size_t n = big_limbs(a);
	mp_size_t left = n ? mpn_sqrtrem(root.v, rest.v, a->v, (mp_size_t)n) : 0;
	if (exact)
		*exact = left == 0;
	return root;
}

double
big_double(const struct big *a)
{
	unsigned bits = big_bits(a), shift = bits > 64 ? bits - 64 : 0;
	struct big top = big_right(a, shift);
	return ldexp((double)top.v[0], (int)shift);
}

uint64_t
big_word(const struct big *a, uint64_t most)
{
	return big_limbs(a) > 1 || a->v[0] > most ? most : a->v[0];
}

size_t
big_print(const struct big *a, char out[BIG_TEXT])
{
	struct big copy = *a;
	size_t n = big_limbs(a), digits, lead = 0;

	if (n == 0) {
		out[0] = '0';
		return 1;
	}
	unsigned char s[BIG_TEXT + 2];
	digits = mpn_get_str(s, 10, copy.v, (mp_size_t)n);
	while (s[lead] == 0)
		lead++;
	for (size_t k = lead; k < digits; k++)
		out[k - lead] = (char)('0' + s[k]);
	return digits - lead;
}

/* Digits to a number below 2^BIG_INPUT. */
static bool
digits(struct str t, struct big *a, bool *large)
{
	*a = (struct big){ { 0 } };
	for (size_t k = 0; k < t.n; k++)
		if (t.s[k] < '0' || t.s[k] > '9')
			return false;
	while (t.n > 1 && t.s[0] == '0') {
		t.s++;
		t.n--;
	}
	for (size_t k = 0; k < t.n; k++) {
		*a = big_times(a, 10);
		*a = big_plus(a, t.s[k] - '0');
		if (big_bits(a) > BIG_INPUT) {
			*large = true;
			return false;
		}
	}
	return t.n > 0;
}

static bool
power(const struct big *base, const struct big *exponent, struct big *a, bool *large)
{
	*a = big_of(1);
	if (big_zero(exponent))
		return true;
	if (big_bits(base) < 2) {		/* 0 and 1 */
		*a = *base;
		return true;
	}
	for (uint64_t k = big_word(exponent, BIG_INPUT + 2); k > 0; k--) {
		if (big_bits(a) + big_bits(base) > BIG_INPUT + 2) {	/* beyond 2^BIG_INPUT */
			*large = true;
			return false;
		}
		*a = big_multiply(a, base);
	}
	return true;
}

bool
big_read(struct str text, struct big *a, bool *large)
{
	struct str rest, base = str_cut(text, '^', &rest), exponent, more;
	struct big b, e, d;

	*large = false;
	if (!rest.s)
		return digits(text, a, large);
	bool minus = false;
	exponent = str_cut(rest, '+', &more);
	if (!more.s) {
		exponent = str_cut(rest, '-', &more);
		minus = true;
	}
	bool well = digits(base, &b, large);
	well = (well || *large) && (digits(exponent, &e, large) || *large);
	if (well && more.s)
		well = digits(more, &d, large) || *large;
	if (!well)
		*large = false;
	if (!well || *large || !power(&b, &e, a, large))
		return false;
	if (more.s && minus && big_compare(a, &d) < 0)
		return false;
	if (more.s)
		*a = minus ? big_subtract(a, &d) : big_add(a, &d);
	*large = big_bits(a) > BIG_INPUT;
	return !*large;
}
