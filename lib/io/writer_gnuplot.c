/* SPDX-License-Identifier: MIT */
/* writer_gnuplot: a table as a block of numbers, and what its drawing has to know of them. */
#include <math.h>

#include "base/mem.h"
#include "io/gnuplot.h"
#include "io/gnuplot_chart.h"

static void
columns(struct writer *w)
{
	size_t n = 0;
	bool over = false, named = false;
	for (size_t k = 0; k < w->n; k++) {
		over |= w->columns[k].plot == PLOT_ACROSS;
		named |= w->columns[k].text && w->columns[k].plot != PLOT_ASIDE;
		n += !w->columns[k].text;
	}
	struct chart *c = w->state = mem_zero(1, sizeof *c + n * (sizeof c->series[0] + sizeof c->row[0]));
	if (!c)
		err_memory(&w->err);
	else if (n == 0 && err_set(&w->err, ERR_USAGE, "gnuplot needs a column of numbers"))
		err_hint(&w->err, "--out table shows text");
	if (w->err.code)
		return;
	for (size_t k = 0; k < w->n; k++) {
		if (w->columns[k].text)
			continue;
		if (w->columns[k].plot == PLOT_ACROSS)
			c->across = c->n;
		c->series[c->n++] = (struct chart_series){ w->columns[k].name, w->columns[k].plot, HUGE_VAL, -HUGE_VAL };
	}
	c->named = named && !over;
	c->rising = c->even = true;
	c->before = -HUGE_VAL;
	c->row = (double *)(c->series + n);
	gnuplot_begin(w, "DATA");
}

static void
number(struct writer *w, double x)
{
	struct chart *c = w->state;
	if (w->columns[w->at].text)
		return;
	struct chart_series *s = &c->series[c->filled];
	if (isfinite(x)) {
		s->lo = fmin(s->lo, x);
		s->hi = fmax(s->hi, x);
	}
	c->row[c->filled++] = x;
}

static void
count(struct writer *w, uint64_t n)
{
	number(w, (double)n);
}

static void
text(struct writer *w, struct str s)
{
	struct text *names = &((struct chart *)w->state)->names;
	if (w->columns[w->at].text && w->columns[w->at].plot != PLOT_ASIDE && w->rows < CHART_ROWS) {
		if (names->n > 0 && names->s[names->n - 1])
			text_byte(names, ' ');
		text_add(names, s);
	}
	number(w, (double)NAN);
}

static void
end(struct writer *w)
{
	struct chart *c = w->state;
	double x = c->row[c->across];
	if (c->named && w->rows < CHART_ROWS)
		text_byte(&c->names, '\0');
	if (c->names.failed)
		err_memory(&w->err);
	c->rising &= x > c->before;
	c->even &= w->rows < 2 || x - c->before == c->step;
	c->step = x - c->before;
	c->before = x;
	gnuplot_row(w, c->filled, c->row);
	c->filled = 0;
}

/* Bare numbers: an image, which needs two rows and two columns; less is a curve. */
static void
put_matrix(struct writer *w)
{
	if (w->rows > 1 && w->n > 1) {
		writer_raw(w, w->n <= 20 ? STR("set xtics 1\n") : STR(""));
		writer_raw(w, w->rows <= 20 ? STR("set ytics 1\n") : STR(""));
		writer_raw(w, STR("set xlabel 'column'\nset ylabel 'row'\nset yrange reverse\nset autoscale fix\nset key off\n"
			"plot $DATA matrix using ($1+1):($2+1):3 with image\n"));
	} else
		writer_raw(w, w->n > 1 ? STR("set xlabel 'column'\nset key off\nset grid\n"
			"plot $DATA matrix using ($1+1):3 with linespoints\n") : STR("set xlabel 'row'\nset key off\nset grid\n"
			"plot $DATA using ($0+1):1 with linespoints\n"));
}

static void
finish(struct writer *w)
{
	gnuplot_end(w);
	writer_raw(w, STR("set encoding utf8\n"));
	if (w->opts.matrix)
		put_matrix(w);
	else
		gnuplot_chart(w, w->state);
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
