/* SPDX-License-Identifier: MIT */
/* check: see check.h. */
#include "math/nab/check.h"

bool
nab_check_sums(const struct big *n, const struct big *a, const struct big *b, const struct big *c, const struct big *s)
{
	struct big product = big_multiply(a, b), sum = big_add(a, b);
	if (big_bits(a) + big_bits(b) > BIG_INPUT + 2)
		return false;
	product = big_add(&product, c);
	sum = big_add(&sum, c);
	return big_compare(&product, n) == 0 && big_compare(&sum, s) == 0;
}

/* a + b + c at a + b = s. */
static struct big
total(const struct big *four_n, const struct big *s)
{
	struct big square = big_multiply(s, s), d = { { 0 } };

	if (big_compare(&square, four_n) > 0) {
		bool exact;
		struct big D = big_subtract(&square, four_n);
		d = big_root(&D, &exact);
		d = big_plus(&d, !exact);
	}
	d = big_plus(&d, (int64_t)((d.v[0] ^ s->v[0]) & 1));
	struct big c = big_multiply(&d, &d);		/* 4c = d^2 + 4N - s^2 */
	c = big_add(&c, four_n);
	c = big_subtract(&c, &square);
	c = big_right(&c, 2);
	return big_add(s, &c);
}

struct big
nab_check_least(const struct big *n, const struct big *from, uint64_t count, struct big *where)
{
	struct big four_n = big_left(n, 2), sum = *from, least = total(&four_n, from);

	*where = *from;
	for (uint64_t i = 1; i < count; i++) {
		sum = big_plus(&sum, 1);
		struct big t = total(&four_n, &sum);
		if (big_compare(&t, &least) < 0) {
			least = t;
			*where = sum;
		}
	}
	return least;
}

uint64_t
nab_check_count(const struct big *n, const struct big *s, struct big *from)
{
	struct big four_n = big_left(n, 2), count;
	bool exact;

	*from = big_root(&four_n, &exact);
	*from = big_plus(from, exact ? -1 : 0);		/* ceil - 1 */
	if (big_compare(from, s) >= 0)
		return 0;
	count = big_subtract(s, from);
	return big_word(&count, UINT64_C(1) << 63);
}
