/* SPDX-License-Identifier: MIT */
/* writer_gnuplot: a chart of any table: curves over the first column of numbers, bars of rows with names; bare matrices as an image. */
#include <math.h>

#include "base/mem.h"
#include "io/gnuplot.h"
#include "io/writer_type.h"

enum { MARKED = 100, NAMED = 40 };	/* rows whose points are still told apart, whose bars have room for names */

/* The least and the greatest of the finite numbers seen so far. */
struct range {
	double lo, hi;
};

/*
 * row     (series) the numbers of the row that is being filled; columns of text are left out
 * across  the series of the x axis;  names: of the rows, each ended by a NUL, when some column has them
 */
struct chart {
	size_t series, n, across;
	bool named;
	struct text names;
	double *row;
	struct range range[];
};

static void
columns(struct writer *w)
{
	size_t n = 0, across = 0;
	bool named = false, over = false;
	for (size_t k = 0; k < w->n; k++) {
		across = w->columns[k].plot == PLOT_ACROSS ? n : across;
		over |= w->columns[k].plot == PLOT_ACROSS;
		named |= w->columns[k].plot == PLOT_NAME;
		n += !w->columns[k].text;
	}
	struct chart *c = w->state = mem_zero(1, sizeof *c + n * (sizeof c->range[0] + sizeof c->row[0]));
	if (!c)
		err_memory(&w->err);
	else if (n == 0)
		err_set(&w->err, ERR_USAGE, "gnuplot needs a column of numbers");
	else {
		c->series = n;
		c->across = across;
		c->named = named && !over;
		c->row = (double *)(c->range + n);
		for (size_t k = 0; k < n; k++)
			c->range[k] = (struct range){ HUGE_VAL, -HUGE_VAL };
		gnuplot_begin(w, "DATA");
	}
}

static void
number(struct writer *w, double x)
{
	struct chart *c = w->state;
	if (w->columns[w->at].text)
		return;
	if (isfinite(x)) {
		c->range[c->n].lo = fmin(c->range[c->n].lo, x);
		c->range[c->n].hi = fmax(c->range[c->n].hi, x);
	}
	c->row[c->n++] = x;
}

static void
count(struct writer *w, uint64_t n)
{
	number(w, (double)n);
}

static void
text(struct writer *w, struct str s)
{
	struct chart *c = w->state;
	if (w->columns[w->at].plot == PLOT_NAME && w->rows < NAMED) {
		if (c->names.n > 0 && c->names.s[c->names.n - 1])
			text_byte(&c->names, ' ');
		text_add(&c->names, s);
	}
	number(w, (double)NAN);
}

static void
end(struct writer *w)
{
	struct chart *c = w->state;
	if (c->named && w->rows < NAMED)
		text_byte(&c->names, '\0');
	if (c->names.failed)
		err_memory(&w->err);
	gnuplot_row(w, c->n, c->row);
	c->n = 0;
}

static void
put_label(struct writer *w, struct str before, struct str name)
{
	writer_raw(w, before);
	gnuplot_text(w, name);
	writer_raw(w, STR(" noenhanced\n"));
}

static void
put_count(struct writer *w, size_t n)
{
	char s[NUM_TEXT];
	writer_raw(w, (struct str){ s, num_print_count(n, s) });
}

/* Is column k, series number at, drawn?  Bars have no column across. */
static bool
drawn(const struct writer *w, size_t k, size_t at, bool bars)
{
	const struct chart *c = w->state;
	return !w->columns[k].text && w->columns[k].plot == PLOT_CURVE && (bars || c->series == 1 || at != c->across);
}

/* The bounds of all that is drawn, how many series that is, and the last of them. */
static size_t
survey(const struct writer *w, bool bars, struct range *y, size_t *last)
{
	const struct chart *c = w->state;
	size_t n = 0;
	*y = (struct range){ HUGE_VAL, -HUGE_VAL };
	for (size_t k = 0, at = 0; k < w->n; at += !w->columns[k++].text)
		if (drawn(w, k, at, bars)) {
			y->lo = fmin(y->lo, c->range[at].lo);
			y->hi = fmax(y->hi, c->range[at].hi);
			*last = k;
			n++;
		}
	return n;
}

static void
put_series(struct writer *w, bool bars)
{
	const struct chart *c = w->state;
	struct str lead = STR("plot ");
	for (size_t k = 0, at = 0; k < w->n; at += !w->columns[k++].text) {
		if (!drawn(w, k, at, bars))
			continue;
		writer_raw(w, lead);
		writer_raw(w, STR("$DATA using "));
		if (!bars && c->series > 1)
			put_count(w, c->across + 1);
		else if (!bars)
			writer_raw(w, STR("($0+1)"));
		writer_raw(w, bars ? STR("") : STR(":"));
		put_count(w, at + 1);
		writer_raw(w, bars ? STR(" title ") : w->rows > MARKED ? STR(" with lines title ") : STR(" with linespoints title "));
		gnuplot_text(w, w->columns[k].name);
		writer_raw(w, STR(" noenhanced"));
		lead = STR(", \\\n     ");
	}
	writer_raw(w, STR("\n"));
}

/* Three decades and more of positive numbers are seen on a logarithmic axis only. */
static void
put_scale(struct writer *w, struct range r, struct str command)
{
	if (r.lo > 0 && r.hi >= 1000 * r.lo)
		writer_raw(w, command);
}

/* Bars stand at 0, 1, .. and have the names of their rows. */
static void
put_names(struct writer *w, struct range y)
{
	const struct chart *c = w->state;
	const char *name = c->names.s;
	writer_raw(w, STR("set style data histograms\nset style fill solid 0.8 border\nset xtics nomirror noenhanced"));
	writer_raw(w, c->names.n > 30 ? STR(" rotate by -35 (") : STR(" ("));
	for (size_t i = 0; i < w->rows; i++, name += str_of(name).n + 1) {
		writer_raw(w, i > 0 ? STR(", ") : STR(""));
		gnuplot_tic(w, str_of(name));
		writer_raw(w, STR(" "));
		put_count(w, i);
	}
	writer_raw(w, STR(")\n"));
	if (y.lo >= 0 && !(y.lo > 0 && y.hi >= 1000 * y.lo))
		writer_raw(w, STR("set yrange [0:*]\n"));
}

static void
put_chart(struct writer *w)
{
	const struct chart *c = w->state;
	bool bars = c->named && w->rows > 0 && w->rows <= NAMED;
	struct range y;
	size_t last = 0, n = survey(w, bars, &y, &last), across = 0;
	for (size_t at = 0; across < w->n && (w->columns[across].text || at++ < c->across);)
		across++;
	if (n == 0) {
		err_set(&w->err, ERR_USAGE, "gnuplot needs a column of numbers to draw");
		return;
	}
	if (bars)
		put_names(w, y);
	else
		put_label(w, STR("set xlabel "), c->series > 1 ? w->columns[across].name : STR("row"));
	if (n == 1) {
		put_label(w, STR("set ylabel "), w->columns[last].name);
		writer_raw(w, STR("set key off\n"));
	} else
		writer_raw(w, STR("set key below\n"));
	if (!bars && c->series > 1)
		put_scale(w, c->range[c->across], STR("set logscale x\n"));
	put_scale(w, y, STR("set logscale y\n"));
	writer_raw(w, bars ? STR("set grid y\n") : STR("set grid\n"));
	put_series(w, bars);
}

/* An image needs two rows and two columns; less is a curve. */
static void
put_matrix(struct writer *w)
{
	if (w->rows > 1 && w->n > 1)
		writer_raw(w, STR("set xlabel 'column'\nset ylabel 'row'\nset yrange reverse\nset autoscale fix\nset key off\n"
			"plot $DATA matrix using ($1+1):($2+1):3 with image\n"));
	else
		writer_raw(w, w->n > 1 ? STR("set xlabel 'column'\nset key off\nset grid\n"
			"plot $DATA matrix using ($1+1):3 with linespoints\n") : STR("set xlabel 'row'\nset key off\nset grid\n"
			"plot $DATA using ($0+1):1 with linespoints\n"));
}

static void
finish(struct writer *w)
{
	gnuplot_end(w);
	writer_raw(w, STR("set encoding utf8\n"));
	if (w->opts.title)
		put_label(w, STR("set title "), str_of(w->opts.title));
	if (w->opts.matrix)
		put_matrix(w);
	else
		put_chart(w);
}

static void
release(struct writer *w)
{
	struct chart *c = w->state;
	text_free(&c->names);
	mem_free(c);
}

const struct writer_type writer_gnuplot = { .columns = columns, .number = number, .count = count, .text = text, .end = end,
	.finish = finish, .close = release };
