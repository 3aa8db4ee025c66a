/* SPDX-License-Identifier: MIT */
/* law/job: one run of scaling-law-fit: what is asked, and the table it is asked about. */
#ifndef LAW_JOB_H
#define LAW_JOB_H

#include "cli/gather.h"
#include "law/document.h"
#include "law/options.h"
#include "math/scaling/roles.h"
#include "math/scaling/study.h"

/* The variables of the options; LAW_ASKED before use. */
struct law_asked {
	struct law_role_opts roles;
	const char *law, *formula, *where, *weights, *groups, *objective, *ci, *best_per, *last_per, *save, *draws;
	const char *judge, *compare, *holdout, *top, *validate;
	struct texts fix, tie, bound, start;
	int residual;
	bool no_draws, influence, show, merge, cite, check;
	long bootstrap, drop_worst;
	double level;
	struct table_opts table;
};
#define LAW_ASKED \
	{ .roles = LAW_ROLE_DEFAULTS, .ci = "pairs", .bootstrap = 4000, .level = .95, .table = { .max_memory = (size_t)4 << 30 } }

/* The words of --residual, at the index of fit_objective.linear. */
extern const char *const law_residuals[];

enum { LAW_RIVALS = 8 };		/* laws --compare takes */

/* Why a row is left out. */
enum law_why { LAW_TAKEN, LAW_EXCLUDED, LAW_MISSING, LAW_WHYS };

/*
 * recipe, at       the law, and the places of its roles in roles (roles_take)
 * rival, rival_at  the laws of --compare
 * where, weights, holdout   expressions of the options, or NULL
 * groups .. leave  columns of labels: -g, --best-per, --last-per, --ci cluster, what looks like a run's name, --validate leave
 * loss, step       what --best-per and --last-per order by (roles_loss, roles_steps)
 *
 * Set by law_rows_select, rows of the table: keep: taken; why: what became of it; id: its group, SIZE_MAX where --where leaves it out;
 * weight: or NULL; order: the rows taken, group by group, group k at first[k]..first[k + 1]; left: how many of each group for each reason, where
 * without groups those that --where leaves out count too.
 *
 * save: where --save writes, or NULL.
 */
struct law_job {
	const struct law_asked *asked;
	struct table t;
	struct gathered g;
	struct roles roles;
	struct recipe *recipe, *rival[LAW_RIVALS];
	struct expr *where, *weights, *holdout;
	struct labels groups, best, last, cluster, run, leave;
	size_t at[LAW_ROLES], rivals, rival_at[LAW_RIVALS][LAW_ROLES], loss, step;
	uint64_t first_draw, last_draw;
	enum intervals intervals;
	struct fit_objective objective;
	char objective_name[LAW_DOC_NAME];
	size_t n_groups, *id, *first, *order, (*left)[LAW_WHYS], *cluster_id, *run_id;
	bool *keep;
	unsigned char *why;
	double *weight;
	struct writer *save;
};

/*
 * All leave the program with its message when something is wrong.
 *
 * law_job_begin    opens the input, the output and --save, reads the options and the header: law, roles, expressions, columns to read
 * law_job_read     reads the rows and the values of the roles
 * law_job_save     opens --save (of a job without rows; law_job_begin does it too)
 * law_job_end      closes everything; the exit status
 * law_job_laws     (of law_job_begin) the recipe that --law, --formula or the columns ask for, and those of --compare
 */
void law_job_begin(struct law_job *j, const struct tool *tool, char **files, const struct law_asked *asked);
void law_job_read(struct law_job *j);
void law_job_save(struct law_job *j);
int law_job_end(struct law_job *j);
void law_job_laws(struct law_job *j, struct err *e);

/* Leaves with *e when it is set, law_job_option with the option's name in front of its text. */
void law_job_check(struct law_job *j, struct err *e);
void law_job_option(struct law_job *j, const char *option, struct err *e);

#endif
