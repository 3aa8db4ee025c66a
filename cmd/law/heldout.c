/* SPDX-License-Identifier: MIT */
/* law/heldout: rows that are predicted from the others, and laws compared by them.  See question.h. */
#include <math.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "law/question.h"
#include "math/scaling/heldout.h"
#include "math/scaling/isoflop.h"

/* What orders the rows: compute where it is known, else the law's first role; from base/mem. */
static double *
compute_of(const struct law_job *j, const struct law_sample *s)
{
	const double *C = j->roles.role[ROLE_C].value, *N = j->roles.role[ROLE_N].value, *D = j->roles.role[ROLE_D].value;
	double *x = die_need(mem_alloc(s->n, sizeof *x));

	for (size_t i = 0; i < s->n; i++)
		x[i] = N && D ? j->asked->roles.per_token * N[s->row[i]] * D[s->row[i]] : C ? C[s->row[i]] : s->role[0][i];
	return x;
}

static void
fold_holdout(struct law_job *j, const struct law_sample *s, size_t fold[])
{
	double *all = law_rows_evaluate(j, j->holdout), *mask = law_rows_pick(s, all);

	fold_mask(s->n, mask, fold);
	mem_free(mask);
	mem_free(all);
}

static void
fold_part(struct law_job *j, const struct law_sample *s, const double x[], size_t fold[], struct err *e)
{
	struct str percent, part = str_cut(str_of(j->asked->top), '%', &percent);
	double number;

	if (!sweep_count(part, &number))
		die_usage("--holdout-top: \"%s\" is not a part such as 20%% or 0.2", j->asked->top);
	fold_top(s->n, x, percent.s ? number / 100 : number, fold, e);
}

/* --validate. */
static size_t
fold_how(struct law_job *j, const struct law_sample *s, const double x[], size_t fold[], enum fold_order *order, struct err *e)
{
	size_t *id = die_need(mem_alloc(j->g.rows, sizeof *id)), n = 0, folds = 0;
	struct str rest, how = str_cut(str_of(j->asked->validate), ':', &rest);
	double number;

	if (str_is(how, "rolling") && !rest.s) {
		*order = FOLDS_ROLLING;
		if (isoflop_budgets(s->n, x, .1, id, &n, e) == 0)
			folds = fold_rolling(s->n, id, n, (n + 1) / 2, fold);
	} else if (str_is(how, "kfold") && rest.s && sweep_count(rest, &number)) {
		folds = (size_t)number;
		fold_random(s->n, folds, (uint64_t)j->asked->table.seed, fold, e);
	} else if (str_is(how, "leave") && j->leave.n) {
		folds = gather_number(&j->g, &j->leave, j->keep, true, id);
		for (size_t i = 0; i < s->n; i++)
			id[i] = id[s->row[i]];		/* s->row ascends */
		fold_groups(s->n, id, folds, fold, e);
	} else {
		die_usage("--validate: \"%s\" is not rolling, kfold:K or leave:COLUMN", j->asked->validate);
	}
	mem_free(id);
	return folds;
}

size_t
law_question_folds(struct law_job *j, const struct law_sample *s, size_t fold[], enum fold_order *order)
{
	double *x = compute_of(j, s);
	struct err e = { 0 };
	size_t folds = 1;

	*order = FOLDS_ANY;
	if (j->holdout)
		fold_holdout(j, s, fold);
	else if (j->asked->top)
		fold_part(j, s, x, fold, &e);
	else
		folds = fold_how(j, s, x, fold, order, &e);
	mem_free(x);
	law_job_option(j, j->asked->top ? "--holdout-top" : "--validate", &e);
	return folds;
}

void
law_question_heldout(struct law_job *j, const struct law_sample *s)
{
	const struct fit_data data = law_rows_data(s);
	const struct study_opts opt = law_rows_options(j, s);
	size_t *fold = die_need(mem_alloc(s->n, sizeof *fold));
	enum fold_order order;
	struct err e = { 0 };
	size_t folds = law_question_folds(j, s, fold, &order);

	table_columns(&j->t, "fold n log_rmse bias coverage decades");
	table_begin(&j->t);
	for (size_t f = 0; f < folds; f++) {
		struct heldout h;
		heldout_fold(j->recipe, &data, &opt, fold, f, order, &h, &e);
		law_job_check(j, &e);
		writer_count(j->t.w, f + 1);
		writer_count(j->t.w, h.errors.n);
		writer_numbers(j->t.w, 4, (double[]){ h.errors.log_rmse, h.errors.bias, h.errors.coverage, h.decades });
	}
	mem_free(fold);
}

/* The row of one law of --compare. */
static void
put_rival(struct law_job *j, const struct law_sample *s, size_t rival, const size_t fold[], size_t folds)
{
	const struct recipe *r = j->rival[rival];
	struct study_opts opt = law_rows_options(j, s);
	double *role[LAW_ROLES] = { NULL }, rmse = (double)NAN;
	struct study y = { 0 };
	struct err e = { 0 };

	opt.intervals = INTERVALS_NONE;
	for (size_t i = 0; i < r->form.roles; i++)
		role[i] = law_rows_pick(s, j->roles.role[j->rival_at[rival][i]].value);
	const struct fit_data data = { .n = s->n, .role = (const double *const *)role, .y = s->y, .weight = s->weight };
	study_make(r, &data, &opt, &y, &e);
	law_rows_place(j, s, &e);
	law_job_check(j, &e);
	if (heldout_rmse(r, &data, &opt, fold, folds, &rmse, &e)) {
		warn("heldout", &e);
		err_clear(&e);
	}
	writer_text(j->t.w, str_of(r->spec));
	writer_count(j->t.w, y.fit.k);
	writer_numbers(j->t.w, 4, (double[]){ y.fit.objective, y.fit.aicc, y.fit.bic, rmse });
	study_free(&y);
	for (size_t i = 0; i < r->form.roles; i++)
		mem_free(role[i]);
}

void
law_question_compare(struct law_job *j, const struct law_sample *s)
{
	size_t *fold = die_need(mem_alloc(s->n, sizeof *fold)), folds = s->n < 5 ? s->n : 5;
	enum fold_order order;
	struct err e = { 0 };

	if (j->holdout || j->asked->top || j->asked->validate)
		folds = law_question_folds(j, s, fold, &order);
	else
		fold_random(s->n, folds, (uint64_t)j->asked->table.seed, fold, &e);
	law_job_check(j, &e);
	table_columns(&j->t, "law: k objective aicc bic heldout_log_rmse");
	table_begin(&j->t);
	for (size_t k = 0; k < j->rivals; k++)
		put_rival(j, s, k, fold, folds);
	mem_free(fold);
}
