/* SPDX-License-Identifier: MIT */
/* nab-min: N = ab + c with the least a + b + c.  See nab-min(1). */
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "judge/judge.h"
#include "math/nab/cost.h"
#include "math/nab/goals.h"
#include "math/nab/text.h"
#include "nab/batch.h"
#include "nab/cells.h"
#include "nab/span.h"
#include "nab/typed.h"
#include "nab/verify.h"

static struct {
	bool all, triples, stats, trace, with_sign, factor, partial, merge, certificate, check;
	const char *range, *max_c, *cost;
	int progress;
	struct nab_question ask;
	struct nab_verify verify;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_FLAG(0, "all", &o.all, "every optimal triple instead of one, by increasing a + b"),
	OPT_TEXT(0, "range", &o.range, "A..B", "S, the least a + b + c, of every N from A to B (at most 10^18)", "1..10^6"),
	OPT_FLAG(0, "triples", &o.triples, "with --range: write a, b and c too"),
	OPT_FLAG(0, "stats", &o.stats, "with --range, or for many N: the histogram of (S - s0) / N^(1/6) and of ties instead; s0 is 2 sqrt N, rounded up"),
	OPT_FLAG(0, "trace", &o.trace, "the records of the search instead: t = a + b - s0, c and S; s0 is 2 sqrt N, rounded up"),
	OPT_FLAG(0, "signed", &o.with_sign, "the least a + b + |c|, where c may be negative"),
	OPT_FLAG(0, "factor", &o.factor, "the closest factor pair, N = a b: a harder problem"),
	OPT_TEXT(0, "max-c", &o.max_c, "C", "the least a + b with c at most C", "100"),
	OPT_TEXT(0, "cost", &o.cost, "P:Q", "the least P a + Q b + c", "1:6"),
	OPT_FLAG(0, "partial", &o.partial, "write a part: what was covered, and the best met there"),
	OPT_TEXT(0, "shard", &o.ask.part.shard, "I/K", "with --partial: the I-th of K shares of the sums", "2/8"),
	OPT_TEXT(0, "from", &o.ask.part.from, "S", "with --partial: only sums a + b from S on", NULL),
	OPT_TEXT(0, "to", &o.ask.part.to, "S", "with --partial: only sums a + b up to S", NULL),
	OPT_TEXT(0, "best", &o.ask.part.best, "S", "with --partial: an S already reached; larger ones are not searched", NULL),
	OPT_FLAG(0, "merge", &o.merge, "the answer from parts of all shards; operands are files"),
	OPT_FLAG(0, "certificate", &o.certificate, "the answer as a document: records, and the least of every block of sums"),
	OPT_FLAG(0, "check", &o.check, "verify certificates, by one square root a sum; operands are files"),
	{ OPT_COMMON(OPT_INT_, 0, "sample", &o.verify.sample, "K", "with --check: only K blocks of sums"), .lo = 0, .hi = 1e9, .fallback = "all blocks" },
	OPT_PROGRESS(&o.progress),
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
	.opts = opts, .judge = &judge_output, .registry = &nab_goals, .is_number = nab_text_is_number,
};

static void
announce(struct table *t)
{
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT;

	if (o.partial || o.certificate || o.check || (drawn && (o.stats || o.trace || (o.range && !o.triples))))
		table_raw(t);
	else if (o.stats)
		table_columns(t, "kind: x_lo x_hi count expected");
	else if (o.trace)
		table_columns(t, "N: t c S:");
	else if (o.range)
		table_columns(t, o.triples ? "N a b c S" : "N S");
	else
		table_columns(t, "N: a: b: c: S:");
}

/* One mode at a time. */
static void
judge(char **numbers)
{
	if (!!o.range + o.partial + o.merge + o.certificate + o.check + o.trace + o.with_sign + o.factor + !!o.max_c + !!o.cost +
	    (o.all && !o.merge) + (o.stats && !o.range) > 1)
		die_usage("--all, --range, --stats, --trace, --signed, --factor, --max-c, --cost, --partial, --merge, --certificate and --check are one at a "
		          "time, but for --range with --stats and --merge with --all");
	if (o.range && *numbers)
		die_usage("--range takes no numbers beside it; leave them out");
	if (o.triples && (!o.range || o.stats))
		die_usage(o.range ? "--triples and --stats are one at a time" : "--triples needs --range");
	if ((o.ask.part.shard || o.ask.part.from || o.ask.part.to || o.ask.part.best) && !o.partial)
		die_usage("--shard, --from, --to and --best need --partial");
	if (o.verify.sample && !o.check)
		die_usage("--sample needs --check");
	if ((o.partial || o.certificate) && o.table.out != FORMAT_AUTO && o.table.out != FORMAT_JSON && o.table.out != FORMAT_NDJSON)
		die_usage("--partial and --certificate write JSON documents: leave --out away");
}

/* What is asked of each N. */
static void
ask(void)
{
	o.ask.mode = o.partial ? NAB_PART : o.certificate ? NAB_CERTIFICATE : o.stats ? NAB_STATS : o.trace ? NAB_TRACE : o.all ? NAB_ALL
		: o.with_sign ? NAB_SIGNED : o.factor || o.max_c ? NAB_MAX_C : o.cost ? NAB_COST : NAB_ONE;
	if (o.max_c)
		o.ask.max_c = nab_typed_number("--max-c", str_of(o.max_c));
	if (o.cost && !nab_typed_pair(o.cost, ':', NAB_COST_MOST, &o.ask.p, &o.ask.q))
		die_usage("--cost: \"%s\" is not P:Q with P and Q from 1 to 10^9", o.cost);
	o.ask.threads = o.verify.threads = (int)o.table.threads;
	o.ask.progress = o.verify.progress = (struct progress){ .program = tool.name, .when = o.table.quiet && !o.progress ? PROGRESS_NEVER : o.progress };
}

/* Cell i of a block is no number. */
static noreturn void
refuse(struct table *t, const struct block *b, size_t i, struct err *e)
{
	char number[COLUMNS_NUMBER];
	struct str name = b->n_text > 1 ? table_name(t, i % b->n_text, number) : STR("");

	err_name(e, name.n, name.s);
	table_die(t, b, i / b->n_text, e);
}

/* Every N of the command line, or of the input. */
static void
answer(struct table *t, char **numbers)
{
	struct nab_batch batch;
	struct block b = { 0 };
	struct err e = { 0 };

	nab_batch_begin(&batch, t, &o.ask);
	for (; *numbers; numbers++)
		if (nab_batch_add(&batch, str_of(*numbers), &e))
			table_die(t, &b, 0, &e);
	while (t->r && table_next(t, &b)) {
		for (size_t i = 0; i < b.rows * b.n_text; i++)
			if (nab_batch_add(&batch, b.text[i], &e))
				refuse(t, &b, i, &e);
		nab_batch_run(&batch);
	}
	nab_batch_end(&batch);
}

int
main(int argc, char **argv)
{
	struct table t;

	o.table.threads = 0;
	char **numbers = opt_parse(&tool, argc, argv);
	if (!o.table.list) {
		judge(numbers);
		ask();
	}
	if (*numbers || o.range || o.merge || o.check)
		table_start(&t, &tool, numbers, &o.table);
	else
		table_open(&t, &tool, numbers, &o.table);
	announce(&t);
	if (o.range)
		nab_span(&t, o.range, o.triples, o.stats ? &o.ask.stats : NULL);
	else if (o.merge)
		nab_shard_merge(&t, numbers, o.all);
	else if (o.check)
		nab_verify_files(&t, numbers, &o.verify);
	else
		answer(&t, numbers);
	bool drawn = writer_format(t.w) == FORMAT_GNUPLOT;
	if (o.stats && drawn)
		nab_plot_stats(&t, &o.ask.stats);
	else if (o.stats)
		nab_cells_stats(&t, &o.ask.stats);
	if (o.trace && drawn)
		nab_plot_records_end(&t, &o.ask.plot);
	return table_finish(&t);
}
