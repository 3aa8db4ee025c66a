/* SPDX-License-Identifier: MIT */
/* witness: rows that show which property a map lacks.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/scores.h"

unsigned
simplex_properties(const struct spec *m)
{
	unsigned properties = ((const struct map *)m->row)->properties;

	if (!strcmp(m->row->name, "entmax") && m->par[0] <= 1)
		properties &= ~(unsigned)SPARSE;
	return properties;
}

static int
run(const struct spec *m, enum wanted want, const struct witness *t, const double x[], const double v[], double p[], struct simplex_work *w)
{
	static const struct simplex_opts plain = { .temperature = 1 };
	struct err e = { 0 };
	return simplex_row(m, &plain, want, t->n, x, v, NULL, p, w, NULL, &e);
}

/* Does row t show it? */
static bool
shows(const struct spec *m, unsigned property, struct witness *t, struct simplex_work *w)
{
	double p[WITNESS], q[WITNESS], moved[WITNESS], j[WITNESS][WITNESS] = { { 0 } };

	for (size_t i = 0; i < t->n; i++)
		moved[i] = t->x[i] + 1;
	if (run(m, WANT_MAP, t, t->x, NULL, p, w) || (property == SHIFT && run(m, WANT_MAP, t, moved, NULL, q, w)))
		return false;
	for (size_t i = 0; i < t->n && property == SYMMETRIC; i++) {
		double unit[WITNESS] = { 0 };
		unit[i] = 1;
		if (run(m, WANT_VJP, t, t->x, unit, j[i], w))
			return false;
	}
	for (t->i = 0; t->i < t->n; t->i++)
		for (t->j = 0; t->j < t->n; t->j++) {
			t->a = property == SYMMETRIC ? j[t->i][t->j] : p[t->i];
			t->b = property == SYMMETRIC ? j[t->j][t->i] : property == SHIFT ? q[t->i] : p[t->j];
			if (property == MONOTONE ? t->x[t->i] > t->x[t->j] && t->a < t->b - 1e-12 * (1 + fabs(t->b))
			    : property == SPARSE ? t->a == 0 : fabs(t->a - t->b) > 1e-9 * (1 + fabs(t->a)))
				return true;
		}
	return false;
}

bool
simplex_witness(const struct spec *m, unsigned property, struct witness *out, struct simplex_work *w)
{
	static const struct witness fixed[] = {
		{ .n = 2, .x = { 0, 1 } }, { .n = 2, .x = { -3, 1 } }, { .n = 3, .x = { -2, 0, 0.5 } }, { .n = 3, .x = { 1, 2.1, 1.9 } },
		{ .n = 4, .x = { 4, 1, 2, 3 } }, { .n = 2, .x = { -3, -2 } },
		{ .n = 4, .x = { 0.125, 0, 0, 0 } },
	};
	enum { FIXED = sizeof fixed / sizeof fixed[0], TRIES = 2000 };
	struct rng r = rng_at(0, 0);
	bool found = false;

	for (size_t k = 0; k < TRIES && !found; k++) {
		*out = k < FIXED ? fixed[k] : (struct witness){ .n = 2 + k % 3 };
		for (size_t i = 0; k >= FIXED && i < out->n; i++)
			out->x[i] = round(rng_normal(&r) * (double)(1 + k % 4) * 8) / 8;
		found = shows(m, property, out, w);
	}
	return found;
}
