/* SPDX-License-Identifier: MIT */
/* law/plot: the panels of the picture of a fit.  See plot.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "io/gnuplot.h"
#include "law/plot.h"
#include "law/scene.h"

static const char *
across(const struct law_scene *c)
{
	return c->kind == LAW_SCENE_SIZES ? "training compute, FLOPs" : c->kind == LAW_SCENE_CURVE ? c->d->role[0].text : "predicted";
}

static void
axis_across(struct law_scene *c)
{
	bool flops = c->kind == LAW_SCENE_SIZES || strcmp(c->d->role[0].name, "C") == 0;

	law_picture_axis(c->w, &(struct law_axis){ "x", across(c), c->X, c->log,
	                 flops && c->log ? LAW_POWERS : c->kind == LAW_SCENE_OTHERS ? LAW_PLAIN : LAW_HUMAN });
}

static void
axis_loss(struct law_scene *c, struct law_range r)
{
	law_picture_axis(c->w, &(struct law_axis){ "y", c->d->response.text, r, r.lo > 0, LAW_PLAIN });
}

/* Colours by N. */
static void
axis_sizes(struct law_scene *c)
{
	law_picture_axis(c->w, &(struct law_axis){ "cb", "N", c->sizes, true, LAW_HUMAN });
}

/* "95 % band" in a title. */
static void
band_title(struct law_scene *c, const char *of)
{
	char s[NUM_TEXT];

	law_picture_say(c->w, " title '%.*s %%%s'", (int)num_print_digits(100 * c->d->level, 4, s), s, of);
}

static void
draw_loss(struct law_scene *c, bool letters)
{
	struct writer *w = c->w;
	bool sizes = c->kind == LAW_SCENE_SIZES, bands = c->bands && !letters;
	const char *lead = LAW_PLOT(letters), *and = ", \\\n     ";

	axis_across(c);
	axis_loss(c, c->L);
	if (sizes)
		axis_sizes(c);
	if (c->d->labels)
		writer_raw(w, STR("unset xlabel\nunset ylabel\n"));
	if (sizes && !letters && !c->d->labels)
		law_picture_say(w, "set rmargin 7.5\nset title 'law at constant N%s'\nset key off\n", c->frontier ? ", frontier" : "");
	if (bands && c->kind == LAW_SCENE_CURVE) {
		law_picture_say(w, "%s$CURVE using 1:5:6 with filledcurves fillcolor rgb '#e4ecf5'", lead);
		band_title(c, " for one run");
		law_picture_say(w, "%s$CURVE using 1:3:4 with filledcurves fillcolor rgb '#b0c8e4'", lead = and);
		band_title(c, " of the curve");
	}
	if (bands && c->frontier) {
		law_picture_say(w, "%s$FRONTIER using 1:3:4 with filledcurves fillcolor rgb '#c8c8c8'", lead);
		band_title(c, "");
		lead = and;
	}
	if (c->kind == LAW_SCENE_OTHERS) {
		law_picture_say(w, "%sx with lines linecolor rgb '#808080' title 'equal'", lead);
		lead = and;
	} else if (!(letters && sizes)) {
		law_picture_say(w, sizes ? "%s$CURVE using 1:2:3 with lines linewidth 1.5 linecolor palette title 'at constant N'" :
		                           "%s$CURVE using 1:2 with lines linewidth 2 linecolor rgb '#20507f' title 'fit'", lead);
		lead = and;
	}
	if (c->frontier) {
		law_picture_say(w, "%s$FRONTIER using 1:2 with lines linewidth 2 linecolor rgb 'black' title 'frontier'", lead);
		lead = and;
	}
	if (c->runs)
		law_picture_say(w, sizes && !letters ? "%s$RUNS using 1:2:3 with points pointtype 7 pointsize .5 linecolor palette title 'runs'" :
		                   letters ? "%s$RUNS using 1:2 with points pointtype 'o' title 'runs'" :
		                             "%s$RUNS using 1:2 with points pointtype 7 pointsize .6 linecolor rgb '#c04020' title 'runs'", lead);
	writer_raw(w, STR("\n"));
}

static void
draw_budgets(struct law_scene *c)
{
	struct law_range N = LAW_NO_RANGE, L = LAW_NO_RANGE, C = LAW_NO_RANGE;
	struct writer *w = c->w;

	for (size_t i = 0; i < c->runs; i++) {
		if (c->group[i] < c->budgets) {
			N = law_picture_range(N, true, 1, &c->role[c->N][i]);
			L = law_picture_range(L, true, 1, &c->s->y[i]);
		}
	}
	for (size_t k = 0; k < c->budgets; k++)
		C = law_picture_range(C, true, 1, &c->budget[k].compute);
	law_picture_axis(w, &(struct law_axis){ "x", "parameters", N, true, LAW_HUMAN });
	axis_loss(c, L);
	law_picture_axis(w, &(struct law_axis){ "cb", "", C, true, LAW_POWERS });
	writer_raw(w, STR("unset colorbox\nset title 'isoFLOP, parabolas dotted'\n"
		"if (!letters) plot $ISOFLOP using 1:2:3 with points pointtype 7 pointsize .4 linecolor palette notitle, \\\n"
		"     $ATBUDGET using 1:2:3 with lines linecolor palette notitle, \\\n"
		"     $PARABOLA using 1:2:3 with lines dashtype 3 linecolor palette notitle, \\\n"
		"     $VERTEX using 2:4 with points pointtype 1 linecolor rgb 'black' notitle, \\\n"
		"     $VERTEX using 2:4:(gprintf('%.0te%T', $1)) with labels font ',8' offset 0,-.6 notitle\n"));
}

static void
draw_frontier(struct law_scene *c)
{
	struct writer *w = c->w;
	const char *lead = LAW_PLOT(false);
	char s[NUM_TEXT];

	writer_raw(w, STR("set key on\n"));
	axis_across(c);
	for (size_t k = 0; k < c->budgets; k++)
		c->plan = law_picture_range(c->plan, true, 1, &c->budget[k].N.best);
	law_picture_axis(w, &(struct law_axis){ "y", "", c->plan, true, LAW_HUMAN });
	writer_raw(w, STR("set key top left Left reverse\nset title 'the frontier"));
	if (c->bands)
		law_picture_say(w, ", %.*s %% bands", (int)num_print_digits(100 * c->d->level, 4, s), s);
	writer_raw(w, STR("'\n"));
	if (c->bands) {
		writer_raw(w, STR("if (!letters) plot $FRONTIER using 1:6:7 with filledcurves fillcolor rgb '#b0c8e4' notitle, \\\n"
			"     $FRONTIER using 1:9:10 with filledcurves fillcolor rgb '#f0c8b8' notitle"));
		lead = ", \\\n     ";
	}
	law_picture_say(w, "%s$FRONTIER using 1:8 with lines linewidth 2 linecolor rgb '#c04020' title 'tokens', \\\n"
		"     $FRONTIER using 1:5 with lines linewidth 2 linecolor rgb '#20507f' title 'parameters'", lead);
	if (c->budgets)
		writer_raw(w, STR(", \\\n     $VERTEX using 1:2 with points pointtype 1 linecolor rgb 'black' title 'vertices'"));
	writer_raw(w, STR("\nset key top right noreverse Right\n"));
}

static void
draw_residuals(struct law_scene *c)
{
	struct writer *w = c->w;
	char s[NUM_TEXT];

	axis_across(c);
	law_picture_axis(w, &(struct law_axis){ "y", "", c->off, false, LAW_PLAIN });
	if (c->kind == LAW_SCENE_SIZES)
		axis_sizes(c);
	int n = (int)num_print_digits(2 * c->d->scale, 6, s);
	writer_raw(w, STR("unset colorbox\nset title 'ln predicted - ln observed, 2 sd'\n"
		"if (!letters) plot 0 with lines linecolor rgb 'black' notitle, \\\n     "));
	if (isfinite(c->d->scale))
		law_picture_say(w, "%.*s with lines dashtype 2 linecolor rgb '#606060' notitle, \\\n"
			"     -%.*s with lines dashtype 2 linecolor rgb '#606060' notitle, \\\n     ", n, s, n, s);
	writer_raw(w, c->kind == LAW_SCENE_SIZES ? STR("$RUNS using 1:4:3 with points pointtype 7 pointsize .5 linecolor palette notitle\n") :
	                                           STR("$RUNS using 1:4 with points pointtype 7 pointsize .6 linecolor rgb '#c04020' notitle\n"));
}

/* Where the panels stand: two above one another, three with the first across, four as a square. */
static void
place(struct writer *w, size_t panels, size_t k)
{
	static const char *const frame[5][4] = {
		[1] = { "set origin 0,0; set size 1,.93" },
		[2] = { "set origin 0,.36; set size 1,.57", "set origin 0,0; set size 1,.36" },
		[3] = { "set origin 0,.45; set size 1,.49", "set origin 0,0; set size .5,.45", "set origin .5,0; set size .5,.45" },
		[4] = { "set origin 0,.475; set size .56,.465", "set origin .56,.475; set size .44,.465", "set origin 0,0; set size .5,.475",
		        "set origin .5,0; set size .5,.475" },
	};

	law_picture_say(w, "if (!letters) %s\n", frame[panels][k]);
}

/* "chinchilla: L = E + A*N^-alpha, 240 rows" */
static void
title(struct law_scene *c, const char *command)
{
	const struct law_document *d = c->d;
	char s[2 * LAW_DOC_LONG + LAW_DOC_NAME + 8];

	snprintf(s, sizeof s, "%s: %s = %s", d->law, d->response.name, d->formula);
	law_picture_quoted(c->w, command, s);
}

static void
draw_all(struct law_scene *c)
{
	void (*panel[4])(struct law_scene *c);
	size_t n = 0;

	if (c->budgets)
		panel[n++] = draw_budgets;
	if (c->frontier)
		panel[n++] = draw_frontier;
	if (c->runs)
		panel[n++] = draw_residuals;
	title(c, "set title");
	writer_raw(c->w, STR("\n"));
	draw_loss(c, true);
	writer_raw(c->w, STR("set title ''\n"));
	title(c, "if (!letters) set multiplot title");
	writer_raw(c->w, STR(" font ',11'\n"));
	place(c->w, n + 1, 0);
	draw_loss(c, false);
	for (size_t k = 0; k < n; k++) {
		place(c->w, n + 1, k + 1);
		writer_raw(c->w, STR("set rmargin 2\n"));
		panel[k](c);
	}
	writer_raw(c->w, STR("if (!letters) unset multiplot\n"));
}

/* One panel in the frame of a page of groups. */
static void
draw_group(struct law_scene *c)
{
	char label[32], shown[STR_SHOWN];

	snprintf(label, sizeof label, "%.24s", str_show(c->d->label[0].value, shown));
	law_picture_quoted(c->w, "set title", label);
	writer_raw(c->w, STR(" font ',8'\nunset colorbox\n"));
	draw_loss(c, true);
	draw_loss(c, false);
}

void
law_plot(struct law_job *j, const struct law_document *d, const struct law_sample *s, const struct study *y)
{
	const struct role *C = &j->roles.role[ROLE_C];
	double *compute = C->x && s ? law_rows_pick(s, C->value) : NULL;
	struct err e = { 0 };
	struct law_scene c = { 0 };

	if (law_document_answers(d) && law_scene_make(&c, j->t.w, d, s, y, compute, &e) == 0 && law_scene_blocks(&c, &e) == 0)
		(j->groups.n ? draw_group : draw_all)(&c);
	law_scene_free(&c);
	mem_free(compute);
	law_job_check(j, &e);
}

void
law_plot_begin(struct law_job *j)
{
	size_t rows = 1;

	if (writer_format(j->t.w) != FORMAT_GNUPLOT)
		return;
	law_picture_begin(j->t.w);
	while (rows * rows < j->n_groups)
		rows++;
	if (j->groups.n)
		law_picture_say(j->t.w, "if (!letters) set multiplot layout %zu,%zu\nset key off\nset bmargin 1.5\nset lmargin 4\n",
		                (j->n_groups + rows - 1) / rows, rows);
}

void
law_plot_end(struct law_job *j)
{
	if (writer_format(j->t.w) == FORMAT_GNUPLOT && j->groups.n)
		writer_raw(j->t.w, STR("if (!letters) unset multiplot\n"));
}
