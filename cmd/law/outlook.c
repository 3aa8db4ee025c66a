/* SPDX-License-Identifier: MIT */
/* law/outlook: see outlook.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "io/gnuplot.h"
#include "io/human.h"
#include "law/outlook.h"
#include "law/picture.h"

enum { SERIES = 8, TITLE = 200 };

/* What one law predicts in n points: its name for the key (from outside), roles as in recipe->form, p (n), y (n): observed, or NULL. */
struct outlook {
	const char *name;
	const struct saved *law;
	size_t n;
	const double *role[LAW_ROLES], *y;
	struct prediction *p;
};

/* A curve of a law: index of its data block; n: its points. */
struct series {
	size_t law, index, n;
	char title[TITLE];
};

struct picture {
	struct writer *w;
	size_t laws, n;			/* n: series, of which the first SERIES are kept */
	const struct outlook *o;
	struct series series[SERIES];
	struct law_range x, y;
};

/* A point on its way through the sort: by the other roles, then by the one across. */
struct point {
	const struct outlook *o;
	size_t across, i;
};

static int
differ(const struct point *a, const struct point *b)
{
	for (size_t k = 0; k < a->o->law->recipe->form.roles; k++) {
		double x = a->o->role[k][a->i], y = b->o->role[k][b->i];
		if (k != a->across && (x < y || x > y))
			return x < y ? -1 : 1;
	}
	return 0;
}

static int
order(const void *a, const void *b)
{
	const struct point *p = a, *q = b;
	double x = p->o->role[p->across][p->i], y = q->o->role[q->across][q->i];
	int c = differ(p, q);

	return c ? c : (x > y) - (x < y);
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The role with the most different values; of equal ones the last. */
static size_t
choose_across(const struct outlook *o)
{
	double *v = die_need(mem_alloc(o->n, sizeof *v));
	size_t best = 0, most = 0;

	for (size_t k = 0; k < o->law->recipe->form.roles; k++) {
		size_t different = 0;
		memcpy(v, o->role[k], o->n * sizeof *v);
		qsort(v, o->n, sizeof *v, ascending);
		for (size_t i = 0; i < o->n; i++)
			different += i == 0 || v[i] > v[i - 1];
		if (different >= most) {
			most = different;
			best = k;
		}
	}
	mem_free(v);
	return best;
}

/* "besiroglu, N = 70B" */
static void
name_series(const struct picture *p, const struct outlook *o, size_t across, size_t i, char title[TITLE])
{
	const struct law_form *f = &o->law->recipe->form;
	char number[NUM_TEXT];
	int n = snprintf(title, TITLE, "%.60s", p->laws > 1 || f->roles == 1 ? o->name : "");

	for (size_t k = 0; k < f->roles && n < TITLE - 60; k++) {
		if (k != across)
			n += snprintf(title + n, (size_t)(TITLE - n), "%s%s = %.*s", n ? ", " : "", f->role[k],
			              (int)human_print(o->role[k][i], 3, number), number);
	}
}

static void
put_row(struct picture *p, const struct outlook *o, double x, size_t i)
{
	const struct prediction *q = &o->p[i];

	gnuplot_row(p->w, 7, (double[]){ x, q->predicted, q->ci_lo, q->ci_hi, q->pi_lo, q->pi_hi, o->y ? o->y[i] : (double)NAN });
	p->x = law_picture_range(p->x, false, 1, &x);
	p->y = law_picture_range(p->y, true, 2, (double[]){ q->predicted, o->y ? o->y[i] : q->predicted });
	if (q->ci_lo > q->predicted / 3 && q->ci_hi < q->predicted * 3)		/* a band that says nothing may leave the picture */
		p->y = law_picture_range(p->y, true, 2, (double[]){ q->ci_lo, q->ci_hi });
	if (!o->y && q->pi_lo > q->predicted / 3 && q->pi_hi < q->predicted * 3)
		p->y = law_picture_range(p->y, true, 2, (double[]){ q->pi_lo, q->pi_hi });
}

/* The block of one law: its series, or with losses its points. */
static void
put_law(struct picture *p, size_t law)
{
	const struct outlook *o = &p->o[law];
	size_t across = choose_across(o), index = 0;
	struct point *v = die_need(mem_alloc(o->n, sizeof *v));
	struct series *s = NULL, unseen = { 0 };
	char block[24];

	snprintf(block, sizeof block, "LAW%zu", law + 1);
	gnuplot_begin(p->w, block);
	for (size_t i = 0; i < o->n; i++)
		v[i] = (struct point){ o, across, i };
	if (!o->y)
		qsort(v, o->n, sizeof *v, order);
	for (size_t i = 0; i < o->n; i++) {
		if (i == 0 || (!o->y && differ(&v[i - 1], &v[i]))) {
			if (i)
				law_picture_next(p->w);
			s = p->n < SERIES ? &p->series[p->n] : &unseen;
			p->n++;
			*s = (struct series){ .law = law, .index = index };
			index++;
			if (o->y)
				snprintf(s->title, TITLE, "%.60s", o->name);
			else
				name_series(p, o, across, v[i].i, s->title);
		}
		s->n++;
		put_row(p, o, o->y ? o->p[v[i].i].predicted : o->role[across][v[i].i], v[i].i);
	}
	gnuplot_end(p->w);
	mem_free(v);
}

static void
title(struct picture *p, const struct series *s)
{
	law_picture_quoted(p->w, " title", s->title);
}

/* $LAW1 index 0 using COLUMNS with STYLE */
static void
curve(struct picture *p, const char **lead, const struct series *s, const char *how)
{
	law_picture_say(p->w, "%s$LAW%zu index %zu using %s", *lead, s->law + 1, s->index, how);
	*lead = ", \\\n     ";
}

static void
draw(struct picture *p, bool letters)
{
	size_t n = p->n < SERIES ? p->n : SERIES;
	const bool seen = p->o[0].y != NULL;
	const char *lead = LAW_PLOT(letters);

	for (size_t k = 0; k < n && !letters && !seen; k++) {
		const struct series *s = &p->series[k];
		if (s->n < 2 || p->o[s->law].law->draws == 0)
			continue;
		if (n == 1)
			curve(p, &lead, s, "1:5:6 with filledcurves fillcolor rgb '#e4ecf5' title 'one new run'");
		curve(p, &lead, s, "1:3:4 with filledcurves fillstyle transparent solid .25 noborder");
		law_picture_say(p->w, " linetype %zu notitle", k + 1);
	}
	if (seen)
		law_picture_say(p->w, "%sx with lines linecolor rgb '#808080' title 'equal'", lead);
	lead = seen ? ", \\\n     " : lead;
	for (size_t k = 0; k < n; k++) {
		const struct series *s = &p->series[k];
		bool bars = !letters && p->o[s->law].law->draws > 0;
		curve(p, &lead, s, seen ? bars ? "1:7:5:6 with xerrorbars pointtype 7 pointsize .4" : "1:7 with points pointtype 7" :
		                   s->n > 1 ? "1:2 with lines linewidth 2" : bars ? "1:2:5:6 with yerrorbars pointtype 7" : "1:2 with points pointtype 7");
		law_picture_say(p->w, " linetype %zu", k + 1);
		title(p, s);
	}
	writer_raw(p->w, STR("\n"));
}

static void
plot(struct writer *w, size_t laws, const struct outlook o[])
{
	struct picture p = { .w = w, .laws = laws, .o = o, .x = LAW_NO_RANGE, .y = LAW_NO_RANGE };

	law_picture_begin(w);
	for (size_t k = 0; k < laws; k++)
		put_law(&p, k);
	if (o[0].y)
		p.x = p.y = law_picture_range(p.x, true, 2, (double[]){ p.y.lo, p.y.hi });
	law_picture_axis(w, &(struct law_axis){ "x", o[0].y ? "predicted" : o[0].law->recipe->form.role[choose_across(&o[0])], p.x,
	                                        p.x.lo > 0 && (o[0].y || p.x.hi > 4 * p.x.lo), o[0].y ? LAW_PLAIN : LAW_HUMAN });
	law_picture_axis(w, &(struct law_axis){ "y", o[0].y ? "observed" : saved_response(o[0].law), p.y, p.y.lo > 0, LAW_PLAIN });
	if (o[0].y)
		writer_raw(w, STR("set key top left Left reverse\n"));
	writer_raw(w, STR("set xlabel offset 0,0\nset bmargin 3.5\nset lmargin 9\n"));
	draw(&p, true);
	draw(&p, false);
	if (p.n > SERIES)
		note("%zu curves, of which the first %d are drawn", p.n, SERIES);
}

void
law_outlook_plot(struct writer *w, const struct law_set *laws, struct law_places *places)
{
	struct outlook *o = die_need(mem_zero(laws->n, sizeof *o));

	for (size_t k = 0; k < laws->n; k++) {
		o[k] = (struct outlook){ .name = laws->v[k].name, .law = &laws->v[k].law, .n = places->n, .y = places->table.y };
		o[k].p = law_places_predict(places, &laws->v[k], o[k].role);
	}
	plot(w, laws->n, o);
	for (size_t k = 0; k < laws->n; k++)
		mem_free(o[k].p);
	mem_free(o);
}
