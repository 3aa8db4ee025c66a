/* SPDX-License-Identifier: MIT */
/* Tests of math/nab/cost: P a + Q b + c against all pairs, against every a of larger N, and with P = Q = 1 against the scan. */
#include "tap.h"

#include "math/nab/cost.h"
#include "math/nab/nab.h"

struct triple {
	uint64_t a, b, c;
};

/* All a, b with a b <= N: the least cost, of these the least P a + Q b, of these the least c, then a. */
static struct triple
brute(uint64_t n, uint64_t p, uint64_t q, uint64_t *cost)
{
	struct triple best = { 0, 0, n };
	*cost = n;
	for (uint64_t a = 0; a <= n; a++)
		for (uint64_t b = 0; a ? a * b <= n : b == 0; b++) {
			uint64_t c = n - a * b, s = p * a + q * b, least = p * best.a + q * best.b;
			if (s + c < *cost || (s + c == *cost && s < least)) {
				*cost = s + c;
				best = (struct triple){ a, b, c };
			}
		}
	return best;
}

static void
test_all_pairs(void)
{
	static const uint64_t pairs[][2] = {
		{ 1, 1 }, { 1, 2 }, { 2, 1 }, { 2, 2 }, { 1, 3 }, { 3, 2 }, { 2, 3 }, { 4, 6 }, { 5, 5 }, { 1, 7 }, { 7, 1 }, { 6, 4 }, { 3, 9 },
		{ 1, 40 }, { 40, 1 }, { 12, 18 }, { 7, 11 }, { 1000, 1 }, { 1000000000, 1000000000 },
	};
	struct nab_triple x;
	uint64_t cost;

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		for (uint64_t n = 0; n <= 600; n++) {
			uint64_t p = pairs[i][0], q = pairs[i][1];
			struct triple want = brute(n, p, q, &cost);
			struct big N = big_of(n);
			nab_cost(&N, p, q, &x);
			TAP_OK(x.s.v[0] == cost && x.a.v[0] == want.a && x.b.v[0] == want.b && x.c.v[0] == want.c,
			       "N = %lu, %lu:%lu: %lu %lu %lu = %lu, not %lu %lu %lu = %lu", (unsigned long)n, (unsigned long)p, (unsigned long)q,
			       (unsigned long)x.a.v[0], (unsigned long)x.b.v[0], (unsigned long)x.c.v[0], (unsigned long)x.s.v[0],
			       (unsigned long)want.a, (unsigned long)want.b, (unsigned long)want.c, (unsigned long)cost);
		}
	tap_group("N to 600, 19 pairs P:Q, against all a and b");
}

/* For a given a the cost is linear in b: its least belongs to b = 0 or b = floor(N/a). */
static uint64_t
by_a(uint64_t n, uint64_t p, uint64_t q)
{
	uint64_t least = n;
	for (uint64_t a = 1; a <= n && p * a < least; a++) {
		uint64_t cost = p * a + q * (n / a) + n % a;
		least = cost < least ? cost : least;
	}
	return least;
}

static void
test_larger(void)
{
	struct nab_triple x;
	uint64_t z = 9775;

	for (int i = 0; i < 3000; i++) {
		z = z * UINT64_C(6364136223846793005) + 1442695040888963407;
		uint64_t n = z >> 34 >> i % 11, p = 1 + (z >> 20) % (i % 3 ? 30 : 4000), q = 1 + z % (i % 5 ? 20 : 3000);
		struct big N = big_of(n);
		nab_cost(&N, p, q, &x);
		uint64_t a = x.a.v[0], b = x.b.v[0], c = x.c.v[0];
		TAP_OK(a * b + c == n && p * a + q * b + c == x.s.v[0] && x.s.v[0] == by_a(n, p, q), "N = %lu, %lu:%lu: %lu", (unsigned long)n,
		       (unsigned long)p, (unsigned long)q, (unsigned long)x.s.v[0]);
	}
	tap_group("3000 random N below 2^30, P and Q to 4000, against every a");
}

static void
test_equal(void)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search r = { 0 };
	struct nab_triple x, y;
	uint64_t z = 130;

	for (unsigned bits = 3; bits <= 80; bits++) {
		z = z * UINT64_C(6364136223846793005) + 1442695040888963407;
		struct big n = { { z * z + z, z | UINT64_C(1) << 63 } };
		n = big_right(&n, 128 - bits);
		nab_search(&n, &how, &r);
		nab_start_triple(&r.start, nab_search_tie(&r, 0), &x);
		nab_cost(&n, 1, 1, &y);
		TAP_OK(big_compare(&x.a, &y.a) == 0 && big_compare(&x.b, &y.b) == 0 && big_compare(&x.c, &y.c) == 0 && big_compare(&x.s, &y.s) == 0,
		       "%u bits", bits);
	}
	nab_search_free(&r);
	tap_group("P = Q = 1 is the scan, to 80 bits");
}

int
main(void)
{
	test_all_pairs();
	test_larger();
	test_equal();
	return tap_done();
}
