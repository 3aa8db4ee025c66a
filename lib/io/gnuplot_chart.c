/* SPDX-License-Identifier: MIT */
/* gnuplot_chart: see gnuplot_chart.h. */
#include <math.h>

#include "io/gnuplot.h"
#include "io/gnuplot_chart.h"

enum { PANELS = 12, KEYS = 12, MARKED = 100, TICS = 12 };	/* panels, names in a key, rows whose points are told apart, that have a tic each */
enum form { BARS, CURVES, POINTS };

static void
put_count(struct writer *w, size_t n)
{
	char s[NUM_TEXT];
	writer_raw(w, (struct str){ s, num_print_count(n, s) });
}

static void
put_step(struct writer *w, const char *before, double x, const char *after)
{
	char s[NUM_TEXT];
	writer_string(w, before);
	writer_raw(w, (struct str){ s, num_print_digits(x, 3, s) });
	writer_string(w, after);
}

static void
put_label(struct writer *w, const char *before, struct str name)
{
	writer_string(w, before);
	gnuplot_text(w, name);
	writer_string(w, " noenhanced");
}

static bool
decades(const struct chart_series *s)
{
	return s->lo > 0 && s->hi >= 100 * s->lo;
}

/* Is series k drawn?  Bars have no column across, and what is never finite is not there. */
static bool
drawn(const struct chart *c, enum form form, size_t k)
{
	const struct chart_series *s = &c->series[k];
	return s->plot == PLOT_CURVE && s->lo <= s->hi && (form == BARS || c->n == 1 || k != c->across);
}

static enum form
form_of(const struct writer *w, const struct chart *c)
{
	if (w->rows == 1 || (w->rows <= CHART_ROWS && (c->named || (c->series[c->across].plot == PLOT_ASIDE && c->n > 1))))
		return BARS;
	return c->rising || c->n == 1 ? CURVES : POINTS;
}

/* All that is drawn, as one series; *alike: the largest numbers of all are within a factor of ten. */
static struct chart_series
survey(const struct chart *c, enum form form, size_t *n, bool *alike)
{
	struct chart_series all = { .lo = HUGE_VAL, .hi = -HUGE_VAL };
	double least = HUGE_VAL, most = 0;

	*n = 0;
	for (size_t k = 0; k < c->n; k++) {
		const struct chart_series *s = &c->series[k];
		if (!drawn(c, form, k))
			continue;
		double size = fmax(fabs(s->lo), fabs(s->hi));
		least = size > 0 ? fmin(least, size) : least;
		most = fmax(most, size);
		all.lo = fmin(all.lo, s->lo);
		all.hi = fmax(all.hi, s->hi);
		++*n;
	}
	*alike = most <= 10 * least;
	return all;
}

/* 1, 2 or 5 times a power of ten, three or four of which span s, for bars from 0; on a logarithmic axis a power of ten. */
static double
few(const struct chart_series *s, bool bars, bool log)
{
	if (log)
		return pow(10, ceil(log10(s->hi / s->lo) / 3));
	double lo = bars ? fmin(s->lo, 0) : s->lo, hi = bars ? fmax(s->hi, 0) : s->hi;
	double third = (lo < hi ? hi - lo : fabs(hi) + 2 * (hi == 0)) / 3, ten = pow(10, floor(log10(third))), m = third / ten;
	return ten * (m < 1.5 ? 1 : m < 3.5 ? 2 : m < 7.5 ? 5 : 10);
}

/* Axis 'x' or 'y' for s: its scale, and a range where gnuplot would find none or cut bars off. */
static void
put_axis(struct writer *w, char axis, const struct chart_series *s, enum form form, bool counts)
{
	bool bars = form == BARS && axis == 'y', above = bars && s->lo >= 0, below = bars && s->hi <= 0;

	bool log = decades(s) && !(axis == 'x' && counts);
	writer_string(w, log ? "set logscale " : "unset logscale ");
	writer_string(w, axis == 'x' ? "x\nset xrange [" : "y\nset yrange [");
	if (log || (s->lo < s->hi && !above && !below))
		writer_string(w, "*:*]\n");
	else if (s->lo == 0 && s->hi == 0)
		writer_string(w, "-1:1]\n");
	else if (above || below)
		writer_string(w, above ? "0:*]\n" : "*:0]\n");
	else {
		double room = fabs(s->lo) / 2 + (s->lo == 0);
		put_step(w, "", s->lo - room, ":");
		put_step(w, "", s->lo + room, "]\n");
	}
}

/* Bars stand at 0, 1, ..: under them the names of their rows. */
static void
put_names(struct writer *w, const struct chart *c, size_t room)
{
	const char *name = c->names.s;
	size_t longest = 0;

	for (size_t i = 0; i < w->rows; i++, name += str_of(name).n + 1)
		longest = str_of(name).n > longest ? str_of(name).n : longest;
	writer_string(w, "set xtics nomirror noenhanced");
	writer_string(w, longest * w->rows > room ? " rotate by -35 (" : " (");
	name = c->names.s;
	for (size_t i = 0; i < w->rows; i++, name += str_of(name).n + 1) {
		writer_string(w, i > 0 ? ", " : "");
		gnuplot_tic(w, str_of(name));
		writer_string(w, " ");
		put_count(w, i);
	}
	writer_string(w, ")\n");
}

/* Series k as an item of a plot; alone: it is named by its panel or its axis. */
static void
put_series(struct writer *w, const struct chart *c, enum form form, size_t k, bool alone, bool keys)
{
	writer_string(w, "$DATA using ");
	if (form == BARS && alone)
		writer_string(w, "0:");
	else if (form != BARS && c->n > 1) {
		put_count(w, c->across + 1);
		writer_string(w, ":");
	} else if (form != BARS)
		writer_string(w, "($0+1):");
	put_count(w, k + 1);
	if (form == BARS ? !c->named : c->n > 1 && c->even && w->rows <= TICS) {
		writer_string(w, ":xtic(");
		put_count(w, c->across + 1);
		writer_string(w, ")");
	}
	if (form == BARS)
		writer_string(w, alone ? " with boxes" : "");
	else
		writer_string(w, form == POINTS ? " with points" : w->rows > MARKED ? " with lines" : " with linespoints");
	if (alone || !keys)
		writer_string(w, " notitle");
	else
		put_label(w, " title ", c->series[k].name);
}

static void
put_one(struct writer *w, const struct chart *c, enum form form, size_t n, const struct chart_series *all)
{
	const char *lead = "plot ";

	put_axis(w, 'y', all, form, false);
	if (form == BARS && n > 1)
		writer_string(w, "set style data histograms\n");
	writer_string(w, n > 1 && n <= KEYS ? "set key above\n" : "");
	for (size_t k = 0; k < c->n; k++) {
		if (!drawn(c, form, k))
			continue;
		if (n == 1)
			put_label(w, "set ylabel ", c->series[k].name), writer_string(w, "\n");
		writer_string(w, lead);
		put_series(w, c, form, k, n == 1, n <= KEYS);
		lead = ", \\\n     ";
	}
	writer_string(w, "\n");
}

static void
put_panels(struct writer *w, const struct chart *c, enum form form, size_t n, size_t across)
{
	const struct chart_series *x = &c->series[c->across];

	if (form != BARS && (c->even || !decades(x)))
		put_step(w, "set xtics ", few(x, false, false), "\n");
	writer_string(w, "set tics font ',9'\nset xlabel font ',9' offset 0,.6\nset title font ',9' offset 0,-.5\n"
	       "set tmargin 1.5\nset bmargin 2.8\nset lmargin 6\nset rmargin 2\n"
	       "if (GPVAL_TERM ne 'dumb') { set multiplot layout ");
	put_count(w, (n + across - 1) / across);
	writer_string(w, ",");
	put_count(w, across);
	if (w->opts.title)
		put_label(w, " title ", str_of(w->opts.title));
	writer_string(w, " }\n");
	for (size_t k = 0; k < c->n; k++) {
		const struct chart_series *s = &c->series[k];
		if (!drawn(c, form, k))
			continue;
		put_label(w, "set title ", s->name);
		writer_string(w, "\n");
		put_axis(w, 'y', s, form, false);
		put_step(w, "set ytics ", few(s, form == BARS, decades(s)), "\n");
		writer_string(w, "plot ");
		put_series(w, c, form, k, true, false);
		writer_string(w, "\n");
	}
	writer_string(w, "unset multiplot\n");
}

/* One row: its numbers side by side, their names below and their values above. */
static void
put_row(struct writer *w, const struct chart *c, const struct chart_series *all)
{
	const char *lead = "set xtics nomirror noenhanced rotate by -35 (";

	put_axis(w, 'y', all, BARS, false);
	for (size_t k = 0, at = 0; k < c->n; k++) {
		if (!drawn(c, BARS, k))
			continue;
		writer_string(w, lead);
		gnuplot_tic(w, c->series[k].name);
		writer_string(w, " ");
		put_count(w, at++);
		lead = ", ";
	}
	writer_string(w, ")\nset offsets .6,.6,graph .1,0\n");
	lead = "plot ";
	for (size_t k = 0, at = 0; k < c->n; k++) {
		if (!drawn(c, BARS, k))
			continue;
		for (int value = 0; value < 2; value++) {
			writer_string(w, lead);
			writer_string(w, "$DATA using (");
			put_count(w, at);
			writer_string(w, "):");
			put_count(w, k + 1);
			if (value) {
				writer_string(w, ":(gprintf('%.4g',$");
				put_count(w, k + 1);
				writer_string(w, ")) with labels offset 0,.6 notitle");
			} else
				writer_string(w, " with boxes linetype 1 notitle");
			lead = ", \\\n     ";
		}
		at++;
	}
	writer_string(w, "\n");
}

void
gnuplot_chart(struct writer *w, const struct chart *c)
{
	enum form form = form_of(w, c);
	size_t n;
	bool alike;
	struct chart_series all = survey(c, form, &n, &alike);
	bool panels = !alike && n > 1 && n <= PANELS;
	size_t across = panels ? (size_t)ceil(sqrt((double)n)) : 1;

	if (n == 0) {
		err_set(&w->err, ERR_USAGE, "gnuplot needs a column of numbers to draw");
		return;
	}
	if (w->opts.title && !panels) {
		put_label(w, "set title ", str_of(w->opts.title));
		writer_string(w, "\n");
	}
	writer_string(w, form == BARS ? "set grid y\nset style fill solid 0.8 border\nset boxwidth 0.8\n" : "set grid\n");
	writer_string(w, form == POINTS ? "set offsets graph .04,graph .04,0,0\n" : "");
	writer_string(w, "set format '%g'\nset key off\n");
	if (w->rows == 1 && n > 1) {
		put_row(w, c, &all);
		return;
	}
	if (form == BARS && c->named)
		put_names(w, c, 60 / across);
	else {
		put_label(w, "set xlabel ", c->n > 1 ? c->series[c->across].name : STR("row"));
		writer_string(w, "\n");
		if (form != BARS && c->n > 1)
			put_axis(w, 'x', &c->series[c->across], form, c->even);
	}
	if (panels)
		put_panels(w, c, form, n, across);
	else
		put_one(w, c, form, n, &all);
}
