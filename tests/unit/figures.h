/* SPDX-License-Identifier: MIT */
/* figures: columns of the public tables beside the project, and fits of them. */
#ifndef TESTS_UNIT_FIGURES_H
#define TESTS_UNIT_FIGURES_H

#include <math.h>

#include "math/scaling/bootstrap.h"
#include "math/scaling/fit.h"
#include "shared.h"
#include "tap.h"

/* Columns of one table, the response last in y. */
enum { FIGURE_ROWS = 2048 };
struct figure {
	size_t n;
	double x[3][FIGURE_ROWS], y[FIGURE_ROWS];
	struct recipe *r;
	struct fit f;
};

static inline void
figure_row(struct figure *t, double x0, double x1, double x2, double y)
{
	if (t->n < FIGURE_ROWS) {
		t->x[0][t->n] = x0;
		t->x[1][t->n] = x1;
		t->x[2][t->n] = x2;
		t->y[t->n++] = y;
	}
}

/* The fit; fixed: "E=1,A=2" or NULL.  figure_done frees it; the rows are then gone too. */
static inline void
figure_fit(struct figure *t, const char *law, const char *fixed, const char *objective)
{
	const double *role[] = { t->x[0], t->x[1], t->x[2] };
	struct fit_data d = { t->n, role, t->y, NULL };
	struct fit_objective o = { .linear = false };
	struct err e = { 0 };
	struct str rest = fixed ? str_of(fixed) : (struct str){ NULL, 0 };

	t->f = (struct fit){ .n = 0 };
	TAP_OK(!recipe_law(str_of(law), &t->r, &e), "%s: %s", law, e.text);
	while (rest.s)
		TAP_OK(!recipe_fix(t->r, str_cut(rest, ',', &rest), &e), "%s", e.text);
	TAP_OK(!recipe_compile(t->r, &e) && !fit_objective(str_of(objective), &o, &e) && !fit_solve(t->r, &d, &o, 1, &t->f, &e), "%s: %s", law,
	       e.text);
}

static inline double
figure_at(const struct figure *t, double x0, double x1, double x2)
{
	const double *role[] = { &x0, &x1, &x2 };
	double out = (double)NAN;
	struct err e = { 0 };

	recipe_predict(t->r, 1, role, t->f.par, &out, &e);
	return out;
}

static inline void
figure_done(struct figure *t)
{
	fit_free(&t->f);
	recipe_free(t->r);
	t->n = 0;
}

/* Within half a unit of the last digit that is printed: digits after the point. */
static inline bool
figure_prints(double v, double printed, int digits)
{
	return fabs(v - printed) <= 0.50001 * pow(10, -digits);
}

#endif
