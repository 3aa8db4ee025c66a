/* SPDX-License-Identifier: MIT */
/* law/planplot: see planplot.h. */
#include <math.h>

#include "io/gnuplot.h"
#include "law/picture.h"
#include "law/planplot.h"

enum { QUANTITIES = 5, PANELS = 4 };

/* Quantities and the panel each is in; the columns of $PLAN are compute, then value, lo, hi of each. */
static const struct quantity {
	const char *name;
	size_t panel;
	bool log;
	enum law_numbers form;
} quantities[QUANTITIES] = {
	{ "parameters", 0, true, LAW_HUMAN }, { "tokens", 0, true, LAW_HUMAN }, { "loss", 1, true, LAW_PLAIN },
	{ "overhead", 2, false, LAW_PLAIN }, { "speed-up", 3, true, LAW_PLAIN },
};

struct picture {
	struct writer *w;
	size_t n, points[QUANTITIES], bands[QUANTITIES];	/* values and bands that are there */
	struct law_range x, y[PANELS];
};

static void
put_block(struct picture *c, const struct plan p[])
{
	gnuplot_begin(c->w, "PLAN");
	for (size_t i = 0; i < c->n; i++) {
		const struct ranged q[QUANTITIES] = { p[i].params, p[i].tokens, p[i].loss, p[i].overhead, p[i].speedup };
		double row[1 + 3 * QUANTITIES] = { p[i].compute.value };
		c->x = law_picture_range(c->x, true, 1, row);
		for (size_t k = 0; k < QUANTITIES; k++) {
			const struct quantity *a = &quantities[k];
			row[1 + 3 * k] = q[k].value;
			row[2 + 3 * k] = q[k].lo;
			row[3 + 3 * k] = q[k].hi;
			c->points[k] += isfinite(q[k].value) ? 1 : 0;
			c->bands[k] += isfinite(q[k].lo) && isfinite(q[k].hi);
			c->y[a->panel] = law_picture_range(c->y[a->panel], a->log, 1, &q[k].value);
			if (q[k].lo > q[k].value / 3 && q[k].hi < q[k].value * 3)
				c->y[a->panel] = law_picture_range(c->y[a->panel], a->log, 2, row + 2 + 3 * k);
		}
		gnuplot_row(c->w, 1 + 3 * QUANTITIES, row);
	}
	gnuplot_end(c->w);
}

static void
draw(struct picture *c, size_t panel, bool letters)
{
	static const char *const fill[] = { "#b0c8e4", "#f0c8b8" }, *const line[] = { "#20507f", "#c04020" };
	const char *lead = LAW_PLOT(letters), *label = "";
	size_t first = QUANTITIES, both = 0;

	for (size_t k = QUANTITIES; k-- > 0;) {
		if (quantities[k].panel == panel && c->points[k]) {
			first = k;
			label = both++ ? "" : quantities[k].name;
		}
	}
	law_picture_axis(c->w, &(struct law_axis){ "x", "training compute, FLOPs", c->x, true, LAW_POWERS });
	law_picture_axis(c->w, &(struct law_axis){ "y", label, c->y[panel], quantities[first].log, quantities[first].form });
	for (size_t bars = 0; bars < 2; bars++) {
		for (size_t k = first; k < QUANTITIES && quantities[k].panel == panel; k++) {
			size_t at = 2 + 3 * k;
			if (c->points[k] == 0 || (!bars && (letters || c->n < 2 || c->bands[k] == 0)))
				continue;
			if (!bars)
				law_picture_say(c->w, "%s$PLAN using 1:%zu:%zu with filledcurves fillcolor rgb '%s' notitle", lead, at + 1, at + 2,
				                fill[k % 2]);
			else if (c->n < 2 && c->bands[k] && !letters)
				law_picture_say(c->w, "%s$PLAN using 1:%zu:%zu:%zu with yerrorbars pointtype 7 linecolor rgb '%s' title '%s'", lead, at, at + 1,
				                at + 2, line[k % 2], quantities[k].name);
			else
				law_picture_say(c->w, "%s$PLAN using 1:%zu with linespoints linewidth 2 pointtype 7 pointsize .4 lc rgb '%s' title '%s'",
				                lead, at, line[k % 2], quantities[k].name);
			lead = ", \\\n     ";
		}
	}
	writer_raw(c->w, STR("\n"));
}

void
law_planplot(struct writer *w, const char *title, size_t n, const struct plan p[])
{
	struct picture c = { .w = w, .n = n, .x = LAW_NO_RANGE };
	size_t panels[PANELS], shown = 0;

	for (size_t k = 0; k < PANELS; k++)
		c.y[k] = LAW_NO_RANGE;
	law_picture_begin(w);
	put_block(&c, p);
	for (size_t k = 0; k < PANELS; k++)
		if (c.y[k].lo <= c.y[k].hi)
			panels[shown++] = k;
	if (shown == 0) {
		writer_raw(w, STR("# no point has an answer\n"));
		return;
	}
	writer_raw(w, STR("set key top left Left reverse\nset lmargin 9\n"));
	draw(&c, panels[0], true);
	law_picture_quoted(w, "if (!letters) set multiplot title", title);
	law_picture_say(w, " font ',11' layout %s\n", shown > 2 ? "2,2" : shown > 1 ? "2,1" : "1,1");
	for (size_t k = 0; k < shown; k++) {
		if (panels[k] > 0)
			writer_raw(w, STR("set key off\n"));
		draw(&c, panels[k], false);
	}
	writer_raw(w, STR("if (!letters) unset multiplot\n"));
}
