/* SPDX-License-Identifier: MIT */
/* nab/span: see nab/span.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "math/nab/range.h"
#include "nab/cells.h"
#include "nab/plot.h"
#include "nab/span.h"
#include "nab/typed.h"

static void
count(struct nab_stats *stats, const struct nab_range *x)
{
	double s0 = (double)nab_stats_s0(x->n), n = (double)x->n;
	nab_stats_add(stats, n > 0 ? ((double)x->sum - s0) / cbrt(sqrt(n)) : 0, x->ties);
}

static void
put(struct table *t, const struct nab_range *x, bool triples)
{
	uint64_t a, b, c;

	table_labels(t, NULL, 0);
	nab_cells_count(t, x->n);
	if (triples) {
		nab_range_triple(x, &a, &b, &c);
		nab_cells_count(t, a);
		nab_cells_count(t, b);
		nab_cells_count(t, c);
	}
	nab_cells_count(t, x->sum);
}

static void
take(struct table *t, const struct nab_range *x, bool triples, bool drawn, struct nab_stats *stats)
{
	if (stats)
		count(stats, x);
	else if (drawn)
		nab_plot_range(t, x->n, x->sum);
	else
		put(t, x, triples);
}

static uint64_t
end(const char *range, struct str text)
{
	struct big n = nab_typed_number("--range", text);
	if (big_word(&n, NAB_RANGE_MOST + 1) > NAB_RANGE_MOST)
		die_usage("--range %s: beyond 10^18", range);
	return n.v[0];
}

void
nab_span(struct table *t, const char *text, bool triples, struct nab_stats *stats)
{
	const char *dots = strstr(text, "..");
	struct nab_range x;

	if (!dots)
		die_usage("--range: \"%s\" is not A..B, as in 1..10^6", text);
	uint64_t from = end(text, (struct str){ text, (size_t)(dots - text) }), to = end(text, str_of(dots + 2));
	if (from > to)
		die_usage("--range %s: the end is before the beginning; exchange them", text);
	size_t room = nab_range_block(to);
	uint32_t *pairs = mem_alloc(room, sizeof *pairs);
	if (!pairs || nab_range_begin(&x, from))
		die_memory();
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT && !triples && !stats;
	if (drawn)
		nab_plot_range_begin(t);
	take(t, &x, triples, drawn, stats);
	while (x.n < to) {
		size_t n = to - x.n < room ? (size_t)(to - x.n) : room;
		nab_range_pairs(&x, n, pairs);
		for (size_t i = 0; i < n; i++) {
			nab_range_step(&x, pairs[i]);
			take(t, &x, triples, drawn, stats);
		}
	}
	if (drawn)
		nab_plot_range_end(t);
	mem_free(pairs);
}
