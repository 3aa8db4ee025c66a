/* SPDX-License-Identifier: MIT */
/* nab/batch: what is asked of each N, worked out on several threads and written in order. */
#ifndef NAB_BATCH_H
#define NAB_BATCH_H

#include "cli/progress.h"
#include "cli/table.h"
#include "math/nab/nab.h"
#include "math/nab/stats.h"
#include "nab/plot.h"
#include "nab/shard.h"

enum nab_mode { NAB_ONE, NAB_ALL, NAB_TRACE, NAB_STATS, NAB_CERTIFICATE, NAB_PART, NAB_SIGNED, NAB_MAX_C, NAB_COST };

/*
 * What is asked of every N: one optimal triple, all, the records, a count in stats, documents, or another thing to minimise.
 *
 * max_c      of NAB_MAX_C;  p, q: of NAB_COST;  part: of NAB_PART
 * threads    0: all processors.  They share out small numbers, and the sums of a large one
 */
struct nab_question {
	enum nab_mode mode;
	struct big max_c;
	uint64_t p, q;
	struct nab_shard part;
	int threads;
	struct nab_stats stats;
	struct nab_plot plot;
	struct progress progress;
};

/* Numbers that wait for each other: up to NAB_BATCH, as many as are a tenth of a second of work, or one large one. */
enum { NAB_BATCH = 1024 };
struct nab_batch {
	struct table *t;
	struct nab_question *q;
	struct nab_job *job;
	size_t n, used;			/* used: the most there have been */
	double work;
};

/* t and q outlive the batch.  Leaves when there is no memory. */
void nab_batch_begin(struct nab_batch *b, struct table *t, struct nab_question *q);

/* One N more; when enough have come together they are answered and written.  A text that is no number: its error's code, after all before it. */
int nab_batch_add(struct nab_batch *b, struct str text, struct err *e);

/* Answers and writes what was added. */
void nab_batch_run(struct nab_batch *b);

void nab_batch_end(struct nab_batch *b);

#endif
