/* SPDX-License-Identifier: MIT */
/* nab-min: N = ab + c with the least a + b + c.  See nab-min(1). */
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/nab/goals.h"
#include "math/nab/nab.h"
#include "math/nab/text.h"

static struct {
	bool all;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_FLAG(0, "all", &o.all, "every optimal triple"),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"nab-min 130 10^36+61",
	"seq 100 200 | nab-min --all",
	"nab-min -c N table.csv",
	NULL
};

static const struct tool tool = {
	.name = "nab-min", .summary = "N = ab + c with the least a + b + c", .operands = "[N...]", .examples = examples,
	.opts = opts, .registry = &nab_goals, .is_number = nab_text_is_number,
};

static void
put(struct table *t, const struct big *x)
{
	char text[BIG_TEXT];
	writer_text(t->w, (struct str){ text, big_print(x, text) });
}

static void
put_triple(struct table *t, const struct big *n, const struct nab_triple *x)
{
	table_labels(t, NULL, 0);
	put(t, n);
	put(t, &x->a);
	put(t, &x->b);
	put(t, &x->c);
	put(t, &x->s);
}

static void
answer(struct table *t, struct nab_search *r, struct str text, struct err *e)
{
	struct nab_how how = NAB_HOW_ALL;
	struct nab_triple x;
	struct big n;

	if (nab_text_read(text, &n, e))
		return;
	if (nab_search(&n, &how, r))
		die_memory();
	for (size_t i = 0; i < (o.all ? nab_search_ties(r) : 1); i++) {
		nab_start_triple(&r->start, nab_search_tie(r, i), &x);
		put_triple(t, &n, &x);
	}
}

int
main(int argc, char **argv)
{
	static const char *const names[] = { "N", "a", "b", "c", "S" };
	struct nab_search r = { 0 };
	struct err e = { 0 };
	struct table t;
	struct block b;

	o.table.threads = 0;
	char **numbers = opt_parse(&tool, argc, argv);
	if (*numbers)
		table_start(&t, &tool, numbers, &o.table);
	else
		table_open(&t, &tool, numbers, &o.table);
	for (int i = 0; i < 5; i++)
		table_column(&t, (struct writer_column){ .name = str_of(names[i]), .text = true });
	for (; *numbers; numbers++) {
		answer(&t, &r, str_of(*numbers), &e);
		if (e.code)
			die(&e);
	}
	while (t.r && table_next(&t, &b)) {
		for (size_t i = 0; i < b.rows; i++) {
			for (size_t k = 0; k < b.n_text; k++) {
				answer(&t, &r, b.text[i * b.n_text + k], &e);
				if (e.code)
					table_die(&t, &b, i, &e);
			}
		}
	}
	nab_search_free(&r);
	return table_finish(&t);
}
