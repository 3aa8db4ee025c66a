/* SPDX-License-Identifier: MIT */
/* law/rows: which rows of a job are taken, and the rows of one group as arrays. */
#ifndef LAW_ROWS_H
#define LAW_ROWS_H

#include "law/job.h"

/*
 * Chooses rows and groups (the second part of struct law_job): --where first, so that what it leaves out is not judged; missing cells and sizes
 * that are not above 0; --best-per, --last-per, --drop-worst.  Leaves the program at the first row that is wrong.
 */
void law_rows_select(struct law_job *j);

/* out (rows of the table), from base/mem = the value of an expression of the options. */
double *law_rows_evaluate(struct law_job *j, const struct expr *x);

/*
 * The rows of a group: row[i] is the row in the table (ascending), role as in the law's order, weight or NULL, cluster (n) in 0..clusters-1 in the
 * order of its labels, or NULL; runs: how many different runs they are of, 0 without such a column.
 */
struct law_sample {
	size_t n, *row, *cluster, clusters, runs;
	double *role[LAW_ROLES], *y, *weight;
};
void law_rows_sample(struct law_job *j, size_t group, struct law_sample *s);
void law_rows_free(struct law_sample *s);

/* x (n), from base/mem: the rows of a sample of a column of the table; NULL of NULL. */
double *law_rows_pick(const struct law_sample *s, const double *from);

/* The sample as what is fitted, and how. */
struct fit_data law_rows_data(const struct law_sample *s);
struct study_opts law_rows_options(const struct law_job *j, const struct law_sample *s);

/* An error about row e->line of a sample, e->column as in fit.h, gets its place in the input. */
void law_rows_place(const struct law_job *j, const struct law_sample *s, struct err *e);

#endif
