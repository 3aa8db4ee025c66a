/* SPDX-License-Identifier: MIT */
/* cost: see cost.h, whose letters these are. */
#include "math/nab/cost.h"

struct cost {
	struct big n, four_pqn;
	uint64_t p, q, g, m, r1;
};

/* The best so far, at s and e; down: e is negative. */
struct best {
	struct big cost, s, e;
	bool down;
};

static uint64_t
times(uint64_t a, uint64_t b, uint64_t m)
{
	__extension__ typedef unsigned __int128 wide;
	return (uint64_t)((wide)a * b % m);
}

/* The inverse of p modulo q, which have no common factor; 0 for q = 1. */
static uint64_t
inverse(uint64_t p, uint64_t q)
{
	if (q <= 1)
		return 0;
	int64_t a = (int64_t)q, b = (int64_t)(p % q), x = 0, y = 1;
	while (b) {
		int64_t k = a / b, rest = a - k * b, next = x - k * y;
		a = b;
		b = rest;
		x = y;
		y = next;
	}
	return (uint64_t)(x < 0 ? x + (int64_t)q : x);
}

static uint64_t
common(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* False unless p and q are positive. */
static bool
begin(struct cost *w, const struct big *n, uint64_t p, uint64_t q)
{
	uint64_t g = common(p, q);
	*w = (struct cost){ .n = *n, .p = p / g, .q = q / g, .g = g };
	w->m = 2 * w->p * w->q;
	if (w->m == 0)
		return false;
	/* 1 - 2 p k is 1 modulo 2p, and with p k = 1 modulo q it is -1 modulo 2q */
	w->r1 = (w->m + 1 - times(2 * w->p, inverse(w->p, w->q), w->m)) % w->m;
	w->four_pqn = big_times(n, 2 * w->m);
	return true;
}

/* Takes s if its cost is below the best, or equal when equal is true. */
static void
look(const struct cost *w, const struct big *s, bool equal, struct best *b)
{
	struct big square = big_multiply(s, s), root = { { 0 } }, d, c, e;
	bool above = big_compare(&square, &w->four_pqn) >= 0, exact;

	d = above ? big_subtract(&square, &w->four_pqn) : big_subtract(&w->four_pqn, &square);
	if (above) {
		root = big_root(&d, &exact);
		root = big_plus(&root, !exact);
	}
	uint64_t r = times(big_rest(s, w->m), w->r1, w->m), at = big_rest(&root, w->m);
	uint64_t up = r >= at ? r - at : r + w->m - at, down = (w->m - r) % w->m;
	down = down >= at ? down - at : down + w->m - at;
	e = big_plus(&root, (int64_t)(down < up ? down : up));
	if (big_compare(&e, s) > 0)		/* a or b would be negative */
		return;
	c = big_multiply(&e, &e);
	c = above ? big_subtract(&c, &d) : big_add(&c, &d);
	struct big divisor = big_of(2 * w->m), cost = big_times(s, w->g);
	c = big_divide(&c, &divisor);
	cost = big_add(&cost, &c);
	if (big_compare(&cost, &b->cost) < (equal ? 1 : 0))
		*b = (struct best){ cost, *s, e, down < up };
}

/* g s + N - s^2 / (4 p q), rounded down. */
static struct big
bound(const struct cost *w, const struct big *s)
{
	struct big square = big_multiply(s, s), divisor = big_of(2 * w->m), gs = big_times(s, w->g);
	struct big rest = big_subtract(&w->four_pqn, &square);
	rest = big_divide(&rest, &divisor);
	return big_add(&gs, &rest);
}

void
nab_cost(const struct big *n, uint64_t p, uint64_t q, struct nab_triple *x)
{
	struct big least = big_of(4 * p), zero = big_of(0);
	struct cost w;

	*x = (struct nab_triple){ .c = *n, .s = *n };
	least = big_times(&least, q);
	if (big_compare(n, &least) <= 0 || !begin(&w, n, p, q))		/* C4 */
		return;
	struct best b = { .cost = *n };
	bool exact;
	struct big s0 = big_root(&w.four_pqn, &exact);
	s0 = big_plus(&s0, !exact);

	for (struct big s = s0, gs = big_times(&s, w.g); big_compare(&gs, &b.cost) < 0; gs = big_times(&s, w.g)) {
		look(&w, &s, false, &b);
		s = big_plus(&s, 1);
	}
	for (struct big s = s0; big_compare(&s, &zero) > 0;) {
		s = big_plus(&s, -1);
		struct big low = bound(&w, &s);
		if (big_compare(&low, &b.cost) > 0)
			break;
		look(&w, &s, true, &b);
	}
	if (big_compare(n, &b.cost) == 0)
		return;
	struct big two_p = big_of(2 * w.p), two_q = big_of(2 * w.q);
	struct big more = big_add(&b.s, &b.e), fewer = big_subtract(&b.s, &b.e);
	x->a = big_divide(b.down ? &more : &fewer, &two_p);
	x->b = big_divide(b.down ? &fewer : &more, &two_q);
	least = big_multiply(&x->a, &x->b);
	x->c = big_subtract(n, &least);
	x->s = b.cost;
}
