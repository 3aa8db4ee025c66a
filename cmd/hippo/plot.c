/* SPDX-License-Identifier: MIT */
/* hippo/plot: drawings of items; see hippo/plot.h.  Those of signals are in hippo/plot_signals.c. */
#include "hippo/plot.h"

#include <math.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "hippo/plot_inside.h"
#include "io/gnuplot.h"

enum { CURVES = 8, BARS = 64, PIXELS = 256 };

void
hippo_plot_say(struct writer *w, const char *s)
{
	writer_raw(w, str_of(s));
}

void
hippo_plot_value(struct writer *w, double x)
{
	char s[NUM_TEXT];

	writer_raw(w, (struct str){ s, num_print(x, s) });
}

void
hippo_plot_title(struct writer *w, const char *family, size_t n, const char *what)
{
	struct text s = { 0 };
	char number[NUM_TEXT];

	text_add(&s, str_of(family));
	if (n) {
		text_add(&s, STR(", N = "));
		text_add(&s, (struct str){ number, num_print_count(n, number) });
	}
	text_add(&s, str_of(what));
	if (s.failed)
		die_memory();
	hippo_plot_say(w, "set encoding utf8\nset title ");
	gnuplot_text(w, (struct str){ s.s, s.n });
	hippo_plot_say(w, " noenhanced\n");
	text_free(&s);
}

/* rows of width doubles. */
static void
data(struct writer *w, size_t rows, size_t width, const double v[])
{
	gnuplot_begin(w, "DATA");
	for (size_t i = 0; i < rows; i++)
		gnuplot_row(w, width, v + i * width);
	gnuplot_end(w);
}

/* Magnitudes of complex entries; the most of all.  row (n) scratch. */
static double
magnitudes(struct writer *w, size_t n, bool pairs, const double v[], double row[])
{
	double most = 0;

	gnuplot_begin(w, "DATA");
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			row[k] = pairs ? hypot(v[2 * (i * n + k)], v[2 * (i * n + k) + 1]) : v[i * n + k];
			most = fmax(most, fabs(row[k]));
		}
		gnuplot_row(w, n, row);
	}
	gnuplot_end(w);
	return most > 0 ? most : 1;
}

/* An image; signs on a terminal of letters. */
static void
matrix(struct writer *w, const struct array *a, double row[])
{
	size_t n = a->shape[0];
	double most = magnitudes(w, n, a->complex, a->v, row);

	hippo_plot_say(w, "set xlabel 'k'\nset ylabel 'n'\nset key off\nset tics out nomirror\nset xrange [-0.5:");
	hippo_plot_value(w, (double)n - 0.5);
	hippo_plot_say(w, "]\nset yrange [");
	hippo_plot_value(w, (double)n - 0.5);
	hippo_plot_say(w, ":-0.5]\n");
	if (a->complex)
		hippo_plot_say(w, "set palette defined (0 '#ffffff', 1 '#2166ac')\nset cbrange [0:");
	else {
		hippo_plot_say(w, "set palette defined (-1 '#2166ac', 0 '#ffffff', 1 '#b2182b')\nset cbrange [");
		hippo_plot_value(w, -most);
		hippo_plot_say(w, ":");
	}
	hippo_plot_value(w, most);
	/* one line: gnuplot reads no else on a line of its own from a pipe */
	hippo_plot_say(w, "]\nif (GPVAL_TERM eq 'dumb') { plot $DATA matrix using 1:2:($3 > 0 ? '+' : $3 < 0 ? '-' : '.') with labels } else ");
	if (n == 1)		/* no image has one pixel */
		hippo_plot_say(w, "{ plot $DATA using (0):(0):1 with labels }\n");
	else if (n > PIXELS)
		hippo_plot_say(w, "{ set size ratio -1; plot $DATA matrix with image }\n");
	else			/* vector formats would smooth an image */
		hippo_plot_say(w, "{ set size ratio -1; if (GPVAL_TERM eq 'svg' || GPVAL_TERM eq 'pdfcairo') { plot $DATA matrix with image pixels } "
			"else { plot $DATA matrix with image } }\n");
}

/* One or two numbers (re, im; a, b) over an index from 0. */
static void
stems(struct writer *w, const struct item *item, const struct array *a)
{
	bool two = a->rank == 2 || a->complex, narrow = a->shape[0] <= BARS;
	const char *how = narrow ? " with impulses linewidth 3 title " : " with lines title ";
	const char *const first = item->columns ? item->columns[0] : "re", *const second = item->columns && two ? item->columns[1] : "im";

	data(w, a->shape[0], two ? 2 : 1, a->v);
	hippo_plot_say(w, "set xlabel 'n'\nset grid\nset xzeroaxis\nset xrange [-0.5:");
	hippo_plot_value(w, (double)a->shape[0] - 0.5);
	hippo_plot_say(w, "]\n");
	hippo_plot_say(w, two ? "plot $DATA using ($0-0.1):1" : "set key off\nplot $DATA using 0:1");
	hippo_plot_say(w, how);
	gnuplot_text(w, str_of(first));
	if (two) {
		hippo_plot_say(w, ", \\\n     $DATA using ($0+0.1):2");
		hippo_plot_say(w, how);
		gnuplot_text(w, str_of(second));
	}
	hippo_plot_say(w, "\n");
}

/* A range of an axis of its own when all values are one. */
static void
range(struct writer *w, const char *axis, size_t n, size_t step, const double v[])
{
	double lo = v[0], hi = v[0];

	for (size_t i = 1; i < n; i++) {
		lo = fmin(lo, v[i * step]);
		hi = fmax(hi, v[i * step]);
	}
	if (hi - lo > 1e-9 * fabs(hi))
		return;
	hippo_plot_say(w, axis);
	hippo_plot_value(w, lo - 1);
	hippo_plot_say(w, ":");
	hippo_plot_value(w, hi + 1);
	hippo_plot_say(w, "]\n");
}

/* Points re, im; a real list lies on the axis. */
static void
plane(struct writer *w, size_t n, bool pairs, const double v[])
{
	const double zero = 0;

	data(w, n, pairs ? 2 : 1, v);
	hippo_plot_say(w, "set xlabel 're'\nset ylabel 'im'\nset key off\nset grid\nset xzeroaxis\nset yzeroaxis\n"
		"set offsets graph 0.1, graph 0.1, graph 0.1, graph 0.1\n");
	range(w, "set xrange [", n, pairs ? 2 : 1, v);
	range(w, "set yrange [", pairs ? n : 1, 2, pairs ? v + 1 : &zero);
	hippo_plot_say(w, pairs ? "plot $DATA using 1:2" : "plot $DATA using 1:(0)");
	hippo_plot_say(w, " with points pointtype 7 pointsize 0.8\n");
}

static void
weights(struct writer *w, const struct array *a)
{
	data(w, a->shape[0], a->shape[1], a->v);
	hippo_plot_say(w, "set xlabel 'Im Lambda'\nset grid\nset key outside top center horizontal samplen 2\nset yrange [0:*]\n"
		"plot $DATA using 2:(sqrt($3**2+$4**2)) with impulses linewidth 2 title '|B|'");
	if (a->shape[1] > 4)
		hippo_plot_say(w, ", \\\n     $DATA using 2:(sqrt($5**2+$6**2)) with points pointtype 6 title '|P|'");
	if (a->shape[1] > 6)
		hippo_plot_say(w, ", \\\n     $DATA using 2:(sqrt($7**2+$8**2)) with points pointtype 4 title '|P2|'");
	hippo_plot_say(w, "\n");
}

static void
response(struct writer *w, const struct array *a)
{
	data(w, a->shape[0], a->shape[1], a->v);
	hippo_plot_say(w, "set xlabel 'omega'\nset grid\nset key outside top center horizontal samplen 2\n");
	if (a->v[0] > 0 && a->v[3 * (a->shape[0] - 1)] >= 100 * a->v[0])
		hippo_plot_say(w, "set logscale x\n");
	hippo_plot_say(w, "plot $DATA using 1:2 with lines title 're', \\\n     $DATA using 1:3 with lines title 'im', \\\n"
		"     $DATA using 1:(sqrt($2**2+$3**2)) with lines linewidth 2 linecolor rgb '#000000' title '|H|'\n");
}

/* s = 0 the oldest, 1 the newest. */
static void
functions(struct writer *w, const struct array *a)
{
	size_t width = a->shape[1], step = a->complex ? 2 : 1, first = a->complex ? width / 2 : 0;
	size_t shown = width - first < CURVES ? width - first : CURVES;

	data(w, a->shape[0], width * step, a->v);
	hippo_plot_say(w, "set xlabel 'oldest .. newest'\nset grid\nset xzeroaxis\nset xrange [0:1]\nset key outside right top title ");
	hippo_plot_say(w, a->complex ? "'m'\nplot " : "'n'\nplot ");
	for (size_t k = 0; k < shown; k++) {
		hippo_plot_say(w, k ? ", \\\n     $DATA using (($0+0.5)/" : "$DATA using (($0+0.5)/");
		hippo_plot_value(w, (double)a->shape[0]);
		hippo_plot_say(w, "):");
		hippo_plot_value(w, (double)(step * (first + k) + 1));
		hippo_plot_say(w, " with lines linewidth 2 title '");
		hippo_plot_value(w, (double)k);
		hippo_plot_say(w, "'");
	}
	hippo_plot_say(w, "\n");
}

void
hippo_plot_item(const struct hippo_run *r, struct table *t, const struct request *q, const struct item *item, const struct array *a)
{
	struct writer *w = t->w;
	struct text what = { 0 };
	bool square = a->rank == 2;
	double *row;

	t->document = true;
	text_add(&what, square && item->drawing == DRAW_MATRIX && a->complex ? STR(": |") : STR(": "));
	text_add(&what, str_of(item->head.name));
	text_add(&what, square && item->drawing == DRAW_MATRIX && a->complex ? STR("|") : STR(""));
	text_byte(&what, '\0');
	row = mem_alloc(a->shape[0], sizeof *row);
	if (!row || what.failed)
		die_memory();
	hippo_plot_title(w, r->family->label, q->h.n, what.s);
	if (item->drawing == DRAW_MATRIX && square)
		matrix(w, a, row);
	else if (item->drawing == DRAW_MATRIX)
		plane(w, a->shape[0], a->complex, a->v);
	else if (item->drawing == DRAW_PLANE)
		plane(w, a->shape[0], true, a->v);
	else if (item->drawing == DRAW_STEMS)
		stems(w, item, a);
	else if (item->drawing == DRAW_WEIGHTS)
		weights(w, a);
	else if (item->drawing == DRAW_RESPONSE)
		response(w, a);
	else
		functions(w, a);
	mem_free(row);
	text_free(&what);
}
