/* SPDX-License-Identifier: MIT */
/* hippo/plot_signals: drawings of signals and of what is left of them; see hippo/plot.h. */
#include "hippo/plot.h"

#include "hippo/plot_inside.h"
#include "io/gnuplot.h"

#define GREY "linecolor rgb '#888888'"
#define RED "linewidth 2 linecolor rgb '#cc3311'"
#define BLUE "linecolor rgb '#0077bb'"

void
hippo_plot_roundtrip(const struct hippo_run *r, struct table *t, size_t m, const double time[], const double u[], const double back[])
{
	struct writer *w = t->w;

	t->document = true;
	gnuplot_begin(w, "DATA");
	for (size_t j = 0; j < m; j++)
		gnuplot_row(w, 4, (const double[]){ time[j], u[j], back[j], back[j] - u[j] });
	gnuplot_end(w);
	hippo_plot_title(w, r->family->label, (size_t)r->sizes.v[0], ": what is left");
	hippo_plot_say(w, "set xlabel 't'\nset grid\nset key outside top center horizontal samplen 2\nset autoscale xfix\n"
		"plot $DATA using 1:2 with lines " GREY " title 'signal', \\\n"
		"     $DATA using 1:3 with lines " RED " title 'reconstruction', \\\n"
		"     $DATA using 1:4 with lines " BLUE " title 'error'\n");
}

/* One size: a bar for each rule, named on the left. */
static void
bars(struct writer *w, const struct spec_list *rules, const double rmse[])
{
	gnuplot_begin(w, "DATA");
	for (size_t k = 0; k < rules->n; k++)
		gnuplot_row(w, 1, &rmse[k]);
	gnuplot_end(w);
	hippo_plot_say(w, "set ytics noenhanced (");
	for (size_t k = 0; k < rules->n; k++) {
		if (k)
			hippo_plot_say(w, ", ");
		gnuplot_tic(w, str_of(rules->v[k].label));
		hippo_plot_say(w, " ");
		hippo_plot_value(w, (double)k);
	}
	hippo_plot_say(w, ")\nset style fill solid 0.5\nset xlabel 'rmse'\nset grid x\nset key off\nset xrange [0:*]\nset yrange [");
	hippo_plot_value(w, (double)rules->n - 0.4);
	hippo_plot_say(w, ":-0.6]\nplot $DATA using ($1/2):0:($1/2):(0.3) with boxxyerror\n");
}

/* Several sizes: a curve for each rule. */
static void
curves(struct writer *w, size_t sizes, const struct spec_list *rules, const double rows[])
{
	gnuplot_begin(w, "DATA");
	for (size_t i = 0; i < sizes; i++)
		gnuplot_row(w, 1 + rules->n, rows + i * (1 + rules->n));
	gnuplot_end(w);
	hippo_plot_say(w, "set xlabel 'N'\nset ylabel 'rmse'\nset grid y\nset key outside top center horizontal samplen 2\n"
		"set logscale x 2\nset yrange [0:*]\nplot ");
	for (size_t k = 0; k < rules->n; k++) {
		hippo_plot_say(w, k ? ", \\\n     $DATA using 1:" : "$DATA using 1:");
		hippo_plot_value(w, (double)k + 2);
		hippo_plot_say(w, " with linespoints title ");
		gnuplot_text(w, str_of(rules->v[k].label));
		hippo_plot_say(w, " noenhanced");
	}
	hippo_plot_say(w, "\n");
}

void
hippo_plot_losses(const struct hippo_run *r, struct table *t, const struct spec_list *rules, const double rows[])
{
	struct writer *w = t->w;
	size_t sizes = r->sizes.n;

	t->document = true;
	hippo_plot_title(w, r->family->label, sizes == 1 ? (size_t)r->sizes.v[0] : 0, ": what is lost");
	if (sizes == 1)
		bars(w, rules, rows + 1);
	else
		curves(w, sizes, rules, rows);
}

void
hippo_plot_history_begin(struct table *t)
{
	t->document = true;
	gnuplot_begin(t->w, "DATA");
}

void
hippo_plot_history(struct table *t, double time, double value)
{
	gnuplot_row(t->w, 2, (const double[]){ time, value });
}

void
hippo_plot_history_gap(struct table *t)
{
	hippo_plot_say(t->w, "\n");
}

void
hippo_plot_history_end(const struct hippo_run *r, struct table *t)
{
	gnuplot_end(t->w);
	hippo_plot_title(t->w, r->family->label, 0, ": the history kept");
	hippo_plot_say(t->w, "set xlabel 't'\nset grid\nset key off\nset autoscale xfix\nplot $DATA using 1:2 with lines\n");
}
