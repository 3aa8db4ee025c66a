/* SPDX-License-Identifier: MIT */
/* study_facts: what a study knows that a careful reader would ask.  See study.h and warnings.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/allocation.h"
#include "math/scaling/study.h"

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* How many different numbers; 0 (nothing is said) without memory. */
static size_t
distinct(size_t n, const double x[])
{
	double *v = mem_alloc(n, sizeof *v);
	size_t found = 0;

	if (!v || n == 0) {
		mem_free(v);
		return 0;
	}
	memcpy(v, x, n * sizeof *v);
	qsort(v, n, sizeof *v, ascending);
	for (size_t i = 0; i < n; i++)
		found += i == 0 || v[i] > v[i - 1];
	mem_free(v);
	return found;
}

static bool
begins(const char *s, const char *with)
{
	return s && strncmp(s, with, strlen(with)) == 0;
}

/* What the law says a parameter is; in a formula, E is the floor and nothing else is known. */
static enum warning_kind
kind(const struct recipe *r, size_t i)
{
	const struct law_param *p = &r->param[i].law;

	if (strcmp(p->name, "E") == 0 && p->lo >= 0 && (!p->meaning || begins(p->meaning, "irreducible") || begins(p->meaning, "limit")))
		return WARN_FLOOR;
	if (begins(p->meaning, "exponent") && p->lo >= 0)
		return WARN_EXPONENT;
	return p->positive || begins(p->meaning, "size") || begins(p->meaning, "value") || begins(p->meaning, "scale") ? WARN_AMPLITUDE :
	       WARN_OTHER;
}

/* Where two columns are powers of one another, the amplitudes cannot be told apart, and neither can exponents that are not tied. */
unsigned
study_unseen(const struct study *s)
{
	const struct recipe *r = s->recipe;
	const struct fit_certificate *c = &s->fit.certificate;
	unsigned exponents = 0, amplitudes = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->form.params; i++) {
		if (r->param[i].kind != PARAM_FITTED)
			continue;
		if (kind(r, i) == WARN_AMPLITUDE)
			amplitudes |= 1u << i;
		if (kind(r, i) == WARN_EXPONENT) {
			exponents |= 1u << i;
			n++;
		}
	}
	if (c->collinear_a >= r->form.roles)
		return c->unidentified;
	return c->unidentified | amplitudes | (n > 1 ? exponents : 0);
}

unsigned
study_floors(const struct study *s)
{
	const struct recipe *r = s->recipe;
	unsigned out = 0;

	for (size_t i = 0; s->fit.certificate.collinear_a < r->form.roles && i < r->form.params; i++)
		out |= (unsigned)(r->param[i].kind == PARAM_FITTED && kind(r, i) == WARN_FLOOR) << i;
	return out;
}

/* The largest correlation between exponents and floor: amplitudes go with their exponents in any data, as the two lines of an allocation do. */
static void
correlation(const struct study *s, struct warning_facts *f)
{
	size_t p = s->recipe->form.params;

	for (size_t i = 0; s->draw && !allocation_is(s->recipe) && i < p; i++) {
		for (size_t j = i + 1; j < p; j++) {
			if (f->par[i].kind == WARN_AMPLITUDE || f->par[j].kind == WARN_AMPLITUDE || !f->par[i].fitted || !f->par[j].fitted)
				continue;
			double c = bootstrap_correlation(s->draws, s->draw + i, s->draw + j, p);
			if (!(fabs(c) <= fabs(f->correlation))) {
				f->correlation = c;
				f->corr_a = i;
				f->corr_b = j;
			}
		}
	}
}

/* The exponent of approach 2 beside that of the law, where the rows make at least three parabolas with a minimum. */
static void
approaches(const struct study *s, const struct fit_data *d, const double compute[], struct warning_facts *f)
{
	const struct recipe *r = s->recipe;
	size_t at_n = recipe_role(r, STR("N")), at_d = recipe_role(r, STR("D")), groups = 0, good = 0;
	struct err e = { 0 };
	struct line N, D;

	if (allocation_is(r) || s->n == f->params || at_n >= f->roles || at_d >= f->roles)
		return;
	double *C = mem_alloc(d->n, sizeof *C);
	size_t *group = mem_alloc(d->n, sizeof *group);
	for (size_t i = 0; C && i < d->n; i++)
		C[i] = compute ? compute[i] : d->role[at_n][i] * d->role[at_d][i];
	if (C && group && isoflop_budgets(d->n, C, .1, group, &groups, &e) == 0) {
		struct isoflop_budget *b = mem_alloc(groups, sizeof *b);
		if (b && !isoflop_fit(d->n, C, d->role[at_n], d->role[at_d], d->y, group, groups, b, &e)) {
			for (size_t k = 0; k < groups; k++)
				good += b[k].N.verdict == ISOFLOP_GOOD;
			if (good >= 3 && isoflop_lines(groups, b, &N, &D, &e) == 0) {
				f->approach2 = N.slope;
				const struct estimate *a = &s->estimate[f->params];
				f->approach2_se = isnan(a->se) ? N.se_slope : hypot(N.se_slope, a->se);
				f->approach3 = a->value;
			}
		}
		mem_free(b);
	}
	mem_free(C);
	mem_free(group);
}

void
study_facts(const struct study *s, const struct fit_data *d, const double compute[], struct warning_facts *f)
{
	const struct recipe *r = s->recipe;
	const struct fit_certificate *c = &s->fit.certificate;

	f->rows = s->fit.rows;
	f->roles = r->form.roles;
	f->params = r->form.params;
	for (size_t k = 0; k < f->roles; k++) {
		f->role[k] = r->form.role[k];
		f->distinct[k] = distinct(d->n, d->role[k]);
	}
	if (c->collinear_a < f->roles && c->collinear_b < f->roles) {
		f->collinear_a = r->form.role[c->collinear_a];
		f->collinear_b = r->form.role[c->collinear_b];
	}
	for (size_t i = 0; i < f->params; i++) {
		const struct estimate *x = &s->estimate[i];
		f->par[i] = (struct warning_param){ .name = r->param[i].law.name, .kind = kind(r, i), .fitted = x->kind == ESTIMATE_FITTED,
			.estimate = x->value, .lo = x->lo, .hi = x->hi };
	}
	f->unidentified = study_unseen(s);
	f->bounds = c->bounds;
	f->starts = c->tried;
	f->agree = c->agree;
	f->lost = !c->converged;
	f->gradient = c->gradient;
	f->stopped = s->draw && s->draws > 0 ? (double)s->stopped / (double)s->draws : (double)NAN;
	f->least = d->n ? d->y[0] : (double)NAN;
	for (size_t i = 1; i < d->n; i++)
		f->least = fmin(f->least, d->y[i]);
	for (size_t i = 0; i < s->budgets && f->budgets < WARNING_BUDGETS; i++) {
		if (s->budget[i].N.verdict != ISOFLOP_GOOD) {
			f->budget[f->budgets] = s->budget[i].compute;
			f->reason[f->budgets++] = isoflop_reason(s->budget[i].N.verdict);
		}
	}
	correlation(s, f);
	approaches(s, d, compute, f);
}
