/* SPDX-License-Identifier: MIT */
/* law/check: is a law document what its table gives? */
#ifndef LAW_CHECK_H
#define LAW_CHECK_H

#include "law/job.h"

/*
 * Fits the law of the document asked->law again to the files as it says it was: columns (unless -x or -y are given), rows, objective, intervals, draws
 * and seed.  Writes quantity,document,recomputed,agrees: sha256, the rows, the objective, and each parameter and derived number with the ends of its
 * interval.  Numbers agree within LAW_CHECK relative, or a hundredth of the standard error; counts and hash exactly; what the document does not say,
 * nan, always.  Returns the exit status: 1 when something differs, which the message names first.
 */
#define LAW_CHECK 1e-6
int law_check(const struct tool *tool, char **files, const struct law_asked *asked);

#endif
