/* SPDX-License-Identifier: MIT */
/* basis: see basis.h. */
#include "math/hippo/basis.h"

#include <math.h>

#include "math/hippo/fills.h"

/* v_i P_i(2s - 1): (i+1) P_(i+1) = (2i+1) x P_i - i P_(i-1). */
static void
legendre(const struct hippo *h, double s, double g[])
{
	double x = 2 * s - 1, p = 1, before = 0;

	for (size_t i = 0; i < h->size; i++) {
		double k = (double)i, next = ((2 * k + 1) * x * p - k * before) / (k + 1);
		g[i] = sqrt(2 * k + 1) * p / hippo_factor(h, i);
		before = p;
		p = next;
	}
}

/* L_i(t) times weight: (i+1) L_(i+1) = (2i+1 - t) L_i - i L_(i-1). */
static void
laguerre(size_t n, double t, double weight, double g[])
{
	double p = weight, before = 0;

	for (size_t i = 0; i < n; i++) {
		double k = (double)i, next = ((2 * k + 1 - t) * p - k * before) / (k + 1);
		g[i] = p;
		before = p;
		p = next;
	}
}

static void
fourier(size_t n, double s, double g[])
{
	double pi = acos(-1);

	for (size_t i = 0; i < n; i += 2) {
		double turn = pi * (double)i * s;
		g[i] = i ? sqrt(2) * cos(turn) : 1;
		g[i + 1] = i ? -sqrt(2) * sin(turn) : 0;
	}
}

/* Re c exp(2 pi i m s), modes -M..M: (cos, -sin) in turn; turns are reduced before they are rounded. */
static void
modes(size_t n, double s, double g[])
{
	double pi = acos(-1);
	size_t middle = n / 2;

	for (size_t i = 0; i < n; i++) {
		double turn = ((double)i - (double)middle) * s;
		turn = 2 * pi * (turn - round(turn));
		g[2 * i] = cos(turn);
		g[2 * i + 1] = 0 - sin(turn);
	}
}

/* Groups that keep a window and forget what was before. */
static bool
windowed(const struct hippo *h, const struct clock *c)
{
	enum group g = h->family->group;

	return !c->varying && (g == LEGT || g == FOUT || g == MODES_T);
}

double
basis_span(const struct hippo *h, const struct clock *c, double now)
{
	return windowed(h, c) ? hippo_window(h) : now;
}

int
basis_at(const struct hippo *h, const struct clock *c, double now, double age, double g[], struct err *e)
{
	enum group group = h->family->group;
	bool tilted = h->family->fill == fills_tlagt;
	double span = basis_span(h, c, now), weight;

	if (group == ALONE && !tilted) {
		err_set(e, ERR_USAGE, "%s has no functions to read its state with", h->family->head.name);
		err_hint(e, "legs, legt, lagt, fout, fout_complex, fous_complex and their kin have");
		return ERR_USAGE;
	}
	if (age < 0 || (age > span && (c->varying || windowed(h, c)))) {
		for (size_t i = 0; i < hippo_size_b(h); i++)
			g[i] = (double)NAN;
	} else if (group == LEGS) {
		legendre(h, c->varying ? pow(1 - age / now, c->power) : exp(-age), g);
	} else if (group == LEGT) {
		legendre(h, 1 - age / span, g);
	} else if (group == FOUT) {
		fourier(h->size, 1 - age / span, g);
	} else if (group == MODES_T || group == MODES_S) {
		modes(h->size, group == MODES_T ? 1 - age / span : c->varying ? pow(1 - age / now, c->power) : exp(-age), g);
	} else {
		weight = tilted ? exp(-age * (1 - h->par[0]) / 2) : exp(-age / 2);
		laguerre(h->size, age, weight / h->par[0], g);
	}
	return 0;
}
