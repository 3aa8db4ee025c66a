/* SPDX-License-Identifier: MIT */
/* law/doubt: what makes a fit less than it seems. */
#ifndef LAW_DOUBT_H
#define LAW_DOUBT_H

#include "law/rows.h"

/* The warnings (math/scaling/warnings.h) of a study of a sample, said, with the group's first label in front, and kept in *d. */
void law_doubt(const struct law_job *j, const struct law_sample *s, const struct study *y, struct law_document *d);

#endif
