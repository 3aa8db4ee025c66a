/* SPDX-License-Identifier: MIT */
/* variants: see variants.h. */
#include "math/nab/found.h"
#include "math/nab/scan.h"
#include "math/nab/variants.h"

/* The triple of the product just above N at the same s: d - 2. */
static bool
above(const struct nab_start *st, int64_t t, struct nab_triple *x)
{
	nab_start_triple(st, t, x);
	struct big d = nab_start_d(st, t), s = big_add(&x->a, &x->b), product;
	if (big_word(&d, 2) < 2)
		return false;
	x->a = big_plus(&x->a, 1);
	x->b = big_plus(&x->b, -1);
	product = big_multiply(&x->a, &x->b);
	x->c = big_subtract(&product, &st->n);
	x->s = big_add(&s, &x->c);
	return true;
}

int
nab_signed(const struct big *n, struct nab_triple *x, bool *minus, struct err *e)
{
	struct nab_found f = { .least = NAB_ENDLESS };
	struct nab_start st;
	struct nab_triple other;

	nab_start(n, &st);
	int64_t from = st.bits <= 3 ? -(int64_t)st.s0.v[0] : -1;	/* N <= 5, and 6, 7 do no harm */
	for (int64_t t = from; t < 0; t++)
		nab_found_add(&f, t, nab_start_c(&st, t));
	nab_scan_signed(&st, &f);
	if (f.failed)
		return err_memory(e);
	size_t i = f.n - 1;
	while (i > 0 && f.v[i - 1].t + f.v[i - 1].c == f.least)
		i--;
	nab_start_triple(&st, f.v[i].t, x);
	*minus = above(&st, f.v[i].t, &other) && big_compare(&other.s, &x->s) < 0;
	if (*minus)
		*x = other;
	nab_found_free(&f);
	return 0;
}

/* Every a from the one at t down: floor(N/a) grows at least as fast as a shrinks, so the first remainder <= most is the answer. */
static void
divide(const struct nab_start *st, int64_t t, uint64_t most, struct nab_triple *x)
{
	uint64_t n = st->n.v[0];
	nab_start_triple(st, t, x);
	uint64_t a = x->a.v[0];

	while (n % a > most)
		a--;
	x->a = big_of(a);
	x->b = big_of(n / a);
	x->c = big_of(n % a);
	x->s = big_add(&x->a, &x->b);
	x->s = big_add(&x->s, &x->c);
}

int
nab_max_c(const struct big *n, const struct big *most, struct nab_triple *x, struct err *e)
{
	struct nab_start st, less;
	struct big rest = big_compare(n, most) > 0 ? big_subtract(n, most) : big_of(0);
	int64_t to = NAB_ENDLESS, found;

	nab_start(n, &st);
	nab_start(&rest, &less);
	if (big_compare(&less.s0, &st.s0) < 0) {	/* the middle of a smaller s is enough */
		x->a = big_right(&less.s0, 1);
		x->b = big_subtract(&less.s0, &x->a);
		struct big product = big_multiply(&x->a, &x->b);
		x->c = big_subtract(n, &product);
		x->s = big_add(&less.s0, &x->c);
		return 0;
	}
	if (st.bits <= 64 && big_word(most, UINT64_MAX) < st.s0.v[0] / 4)
		to = NAB_CLOSE;
	if (nab_scan_first(&st, most, to, &found))
		nab_start_triple(&st, found, x);
	else
		divide(&st, found, big_word(most, UINT64_MAX), x);
	(void)e;
	return 0;
}
