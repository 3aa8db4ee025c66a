/* SPDX-License-Identifier: MIT */
/* law/show: --show and --merge: law documents printed, side by side, or put together from parts of their draws. */
#ifndef LAW_SHOW_H
#define LAW_SHOW_H

#include "law/job.h"

/* The documents of the files (standard input when there are none) as asked->show or asked->merge want; the exit status. */
int law_show(const struct tool *tool, char **files, const struct law_asked *asked);

/* Writes one law to --save and to the output: a document, or rows of the table, which has its columns. */
void law_show_put(struct law_job *j, const struct law_document *d);

/* Is the output a document rather than a table?  Tells the table so. */
void law_show_form(struct law_job *j);

#endif
