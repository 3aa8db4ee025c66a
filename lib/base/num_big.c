/* SPDX-License-Identifier: MIT */
/* num_big: a decimal against a binary number, exactly; see num_inside.h. */
#include <stdbool.h>

#include "base/num_inside.h"

/*
 * DIGITS: what lies half way between doubles has at most 768 significant digits (2^54 5^1075 has), so of two numbers that differ,
 * one cut after 800 still differs, or only in what was cut.  LIMBS: 10^800 < 2^2658, 2^55 5^1127 < 2^2672, and a factor of 2^10.
 */
enum { DIGITS = 800, LIMBS = 43 };

struct big {
	size_t n;		/* limbs in use, the highest of them not 0 */
	uint64_t limb[LIMBS];
};

/* a = a k + c */
static void
multiply(struct big *a, uint64_t k, uint64_t c)
{
	for (size_t i = 0; i < a->n; i++) {
		uint128 t = (uint128)a->limb[i] * k + c;
		a->limb[i] = (uint64_t)t;
		c = (uint64_t)(t >> 64);
	}
	if (c)
		a->limb[a->n++] = c;
}

/* a = a 5^k */
static void
multiply_fives(struct big *a, int64_t k)
{
	const uint64_t five27 = UINT64_C(7450580596923828125);	/* the largest power below 2^64 */
	for (; k >= 27; k -= 27)
		multiply(a, five27, 0);
	for (; k > 0; k--)
		multiply(a, 5, 0);
}

/* a = a 2^k */
static void
shift(struct big *a, int64_t k)
{
	size_t limbs = (size_t)(k / 64);
	multiply(a, UINT64_C(1) << (k % 64), 0);
	memmove(a->limb + limbs, a->limb, a->n * sizeof a->limb[0]);
	memset(a->limb, 0, limbs * sizeof a->limb[0]);
	a->n += limbs;
}

static int
compare(const struct big *a, const struct big *b)
{
	if (a->n != b->n)
		return a->n > b->n ? 1 : -1;
	for (size_t i = a->n; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] > b->limb[i] ? 1 : -1;
	return 0;
}

int
num_big_compare(size_t n, const char text[], int64_t q, uint64_t m, int e)
{
	struct big a = { 0 }, b = { 1, { m } };
	size_t digits = 0;
	bool more = false;	/* something not 0 was cut off */

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '.')
			continue;
		if (digits < DIGITS) {
			multiply(&a, 10, (uint64_t)(text[i] - '0'));
			digits += a.n > 0;
		} else {
			more |= text[i] != '0';
			q++;
		}
	}
	/* a 10^q ? m 2^e, that is a 5^q 2^(q - e) ? m */
	if (q >= 0)
		multiply_fives(&a, q);
	else
		multiply_fives(&b, -q);
	if (q >= e)
		shift(&a, q - e);
	else
		shift(&b, e - q);
	int sign = compare(&a, &b);
	return sign ? sign : more;
}
