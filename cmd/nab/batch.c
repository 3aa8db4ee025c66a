/* SPDX-License-Identifier: MIT */
/* nab/batch: see nab/batch.h. */
#include <math.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/sys.h"
#include "cli/die.h"
#include "math/nab/cost.h"
#include "math/nab/text.h"
#include "math/nab/variants.h"
#include "nab/batch.h"
#include "nab/cells.h"
#include "nab/certificate.h"

/* In sums that have to be looked at: a batch worth a second thread; a full one, a tenth of a second and less; an N to be shared by all threads. */
#define WORTH 1e5
#define ENOUGH 1e9
#define LARGE 1e8

#define MEDIAN 1.0263		/* of (S - s0) / N^(1/6): ((3/2) log 2)^(2/3), nab.h */

struct nab_job {
	struct big n;
	struct nab_search search;
	struct nab_triple x;
	bool minus;
	struct err e;
};

void
nab_batch_begin(struct nab_batch *b, struct table *t, struct nab_question *q)
{
	*b = (struct nab_batch){ .t = t, .q = q, .job = mem_zero(NAB_BATCH, sizeof *b->job) };
	if (!b->job)
		die_memory();
	if (q->threads == 0)
		q->threads = sys_processors();
}

/* How far the scan of one N is, beside the median of its length. */
static void
tell(void *context, const struct nab_start *st, int64_t t)
{
	struct progress *p = context;
	char digits[BIG_TEXT], shown[STR_SHOWN];

	if (progress_due(p))
		progress_tell(p, "%.0f %% of the median length, %.2g sums/s, N = %s", nab_search_x(st, t) / MEDIAN * 100,
		              progress_rate(p, (double)t), str_show(nab_cells_print(&st->n, digits), shown));
}

static void
work_out(const struct nab_question *q, const struct nab_how *how, struct nab_job *j)
{
	if (q->mode == NAB_SIGNED)
		nab_signed(&j->n, &j->x, &j->minus, &j->e);
	else if (q->mode == NAB_MAX_C)
		nab_max_c(&j->n, &q->max_c, &j->x, &j->e);
	else if (q->mode == NAB_COST)
		nab_cost(&j->n, q->p, q->q, &j->x);
	else if (q->mode != NAB_PART && nab_search(&j->n, how, &j->search))
		err_memory(&j->e);
}

static void
work_out_alone(void *context, size_t i)
{
	const struct nab_batch *b = context;
	struct nab_how how = NAB_HOW_ALL;

	how.threads = 1;
	work_out(b->q, &how, &b->job[i]);
}

static void
put(struct nab_batch *b, const struct nab_how *how, struct nab_job *j)
{
	struct nab_question *q = b->q;
	const struct nab_search *r = &j->search;

	if (q->mode == NAB_SIGNED || q->mode == NAB_MAX_C || q->mode == NAB_COST)
		nab_cells_triple(b->t, &j->n, &j->x, j->minus);
	else if (q->mode == NAB_PART)
		nab_shard_part(b->t, &j->n, &q->part, *how, &j->search);
	else if (q->mode == NAB_CERTIFICATE)
		nab_certificate_write(b->t, r, how->threads, &q->progress);
	else if (q->mode == NAB_STATS)
		nab_stats_add(&q->stats, nab_search_x(&r->start, r->found.least), nab_search_ties(r));
	else if (q->mode == NAB_TRACE && writer_format(b->t->w) == FORMAT_GNUPLOT)
		nab_plot_records(b->t, &q->plot, r);
	else if (q->mode == NAB_TRACE)
		nab_cells_records(b->t, r);
	for (size_t i = 0; q->mode <= NAB_ALL && i < (q->mode == NAB_ALL ? nab_search_ties(r) : 1); i++) {
		nab_start_triple(&r->start, nab_search_tie(r, i), &j->x);
		nab_cells_triple(b->t, &j->n, &j->x, false);
	}
}

void
nab_batch_run(struct nab_batch *b)
{
	struct nab_how how = NAB_HOW_ALL;
	bool shared = b->n > 1 && b->work > WORTH && b->q->mode != NAB_PART;

	how.threads = b->q->threads;
	how.tell = tell;
	how.context = &b->q->progress;
	if (shared)
		parallel_for(how.threads, b->n, work_out_alone, b);
	for (size_t i = 0; i < b->n; i++) {
		if (!shared) {
			progress_begin(&b->q->progress);
			work_out(b->q, &how, &b->job[i]);
		}
		if (b->job[i].e.code)
			die(&b->job[i].e);
		progress_end(&b->q->progress);
		put(b, &how, &b->job[i]);
		progress_end(&b->q->progress);		/* a part is scanned when it is put */
	}
	if (b->n)
		writer_flush(b->t->w);
	b->n = 0;
	b->work = 0;
}

/* The sums of a median scan; of a bounded c, the divisions of a prime. */
static double
expected(const struct nab_question *q, const struct big *n)
{
	return exp2(big_bits(n) / (q->mode == NAB_MAX_C ? 2.0 : 6.0));
}

int
nab_batch_add(struct nab_batch *b, struct str text, struct err *e)
{
	struct big n;

	if (nab_text_read(text, &n, e)) {
		nab_batch_run(b);
		return e->code;
	}
	double work = expected(b->q, &n);
	if (work > LARGE)
		nab_batch_run(b);
	b->job[b->n].n = n;
	b->job[b->n++].minus = false;
	b->used = b->n > b->used ? b->n : b->used;
	b->work += work;
	if (work > LARGE || b->n == NAB_BATCH || b->work > ENOUGH * b->q->threads)
		nab_batch_run(b);
	return 0;
}

void
nab_batch_end(struct nab_batch *b)
{
	nab_batch_run(b);
	for (size_t i = 0; i < b->used; i++)
		nab_search_free(&b->job[i].search);
	mem_free(b->job);
}
