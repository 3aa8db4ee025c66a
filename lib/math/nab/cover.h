/* SPDX-License-Identifier: MIT */
/* cover: whether the parts of a scan, made by shards, leave out a sum. */
#ifndef MATH_NAB_COVER_H
#define MATH_NAB_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Shard number shard (0-based) of shards looked at its superblocks with from <= t < below; 0 of 1 at every t there. */
struct nab_part {
	uint64_t shard, shards;
	int64_t from, below;
};

/*
 * Every t of -1 .. last is in part[0..n), which differ in shards only where that is 1.  False: *from .. *to is the first stretch that
 * some shard is missing.  Sorts part.  Cost O(n log n + n shards).
 */
bool nab_cover(size_t n, struct nab_part part[], int64_t last, int64_t *from, int64_t *to);

#endif
