/* SPDX-License-Identifier: MIT */
/* nab/plot: see nab/plot.h. */
#include <math.h>

#include "base/num.h"
#include "cli/die.h"
#include "io/gnuplot.h"
#include "nab/cells.h"
#include "nab/plot.h"

static void
raw(struct table *t, const char *text)
{
	writer_raw(t->w, str_of(text));
}

/* "RECORDS3" */
static const char *
block(size_t k, char name[NUM_TEXT + 8])
{
	static const char word[] = "RECORDS";
	for (size_t i = 0; i < sizeof word - 1; i++)
		name[i] = word[i];
	name[sizeof word - 1 + num_print_count(k, name + sizeof word - 1)] = '\0';
	return name;
}

/* Both axes begin at 1, s0 - 1 being the first sum and logarithms their scale. */
static void
row(struct table *t, int64_t sum, int64_t least)
{
	gnuplot_row(t->w, 2, (double[]){ (double)(sum + 2), (double)(least + 2) });
}

void
nab_plot_records(struct table *t, struct nab_plot *p, const struct nab_search *r)
{
	char name[NUM_TEXT + 8], digits[BIG_TEXT];

	text_add(&p->titles, STR("N = "));
	text_add(&p->titles, nab_cells_print(&r->start.n, digits));
	text_byte(&p->titles, '\0');
	if (p->titles.failed)
		die_memory();
	gnuplot_begin(t->w, block(++p->n, name));
	for (size_t i = 0; i < nab_search_records(r); i++) {
		struct nab_record x = nab_search_record(r, i);
		row(t, x.t, x.t + x.c);
	}
	row(t, r->found.least, r->found.least);
	gnuplot_end(t->w);
}

void
nab_plot_records_end(struct table *t, struct nab_plot *p)
{
	char name[NUM_TEXT + 8];
	const char *title = p->titles.s;

	raw(t, "set encoding utf8\nset logscale xy\nset xlabel 'a + b - s0 + 2' noenhanced\nset ylabel 'least S known - s0 + 2' noenhanced\n"
	       "set key outside top center vertical\nset grid\nplot ");
	for (size_t k = 1; k <= p->n; k++, title += str_of(title).n + 1) {
		raw(t, "$");
		raw(t, block(k, name));
		raw(t, " using 1:2 with steps title ");
		gnuplot_text(t->w, str_of(title));
		raw(t, " noenhanced, \\\n     ");
	}
	raw(t, "x with lines dashtype 2 title 'S = a + b: the scan ends' noenhanced\n");
	text_free(&p->titles);
}

void
nab_plot_range_begin(struct table *t)
{
	gnuplot_begin(t->w, "RANGE");
}

void
nab_plot_range(struct table *t, uint64_t n, uint64_t sum)
{
	gnuplot_row(t->w, 2, (double[]){ (double)n, (double)sum - 2 * sqrt((double)n) });
}

void
nab_plot_range_end(struct table *t)
{
	gnuplot_end(t->w);
	raw(t, "set encoding utf8\nset xlabel 'N' noenhanced\nset ylabel 'S - 2 sqrt(N)' noenhanced\nset key off\nset grid\n"
	       "plot $RANGE using 1:2 with points pointtype 7 pointsize 0.4\n");
}

void
nab_plot_stats(struct table *t, const struct nab_stats *s)
{
	gnuplot_begin(t->w, "STATS");
	for (int i = 0; i < NAB_STATS_BINS - 1; i++) {
		double lo, hi, expected, n = (double)s->n;
		nab_stats_bin(s, i, &lo, &hi, &expected);
		gnuplot_row(t->w, 3, (double[]){ (lo + hi) / 2, (double)s->bin[i] / n, expected / n });
	}
	gnuplot_end(t->w);
	raw(t, "set encoding utf8\nset xlabel '(S - s0) / N^(1/6)' noenhanced\nset ylabel 'share in a quarter'\nset grid\nset xrange [0:8]\n"
	       "set yrange [0:*]\nset boxwidth 0.25\nplot $STATS using 1:2 with boxes title 'counted', \\\n"
	       "     $STATS using 1:3 with linespoints title 'law' noenhanced\n");
}
