/* SPDX-License-Identifier: MIT */
/* nab/part: what a shard of nab-min writes and --merge reads: a document a line, schema mlcoreutils/part/1. */
#ifndef NAB_PART_H
#define NAB_PART_H

#include "nab/documents.h"

enum { NAB_PART_SUMS = 64 };

/*
 * Integers are text.  shard (1-based) of shards; from, below: its sums a + b with from <= a + b < below were looked at; sum (sums):
 * the a + b whose S is the least it met, none when it met nothing below the bound it was given.
 */
struct nab_part_document {
	struct str n, from, below, sum[NAB_PART_SUMS];
	uint64_t shard, shards;
	size_t sums;
};

void nab_part_write(struct writer *w, const struct nab_part_document *p);

/* The next part of q, whose texts live until the one after; false at the end.  Leaves on errors. */
bool nab_part_read(struct nab_documents *q, struct nab_part_document *p);

#endif
