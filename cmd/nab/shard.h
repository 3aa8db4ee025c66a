/* SPDX-License-Identifier: MIT */
/* nab/shard: --partial and --merge of nab-min: one N over several machines. */
#ifndef NAB_SHARD_H
#define NAB_SHARD_H

#include "cli/table.h"
#include "math/nab/nab.h"

/* As typed, NULL where not: --shard I/K, --from S, --to S, --best S. */
struct nab_shard {
	const char *shard, *from, *to, *best;
};

/* Scans what of N belongs to the shard, on the threads of how, and writes the part.  r is used again.  Leaves on errors. */
void nab_shard_part(struct table *t, const struct big *n, const struct nab_shard *what, struct nab_how how, struct nab_search *r);

/* Rows N, a, b, c, S from the parts in files: one, or all optimal triples; or a verdict that names what is missing.  Leaves on errors. */
void nab_shard_merge(struct table *t, char **files, bool all);

#endif
