/* SPDX-License-Identifier: MIT */
/* nab/documents: the documents in the files of the command line, one after the other, and what those of nab-min are written with. */
#ifndef NAB_DOCUMENTS_H
#define NAB_DOCUMENTS_H

#include <stdnoreturn.h>

#include "io/document.h"
#include "io/writer.h"

/* files, schema and none (what is said when there was no document) are set before use, the rest is zero; n counts the documents read. */
struct nab_documents {
	char **files;
	const char *schema, *none;
	struct document *d;
	struct err e;
	size_t n;
};

/* The root of the next document of files, of standard input when there are none; NULL after the last.  Leaves on errors. */
const struct node *nab_documents_next(struct nab_documents *q);

/* Leaves with the error set in e, at the document just read. */
noreturn void nab_documents_die(struct nab_documents *q);

/* before, and digits between quotes. */
void nab_documents_digits(struct writer *w, struct str before, struct str digits);
void nab_documents_count(struct writer *w, struct str before, uint64_t x);

#endif
