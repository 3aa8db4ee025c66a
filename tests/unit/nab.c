/* SPDX-License-Identifier: MIT */
/* Tests of math/nab: the scan against brute force, the filter at every level against the exact scan, published optima. */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "tap.h"

#include "math/nab/big.h"
#include "math/nab/check.h"
#include "math/nab/nab.h"

static struct nab_how all = NAB_HOW_ALL;

enum { MOST = 1000000 };

/* least[N] = min over a of a + b + c, N = a b + c, c < a, and N itself for a = 0: every a, no square root, no division. */
static void
brute(uint32_t least[])
{
	for (uint32_t n = 0; n <= MOST; n++)
		least[n] = n;
	for (uint32_t a = 1; a <= 1000; a++)
		for (uint32_t b = 0; a * b <= MOST; b++) {
			uint32_t rest = a * b + a <= MOST ? a : MOST + 1 - a * b, *at = least + a * b;
			for (uint32_t c = 0; c < rest; c++)
				at[c] = a + b + c < at[c] ? a + b + c : at[c];
		}
}

static struct big
read(const char *text)
{
	struct big a;
	bool large;
	TAP_OK(big_read(str_of(text), &a, &large), "%s is read", text);
	return a;
}

static bool
prints(const struct big *a, const char *want)
{
	char text[BIG_TEXT];
	size_t n = big_print(a, text);
	return n == strlen(want) && memcmp(text, want, n) == 0;
}

/* N = a b + c, a <= b, and S their sum. */
static bool
fits(const struct big *n, const struct nab_triple *x)
{
	struct big product = big_multiply(&x->a, &x->b), sum = big_add(&x->a, &x->b);
	product = big_add(&product, &x->c);
	sum = big_add(&sum, &x->c);
	return big_compare(&product, n) == 0 && big_compare(&sum, &x->s) == 0 && big_compare(&x->a, &x->b) <= 0;
}

static void
test_small(void)
{
	static uint32_t least[MOST + 1];
	struct nab_search r = { 0 };
	struct nab_triple x;
	uint64_t sum = 0;

	brute(least);
	for (uint64_t n = 0; n <= MOST; n++) {
		struct big N = big_of(n);
		nab_search(&N, &all, &r);
		nab_start_triple(&r.start, nab_search_tie(&r, 0), &x);
		sum += n ? x.s.v[0] : 0;
		TAP_OK(x.s.v[0] == least[n] && fits(&N, &x), "N = %lu: S = %lu", (unsigned long)n, (unsigned long)x.s.v[0]);
	}
	TAP_OK(sum == 1342460891, "sum of S over 1..10^6: %lu", (unsigned long)sum);
	tap_group("every N to 10^6: brute force over a, and the sum of all S");
	nab_search_free(&r);
}

static void
test_ties(void)
{
	static const uint64_t a[] = { 2377, 2353, 2311, 2206, 2201, 2161, 2157, 2101, 2080 };
	struct nab_search r = { 0 };
	struct nab_triple x;
	struct big n = big_of(5826080);

	nab_search(&n, &all, &r);
	TAP_OK(nab_search_ties(&r) == 9, "9 optimal triples");
	for (size_t i = 0; i < 9 && i < nab_search_ties(&r); i++) {
		nab_start_triple(&r.start, nab_search_tie(&r, i), &x);
		TAP_OK(x.a.v[0] == a[i] && x.s.v[0] == 4881 && fits(&n, &x), "tie %zu", i);
	}
	n = big_of(4);
	nab_search(&n, &all, &r);
	TAP_OK(nab_search_ties(&r) == 2 && nab_search_tie(&r, 0) == -4 && nab_search_tie(&r, 1) == 0, "4 = 0 0 + 4 = 2 2 + 0");
	nab_search_free(&r);
	tap_group("ties, in increasing a + b");
}

static void
test_published(void)
{
	static const char pi[] = "3141592653589793238462643383279502884197169399375105820974944";
	static const struct { int digits; const char *a, *b, *c; } want[] = {
		{ 19, "1771680940", "1773227099", "178" },
		{ 25, "1772447610951", "1772460090882", "13861" },
		{ 31, "1772450087220576", "1772457614598448", "117231" },
		{ 37, "1772452272701271648", "1772455429111165651", "1740036" },
		{ 43, "1772453736425357621552", "1772453965385681827148", "20703473" },
		{ 49, "1772453850360859858116684", "1772453851450172196647018", "164751063" },
	};
	struct nab_search r = { 0 };
	struct nab_triple x;

	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		char text[64] = { 0 };
		memcpy(text, pi, (size_t)want[i].digits);
		struct big n = read(text);
		nab_search(&n, &all, &r);
		nab_start_triple(&r.start, nab_search_tie(&r, 0), &x);
		TAP_OK(prints(&x.a, want[i].a) && prints(&x.b, want[i].b) && prints(&x.c, want[i].c) && fits(&n, &x), "%s", text);
	}
	nab_search_free(&r);
	tap_group("floor(pi 10^e), e = 18..48: the optima of two other programs");
}

static uint64_t
next(uint64_t *z)
{
	*z ^= *z << 13;
	*z ^= *z >> 7;
	*z ^= *z << 17;
	return *z * UINT64_C(0x9E3779B97F4A7C15);
}

static bool
same(const struct nab_search *a, const struct nab_search *b)
{
	size_t ties = nab_search_ties(a), records = nab_search_records(a);
	bool equal = a->found.least == b->found.least && ties == nab_search_ties(b) && records == nab_search_records(b);
	for (size_t i = 0; equal && i < ties; i++)
		equal = nab_search_tie(a, i) == nab_search_tie(b, i);
	for (size_t i = 0; equal && i < records; i++)
		equal = nab_search_record(a, i).t == nab_search_record(b, i).t && nab_search_record(a, i).c == nab_search_record(b, i).c;
	return equal;
}

/* The exact scan against the filter at each level, 1 and 3 threads: least, ties and records. */
static void
compare(const struct big *n, struct nab_search *exact, struct nab_search *r)
{
	static const int levels[] = { 0, 2, 5 };
	struct nab_how how = all;

	how.exact = true;
	nab_search(n, &how, exact);
	how.exact = false;
	for (size_t i = 0; i < 3; i++) {
		how.isa = levels[i];
		how.threads = i == 0 ? 3 : 1;
		nab_search(n, &how, r);
		TAP_OK(same(exact, r), "%u bits, %lx: level %d", big_bits(n), (unsigned long)n->v[0], levels[i]);
	}
}

static void
test_filter(void)
{
	struct nab_search exact = { 0 }, r = { 0 };
	uint64_t z = 88172645463325252u;

	for (int i = 0; i < 1000; i++) {
		struct big n = { { 0 } };
		unsigned bits = i < 990 ? 60 + (unsigned)(next(&z) % 55) : 120 + (unsigned)(next(&z) % 26);
		for (int k = 0; k < 4; k++)
			n.v[k] = next(&z);
		n = big_right(&n, 256 - bits);
		n.v[(bits - 1) / 64] |= UINT64_C(1) << (bits - 1) % 64;
		compare(&n, &exact, &r);
	}
	tap_group("filter at every level against the exact scan: 1000 random N");
	for (unsigned e = 0; e < 60; e++) {
		struct big k = { { next(&z), next(&z) >> (64 - e % 40 - 1) } }, square = big_multiply(&k, &k), more = big_add(&square, &k), n;
		n = big_plus(&square, (int64_t)(e % 3) - 1);
		compare(&n, &exact, &r);
		n = big_plus(&more, (int64_t)(e % 3) - 1);
		compare(&n, &exact, &r);
	}
	struct big factorial = big_of(1);
	for (uint64_t k = 2; k <= 34; k++) {
		factorial = big_times(&factorial, k);
		compare(&factorial, &exact, &r);
	}
	for (uint64_t base = 2; base <= 13; base++) {
		struct big power = big_of(base);
		for (; big_bits(&power) < 116; power = big_times(&power, base))
			if (big_bits(&power) > 60 && big_bits(&power) % 3 == 0)
				compare(&power, &exact, &r);
	}
	tap_group("k^2, k^2 +- 1, k(k+1), k(k+1) +- 1, factorials, powers");
	nab_search_free(&exact);
	nab_search_free(&r);
}

static void
test_read(void)
{
	static const struct { const char *text, *want; } good[] = {
		{ "0", "0" }, { "007", "7" }, { "10^3", "1000" }, { "2^64", "18446744073709551616" }, { "2^10-24", "1000" },
		{ "10^20+61", "100000000000000000061" }, { "0^0", "1" }, { "0^5", "0" }, { "1^999999", "1" }, { "5^0", "1" },
	};
	static const char *const bad[] = { "", "-1", "1.5", "1e6", "x", "10^", "^3", "10^-3", "2^3^4", "2^10-1025", "1 0", "10^3+", "+1" };
	static const char *const large[] = { "2^1024", "10^309", "2^99999999999999999999", "10^308+2^3" };
	struct big a;
	bool too_large;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		a = read(good[i].text);
		TAP_OK(prints(&a, good[i].want), "%s", good[i].text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		TAP_OK(!big_read(str_of(bad[i]), &a, &too_large) && !too_large, "%s is refused", bad[i]);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(!big_read(str_of(large[i]), &a, &too_large) && too_large, "%s is too large", large[i]);
	TAP_OK(!big_read(str_of(large[3]), &a, &too_large) && !too_large, "a sum of powers is no number");
	a = read("2^1024-1");
	TAP_OK(big_bits(&a) == 1024, "2^1024 - 1");
	tap_group("numbers as people write them");
}

/* What a scan tells goes upward, to the last sum it looked at. */
static void
listen(void *context, const struct nab_start *st, int64_t t)
{
	int64_t *told = context;
	(void)st;
	told[1] += told[0] < t;
	told[2]++;
	told[0] = t;
}

static void
test_edges(void)
{
	struct big n = read("31415926535897932384626433832795028841971"), hundred = big_of(100), ten = big_of(10), from;
	struct nab_search r = { 0 };
	struct nab_how how = all;
	int64_t told[3] = { -2, 0, 0 };

	how.tell = listen;
	how.context = told;
	TAP_OK(nab_search(&n, &how, &r) == 0 && told[2] > 0 && told[1] == told[2] && told[0] >= r.found.least, "told %d times, up to %jd",
		(int)told[2], (intmax_t)told[0]);
	mem_fail_at(1, true);
	TAP_OK(nab_search(&n, &all, &r) == ERR_MEMORY, "no memory");
	mem_fail_at(0, false);
	nab_search_free(&r);

	TAP_OK(nab_check_count(&hundred, &ten, &from) == 0, "10 is below 2 sqrt(100): no sum is left to look at");
	struct big s = big_of(22);
	TAP_OK(nab_check_count(&hundred, &s, &from) == 3 && prints(&from, "19"), "19, 20, 21 are");
	struct big half = read("2^600"), zero = big_of(0), sum = big_add(&half, &half);
	TAP_OK(!nab_check_sums(&hundred, &half, &half, &zero, &sum), "a product beyond all N");
	TAP_OK(nab_check_sums(&hundred, &ten, &ten, &zero, &(struct big){ { 20 } }), "10 10 + 0 = 100");
	tap_group("what is told on the way, no memory, claims that are out of all bounds");
}

int
main(void)
{
	test_read();
	test_edges();
	test_small();
	test_ties();
	test_published();
	test_filter();
	return tap_done();
}
