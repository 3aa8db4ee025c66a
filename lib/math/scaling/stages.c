/* SPDX-License-Identifier: MIT */
/* stages: starting points of a law with parts alike, one part at a time: bnsl:2 from bnsl:1 with a break put in everywhere. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"

/* Points kept after each stage, steps from each point tried, values of a parameter tried at most. */
enum { KEPT = FIT_STAGES, STEPS = 12, TRIED = 8 };

/* The size of a part put in: what is small changes the curve little, so that the other parameters can follow. */
static const double small = .1;

/*
 * q     the problem with the parts not yet there held where the law does not depend on them
 * at    (n) the best points of this stage, best first
 */
struct stage {
	struct fit_problem q;
	size_t n;
	struct point at[KEPT];
};

/* theta index of a member of a part. */
static size_t
member(const struct fit_problem *p, size_t part, size_t k)
{
	const struct law_form *f = &p->recipe->form;

	return p->recipe->param[f->alike.first + part * f->alike.size + k].index;
}

/* All parameters of the parts are fitted and bounded as the law has it. */
static bool
ready(const struct recipe *r)
{
	size_t end = r->form.alike.first + r->form.alike.size * r->form.alike.groups;

	for (size_t i = r->form.alike.first; i < end; i++)
		if (r->param[i].kind != PARAM_FITTED || r->param[i].law.lo != r->form.param[i].lo || r->param[i].law.hi != r->form.param[i].hi)
			return false;
	return r->form.alike.groups > 1;
}

static void
hold(struct fit_problem *q, size_t part)
{
	double value[TRIED];

	for (size_t k = 0; k < q->recipe->form.alike.size; k++) {
		size_t j = member(q, part, k), n = starts_axis(q, j, TRIED, value);
		q->lo[j] = q->hi[j] = k == q->recipe->form.alike.neutral ? 0 : value[n / 2];
	}
}

/* A few steps of least squares from at; kept when it is among the best and not one of them already. */
static void
try(struct stage *s, struct point *at, struct point best[KEPT], size_t *n, size_t steps, double work[])
{
	const struct fit_problem *q = &s->q;
	struct sample all = { q->weight, q->target };
	struct loss square = { HUGE_VAL, q->loss.over, q->loss.linear };
	size_t k;

	newton(q, &all, &square, 1e-6, steps, at, work);
	if (!isfinite(at->f) || (*n == KEPT && at->f >= best[KEPT - 1].f))
		return;
	for (k = 0; k < *n; k++)
		if (fabs(best[k].f - at->f) <= 1e-6 * at->f)
			return;
	for (k = *n < KEPT ? (*n)++ : KEPT - 1; k > 0 && best[k - 1].f > at->f; k--)
		best[k] = best[k - 1];
	best[k] = *at;
}

/* The part of this number put into each point of the stage before, at every place, in both directions. */
static void
put_in(struct stage *s, const struct fit_problem *p, size_t part, double work[])
{
	const struct law_form *f = &p->recipe->form;
	struct point best[KEPT], at;
	double value[LAW_PARAMS][TRIED];
	size_t count[LAW_PARAMS] = { 0 }, points = 2, found = 0;

	for (size_t k = 0; k < f->alike.size; k++) {
		size_t j = member(p, part, k);
		s->q.lo[j] = p->lo[j];
		s->q.hi[j] = p->hi[j];
		count[k] = k == f->alike.neutral ? 1 : starts_axis(p, j, TRIED, value[k]);
		points *= count[k];
	}
	for (size_t b = 0; b < s->n; b++)
		for (size_t i = 0; i < points; i++) {
			size_t rest = i / 2;
			memcpy(at.theta, s->at[b].theta, sizeof at.theta);
			for (size_t k = 0; k < f->alike.size; k++) {
				at.theta[member(p, part, k)] = k == f->alike.neutral ? (i % 2 ? small : -small) : value[k][rest % count[k]];
				rest /= count[k];
			}
			try(s, &at, best, &found, STEPS, work);
		}
	s->n = 0;
	for (size_t b = 0; b < found; b++)
		try(s, &best[b], s->at, &s->n, 80, work);
}

size_t
stages_make(const struct fit_problem *p, size_t max, double start[], double work[], struct err *e)
{
	const struct recipe *r = p->recipe;
	struct stage s = { .q = *p };
	size_t tried, n = 0, parts = r->form.alike.groups;

	if (!ready(r))
		return 0;
	for (size_t part = 1; part < parts; part++)
		hold(&s.q, part);
	size_t first = starts_make(&s.q, max, start, &tried, e);
	for (size_t i = 0; !e->code && i < first; i++) {
		struct point at;
		memcpy(at.theta, start + i * r->free, r->free * sizeof *start);
		try(&s, &at, s.at, &s.n, 80, work);
	}
	for (size_t part = 1; !e->code && part < parts; part++)
		put_in(&s, p, part, work);
	for (; !e->code && n < s.n && n < max; n++)
		memcpy(start + n * r->free, s.at[n].theta, r->free * sizeof *start);
	return n;
}
