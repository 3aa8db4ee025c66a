/* SPDX-License-Identifier: MIT */
/* Tests of math/nab: the recurrence over ranges against known sums and the scan, signed c and bounded c against brute force. */
#include <math.h>

#include "starve.h"
#include "tap.h"

#include "math/nab/check.h"
#include "math/nab/cover.h"
#include "math/nab/nab.h"
#include "math/nab/range.h"
#include "math/nab/scan.h"
#include "math/nab/stats.h"
#include "math/nab/variants.h"

static void
test_totals(void)
{
	struct nab_range r;
	uint64_t total;

	TAP_OK(!nab_range_begin(&r, 0) && !nab_range_total(&r, 1000000, &total) && total == 1342460891, "1..10^6: %lu", (unsigned long)total);
	TAP_OK(!nab_range_total(&r, 9000000, &total) && total + 1342460891 == 42301868903, "1..10^7: %lu", (unsigned long)total + 1342460891);
	uint64_t so_far = total + 1342460891;
	TAP_OK(!nab_range_total(&r, 90000000, &total) && total + so_far == 1335406241379, "1..10^8: %lu", (unsigned long)(total + so_far));
	tap_group("sums of S over 1..10^6, 1..10^7 and 1..10^8");
}

static void
test_scan(void)
{
	static const uint64_t from[] = { 0, 900000, UINT64_C(1000000000000), UINT64_C(999999999999990000),
		UINT64_C(999999998000000000) };	/* the next is a square, whose double that of the number before is, too */
	static uint32_t pairs[3000];
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search one = { 0 };
	struct nab_triple x;

	for (size_t i = 0; i < 5; i++) {
		struct nab_range r;
		nab_range_begin(&r, from[i]);
		nab_range_pairs(&r, 3000, pairs);
		for (size_t k = 0; k < 3000; k++) {
			uint64_t a, b, c;
			nab_range_step(&r, pairs[k]);
			nab_range_triple(&r, &a, &b, &c);
			struct big n = big_of(r.n);
			nab_search(&n, &how, &one);
			nab_start_triple(&one.start, nab_search_tie(&one, 0), &x);
			TAP_OK(x.s.v[0] == r.sum && x.a.v[0] == a && x.b.v[0] == b && x.c.v[0] == c && nab_search_ties(&one) == r.ties,
			       "N = %lu", (unsigned long)r.n);
		}
	}
	nab_search_free(&one);
	tap_group("triples and ties of ranges are those of the scan");
}

static int
total_of(void *context, struct err *e)
{
	struct nab_range r;
	uint64_t total, *want = context;
	int code = nab_range_begin(&r, 0);

	if (!code)
		code = nab_range_total(&r, 1000, &total);
	if (!code) {
		TAP_OK(total == *want && r.n == 1000, "%lu", (unsigned long)total);
		starve_bytes(&total, sizeof total);
	}
	return code ? err_memory(e) : 0;
}

/* 1..1000 by brute force over pairs. */
static void
test_memory(void)
{
	uint64_t want = 0;

	for (uint64_t n = 1; n <= 1000; n++) {
		uint64_t least = n;
		for (uint64_t a = 1; a <= n; a++)
			for (uint64_t b = 1; b <= a && a * b <= n; b++)
				least = a + b + n - a * b < least ? a + b + n - a * b : least;
		want += least;
	}
	TAP_OK(starve("total", total_of, &want) > 0, "allocations that fail");
	tap_group("sums of S over 1..1000 by brute force, and without memory");
}

/* s0 by counting up; bins of a quarter, the last open; the part above x of exp(-2 x^(3/2) / 3). */
static void
test_stats(void)
{
	static const double x[] = { -1, 0, 0.2, 0.25, 7.99, 8, 100 };
	static const int bin[] = { 0, 0, 0, 1, 31, 32, 32 };
	struct nab_stats s = { 0 };
	double lo, hi, expected, sum = 0;

	for (uint64_t n = 0, s0 = 0; n < 5000; n++) {
		while (s0 * s0 < 4 * n)
			s0++;
		TAP_OK(nab_stats_s0(n) == s0, "s0 of %lu", (unsigned long)n);
	}
	TAP_OK(nab_stats_s0(UINT64_C(1000000000000000000)) == 2000000000 && nab_stats_s0(UINT64_C(999999998000000001)) == 1999999998 &&
	       nab_stats_s0(UINT64_C(999999998000000002)) == 1999999999, "s0 of squares and what is behind them");
	for (size_t i = 0; i < 7; i++) {
		uint64_t before = s.bin[bin[i]];
		nab_stats_add(&s, x[i], 1 + i);
		TAP_OK(s.bin[bin[i]] == before + 1 && s.n == i + 1, "%g", x[i]);
	}
	for (uint64_t ties = NAB_STATS_TIES - 1; ties <= NAB_STATS_TIES + 1; ties++)
		nab_stats_add(&s, 1, ties);
	TAP_OK(s.ties[0] == 1 && s.ties[6] == 1 && s.ties[NAB_STATS_TIES - 2] == 1 && s.ties[NAB_STATS_TIES - 1] == 2, "ties");
	for (int i = 0; i < NAB_STATS_BINS; i++) {
		nab_stats_bin(&s, i, &lo, &hi, &expected);
		TAP_OK(fabs(lo - .25 * i) <= 0 && (i == NAB_STATS_BINS - 1 ? isinf(hi) : fabs(hi - lo - .25) <= 0), "bin %d", i);
		sum += expected;
		double above = exp(-2. / 3 * pow(lo, 1.5)) - (isinf(hi) ? 0 : exp(-2. / 3 * pow(hi, 1.5)));
		TAP_OK(fabs(expected - 10 * above) < 1e-14, "bin %d: %g, want %g", i, expected, 10 * above);
	}
	TAP_OK(fabs(sum - 10) < 1e-14, "all of them");
	tap_group("the distribution of excesses: s0, bins, expectation");
}

static void
test_variants(void)
{
	struct nab_triple x;
	struct err e = { 0 };
	bool minus;

	for (uint64_t n = 0; n <= 1500; n++) {
		uint64_t least = n, pair[8];
		for (uint64_t m = 0; m < 8; m++)
			pair[m] = UINT64_MAX;
		for (uint64_t a = 0; a <= 80; a++) {
			for (uint64_t b = a; b <= n + 2 && a * b <= 2 * n; b++) {
				uint64_t c = a * b > n ? a * b - n : n - a * b;
				least = a + b + c < least ? a + b + c : least;
				for (uint64_t m = 0; m < 8; m++)
					if (a * b <= n && c <= m * m * m && a + b < pair[m])
						pair[m] = a + b;
			}
		}
		struct big N = big_of(n);
		nab_signed(&N, &x, &minus, &e);
		uint64_t product = x.a.v[0] * x.b.v[0], c = x.c.v[0];
		TAP_OK(x.s.v[0] == least && x.s.v[0] == x.a.v[0] + x.b.v[0] + c && (minus ? product - c : product + c) == n,
		       "signed %lu: %lu, not %lu", (unsigned long)n, (unsigned long)x.s.v[0], (unsigned long)least);
		for (uint64_t m = 0; m < 8; m++) {
			struct big most = big_of(m * m * m);
			nab_max_c(&N, &most, &x, &e);
			TAP_OK(x.a.v[0] + x.b.v[0] == pair[m] && x.a.v[0] * x.b.v[0] + x.c.v[0] == n && x.c.v[0] <= m * m * m,
			       "N = %lu, c <= %lu: %lu", (unsigned long)n, (unsigned long)(m * m * m), (unsigned long)(x.a.v[0] + x.b.v[0]));
		}
	}
	tap_group("signed c, and c bounded by 0, 1, 8, .. 343, against brute force");

	struct big n = big_of(1000000007), zero = big_of(0);
	nab_max_c(&n, &zero, &x, &e);
	TAP_OK(x.a.v[0] == 1 && x.b.v[0] == 1000000007, "a prime beyond the scan is divided");
	n = big_of(UINT64_C(3) * 1000000007 * 2);
	nab_max_c(&n, &zero, &x, &e);
	TAP_OK(x.a.v[0] == 6 && x.b.v[0] == 1000000007, "6 p");
	tap_group("factors that are not close");

	struct nab_start st;				/* a bound of more bits than the words of the scan, its low 64 bits 0 */
	struct big most = big_of(1);
	int64_t t = -1;
	most = big_left(&most, 70);
	n = big_of(1000000007);
	nab_start(&n, &st);
	TAP_OK(nab_start_c(&st, 0) > 0 && nab_scan_first(&st, &most, 100, &t) && t == 0, "any c is below 2^70: t = %ld", (long)t);
	tap_group("a bound beyond the words");
}

static void
test_cover(void)
{
	struct nab_part good[] = { { 1, 2, 50, 120 }, { 0, 2, -1, 101 }, { 1, 2, -1, 50 } };
	struct nab_part hole[] = { { 0, 2, -1, 101 }, { 1, 2, 70, 101 }, { 1, 2, -1, 50 } };
	struct nab_part filled[] = { { 0, 2, -1, 101 }, { 1, 2, 70, 101 }, { 1, 2, -1, 50 }, { 0, 1, 40, 71 } };
	struct nab_part absent[] = { { 0, 3, -1, 101 }, { 2, 3, -1, 101 } };
	int64_t from, to;

	TAP_OK(nab_cover(3, good, 100, &from, &to), "two shards, one in two pieces");
	TAP_OK(!nab_cover(3, good, 101, &from, &to) && from == 101 && to == 101, "the end of the first: %ld..%ld", (long)from, (long)to);
	TAP_OK(!nab_cover(3, hole, 100, &from, &to) && from == 50 && to == 69, "a hole: %ld..%ld", (long)from, (long)to);
	TAP_OK(nab_cover(4, filled, 100, &from, &to), "the hole filled by a part of all shards");
	TAP_OK(!nab_cover(2, absent, 100, &from, &to) && from == -1 && to == 100, "an absent shard: %ld..%ld", (long)from, (long)to);
	TAP_OK(!nab_cover(0, NULL, 100, &from, &to), "nothing");
	tap_group("what parts cover");
}

/* The checker, which shares no loop with the scan, accepts its answers and refuses S + 1. */
static void
test_check(void)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search r = { 0 };
	struct nab_triple x;
	struct big from, where;
	uint64_t z = 2023;

	for (int i = 0; i < 300; i++) {
		z = z * UINT64_C(6364136223846793005) + 1442695040888963407;
		struct big n = { { z, z >> 32 >> i % 32 } };
		n = big_plus(&n, 6);
		nab_search(&n, &how, &r);
		nab_start_triple(&r.start, nab_search_tie(&r, 0), &x);
		uint64_t count = nab_check_count(&n, &x.s, &from);
		struct big more = big_plus(&x.s, 1), sum = big_add(&x.a, &x.b), least = more;
		if (count)
			least = nab_check_least(&n, &from, count, &where);
		TAP_OK(nab_check_sums(&n, &x.a, &x.b, &x.c, &x.s) && big_compare(&least, &x.s) >= 0, "N %d holds", i);
		least = nab_check_least(&n, &from, nab_check_count(&n, &more, &from), &where);
		TAP_OK(big_compare(&least, &x.s) == 0 && big_compare(&where, &sum) == 0, "N %d: S is found where it is", i);
		TAP_OK(!nab_check_sums(&n, &x.a, &x.b, &x.c, &more), "N %d: a wrong sum", i);
	}
	nab_search_free(&r);
	tap_group("certificates checked by square roots");
}

int
main(void)
{
	test_check();
	test_cover();
	test_totals();
	test_scan();
	test_stats();
	test_memory();
	test_variants();
	return tap_done();
}
