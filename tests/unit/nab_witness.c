/* SPDX-License-Identifier: MIT */
/* Tests of math/nab/witness: the least of every block against the checker, which takes a square root for each sum. */
#include "tap.h"

#include "math/nab/check.h"
#include "math/nab/witness.h"

static struct nab_record v[NAB_WITNESS_MOST];

/* Every block of N, of a length, against the checker. */
static void
compare(const struct nab_search *r, int64_t length, size_t blocks, int threads)
{
	struct big from = big_plus(&r->start.s0, -1), where;
	uint64_t sums = (uint64_t)r->found.least + 1;

	TAP_OK(nab_witness_find(r, length, 0, blocks, threads, v) == 0, "found");
	for (size_t i = 0; i < blocks; i++) {
		uint64_t before = i * (uint64_t)length, count = sums - before < (uint64_t)length ? sums - before : (uint64_t)length;
		struct big at = big_plus(&from, (int64_t)before), least = nab_check_least(&r->start.n, &at, count, &where);
		struct big s = big_plus(&r->start.s0, v[i].t), total = big_plus(&s, v[i].c);
		TAP_OK(big_compare(&s, &where) == 0 && big_compare(&total, &least) == 0, "%u bits, blocks of %ld: block %zu", r->start.bits,
		       (long)length, i);
	}
}

static void
test_blocks(void)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_search r = { 0 };
	uint64_t z = 20230920;

	for (unsigned bits = 3; bits <= 112; bits++) {
		z = z * UINT64_C(6364136223846793005) + 1442695040888963407;
		struct big n = { { z * z + z, z | UINT64_C(1) << 63 } };
		int64_t length;

		n = big_right(&n, 128 - bits);
		nab_search(&n, &how, &r);
		size_t blocks = nab_witness_blocks(&r, &length);
		if (big_word(&n, 6) < 6) {
			TAP_OK(blocks == 0, "N <= 5");
			continue;
		}
		int64_t sums = r.found.least + 1;
		TAP_OK(length >= 1024 && (length == 1024 || sums > NAB_WITNESS_MOST * length / 2) && blocks <= NAB_WITNESS_MOST &&
		       (int64_t)blocks * length >= sums && (int64_t)(blocks - 1) * length < sums, "%u bits: %zu blocks", bits, blocks);
		compare(&r, length, blocks, 1 + (int)bits % 3);
		if (sums > 8192)		/* longer than what is scanned exactly: the filter's */
			compare(&r, 8192, (size_t)((sums - 1) / 8192) + 1, 2);
		if (sums > 65536)
			compare(&r, 65536, (size_t)((sums - 1) / 65536) + 1, 1);
	}
	nab_search_free(&r);
	tap_group("the least of every block, by square roots");
}

int
main(void)
{
	test_blocks();
	return tap_done();
}
