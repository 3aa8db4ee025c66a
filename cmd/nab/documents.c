/* SPDX-License-Identifier: MIT */
/* nab/documents: see nab/documents.h. */
#include "base/num.h"
#include "cli/die.h"
#include "nab/documents.h"

static void
next_file(struct nab_documents *q)
{
	document_close(q->d);
	note_terminal(*q->files);
	q->d = document_open(*q->files, q->schema, 1, &q->e);
	if (!q->d)
		die(&q->e);
	if (*q->files)
		q->files++;
}

const struct node *
nab_documents_next(struct nab_documents *q)
{
	int got;

	if (!q->d)
		next_file(q);
	while ((got = document_next(q->d)) == 0 && *q->files)
		next_file(q);
	if (got == 0 && q->n == 0)
		err_set(&q->e, ERR_INPUT, "%s", q->none);
	if (q->e.code)
		die(&q->e);
	if (got == 0) {
		document_close(q->d);
		return NULL;
	}
	q->n++;
	return document_root(q->d);
}

noreturn void
nab_documents_die(struct nab_documents *q)
{
	document_place(q->d, document_root(q->d), NULL);
	die(&q->e);
}

void
nab_documents_digits(struct writer *w, struct str before, struct str digits)
{
	writer_raw(w, before);
	writer_raw(w, STR("\""));
	writer_raw(w, digits);
	writer_raw(w, STR("\""));
}

void
nab_documents_count(struct writer *w, struct str before, uint64_t x)
{
	char text[NUM_TEXT];
	writer_raw(w, before);
	writer_raw(w, (struct str){ text, num_print_count(x, text) });
}
