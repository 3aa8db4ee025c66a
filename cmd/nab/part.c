/* SPDX-License-Identifier: MIT */
/* nab/part: see nab/part.h. */
#include "cli/die.h"
#include "nab/part.h"

void
nab_part_write(struct writer *w, const struct nab_part_document *p)
{
	nab_documents_digits(w, STR("{\"schema\":\"mlcoreutils/part/1\",\"program\":\"nab-min\",\"N\":"), p->n);
	nab_documents_count(w, STR(",\"shard\":"), p->shard);
	nab_documents_count(w, STR(",\"shards\":"), p->shards);
	nab_documents_digits(w, STR(",\"from\":"), p->from);
	nab_documents_digits(w, STR(",\"below\":"), p->below);
	writer_raw(w, STR(",\"sums\":["));
	for (size_t i = 0; i < p->sums; i++)
		nab_documents_digits(w, i ? STR(",") : STR(""), p->sum[i]);
	writer_raw(w, STR("]}\n"));
}

bool
nab_part_read(struct nab_documents *q, struct nab_part_document *p)
{
	const struct node *root = nab_documents_next(q), *array, *x;
	struct str program = { 0 };

	if (!root)
		return false;
	*p = (struct nab_part_document){ 0 };
	if (!document_text(q->d, root, "program", &program) && !str_is(program, "nab-min")) {
		err_set(&q->e, ERR_INPUT, "a part of another program");
		err_hint(&q->e, "--merge reads what nab-min --partial wrote");
		document_place(q->d, root, "program");
	}
	document_text(q->d, root, "N", &p->n);
	document_count(q->d, root, "shard", &p->shard);
	document_count(q->d, root, "shards", &p->shards);
	document_text(q->d, root, "from", &p->from);
	document_text(q->d, root, "below", &p->below);
	if (document_array(q->d, root, "sums", &array, &p->sums))
		die(&q->e);
	if (p->sums > NAB_PART_SUMS || p->shard < 1 || p->shard > p->shards || p->shards > 1000000) {
		err_set(&q->e, ERR_INPUT, p->sums > NAB_PART_SUMS ? "too many sums" : "shard is not one of 1 to shards");
		err_hint(&q->e, "make the part again by nab-min --partial");
		document_place(q->d, root, p->sums > NAB_PART_SUMS ? "sums" : "shard");
	}
	x = q->e.code ? NULL : document_first(array);
	for (size_t i = 0; x; x = document_after(x), i++)
		document_text(q->d, x, NULL, &p->sum[i]);
	if (q->e.code)
		die(&q->e);
	return true;
}
