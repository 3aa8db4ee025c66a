/* SPDX-License-Identifier: MIT */
/* nab-min: N = ab + c with the least a + b + c.  See nab-min(1). */
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/nab/cost.h"
#include "math/nab/goals.h"
#include "math/nab/nab.h"
#include "math/nab/stats.h"
#include "math/nab/text.h"
#include "math/nab/variants.h"
#include "nab/cells.h"
#include "nab/certificate.h"
#include "nab/shard.h"
#include "nab/span.h"

static struct {
	bool all, triples, stats, trace, with_sign, factor, partial, merge, certificate, check;
	const char *range, *max_c, *cost;
	struct nab_shard part;
	long sample;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_FLAG(0, "all", &o.all, "every optimal triple, by increasing a + b"),
	OPT_TEXT(0, "range", &o.range, "A..B", "S of every N from A to B (at most 10^18)", "1..10^6"),
	OPT_FLAG(0, "triples", &o.triples, "with --range: a, b and c too"),
	OPT_FLAG(0, "stats", &o.stats, "the histogram of (S - s0) / N^(1/6) and of ties instead"),
	OPT_FLAG(0, "trace", &o.trace, "the records of the scan instead: t = a + b - s0, c and S"),
	OPT_FLAG(0, "signed", &o.with_sign, "c may be negative: the least a + b + |c|"),
	OPT_FLAG(0, "factor", &o.factor, "c = 0: the closest factor pair, a harder problem"),
	OPT_TEXT(0, "max-c", &o.max_c, "C", "the least a + b with c at most C", "100"),
	OPT_TEXT(0, "cost", &o.cost, "P:Q", "the least P a + Q b + c", "1:6"),
	OPT_FLAG(0, "partial", &o.partial, "write a part: what was covered, and the best met there"),
	OPT_TEXT(0, "shard", &o.part.shard, "I/K", "with --partial: the I-th of K shares of the sums", "2/8"),
	OPT_TEXT(0, "from", &o.part.from, "S", "with --partial: only sums a + b from S on", NULL),
	OPT_TEXT(0, "to", &o.part.to, "S", "with --partial: only sums a + b up to S", NULL),
	OPT_TEXT(0, "best", &o.part.best, "S", "with --partial: an S that is known", NULL),
	OPT_FLAG(0, "merge", &o.merge, "the answer from parts of all shards; operands are files"),
	OPT_FLAG(0, "certificate", &o.certificate, "the answer as a document, with the sums that were excluded and the records"),
	OPT_FLAG(0, "check", &o.check, "verify certificates, by one square root a sum; operands are files"),
	{ OPT_COMMON(OPT_INT_, 0, "sample", &o.sample, "K", "with --check: only K blocks of 1000 sums"), .lo = 0, .hi = 1e9, .fallback = "all sums" },
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"nab-min 130 10^36+61",
	"seq 100 200 | nab-min --all",
	"nab-min --range 1..10^7 --stats",
	NULL
};

static const struct tool tool = {
	.name = "nab-min", .summary = "N = ab + c with the least a + b + c", .operands = "[N...]", .examples = examples,
	.opts = opts, .registry = &nab_goals, .is_number = nab_text_is_number,
};

/* What runs on from one N to the next. */
struct run {
	struct table *t;
	struct nab_search search;
	struct nab_stats stats;
	struct big max_c;
	uint64_t p, q;
};

/* What is asked of one N. */
static int
answer(struct run *r, struct str text, struct err *e)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_triple x;
	bool minus = false;
	struct big n;

	how.threads = (int)o.table.threads;
	if (nab_text_read(text, &n, e))
		return e->code;
	if (o.with_sign || o.factor || o.max_c) {
		if (o.with_sign ? nab_signed(&n, &x, &minus, e) : nab_max_c(&n, &r->max_c, &x, e))
			return e->code;
		nab_cells_triple(r->t, &n, &x, minus);
		return 0;
	}
	if (o.cost) {
		nab_cost(&n, r->p, r->q, &x);
		nab_cells_triple(r->t, &n, &x, false);
		return 0;
	}
	if (o.partial) {
		nab_shard_part(r->t, &n, &o.part, how, &r->search);
		return 0;
	}
	if (nab_search(&n, &how, &r->search))
		die_memory();
	if (o.certificate) {
		nab_certificate_write(r->t, &r->search);
		return 0;
	}
	if (o.stats)
		nab_stats_add(&r->stats, nab_search_x(&r->search.start, r->search.found.least), nab_search_ties(&r->search));
	else if (o.trace)
		nab_cells_records(r->t, &r->search);
	for (size_t i = 0; !o.stats && !o.trace && i < (o.all ? nab_search_ties(&r->search) : 1); i++) {
		nab_start_triple(&r->search.start, nab_search_tie(&r->search, i), &x);
		nab_cells_triple(r->t, &n, &x, false);
	}
	return 0;
}

static void
announce(struct table *t)
{
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT;

	if (o.partial || o.certificate || o.check)
		table_raw(t);
	else if (o.stats)
		table_columns(t, "kind: x_lo x_hi count expected");
	else if (o.trace)
		table_columns(t, "N: t c S:");
	else if (o.range) {
		table_columns(t, o.triples ? "N a b c" : "N");
		table_column(t, (struct writer_column){ .name = drawn ? STR("S - 2 sqrt(N)") : STR("S") });
	} else
		table_columns(t, "N: a: b: c: S:");
}

/* P:Q */
static void
read_cost(struct run *r)
{
	struct str rest, one = str_cut(str_of(o.cost), ':', &rest);
	struct big p, q;
	bool large;

	if (!rest.s || !big_read(one, &p, &large) || !big_read(rest, &q, &large) || big_zero(&p) || big_zero(&q) ||
	    big_word(&p, NAB_COST_MOST + 1) > NAB_COST_MOST || big_word(&q, NAB_COST_MOST + 1) > NAB_COST_MOST)
		die_usage("--cost: \"%s\" is not P:Q with P and Q from 1 to 10^9", o.cost);
	r->p = p.v[0];
	r->q = q.v[0];
}

/* One mode at a time. */
static void
judge(char **numbers, struct run *r)
{
	struct err e = { 0 };

	bool other = o.with_sign || o.factor || o.max_c || o.cost;
	if (o.with_sign + o.factor + !!o.max_c + !!o.cost + o.all + o.stats + o.trace + o.certificate + o.check > 1)
		die_usage("--all, --stats, --trace, --certificate, --check, --signed, --factor, --max-c and --cost are one at a time");
	if (o.range && (other || o.all || o.trace || o.certificate || o.check))
		die_usage("--range goes with --triples or --stats alone");
	if (o.range && *numbers)
		die_usage("--range takes no numbers");
	if (o.triples && !o.range)
		die_usage("--triples needs --range");
	if ((o.partial || o.merge) && (o.certificate || o.check || other || o.range || o.stats || o.trace))
		die_usage("--partial and --merge are for the least a + b + c alone");
	if ((o.part.shard || o.part.from || o.part.to || o.part.best) && !o.partial)
		die_usage("--shard, --from, --to and --best need --partial");
	r->max_c = big_of(0);
	if (o.max_c && nab_text_read(str_of(o.max_c), &r->max_c, &e))
		die_usage("--max-c: %s", e.text);
	if (o.cost)
		read_cost(r);
}

int
main(int argc, char **argv)
{
	static struct run r;
	struct err e = { 0 };
	struct table t;
	struct block b = { 0 };

	o.table.threads = 0;
	char **numbers = opt_parse(&tool, argc, argv);
	if (!o.table.list)
		judge(numbers, &r);
	if (*numbers || o.range || o.merge || o.check)
		table_start(&t, &tool, numbers, &o.table);
	else
		table_open(&t, &tool, numbers, &o.table);
	r.t = &t;
	announce(&t);
	if (o.range)
		nab_span(&t, o.range, o.triples, o.stats ? &r.stats : NULL);
	if (o.merge)
		nab_shard_merge(&t, numbers, o.all);
	if (o.check)
		nab_certificate_check(&t, numbers, o.sample);
	for (; *numbers && !o.merge && !o.check; numbers++)
		if (answer(&r, str_of(*numbers), &e))
			table_die(&t, &b, 0, &e);
	while (t.r && table_next(&t, &b))
		for (size_t i = 0; i < b.rows; i++)
			for (size_t k = 0; k < b.n_text; k++)
				if (answer(&r, b.text[i * b.n_text + k], &e))
					table_die(&t, &b, i, &e);
	nab_search_free(&r.search);
	if (o.stats)
		nab_cells_stats(&t, &r.stats);
	return table_finish(&t);
}
