/* SPDX-License-Identifier: MIT */
/* start: see start.h. */
#include "math/nab/start.h"

void
nab_start(const struct big *n, struct nab_start *st)
{
	struct big four = big_left(n, 2), square;
	bool exact;

	st->n = *n;
	st->s0 = big_root(&four, &exact);
	if (!exact)
		st->s0 = big_plus(&st->s0, 1);
	square = big_multiply(&st->s0, &st->s0);
	st->d0 = big_subtract(&square, &four);
	st->bits = big_bits(n);
	st->s0_real = big_double(&st->s0);
}

/* D(t), at least 0: for a negative one every d will do. */
static struct big
discriminant(const struct nab_start *st, int64_t t)
{
	struct big zero = { { 0 } };
	if (t >= 0) {		/* D0 + t (2 s0 + t) */
		struct big sum = big_left(&st->s0, 1);
		sum = big_plus(&sum, t);
		sum = big_times(&sum, (uint64_t)t);
		return big_add(&sum, &st->d0);
	}
	struct big s = big_plus(&st->s0, t), square = big_multiply(&s, &s), four = big_left(&st->n, 2);
	return big_compare(&square, &four) < 0 ? zero : big_subtract(&square, &four);
}

struct big
nab_start_d(const struct nab_start *st, int64_t t)
{
	struct big D = discriminant(st, t);
	bool exact;
	struct big d = big_root(&D, &exact);

	if (!exact)
		d = big_plus(&d, 1);
	if ((d.v[0] ^ st->s0.v[0] ^ (uint64_t)t) & 1)
		d = big_plus(&d, 1);
	return d;
}

void
nab_start_triple(const struct nab_start *st, int64_t t, struct nab_triple *x)
{
	struct big s = big_plus(&st->s0, t), d = nab_start_d(st, t), product;

	x->b = big_add(&s, &d);
	x->b = big_right(&x->b, 1);
	x->a = big_subtract(&s, &x->b);
	product = big_multiply(&x->a, &x->b);
	x->c = big_subtract(&st->n, &product);
	x->s = big_add(&s, &x->c);
}

int64_t
nab_start_c(const struct nab_start *st, int64_t t)
{
	struct nab_triple x;
	if (t >= 0) {		/* (d^2 - D) / 4 */
		struct big d = nab_start_d(st, t), D = discriminant(st, t), c = big_multiply(&d, &d);
		c = big_subtract(&c, &D);
		c = big_right(&c, 2);
		return (int64_t)big_word(&c, (uint64_t)NAB_ENDLESS);
	}
	nab_start_triple(st, t, &x);
	return (int64_t)big_word(&x.c, (uint64_t)NAB_ENDLESS);
}
