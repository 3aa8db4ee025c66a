/* SPDX-License-Identifier: MIT */
/* law/job: from options and header to a job, and its end.  See job.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "law/job.h"

const char *const law_residuals[] = { "log", "linear", NULL };

void
law_job_check(struct law_job *j, struct err *e)
{
	if (e->code) {
		writer_close(j->t.w, false);
		die(e);
	}
}

void
law_job_option(struct law_job *j, const char *option, struct err *e)
{
	struct err said = { 0 };

	if (e->code == ERR_USAGE) {
		err_set(&said, e->code, "%s: %.360s", option, e->text);
		err_hint(&said, "%s", e->hint);
		law_job_check(j, &said);
	}
	law_job_check(j, e);
}

void
law_job_save(struct law_job *j)
{
	if (!j->asked->save)
		return;
	j->save = writer_open(&(struct writer_opts){ .out = FORMAT_JSON, .file = j->asked->save });
	law_job_check(j, writer_error(j->save));
}

/* --draws A..B, else 1..bootstrap. */
static void
choose_draws(struct law_job *j)
{
	const char *draws = j->asked->draws;
	struct str rest = { 0 }, a = draws ? str_cut(str_of(draws), '.', &rest) : STR("1");
	double first = 1, last = (double)j->asked->bootstrap;

	if (draws && (!sweep_count(a, &first) || rest.n < 2 || rest.s[0] != '.' || !sweep_count((struct str){ rest.s + 1, rest.n - 1 }, &last) ||
	              !(first >= 1 && first <= last && last <= 1e9) || floor(first) < first || floor(last) < last))
		die_usage("--draws: \"%s\" is not A..B, numbers of draws from 1", draws);
	j->first_draw = (uint64_t)first;
	j->last_draw = (uint64_t)last;
}

/* --ci, whose column it returns, --objective and --residual. */
static const char *
choose_methods(struct law_job *j)
{
	static const char *const method[] = { "pairs", "cluster", "residual", "sandwich", "profile", "none", NULL };
	const struct law_asked *o = j->asked;
	struct str column, word = str_cut(str_of(o->ci), ':', &column);
	struct err e = { 0 };

	while (method[j->intervals] && !str_is(word, method[j->intervals]))
		j->intervals++;
	if (!method[j->intervals] || (column.s != NULL) != (j->intervals == INTERVALS_CLUSTER))
		die_usage("--ci: \"%s\" is not pairs, cluster:COLUMN, residual, sandwich, profile or none", o->ci);
	j->objective = FIT_DEFAULT;
	j->objective.linear = o->residual == 1;
	snprintf(j->objective_name, sizeof j->objective_name, "%s", o->objective ? o->objective : "huber:0.001");
	fit_objective(str_of(j->objective_name), &j->objective, &e);
	law_job_option(j, "--objective", &e);
	choose_draws(j);
	return column.s;
}

/* The expressions of options, and whether all that was typed is read. */
static void
choose_expressions(struct law_job *j, struct err *e)
{
	const struct law_asked *o = j->asked;
	const struct {
		const char *option, *text;
		struct expr **x;
	} all[] = { { "--holdout", o->holdout, &j->holdout }, { "--where", o->where, &j->where }, { "--weights", o->weights, &j->weights } };

	for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
		if (all[k].text && roles_expression(&j->roles, all[k].option, all[k].text, all[k].x, e))
			law_job_check(j, e);
	if (roles_used(&j->roles, 3, (struct expr *[]){ j->where, j->weights, j->holdout }, e))
		law_job_check(j, e);
	if (o->last_per && roles_steps(&j->roles, &j->step, e))
		law_job_check(j, e);
	j->loss = o->best_per ? roles_loss(&j->roles, e) : ROLE_RESPONSE;
	law_job_check(j, e);
}

/* The first column that is named as runs are. */
static struct labels
find_run(struct gathered *g)
{
	for (size_t c = 0; c < g->columns; c++) {
		if (roles_usual(USUAL_RUN, g->name[c], true)) {
			struct labels l = { .n = 1, .column = die_need(mem_alloc(1, sizeof *l.column)) };
			l.column[0] = c;
			g->how[c] |= GATHER_TEXT;
			return l;
		}
	}
	return (struct labels){ 0 };
}

/* How each column is read. */
static void
choose_columns(struct law_job *j, const char *cluster)
{
	const struct law_asked *o = j->asked;

	for (size_t c = 0; c < j->g.columns; c++)
		j->g.how[c] = roles_reads(&j->roles, 3, (struct expr *[]){ j->where, j->weights, j->holdout }, c);
	if (o->last_per && j->step != SIZE_MAX)
		j->g.how[j->step] |= GATHER_NUMBER;
	j->groups = gather_labels(&j->t, &j->g, o->groups);
	j->best = gather_labels(&j->t, &j->g, o->best_per);
	j->last = gather_labels(&j->t, &j->g, o->last_per);
	j->cluster = gather_labels(&j->t, &j->g, cluster);
	j->leave = gather_labels(&j->t, &j->g, o->validate && strncmp(o->validate, "leave:", 6) == 0 ? o->validate + 6 : NULL);
	j->run = find_run(&j->g);
}

void
law_job_begin(struct law_job *j, const struct tool *tool, char **files, const struct law_asked *asked)
{
	struct err e = { 0 };

	*j = (struct law_job){ .asked = asked };
	table_open_free(&j->t, tool, files, &asked->table);
	law_job_save(j);
	const char *cluster = choose_methods(j);
	gather_begin(&j->t, &j->g);
	roles_find(&j->roles, j->g.columns, j->g.name, asked->roles.x.n, asked->roles.x.v, asked->roles.y, asked->roles.per_token, &e);
	law_job_check(j, &e);
	law_job_laws(j, &e);
	choose_expressions(j, &e);
	choose_columns(j, cluster);
}

void
law_job_read(struct law_job *j)
{
	struct err e = { 0 };

	gather_rows(&j->t, &j->g);
	roles_values(&j->roles, j->g.rows, (const double *const *)j->g.number, (const struct str *const *)j->g.text, &e);
	law_job_check(j, &e);
}

int
law_job_end(struct law_job *j)
{
	const struct labels labels[] = { j->groups, j->best, j->last, j->cluster, j->run, j->leave };
	size_t *const numbers[] = { j->id, j->first, j->order, j->cluster_id, j->run_id };

	if (j->save && writer_close(j->save, true))
		law_job_check(j, writer_error(j->save));
	int status = table_finish(&j->t);
	for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++)
		mem_free(labels[k].column);
	for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
		mem_free(numbers[k]);
	for (size_t k = 0; k < j->rivals; k++)
		recipe_free(j->rival[k]);
	expr_free(j->where);
	expr_free(j->weights);
	expr_free(j->holdout);
	mem_free(j->left);
	mem_free(j->keep);
	mem_free(j->why);
	mem_free(j->weight);
	recipe_free(j->recipe);
	roles_free(&j->roles);
	gather_free(&j->g);
	if (j->save)
		writer_free(j->save);
	return status;
}
