/* SPDX-License-Identifier: MIT */
/* law/group: see group.h; doubt.c has the warnings. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/die.h"
#include "law/doubt.h"
#include "law/group.h"

static struct law_column
describe(const struct role *p, const char *name, size_t n, const double x[])
{
	struct law_column c = { .least = HUGE_VAL, .most = -HUGE_VAL };

	snprintf(c.name, sizeof c.name, "%s", name);
	snprintf(c.text, sizeof c.text, "%s", p->text);
	c.typed = p->from == ROLE_TYPED;
	for (size_t i = 0; i < n; i++) {
		c.least = fmin(c.least, x[i]);
		c.most = fmax(c.most, x[i]);
	}
	return c;
}

void
law_group_estimates(const struct study *y, struct law_document *d)
{
	const struct recipe *r = y->recipe;

	d->params = r->form.params;
	d->derived = y->n - d->params;
	for (size_t i = 0; i < y->n; i++) {
		const struct estimate *x = &y->estimate[i];
		struct law_parameter *p = &d->param[i];
		*p = (struct law_parameter){ .estimate = x->value, .se = x->se, .lo = x->lo, .hi = x->hi };
		snprintf(p->name, sizeof p->name, "%s", x->name);
		snprintf(p->kind, sizeof p->kind, "%s", estimate_kinds[x->kind]);
		if (i >= d->params)
			continue;
		p->least = r->param[i].law.lo;
		p->most = r->param[i].law.hi;
		if (x->kind == ESTIMATE_TIED)
			snprintf(p->tied_to, sizeof p->tied_to, "%s", r->param[r->param[i].tied_to].law.name);
	}
}

/* A text of the options; NULL is empty. */
static void
copy(const char *from, size_t size, char to[])
{
	if (from && strlen(from) >= size)
		die_usage("\"%.20s...\": a law document keeps at most %zu bytes of this option", from, size - 1);
	snprintf(to, size, "%s", from ? from : "");
}

/* What was asked, which is known without an answer. */
static void
fill_recipe(const struct law_job *j, size_t group, const struct law_sample *s, struct law_document *d)
{
	const struct recipe *r = j->recipe;

	snprintf(d->law, sizeof d->law, "%s", r->spec);
	snprintf(d->formula, sizeof d->formula, "%s", r->form.formula);
	for (size_t k = 0; k < r->form.roles; k++)
		d->role[d->roles++] = describe(&j->roles.role[j->at[k]], r->form.role[k], s->n, s->role[k]);
	d->response = describe(&j->roles.role[ROLE_RESPONSE], j->roles.role[ROLE_RESPONSE].name, s->n, s->y);
	snprintf(d->objective, sizeof d->objective, "%s", j->objective_name);
	snprintf(d->residual, sizeof d->residual, "%s", law_residuals[j->objective.linear]);
	snprintf(d->intervals, sizeof d->intervals, "%s", j->asked->ci);
	copy(j->asked->where, sizeof d->selection.where, d->selection.where);
	copy(j->asked->weights, sizeof d->selection.weights, d->selection.weights);
	copy(j->asked->best_per, sizeof d->selection.best_per, d->selection.best_per);
	copy(j->asked->last_per, sizeof d->selection.last_per, d->selection.last_per);
	d->selection.drop_worst = (uint64_t)j->asked->drop_worst;
	d->rows = s->n;
	d->missing = j->left[group][LAW_MISSING];
	d->excluded = j->left[group][LAW_EXCLUDED];
	d->level = j->asked->level;
	d->flops_per_token = j->asked->roles.per_token;
	d->seed = (uint64_t)j->asked->table.seed;
	d->first = j->first_draw;
	reader_sha256(j->t.r, d->sha256);
}

/* The study. */
static void
fill(const struct study *y, struct law_document *d)
{
	const struct fit *f = &y->fit;

	law_group_estimates(y, d);
	memcpy(d->low, f->certificate.low, sizeof f->certificate.low);
	memcpy(d->high, f->certificate.high, sizeof f->certificate.high);
	d->value = f->objective;
	d->delta = f->delta;
	d->rows = f->n;
	d->log_rmse = f->log_rmse;
	d->bias = f->bias;
	d->scale = f->scale;
	d->starts = f->certificate.starts;
	d->tried = f->certificate.tried;
	d->agree = f->certificate.agree;
	d->gradient = f->certificate.gradient;
	d->smallest = f->certificate.smallest;
	d->condition = f->certificate.condition;
	d->draws = d->drawn = y->draws;
	d->compute = y->compute;
	d->failed = y->failed;
	d->draw = y->draw;
}

/* No answer: what the law has, without numbers. */
static void
leave_open(const struct recipe *r, struct law_document *d)
{
	const struct study_opts opt = { .intervals = INTERVALS_NONE, .per_token = d->flops_per_token };
	struct study y = { .recipe = r, .compute = (double)NAN };
	struct err e = { 0 };

	for (size_t i = 0; i < r->form.params; i++)
		y.fit.par[i] = r->param[i].kind == PARAM_FIXED ? r->param[i].value : (double)NAN;
	study_estimates(&y, &opt, &e);
	law_group_estimates(&y, d);
	for (size_t i = 0; i < r->form.params; i++)
		d->low[i] = d->high[i] = (double)NAN;
	d->value = d->delta = d->log_rmse = d->bias = d->scale = d->compute = d->gradient = d->smallest = d->condition = (double)NAN;
}

bool
law_group_fit(struct law_job *j, size_t group, const struct law_sample *s, struct study *y, struct law_document *d)
{
	const struct fit_data data = law_rows_data(s);
	const struct study_opts opt = law_rows_options(j, s);
	struct err e = { 0 };

	snprintf(d->status, sizeof d->status, "ok");
	fill_recipe(j, group, s, d);
	if (study_make(j->recipe, &data, &opt, y, &e)) {
		law_rows_place(j, s, &e);
		if (!j->groups.n || (e.code != ERR_NO_ANSWER && e.code != ERR_INPUT))
			law_job_check(j, &e);
		leave_open(j->recipe, d);
		snprintf(d->status, sizeof d->status, "%s", e.text);
		return false;
	}
	fill(y, d);
	law_doubt(j, s, y, d);
	return true;
}
