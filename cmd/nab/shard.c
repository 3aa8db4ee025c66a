/* SPDX-License-Identifier: MIT */
/* nab/shard: see nab/shard.h. */
#include "base/mem.h"
#include "cli/die.h"
#include "math/nab/cover.h"
#include "math/nab/text.h"
#include "nab/cells.h"
#include "nab/part.h"
#include "nab/shard.h"
#include "nab/typed.h"

enum { SHARDS = 1000000 };

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
	if (!text)
		return;
	struct big s = nab_typed_number(name, str_of(text));
	*t = excess(st, &s);
}

/* I/K */
static void
share(const char *text, uint64_t *i, uint64_t *k)
{
	if (!nab_typed_pair(text, '/', SHARDS, i, k) || *i > *k)
		die_usage("--shard: \"%s\" is not I/K with 1 <= I <= K <= %d", text, SHARDS);
	--*i;
}

void
nab_shard_part(struct table *t, const struct big *n, const struct nab_shard *what, struct nab_how how, struct nab_search *r)
{
	char text[3 + NAB_PART_SUMS][BIG_TEXT];
	struct nab_part_document p = { .shards = 1 };
	struct nab_start st;

	nab_start(n, &st);
	limit(&st, "--from", what->from, &how.from);
	limit(&st, "--to", what->to, &how.to);
	limit(&st, "--best", what->best, &how.best);
	if (how.from > how.to)
		die_usage("--to is before --from; exchange them");
	if (what->shard)
		share(what->shard, &how.shard, &how.shards);
	if (nab_search(n, &how, r))
		die_memory();
	int64_t from = how.from < -1 ? -1 : how.from;
	struct big low = big_plus(&st.s0, from), high = big_plus(&st.s0, r->reached);
	p.n = nab_cells_print(n, text[0]);
	p.from = nab_cells_print(&low, text[1]);
	p.below = nab_cells_print(&high, text[2]);
	p.shard = how.shard + 1;
	p.shards = how.shards;
	p.sums = nab_search_ties(r);
	p.sums = p.sums < NAB_PART_SUMS ? p.sums : NAB_PART_SUMS;
	for (size_t i = 0; i < p.sums; i++) {
		struct big s = big_plus(&st.s0, nab_search_tie(r, i));
		p.sum[i] = nab_cells_print(&s, text[3 + i]);
	}
	nab_part_write(t->w, &p);
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
	if (*t >= -(int64_t)big_word(&st->s0, (uint64_t)NAB_ENDLESS))
		return 0;
	err_set(e, ERR_INPUT, "a sum out of range");
	err_hint(e, "make the part again by nab-min --partial");
	return e->code;
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
	if (big_compare(&n, &q->start.n) != 0) {
		err_set(e, ERR_INPUT, "parts of different N");
		err_hint(e, "merge the parts of one N at a time");
		return e->code;
	}
	for (size_t i = 0; i < q->n; i++)
		if (q->part[i].shards != x.shards && q->part[i].shards > 1 && x.shards > 1)
			return err_set(e, ERR_INPUT, "parts of %zu and of %zu shards; make all with the same K of --shard I/K", (size_t)q->part[i].shards,
			               (size_t)x.shards);
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
put(struct table *t, struct parts *q, bool every)
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
	}
	for (size_t i = 0; !t->verdict.code && i < (every ? nab_search_ties(&all) : 1); i++) {
		nab_start_triple(&q->start, nab_search_tie(&all, i), &x);
		nab_cells_triple(t, &q->start.n, &x, false);
	}
	nab_search_free(&all);
}

void
nab_shard_merge(struct table *t, char **files, bool all)
{
	struct nab_documents d = { .files = files, .schema = "mlcoreutils/part", .none = "no parts; --merge reads what --partial wrote" };
	struct nab_part_document p;
	struct parts q = { 0 };

	while (nab_part_read(&d, &p))
		if (take(&q, &p, &d.e))
			nab_documents_die(&d);
	put(t, &q, all);
	mem_free(q.part);
	nab_found_free(&q.found);
}
