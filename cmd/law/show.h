/* SPDX-License-Identifier: MIT */
/* law/show: --show, --merge and --cite: law documents printed, side by side, put together from parts of their draws, in words. */
#ifndef LAW_SHOW_H
#define LAW_SHOW_H

#include "law/rows.h"

/* The documents of the files (standard input when there are none) as asked->show, merge or cite want; the exit status. */
int law_show(const struct tool *tool, char **files, const struct law_asked *asked);

/*
 * Writes one law to --save and to the output: a document, a picture (of the rows and the fit, NULL when there are none, and unless the fit failed), or
 * rows of the table, which has its columns.
 */
void law_show_put(struct law_job *j, const struct law_document *d, const struct law_sample *s, const struct study *y);

/* Is the output a document or a picture rather than a table?  Tells the table so. */
void law_show_form(struct law_job *j);

#endif
