/* SPDX-License-Identifier: MIT */
/* zoo/figure: gnuplot scripts of mapped rows: bars a map, or curves over a sweep; a panel a row.  See zoo.h. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "io/gnuplot.h"
#include "zoo/zoo.h"

enum { PANELS = 12, NAMED = 20 };

static void put(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A line of the script, without text from outside. */
static void
put(struct table *t, const char *format, ...)
{
	char line[300];
	va_list a;

	va_start(a, format);
	int n = vsnprintf(line, sizeof line, format, a);
	va_end(a);
	writer_raw(t->w, (struct str){ line, (size_t)n });
}

static void
put_text(struct table *t, const char *before, struct str text, const char *after)
{
	writer_string(t->w, before);
	gnuplot_text(t->w, text);
	writer_raw(t->w, STR(" noenhanced"));
	writer_string(t->w, after);
}

/* Combinations that make a curve: those of the temperature, or of the value that runs in -m; 1: none. */
static size_t
points(const struct zoo *z)
{
	return z->temperature.n > 1 ? z->temperature.n : z->swept < SPEC_VALUES ? z->maps.n : 1;
}

bool
zoo_figure_begin(struct zoo *z, struct table *t, const struct block *b)
{
	if (z->figure.on || writer_format(t->w) != FORMAT_GNUPLOT || z->ask.what != REPORT_ROWS || (zoo_bare(z) && b->rows > 1))
		return z->figure.on;
	z->figure.on = t->document = true;
	z->figure.n = b->cols;
	gnuplot_begin(t->w, "DATA");
	return true;
}

void
zoo_figure_row(struct zoo *z, struct table *t, size_t c, size_t n, const double p[])
{
	const struct spec *m = &z->maps.v[c / z->temperature.n];
	double value = z->temperature.n > 1 ? z->temperature.v[c % z->temperature.n] : z->swept < SPEC_VALUES ? m->par[z->swept] : (double)c;
	struct err e = { 0 };

	z->figure.rows += c == 0;
	if (z->figure.rows * (z->maps.n * z->temperature.n / points(z)) > PANELS && points(z) > 1)
		err_set(&e, ERR_NO_ANSWER, "a figure has at most %d panels of curves, one for each row and map", PANELS);
	if (z->figure.rows > PANELS)
		err_set(&e, ERR_NO_ANSWER, "a figure has at most %d rows of bars; one map of many rows is an image", PANELS);
	if (e.code)
		die(&e);
	double *line = mem_alloc(n + 1, sizeof *line);
	if (!line)
		die_memory();
	line[0] = value;
	memcpy(line + 1, p, n * sizeof *p);
	gnuplot_row(t->w, n + 1, line);
	mem_free(line);
}

/* Panel k of curves: one for each score, over the value that runs. */
static void
curves(const struct zoo *z, struct table *t, size_t k)
{
	size_t all = points(z), n = z->figure.n;
	char number[32];

	if (n > NAMED)
		put(t, "plot for [k=2:%zu] $DATA every ::%zu::%zu using 1:k with lines notitle\n", n + 1, k * all, k * all + all - 1);
	for (size_t i = 0; i < n && n <= NAMED; i++) {
		put(t, "%s$DATA every ::%zu::%zu using 1:%zu with %s", i ? ", \\\n     " : "plot ", k * all, k * all + all - 1, i + 2,
		    all > NAMED ? "lines linewidth 2" : "linespoints");
		put_text(t, " title ", table_cell_name(t, i, number), i + 1 < n ? "" : "\n");
	}
}

/* Panel k of bars: a group for each score, in it one for each map. */
static void
bars(const struct zoo *z, struct table *t, size_t k)
{
	size_t all = z->maps.n, n = z->figure.n;
	double wide = 0.8 / (double)all;
	char number[32];

	if (n <= NAMED) {
		for (size_t i = 0; i < n; i++) {
			put(t, i ? ", " : "set xtics noenhanced (");
			gnuplot_tic(t->w, table_cell_name(t, i, number));
			put(t, " %zu", i + 1);
		}
		put(t, ")\n");
	}
	put(t, "set xrange [0.4:%zu.6]\n", n);
	for (size_t c = 0; c < all; c++) {
		put(t, "%s$DATA matrix every 1:1:1:%zu:%zu:%zu using ($1%+.4f):3:(%.4f) with boxes", c ? ", \\\n     " : "plot ", k * all + c, n, k * all + c,
		    wide * ((double)c + 0.5) - 0.4, wide);
		if (all == 1)
			put(t, " notitle");
		else
			put_text(t, " title ", str_of(z->maps.v[c].label), "");
	}
	put(t, "\n");
}

void
zoo_figure_end(const struct zoo *z, struct table *t)
{
	size_t all = points(z), groups = all > 1 ? z->maps.n * z->temperature.n / all : 1, panels = z->figure.rows * groups;
	size_t across = (size_t)ceil(sqrt((double)panels)), down = across ? (panels + across - 1) / across : 0;
	const double *v = z->temperature.v;

	if (!z->figure.on)
		return;
	gnuplot_end(t->w);
	put(t, "set encoding utf8\nset grid\nset ylabel 'p'\nset style fill solid 0.6\nset key above\n");
	if (z->want == WANT_MAP)
		put(t, "set yrange [0:*]\n");
	if (all > 1 && z->temperature.n > 1 && v[0] > 0 && v[z->temperature.n - 1] / v[0] >= 100)
		put(t, "set logscale x\n");
	if (panels > 1)
		put(t, "set tics font ',9'\nset xlabel font ',9' offset 0,.5\nset title font ',9' offset 0,-.5\nset key font ',9' samplen 2\n"
		       "if (GPVAL_TERM ne 'dumb') { set multiplot layout %zu,%zu }\n", down, across);
	for (size_t k = 0; k < panels; k++) {
		put(t, "set xlabel '%s", all > 1 ? z->temperature.n > 1 ? "temperature" : z->parameter : "score");
		if (z->figure.rows > 1)
			put(t, ", row %zu", k / groups + 1);
		put(t, "' noenhanced\n");
		if (groups > 1)
			put_text(t, "set title ", str_of(z->maps.v[k % groups].label), "\n");
		if (k == 1)		/* the first has the key of all */
			put(t, "set key off\n");
		(all > 1 ? curves : bars)(z, t, k);
	}
	if (panels > 1)
		put(t, "unset multiplot\n");
}
