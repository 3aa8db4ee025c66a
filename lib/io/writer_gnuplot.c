/* SPDX-License-Identifier: MIT */
/* writer_gnuplot: a chart of any table: the first column of numbers across, the others as lines; bare matrices as an image. */
#include <math.h>

#include "base/mem.h"
#include "io/gnuplot.h"
#include "io/writer_type.h"

enum { MARKED = 100 };		/* rows whose points are still told apart */

/* The least and the greatest of the finite numbers seen so far. */
struct range {
	double lo, hi;
};

/* The numbers of the row that is being filled; columns of text are left out. */
struct chart {
	size_t series, n;
	struct range x, y;		/* of the first column of numbers, and of the others */
	double row[];
};

static void
columns(struct writer *w)
{
	size_t n = 0;
	for (size_t k = 0; k < w->n; k++)
		n += !w->columns[k].text;
	struct chart *c = w->state = mem_zero(1, sizeof *c + n * sizeof c->row[0]);
	if (!c)
		err_memory(&w->err);
	else if (n == 0)
		err_set(&w->err, ERR_USAGE, "gnuplot needs a column of numbers");
	else {
		c->series = n;
		c->x = c->y = (struct range){ HUGE_VAL, -HUGE_VAL };
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
		struct range *r = c->series > 1 && c->n == 0 ? &c->x : &c->y;
		r->lo = fmin(r->lo, x);
		r->hi = fmax(r->hi, x);
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
	(void)s;
	number(w, (double)NAN);
}

static void
end(struct writer *w)
{
	struct chart *c = w->state;
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

/* One curve for each column of numbers from the first one on; across is the column of the x axis, 0 for the number of the row. */
static void
put_curves(struct writer *w, size_t across)
{
	size_t column = 0;
	struct str lead = STR("plot ");
	for (size_t k = 0; k < w->n; k++) {
		if (w->columns[k].text || ++column <= across)
			continue;
		writer_raw(w, lead);
		writer_raw(w, across ? STR("$DATA using 1:") : STR("$DATA using ($0+1):"));
		put_count(w, column);
		writer_raw(w, w->rows > MARKED ? STR(" with lines title ") : STR(" with linespoints title "));
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

static void
put_chart(struct writer *w)
{
	const struct chart *c = w->state;
	size_t first = 0, last = w->n - 1;
	while (w->columns[first].text)
		first++;
	while (w->columns[last].text)
		last--;
	put_label(w, STR("set xlabel "), c->series > 1 ? w->columns[first].name : STR("row"));
	if (c->series <= 2) {
		put_label(w, STR("set ylabel "), w->columns[last].name);
		writer_raw(w, STR("set key off\n"));
	} else
		writer_raw(w, STR("set key outside right top vertical\n"));
	put_scale(w, c->x, STR("set logscale x\n"));
	put_scale(w, c->y, STR("set logscale y\n"));
	writer_raw(w, STR("set grid\n"));
	put_curves(w, c->series > 1);
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
	mem_free(w->state);
}

const struct writer_type writer_gnuplot = { .columns = columns, .number = number, .count = count, .text = text, .end = end,
	.finish = finish, .close = release };
