/* SPDX-License-Identifier: MIT */
/* nab/part: what a shard of nab-min writes and --merge reads: a document a line, schema mlcoreutils/part/1. */
#ifndef NAB_PART_H
#define NAB_PART_H

#include "base/err.h"
#include "base/str.h"
#include "io/document.h"
#include "io/writer.h"

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

/* The parts of a file ("-" or NULL: standard input), one after the other: nab_part_read gives 1, 0 at the end, -1 on error (in e). */
struct document *nab_part_open(const char *path, struct err *e);
int nab_part_read(struct document *d, struct nab_part_document *p);

#endif
