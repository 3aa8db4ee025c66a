/* SPDX-License-Identifier: MIT */
/* scaling-law-fit: the optimum of a scaling law on a table, with its certificate and intervals.  See scaling-law-fit(1). */
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "judge/judge.h"
#include "law/check.h"
#include "law/group.h"
#include "law/plot.h"
#include "law/question.h"
#include "law/show.h"
#include "law/table.h"

static struct law_asked o = LAW_ASKED;

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_TEXT_, 0, "law", &o.law, "LAW", "the law, or a file with one to be fitted again"), .example = "chinchilla",
	  .fallback = "chinchilla, or power_offset of one column" },
	OPT_TEXT(0, "formula", &o.formula, "EXPR", "a law of your own; names that are no columns are parameters", "E + A*N^-alpha"),
	OPT_LAW_ROLES(&o.roles),
	OPT_TEXT(0, "where", &o.where, "EXPR", "take only the rows where this is true", "State == \"finished\""),
	OPT_TEXT(0, "weights", &o.weights, "EXPR", "weights of the rows (default: all equal)", "1/se^2"),
	OPT_TEXT('g', "group", &o.groups, "LIST", "a fit for each group of rows equal in these columns", "dataset"),
	OPT_TEXT(0, "best-per", &o.best_per, "LIST", "take the row of least loss for each combination of these columns", "N,D"),
	OPT_TEXT(0, "last-per", &o.last_per, "LIST", "take the last row of each run, as told by these columns", "run"),
	OPT_INT(0, "drop-worst", &o.drop_worst, 0, 1e9, "K", "leave out the K rows of largest loss", "5"),
	OPT_APPEND(0, "fix", &o.fix, "P=VALUE", "fix a parameter", "E=1.69"),
	OPT_APPEND(0, "tie", &o.tie, "P=Q", "make two parameters one", "alpha=beta"),
	OPT_APPEND(0, "bound", &o.bound, "P=A..B", "bound a parameter", "alpha=0..2"),
	OPT_APPEND(0, "start", &o.start, "P=SWEEP", "where the search for a parameter begins (default: a grid of the law's own)", "alpha=0.05..2/10"),
	{ OPT_COMMON(OPT_TEXT_, 0, "objective", &o.objective, "SPEC",
	  "what is minimised over residuals: huber[:DELTA|:auto], ls (squares), lad (absolute) or asymmetric:W"), .example = "ls",
	  .fallback = "huber:0.001" },
	OPT_WORD(0, "residual", &o.residual, law_residuals, "WHAT", "residuals of the logarithm, or of the loss itself", "linear"),
	OPT_TEXT(0, "ci", &o.ci, "METHOD", "how intervals are made: bootstrap of pairs, cluster:COLUMN or residual, or sandwich, profile, none", "cluster:run"),
	OPT_INT(0, "bootstrap", &o.bootstrap, 2, 1e7, "B", "draws of the bootstrap", "1000"),
	OPT_REAL(0, "level", &o.level, DBL_MIN, 1 - DBL_EPSILON / 2, "P", "coverage of the intervals, between 0 and 1", "0.9"),
	OPT_TEXT(0, "judge", &o.judge, "P=VALUE,..", "how far published coefficients are from the optimum", "E=1.82,A=482,B=2085,alpha=.35,beta=.37"),
	OPT_TEXT(0, "compare", &o.compare, "LAW,..", "laws side by side: AICc, BIC, held-out error", "chinchilla,kaplan_nd"),
	OPT_TEXT(0, "holdout", &o.holdout, "EXPR", "predict the rows where this is true from the others", "C > 1e21"),
	OPT_TEXT(0, "holdout-top", &o.top, "PART", "predict this part of the rows, of largest compute, from the others", "20%"),
	OPT_TEXT(0, "validate", &o.validate, "HOW",
	         "predict rows from the others in turn: rolling (larger compute from smaller), kfold:K or leave:COLUMN", "kfold:5"),
	OPT_FLAG(0, "influence", &o.influence, "write what leaving out each row does to the estimates"),
	OPT_TEXT(0, "draws", &o.draws, "A..B", "make only these of the draws, for --merge", "1..2000"),
	OPT_FLAG(0, "merge", &o.merge, "join law documents with parts of the draws"),
	OPT_FLAG(0, "show", &o.show, "print law documents, two and more side by side"),
	OPT_FLAG(0, "cite", &o.cite, "a sentence for the methods section, and BibTeX, from a law document"),
	OPT_FLAG(0, "check", &o.check, "fit the law of --law again as it was, and compare: exit 0 or 1"),
	OPT_TEXT(0, "save", &o.save, "FILE", "write the law document to FILE too", "law.json"),
	OPT_FLAG(0, "no-draws", &o.no_draws, "leave the draws out of the law document"),
	OPT_SEED(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"scaling-law-fit runs.csv",
	"scaling-law-fit -x 'D=step*512*2048' --where 'step > 1000' runs.csv",
	"scaling-law-fit --json runs.csv | scaling-law-plan --compute 1e21..1e26*10",
	NULL
};

static const struct tool tool = {
	.name = "scaling-law-fit", .summary = "fit scaling laws, with a certificate and honest intervals",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &scaling_laws,
};

/* What was taken, in one line. */
static void
say_note(const struct law_job *j)
{
	struct text l = { 0 };
	size_t taken = 0;

	roles_note(&j->roles, &l);
	for (size_t i = 0; i < j->g.rows; i++)
		taken += j->keep[i];
	note("%.*s; %zu of %zu rows", (int)l.n, l.s, taken, j->g.rows);
	text_free(&l);
}

/* The labels of the group that a sample is of. */
static void
label(const struct law_job *j, const struct law_sample *s, struct law_document *d)
{
	for (size_t k = 0; k < j->groups.n && k < LAW_DOC_ROLES && s->n; k++) {
		size_t c = j->groups.column[k];
		d->label[d->labels++] = (struct law_label){ j->g.name[c], j->g.text[c][s->row[0]] };
	}
}

static void
fit_groups(struct law_job *j)
{
	size_t failed = 0;

	law_show_form(j);
	law_plot_begin(j);
	for (size_t k = 0; k < j->n_groups; k++) {
		struct law_document *d = die_need(mem_zero(1, sizeof *d));
		struct law_sample s;
		struct study y = { 0 };
		law_rows_sample(j, k, &s);
		label(j, &s, d);
		if (k == 0)
			law_table_columns(&j->t, d->labels, d->label, j->groups.n > 0);
		failed += !law_group_fit(j, k, &s, &y, d);
		law_show_put(j, d, &s, &y);
		study_free(&y);
		law_rows_free(&s);
		mem_free(d);
	}
	law_plot_end(j);
	if (failed == j->n_groups || (failed && o.table.strict))
		err_set(&j->t.verdict, ERR_NO_ANSWER, "%zu of %zu groups have no fit", failed, j->n_groups);
}

int
main(int argc, char **argv)
{
	struct law_job j;

	char **files = opt_parse(&tool, argc, argv);
	if ((o.show || o.merge || o.cite) && !o.table.list)
		return law_show(&tool, files, &o);
	if (o.law && strcmp(o.law, "-") == 0 && (!files[0] || strcmp(files[0], "-") == 0) && !o.table.list)
		die_usage("--law - reads the law from standard input; name a file of runs");
	if (o.check && (!o.law || o.groups) && !o.table.list)
		die_usage(o.groups ? "--check takes one law; leave -g out" : "--check needs the document; say --law FILE");
	if (o.check && !o.table.list)
		return law_check(&tool, files, &o);
	law_job_begin(&j, &tool, files, &o);
	law_job_read(&j);
	law_rows_select(&j);
	say_note(&j);
	if (law_question_asked(&o))
		law_question_answer(&j);
	else
		fit_groups(&j);
	return law_job_end(&j);
}
