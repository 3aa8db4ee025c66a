/* SPDX-License-Identifier: MIT */
/* squareplot: see squareplot.h. */
#include "base/num.h"
#include "cli/die.h"
#include "cli/squareplot.h"
#include "io/gnuplot.h"

/* "CURVE3": the name of a data block. */
static struct str
block_name(size_t k, char name[NUM_TEXT + 8])
{
	struct text t = { 0 };
	char number[NUM_TEXT];
	text_add(&t, STR("CURVE"));
	text_add(&t, (struct str){ number, num_print_count(k + 1, number) });
	text_byte(&t, '\0');
	if (t.failed)
		die_memory();
	for (size_t i = 0; i < t.n; i++)
		name[i] = t.s[i];
	text_free(&t);
	return str_of(name);
}

void
squareplot_curve(struct table *t, struct squareplot *p, const struct vector *v, const char *word, double value, size_t n,
                 const double y[])
{
	char number[NUM_TEXT], block[NUM_TEXT + 8];

	t->document = true;
	table_vector_title(t, v, &p->titles);
	text_add(&p->titles, STR(": "));
	text_add(&p->titles, str_of(word));
	text_byte(&p->titles, ' ');
	text_add(&p->titles, (struct str){ number, num_print_digits(value, 4, number) });
	text_byte(&p->titles, '\0');
	if (p->titles.failed)
		die_memory();
	block_name(p->n++, block);
	gnuplot_begin(t->w, block);
	for (size_t i = 0; i < n; i++)
		gnuplot_row(t->w, 2, (double[]){ (double)i / (double)(n - 1), y[i] });
	gnuplot_end(t->w);
}

static void
put_label(struct writer *w, const char *command, const char *text)
{
	writer_string(w, command);
	gnuplot_text(w, str_of(text));
	writer_raw(w, STR(" noenhanced\n"));
}

void
squareplot_end(struct table *t, struct squareplot *p, const char *xlabel, const char *ylabel)
{
	char block[NUM_TEXT + 8];
	const char *title = p->titles.s;

	if (!p->on)
		return;
	writer_raw(t->w, STR("set encoding utf8\nset size square\nset xrange [0:1]\nset yrange [0:1]\nset key left top Left reverse\nset grid\n"));
	put_label(t->w, "set xlabel ", xlabel);
	put_label(t->w, "set ylabel ", ylabel);
	if (p->n == 1)
		writer_raw(t->w, STR("plot $CURVE1 using 1:1:2 with filledcurves fillcolor rgb '#dce6f2' notitle, \\\n     "));
	else
		writer_raw(t->w, STR("plot "));
	for (size_t k = 0; k < p->n; k++, title += str_of(title).n + 1) {
		writer_raw(t->w, STR("$"));
		writer_raw(t->w, block_name(k, block));
		writer_raw(t->w, STR(" with lines linewidth 2 title "));
		gnuplot_text(t->w, str_of(title));
		writer_raw(t->w, STR(" noenhanced, \\\n     "));
	}
	writer_raw(t->w, STR("x with lines dashtype 2 linecolor rgb '#808080' title 'all equal'\n"));
	text_free(&p->titles);
}
