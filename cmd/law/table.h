/* SPDX-License-Identifier: MIT */
/* law/table: a law document as a table: parameter,kind,estimate,se,lo,hi. */
#ifndef LAW_TABLE_H
#define LAW_TABLE_H

#include "law/document.h"
#include "cli/table.h"

/* Announces the columns: the labels' names, the six, and with status the column of that name. */
void law_table_columns(struct table *t, size_t labels, const struct law_label label[], bool status);

/*
 * The rows of one law: parameters, derived numbers, and of kind quality n, n_missing, n_excluded, objective, log_rmse, starts_agreeing,
 * gradient, condition.  Of a law without parameters, whose fit failed, one row of nan.
 */
void law_table_rows(struct table *t, const struct law_document *d, bool status);

/* Five lines for people: law and formula; rows, ranges and columns; objective; certificate; intervals. */
void law_table_lines(struct table *t, const struct law_document *d);

/*
 * Several laws side by side, a row for each parameter any of them has: parameter, estimate_1, se_1, then for each further law k estimate_k, se_k,
 * difference_k (k less 1), joint_se_k = sqrt(se_1^2 + se_k^2), z_k = difference/joint_se.  Announces its columns.
 */
void law_table_beside(struct table *t, size_t n, const struct law_document d[]);

#endif
