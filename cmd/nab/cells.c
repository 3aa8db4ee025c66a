/* SPDX-License-Identifier: MIT */
/* nab/cells: see nab/cells.h. */
#include <math.h>

#include "nab/cells.h"

struct str
nab_cells_print(const struct big *x, char text[BIG_TEXT])
{
	return (struct str){ text, big_print(x, text) };
}

void
nab_cells_integer(struct table *t, const struct big *x, bool minus)
{
	char text[1 + BIG_TEXT] = "-";
	writer_text(t->w, (struct str){ text + !minus, big_print(x, text + 1) + minus });
}

void
nab_cells_count(struct table *t, uint64_t x)
{
	enum format out = writer_format(t->w);
	if (out == FORMAT_JSON || out == FORMAT_NDJSON) {
		struct big b = big_of(x);
		nab_cells_integer(t, &b, false);
	} else
		writer_count(t->w, x);
}

void
nab_cells_triple(struct table *t, const struct big *n, const struct nab_triple *x, bool minus)
{
	table_labels(t, NULL, 0);
	nab_cells_integer(t, n, false);
	nab_cells_integer(t, &x->a, false);
	nab_cells_integer(t, &x->b, false);
	nab_cells_integer(t, &x->c, minus);
	nab_cells_integer(t, &x->s, false);
}

void
nab_cells_records(struct table *t, const struct nab_search *r)
{
	for (size_t i = 0; i < nab_search_records(r); i++) {
		struct nab_record x = nab_search_record(r, i);
		struct big s = big_plus(&r->start.s0, x.t + x.c);
		table_labels(t, NULL, 0);
		nab_cells_integer(t, &r->start.n, false);
		writer_number(t->w, (double)x.t);
		writer_count(t->w, (uint64_t)x.c);
		nab_cells_integer(t, &s, false);
	}
}

void
nab_cells_stats(struct table *t, const struct nab_stats *s)
{
	for (int i = 0; i < NAB_STATS_BINS; i++) {
		double lo, hi, expected;
		nab_stats_bin(s, i, &lo, &hi, &expected);
		table_labels(t, NULL, 0);
		writer_text(t->w, STR("x"));
		writer_numbers(t->w, 2, (double[]){ lo, hi });
		writer_count(t->w, s->bin[i]);
		writer_number(t->w, expected);
	}
	for (int k = 1; k <= NAB_STATS_TIES; k++) {
		table_labels(t, NULL, 0);
		writer_text(t->w, STR("ties"));
		writer_numbers(t->w, 2, (double[]){ k, k < NAB_STATS_TIES ? k : HUGE_VAL });
		writer_count(t->w, s->ties[k - 1]);
		writer_number(t->w, (double)NAN);
	}
}
