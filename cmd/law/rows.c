/* SPDX-License-Identifier: MIT */
/* law/rows: which rows of a job are taken.  See rows.h. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/rows.h"
#include "math/scaling/keep.h"

/* Notes why the rows are gone that the last step took away. */
static void
note_why(struct law_job *j, size_t gone, enum law_why why)
{
	if (gone == SIZE_MAX)
		die_memory();
	for (size_t i = 0; i < j->g.rows && gone; i++)
		if (!j->keep[i] && j->why[i] == LAW_TAKEN)
			j->why[i] = (unsigned char)why;
}

double *
law_rows_evaluate(struct law_job *j, const struct expr *x)
{
	double *out = die_need(mem_alloc(j->g.rows, sizeof *out));
	struct err e = { 0 };

	roles_evaluate(&j->roles, x, (const double *const *)j->g.number, (const struct str *const *)j->g.text, out, &e);
	law_job_check(j, &e);
	return out;
}

static void
select_where(struct law_job *j)
{
	double *truth = law_rows_evaluate(j, j->where);
	struct err e = { 0 };
	size_t left = 0;

	note_why(j, keep_where(j->g.rows, truth, j->keep), LAW_EXCLUDED);
	mem_free(truth);
	for (size_t i = 0; i < j->g.rows; i++)
		left += j->keep[i];
	if (j->g.rows && left == 0)
		err_set(&e, ERR_NO_ANSWER, "--where: true in no row of %zu", j->g.rows);
	if (strchr(j->asked->where, '"'))
		err_hint(&e, "texts are compared exactly: State == \"finished\"");
	err_hint(&e, "take a weaker condition, or mind the units of the columns");
	law_job_check(j, &e);
}

/* Missing cells, and sizes that are not above 0. */
static void
judge_cells(struct law_job *j)
{
	size_t n = j->g.rows, roles = j->recipe->form.roles, role[LAW_ROLES + 1], bad, which;
	const double *x[LAW_ROLES + 1];
	struct err e = { 0 };

	for (size_t k = 0; k <= roles; k++) {
		role[k] = k < roles ? j->at[k] : ROLE_RESPONSE;
		x[k] = j->roles.role[role[k]].value;
	}
	if (j->asked->table.missing == MISSING_ERROR && roles_complete(&j->roles, roles + 1, role, j->keep, &bad, &which, &e))
		gather_place(&j->g, bad, j->roles.role[which].text, &e);
	law_job_check(j, &e);
	note_why(j, keep_complete(n, roles + 1, x, j->keep), LAW_MISSING);
	if (roles_sizes(&j->roles, roles, role, j->recipe->law ? j->recipe->law->head.domain : NULL, j->keep, &bad, &which, &e)) {
		err_hint(&e, "--where leaves out rows");
		gather_place(&j->g, bad, j->roles.role[which].text, &e);
	}
	law_job_check(j, &e);
}

/* --best-per, --last-per, --drop-worst. */
static void
select_best(struct law_job *j)
{
	size_t n = j->g.rows, *id = die_need(mem_alloc(n, sizeof *id));

	if (j->best.n) {
		size_t found = gather_number(&j->g, &j->best, j->keep, false, id);
		note_why(j, keep_least(n, id, found, j->roles.role[j->loss].value, j->keep), LAW_EXCLUDED);
	}
	if (j->last.n) {
		size_t found = gather_number(&j->g, &j->last, j->keep, false, id);
		note_why(j, keep_last(n, id, found, j->step == SIZE_MAX ? j->roles.role[ROLE_D].value : j->g.number[j->step], j->keep), LAW_EXCLUDED);
	}
	note_why(j, keep_smaller(n, j->id, j->roles.role[ROLE_RESPONSE].value, (size_t)j->asked->drop_worst, j->keep), LAW_EXCLUDED);
	mem_free(id);
}

/* The rows taken, group by group. */
static void
sort_rows(struct law_job *j)
{
	size_t *next = die_need(mem_zero(j->n_groups + 1, sizeof *next));

	j->first = die_need(mem_zero(j->n_groups + 2, sizeof *j->first));
	j->left = die_need(mem_zero(j->n_groups + 1, sizeof *j->left));
	j->order = die_need(mem_alloc(j->g.rows, sizeof *j->order));
	for (size_t i = 0; i < j->g.rows; i++)
		if (j->keep[i])
			j->first[j->id[i] + 1]++;
	for (size_t k = 0; k < j->n_groups; k++)
		next[k + 1] = j->first[k + 1] += j->first[k];
	for (size_t i = 0; i < j->g.rows; i++)
		if (j->keep[i])
			j->order[next[j->id[i]]++] = i;
	for (size_t i = 0; i < j->g.rows; i++)
		if (j->id[i] != SIZE_MAX || j->groups.n == 0)
			j->left[j->id[i] == SIZE_MAX ? 0 : j->id[i]][j->why[i]]++;
	mem_free(next);
}

/* The number of a row among the labels, in their order. */
static size_t *
number(struct law_job *j, const struct labels *l)
{
	size_t *id = l->n ? die_need(mem_alloc(j->g.rows, sizeof *id)) : NULL;

	if (id)
		gather_number(&j->g, l, NULL, true, id);
	return id;
}

void
law_rows_select(struct law_job *j)
{
	size_t n = j->g.rows;

	j->keep = die_need(mem_alloc(n, sizeof *j->keep));
	j->why = die_need(mem_zero(n, sizeof *j->why));
	j->id = die_need(mem_alloc(n, sizeof *j->id));
	for (size_t i = 0; i < n; i++)
		j->keep[i] = true;
	if (j->where)
		select_where(j);
	j->n_groups = gather_number(&j->g, &j->groups, j->keep, false, j->id);
	judge_cells(j);
	select_best(j);
	sort_rows(j);
	j->cluster_id = number(j, &j->cluster);
	j->run_id = number(j, &j->run);
	if (j->weights)
		j->weight = law_rows_evaluate(j, j->weights);
}
