/* SPDX-License-Identifier: MIT */
/* law/question: the questions that have tables of their own: --judge, --influence, --compare, --holdout, --holdout-top, --validate. */
#ifndef LAW_QUESTION_H
#define LAW_QUESTION_H

#include "law/rows.h"
#include "math/scaling/validate.h"

bool law_question_asked(const struct law_asked *o);

/* Writes the table of the first question that is asked.  Leaves the program when there are groups, or no answer. */
void law_question_answer(struct law_job *j);

/*
 * judge       quantity,value
 * influence   row,log_residual,d_PARAM,..
 * heldout     fold,n,log_rmse,bias,coverage,decades
 * compare     law,k,objective,aicc,bic,heldout_log_rmse
 * y: the fit without intervals.
 */
void law_question_judge(struct law_job *j, const struct law_sample *s, const struct study *y);
void law_question_influence(struct law_job *j, const struct law_sample *s, const struct study *y);
void law_question_heldout(struct law_job *j, const struct law_sample *s);
void law_question_compare(struct law_job *j, const struct law_sample *s);

/* fold (s->n) by --holdout, --holdout-top or --validate; returns how many there are. */
size_t law_question_folds(struct law_job *j, const struct law_sample *s, size_t fold[], enum fold_order *order);

#endif
