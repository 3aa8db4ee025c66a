/* SPDX-License-Identifier: MIT */
/* law/judge: published coefficients against the optimum, and what each row does to it.  See question.h. */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/question.h"
#include "math/scaling/rounding.h"
#include "math/scaling/saved.h"

static void
pair(struct table *t, const char *name, double value)
{
	writer_text(t->w, str_of(name));
	writer_number(t->w, value);
}

/* "E=..,A=..,B=..": what is fixed may be left out. */
enum { NAMES = LAW_PARAMS * (LAW_NAME + 4) };
static char *
all_parameters(const struct recipe *r, char out[NAMES])
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < r->form.params; i++)
		if (r->param[i].kind != PARAM_FIXED)
			n += (size_t)snprintf(out + n, NAMES - n, "%s%s=..", n ? "," : "", r->param[i].law.name);
	return out;
}

void
law_question_judge(struct law_job *j, const struct law_sample *s, const struct study *y)
{
	const struct recipe *r = j->recipe;
	const struct fit_data data = law_rows_data(s);
	double par[LAW_PARAMS], unit[LAW_PARAMS];
	struct err e = { 0 };
	struct fit_verdict v = { 0 };
	struct rounding q = { 0 };
	char name[LAW_NAME + 8], names[NAMES];

	if (saved_values(r, j->asked->judge, par, unit, &e) == ERR_USAGE)
		err_hint(&e, "every parameter is wanted: %s", all_parameters(r, names));
	law_job_option(j, "--judge", &e);
	if (fit_judge(&y->fit, par, unit, &v, &e) || rounding_of(r, &data, par, unit, y->fit.par, y->compute, j->asked->roles.per_token, &q, &e))
		law_job_check(j, &e);
	table_columns(&j->t, "quantity: value");
	table_begin(&j->t);
	pair(&j->t, "objective", v.objective);
	pair(&j->t, "optimum", y->fit.objective);
	pair(&j->t, "gap", v.gap);
	pair(&j->t, "gradient", v.gradient);
	pair(&j->t, "optimum_gradient", y->fit.certificate.gradient);
	pair(&j->t, "best_delta", v.best_delta);
	pair(&j->t, "best_delta_gap", v.best_gap);
	pair(&j->t, "lad_below_delta", v.least_delta);
	for (size_t i = 0; i < r->form.params; i++) {
		snprintf(name, sizeof name, "%s_agrees", r->param[i].law.name);
		pair(&j->t, name, v.agree >> i & 1);
	}
	pair(&j->t, "mean_log_loss_shift", q.loss_shift);
	pair(&j->t, "loss_rounding", q.loss);
	pair(&j->t, "compute", y->compute > 0 ? y->compute : (double)NAN);
	pair(&j->t, "params_given", q.params_given);
	pair(&j->t, "params_optimum", q.params_optimum);
	pair(&j->t, "params_rounding", q.params);
}

void
law_question_influence(struct law_job *j, const struct law_sample *s, const struct study *y)
{
	size_t p = j->recipe->form.params;
	double *d = die_need(mem_alloc(s->n * p, sizeof *d));
	char name[LAW_PARAMS][LAW_NAME + 2];
	struct err e = { 0 };

	fit_influence(&y->fit, d, &e);
	law_job_check(j, &e);
	table_columns(&j->t, "row log_residual");
	for (size_t i = 0; i < p; i++) {
		snprintf(name[i], sizeof name[i], "d_%s", j->recipe->param[i].law.name);
		table_column(&j->t, (struct writer_column){ .name = str_of(name[i]) });
	}
	table_begin(&j->t);
	for (size_t i = 0; i < s->n; i++) {
		writer_count(j->t.w, s->row[i] + 1);
		writer_number(j->t.w, log(y->fit.predicted[i] / s->y[i]));
		writer_numbers(j->t.w, p, d + i * p);
	}
	mem_free(d);
}
