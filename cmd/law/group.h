/* SPDX-License-Identifier: MIT */
/* law/group: the fit of one group as a law document, with its warnings. */
#ifndef LAW_GROUP_H
#define LAW_GROUP_H

#include "law/rows.h"

/*
 * Fits a group: *y (study_free in any case) and *d, zero before but for its labels; the warnings are said, and kept in *d.  False when there is no
 * answer and the job has groups: then d->status says why and d's numbers are nan, those of its parameters too.  Leaves the program on other errors.
 * d->draw is borrowed from *y.
 */
bool law_group_fit(struct law_job *j, size_t group, const struct law_sample *s, struct study *y, struct law_document *d);

/* The parameters and derived numbers of a study in a document. */
void law_group_estimates(const struct study *y, struct law_document *d);

#endif
