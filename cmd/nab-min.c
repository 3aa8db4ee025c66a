/* SPDX-License-Identifier: MIT */
/* nab-min: N = ab + c with the least a + b + c.  See nab-min(1). */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "nab/certificate.h"
#include "nab/part.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/nab/check.h"
#include "math/nab/cover.h"
#include "math/nab/goals.h"
#include "math/nab/nab.h"
#include "math/nab/range.h"
#include "math/nab/stats.h"
#include "math/nab/text.h"
#include "math/nab/variants.h"

static struct {
	bool all, triples, stats, trace, with_sign, factor, partial, merge, certificate, check;
	const char *range, *max_c, *shard, *from, *to, *best;
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
	OPT_FLAG(0, "partial", &o.partial, "write a part: what was covered, and the best met there"),
	OPT_TEXT(0, "shard", &o.shard, "I/K", "with --partial: the I-th of K shares of the sums", "2/8"),
	OPT_TEXT(0, "from", &o.from, "S", "with --partial: only sums a + b from S on", NULL),
	OPT_TEXT(0, "to", &o.to, "S", "with --partial: only sums a + b up to S", NULL),
	OPT_TEXT(0, "best", &o.best, "S", "with --partial: an S that is known", NULL),
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
};

static void
columns(struct table *t, size_t n, const char *const names[], bool text)
{
	for (size_t i = 0; i < n; i++)
		table_column(t, (struct writer_column){ .name = str_of(names[i]), .text = text });
}

static void
put(struct table *t, const struct big *x, bool minus)
{
	char text[1 + BIG_TEXT] = "-";
	writer_text(t->w, (struct str){ text + !minus, big_print(x, text + 1) + minus });
}

static void
put_triple(struct table *t, const struct big *n, const struct nab_triple *x, bool minus)
{
	table_labels(t, NULL, 0);
	put(t, n, false);
	put(t, &x->a, false);
	put(t, &x->b, false);
	put(t, &x->c, minus);
	put(t, &x->s, false);
}

static void
put_records(struct run *r, const struct big *n)
{
	for (size_t i = 0; i < nab_search_records(&r->search); i++) {
		struct nab_record x = nab_search_record(&r->search, i);
		struct big s = big_plus(&r->search.start.s0, x.t + x.c);
		table_labels(r->t, NULL, 0);
		put(r->t, n, false);
		writer_number(r->t->w, (double)x.t);
		writer_count(r->t->w, (uint64_t)x.c);
		put(r->t, &s, false);
	}
}

/* A sum S as S - s0, within what is counted. */
static int64_t
excess(const struct nab_start *st, const struct big *s)
{
	struct big d;
	if (big_compare(s, &st->s0) < 0) {
		d = big_subtract(&st->s0, s);
		return -(int64_t)big_word(&d, (uint64_t)NAB_ENDLESS);
	}
	d = big_subtract(s, &st->s0);
	return (int64_t)big_word(&d, (uint64_t)NAB_ENDLESS);
}

static void
limit(const struct nab_start *st, const char *name, const char *text, int64_t *t)
{
	struct err e = { 0 };
	struct big s;
	if (text && nab_text_read(str_of(text), &s, &e))
		die_usage("%s: %s", name, e.text);
	if (text)
		*t = excess(st, &s);
}

/* I/K */
static void
shard(uint64_t *i, uint64_t *k)
{
	struct str rest, one = str_cut(str_of(o.shard), '/', &rest);
	struct big a, b;
	bool large;

	if (!rest.s || !big_read(one, &a, &large) || !big_read(rest, &b, &large) || big_zero(&a) || big_compare(&a, &b) > 0 ||
	    big_word(&b, 1000001) > 1000000)
		die_usage("--shard: \"%s\" is not I/K with 1 <= I <= K <= 1000000", o.shard);
	*i = a.v[0] - 1;
	*k = b.v[0];
}

static struct str
print(const struct big *x, char text[BIG_TEXT])
{
	return (struct str){ text, big_print(x, text) };
}

/* One N, or a part of its sums, as a document. */
static void
put_part(struct run *r, const struct big *n, struct nab_how *how)
{
	char text[3 + NAB_PART_SUMS][BIG_TEXT];
	struct nab_part_document p = { .shards = 1 };
	struct nab_start st;

	nab_start(n, &st);
	limit(&st, "--from", o.from, &how->from);
	limit(&st, "--to", o.to, &how->to);
	limit(&st, "--best", o.best, &how->best);
	if (how->from > how->to)
		die_usage("--to is before --from");
	if (o.shard)
		shard(&how->shard, &how->shards);
	if (nab_search(n, how, &r->search))
		die_memory();
	int64_t from = how->from < -1 ? -1 : how->from;
	struct big low = big_plus(&st.s0, from), high = big_plus(&st.s0, r->search.reached);
	p.n = print(n, text[0]);
	p.from = print(&low, text[1]);
	p.below = print(&high, text[2]);
	p.shard = how->shard + 1;
	p.shards = how->shards;
	p.sums = nab_search_ties(&r->search);
	p.sums = p.sums < NAB_PART_SUMS ? p.sums : NAB_PART_SUMS;
	for (size_t i = 0; i < p.sums; i++) {
		struct big s = big_plus(&st.s0, nab_search_tie(&r->search, i));
		p.sum[i] = print(&s, text[3 + i]);
	}
	nab_part_write(r->t->w, &p);
}

static void
put_certificate(struct run *r, const struct big *n)
{
	char text[9][BIG_TEXT];
	const struct nab_start *st = &r->search.start;
	struct nab_triple x;
	struct big from = big_zero(&st->s0) ? big_of(0) : big_plus(&st->s0, -1);

	nab_start_triple(st, nab_search_tie(&r->search, 0), &x);
	nab_certificate_begin(r->t->w, &(struct nab_certificate){
		.n = print(n, text[0]), .s0 = print(&st->s0, text[1]), .d0 = print(&st->d0, text[2]), .a = print(&x.a, text[3]),
		.b = print(&x.b, text[4]), .c = print(&x.c, text[5]), .s = print(&x.s, text[6]), .from = print(&from, text[7]),
		.below = print(&x.s, text[8]) });
	for (size_t i = 0; i < nab_search_records(&r->search); i++) {
		struct nab_record one = nab_search_record(&r->search, i);
		struct big s = big_plus(&st->s0, one.t), c = big_of((uint64_t)one.c);
		nab_certificate_record(r->t->w, i == 0, print(&s, text[0]), print(&c, text[1]));
	}
	nab_certificate_end(r->t->w);
}

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
		put_triple(r->t, &n, &x, minus);
		return 0;
	}
	if (o.partial) {
		put_part(r, &n, &how);
		return 0;
	}
	if (nab_search(&n, &how, &r->search))
		die_memory();
	if (o.certificate) {
		put_certificate(r, &n);
		return 0;
	}
	if (o.stats)
		nab_stats_add(&r->stats, nab_search_x(&r->search.start, r->search.found.least), nab_search_ties(&r->search));
	else if (o.trace)
		put_records(r, &n);
	for (size_t i = 0; !o.stats && !o.trace && i < (o.all ? nab_search_ties(&r->search) : 1); i++) {
		nab_start_triple(&r->search.start, nab_search_tie(&r->search, i), &x);
		put_triple(r->t, &n, &x, false);
	}
	return 0;
}

static int
put_stats(struct run *r)
{
	struct writer *w = r->t->w;

	for (int i = 0; i < NAB_STATS_BINS; i++) {
		double lo, hi, expected;
		nab_stats_bin(&r->stats, i, &lo, &hi, &expected);
		table_labels(r->t, NULL, 0);
		writer_text(w, STR("x"));
		writer_numbers(w, 2, (double[]){ lo, hi });
		writer_count(w, r->stats.bin[i]);
		writer_number(w, expected);
	}
	for (int k = 1; k <= NAB_STATS_TIES; k++) {
		table_labels(r->t, NULL, 0);
		writer_text(w, STR("ties"));
		writer_numbers(w, 2, (double[]){ k, k < NAB_STATS_TIES ? k : HUGE_VAL });
		writer_count(w, r->stats.ties[k - 1]);
		writer_number(w, (double)NAN);
	}
	return table_finish(r->t);
}

/* In JSON all integers are strings, so that none has to be one. */
static void
put_count(struct table *t, uint64_t x)
{
	struct big b = big_of(x);
	if (writer_format(t->w) == FORMAT_JSON || writer_format(t->w) == FORMAT_NDJSON)
		put(t, &b, false);
	else
		writer_count(t->w, x);
}

static void
put_range(struct run *r, const struct nab_range *x)
{
	uint64_t a, b, c;

	if (o.stats) {
		double s0 = (double)nab_stats_s0(x->n), n = (double)x->n;
		nab_stats_add(&r->stats, n > 0 ? ((double)x->sum - s0) / cbrt(sqrt(n)) : 0, x->ties);
		return;
	}
	table_labels(r->t, NULL, 0);
	put_count(r->t, x->n);
	if (o.triples) {
		nab_range_triple(x, &a, &b, &c);
		put_count(r->t, a);
		put_count(r->t, b);
		put_count(r->t, c);
	}
	if (writer_format(r->t->w) == FORMAT_GNUPLOT)
		writer_number(r->t->w, (double)x->sum - 2 * sqrt((double)x->n));
	else
		put_count(r->t, x->sum);
}

static uint64_t
range_end(struct str text)
{
	struct err e = { 0 };
	struct big n;

	if (nab_text_read(text, &n, &e))
		die_usage("--range %s: %s", o.range, e.text);
	if (big_word(&n, NAB_RANGE_MOST + 1) > NAB_RANGE_MOST)
		die_usage("--range %s: beyond 10^18", o.range);
	return n.v[0];
}

static void
range(struct run *r)
{
	const char *dots = strstr(o.range, "..");
	struct nab_range x;

	if (!dots)
		die_usage("--range: \"%s\" is not A..B", o.range);
	uint64_t from = range_end((struct str){ o.range, (size_t)(dots - o.range) }), to = range_end(str_of(dots + 2));
	if (from > to)
		die_usage("--range %s: the end is before the beginning", o.range);
	size_t room = nab_range_block(to);
	uint32_t *pairs = mem_alloc(room, sizeof *pairs);
	if (!pairs || nab_range_begin(&x, from))
		die_memory();
	put_range(r, &x);
	while (x.n < to) {
		size_t n = to - x.n < room ? (size_t)(to - x.n) : room;
		nab_range_pairs(&x, n, pairs);
		for (size_t i = 0; i < n; i++) {
			nab_range_step(&x, pairs[i]);
			put_range(r, &x);
		}
	}
	mem_free(pairs);
}

/* Parts read so far: of one N, with the least S met. */
struct parts {
	struct nab_start start;
	struct nab_part *part;
	size_t n, cap;
	struct nab_found found;
};

static int
read_sum(const struct nab_start *st, struct str text, int64_t *t, struct err *e)
{
	struct big s;
	if (nab_text_read(text, &s, e))
		return e->code;
	*t = excess(st, &s);
	return *t < -(int64_t)big_word(&st->s0, (uint64_t)NAB_ENDLESS) ? err_set(e, ERR_INPUT, "a sum out of range") : 0;
}

static int
take(struct parts *q, const struct nab_part_document *p, struct err *e)
{
	struct nab_part x = { .shard = p->shard - 1, .shards = p->shards };
	int64_t t = 0;
	struct big n;

	if (nab_text_read(p->n, &n, e))
		return e->code;
	if (q->n == 0)
		nab_start(&n, &q->start);
	if (big_compare(&n, &q->start.n) != 0)
		return err_set(e, ERR_INPUT, "parts of different N");
	for (size_t i = 0; i < q->n; i++)
		if (q->part[i].shards != x.shards && q->part[i].shards > 1 && x.shards > 1)
			return err_set(e, ERR_INPUT, "parts of %zu and of %zu shards", (size_t)q->part[i].shards, (size_t)x.shards);
	if (read_sum(&q->start, p->from, &x.from, e) || read_sum(&q->start, p->below, &x.below, e))
		return e->code;
	if (!mem_reserve(&q->part, &q->cap, q->n + 1, sizeof *q->part))
		return err_memory(e);
	q->part[q->n++] = x;
	for (size_t i = 0; i < p->sums; i++) {
		if (read_sum(&q->start, p->sum[i], &t, e))
			return e->code;
		nab_found_note(&q->found, t, nab_start_c(&q->start, t));	/* c is worked out anew */
	}
	return q->found.failed ? err_memory(e) : 0;
}

static void
put_merged(struct table *t, struct parts *q)
{
	char low[BIG_TEXT + 1], high[BIG_TEXT + 1];
	struct nab_search all = { .start = q->start, .found = { .least = NAB_ENDLESS } };
	struct nab_triple x;
	int64_t from, to, last = -2;

	nab_found_order(&q->found);
	for (size_t i = 0; i < q->found.n; i++)
		if (q->found.v[i].t != last) {		/* sums before the filter are in every shard */
			last = q->found.v[i].t;
			nab_found_add(&all.found, last, q->found.v[i].c);
		}
	if (!nab_cover(q->n, q->part, all.found.least - 1, &from, &to)) {
		struct big a = big_plus(&q->start.s0, from), b = big_plus(&q->start.s0, to);
		low[big_print(&a, low)] = high[big_print(&b, high)] = '\0';
		err_set(&t->verdict, ERR_NO_ANSWER, "sums are missing");
		err_hint(&t->verdict, to >= NAB_ENDLESS - 1 ? "make the part --from %s" : "make the part --from %s --to %s", low, high);
		return;
	}
	for (size_t i = 0; i < (o.all ? nab_search_ties(&all) : 1); i++) {
		nab_start_triple(&q->start, nab_search_tie(&all, i), &x);
		put_triple(t, &q->start.n, &x, false);
	}
	nab_search_free(&all);
}

static void
merge(struct table *t, char **files)
{
	static char *standard[] = { "-", NULL };
	struct nab_part_document p;
	struct parts q = { 0 };
	struct err e = { 0 };

	for (files = *files ? files : standard; *files; files++) {
		struct document *d = nab_part_open(*files, &e);
		int got = 0;
		while (d && (got = nab_part_read(d, &p)) > 0)
			if (take(&q, &p, &e)) {
				document_place(d, document_root(d), NULL);
				break;
			}
		if (e.code)
			die(&e);
		document_close(d);
	}
	if (q.n == 0) {
		err_set(&e, ERR_INPUT, "no parts");
		die(&e);
	}
	put_merged(t, &q);
	mem_free(q.part);
	nab_found_free(&q.found);
}

/* Whether nothing below S is found: everywhere, or in blocks spread evenly over all sums. */
static bool
holds(const struct big *n, const struct big *s, struct big *where)
{
	enum { BLOCK = 1000 };
	struct big from;
	uint64_t count = nab_check_count(n, s, &from), blocks = (count + BLOCK - 1) / BLOCK, step = 1;

	if (o.sample && blocks > (uint64_t)o.sample)
		step = blocks / (uint64_t)o.sample;
	for (uint64_t i = 0, done = 0; i < blocks && (step == 1 || done < (uint64_t)o.sample); i += step, done++) {
		struct big at = big_plus(&from, (int64_t)(i * BLOCK));
		if (!nab_check_range(n, s, &at, count - i * BLOCK < BLOCK ? count - i * BLOCK : BLOCK, where))
			return false;
	}
	return true;
}

static void
verify(struct table *t, const struct nab_certificate *x, struct err *e)
{
	char text[BIG_TEXT + 1];
	struct big n, a, b, c, s, where;

	if (nab_text_read(x->n, &n, e) || nab_text_read(x->a, &a, e) || nab_text_read(x->b, &b, e) || nab_text_read(x->c, &c, e) ||
	    nab_text_read(x->s, &s, e))
		return;
	bool small = big_word(&n, 6) < 6;		/* S = N */
	if (!nab_check_sums(&n, &a, &b, &c, &s) || (small && big_compare(&n, &s) != 0))
		err_set(&t->verdict, ERR_NO, "N = a b + c, S = a + b + c do not hold");
	else if (!small && !holds(&n, &s, &where)) {
		text[big_print(&where, text)] = '\0';
		err_set(&t->verdict, ERR_NO, "S is not the least: a + b = %s allows less", text);
	}
}

static void
check(struct table *t, char **files)
{
	static char *standard[] = { "-", NULL };
	struct nab_certificate x;
	struct err e = { 0 };
	size_t n = 0;

	for (files = *files ? files : standard; *files; files++) {
		struct document *d = nab_certificate_open(*files, &e);
		while (d && nab_certificate_read(d, &x) > 0) {
			n++;
			verify(t, &x, &e);
			if (e.code) {
				document_place(d, document_root(d), NULL);
				break;
			}
		}
		if (e.code)
			die(&e);
		document_close(d);
	}
	if (n == 0) {
		err_set(&e, ERR_INPUT, "no certificate");
		die(&e);
	}
}

static void
announce(struct table *t)
{
	static const char *const triple[] = { "N", "a", "b", "c", "S" }, *const histogram[] = { "x_lo", "x_hi", "count", "expected" };
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT;

	if (o.partial || o.certificate || o.check)
		table_raw(t);
	else if (o.stats) {
		columns(t, 1, &(const char *){ "kind" }, true);
		columns(t, 4, histogram, false);
	} else if (o.trace) {
		columns(t, 1, triple, true);
		columns(t, 2, (const char *const[]){ "t", "c" }, false);
		columns(t, 1, triple + 4, true);
	} else if (o.range) {
		columns(t, 1, triple, false);
		columns(t, o.triples ? 3 : 0, triple + 1, false);
		columns(t, 1, drawn ? &(const char *){ "S - 2 sqrt(N)" } : triple + 4, false);
	} else
		columns(t, 5, triple, true);
}

/* One mode at a time. */
static void
judge(char **numbers, struct run *r)
{
	struct err e = { 0 };

	if (o.with_sign + o.factor + !!o.max_c + o.all + o.stats + o.trace + o.certificate + o.check > 1)
		die_usage("--all, --stats, --trace, --certificate, --check, --signed, --factor and --max-c are one at a time");
	if (o.range && (o.with_sign || o.factor || o.max_c || o.all || o.trace || o.certificate || o.check))
		die_usage("--range goes with --triples or --stats alone");
	if (o.range && *numbers)
		die_usage("--range takes no numbers");
	if (o.triples && !o.range)
		die_usage("--triples needs --range");
	if ((o.partial || o.merge) && (o.certificate || o.check || o.with_sign || o.factor || o.max_c || o.range || o.stats || o.trace))
		die_usage("--partial and --merge are for the least a + b + c alone");
	if ((o.shard || o.from || o.to || o.best) && !o.partial)
		die_usage("--shard, --from, --to and --best need --partial");
	r->max_c = big_of(0);
	if (o.max_c && nab_text_read(str_of(o.max_c), &r->max_c, &e))
		die_usage("--max-c: %s", e.text);
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
		range(&r);
	if (o.merge)
		merge(&t, numbers);
	if (o.check)
		check(&t, numbers);
	for (; *numbers && !o.merge && !o.check; numbers++)
		if (answer(&r, str_of(*numbers), &e))
			table_die(&t, &b, 0, &e);
	while (t.r && table_next(&t, &b))
		for (size_t i = 0; i < b.rows; i++)
			for (size_t k = 0; k < b.n_text; k++)
				if (answer(&r, b.text[i * b.n_text + k], &e))
					table_die(&t, &b, i, &e);
	nab_search_free(&r.search);
	return o.stats ? put_stats(&r) : table_finish(&t);
}
