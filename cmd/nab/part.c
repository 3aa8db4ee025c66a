/* SPDX-License-Identifier: MIT */
/* nab/part: see nab_part.h. */
#include "base/num.h"
#include "nab/part.h"

static void
field(struct writer *w, struct str before, struct str digits)
{
	writer_raw(w, before);
	writer_raw(w, STR("\""));
	writer_raw(w, digits);
	writer_raw(w, STR("\""));
}

static void
count(struct writer *w, struct str before, uint64_t x)
{
	char text[NUM_TEXT];
	writer_raw(w, before);
	writer_raw(w, (struct str){ text, num_print_count(x, text) });
}

void
nab_part_write(struct writer *w, const struct nab_part_document *p)
{
	field(w, STR("{\"schema\":\"mlcoreutils/part/1\",\"program\":\"nab-min\",\"N\":"), p->n);
	count(w, STR(",\"shard\":"), p->shard);
	count(w, STR(",\"shards\":"), p->shards);
	field(w, STR(",\"from\":"), p->from);
	field(w, STR(",\"below\":"), p->below);
	writer_raw(w, STR(",\"sums\":["));
	for (size_t i = 0; i < p->sums; i++)
		field(w, i ? STR(",") : STR(""), p->sum[i]);
	writer_raw(w, STR("]}\n"));
}

struct document *
nab_part_open(const char *path, struct err *e)
{
	return document_open(path, "mlcoreutils/part", 1, e);
}

int
nab_part_read(struct document *d, struct nab_part_document *p)
{
	const struct node *root, *array, *x;
	struct err *e = document_error(d);
	struct str program = { 0 };
	int got = document_next(d);

	if (got <= 0)
		return got;
	*p = (struct nab_part_document){ 0 };
	root = document_root(d);
	document_text(d, root, "program", &program);
	if (!e->code && !str_is(program, "nab-min")) {
		err_set(e, ERR_INPUT, "a part of another program");
		document_place(d, root, "program");
	}
	document_text(d, root, "N", &p->n);
	document_count(d, root, "shard", &p->shard);
	document_count(d, root, "shards", &p->shards);
	document_text(d, root, "from", &p->from);
	document_text(d, root, "below", &p->below);
	if (document_array(d, root, "sums", &array, &p->sums))
		return -1;
	if (p->sums > NAB_PART_SUMS || p->shard < 1 || p->shard > p->shards || p->shards > 1000000) {
		err_set(e, ERR_INPUT, p->sums > NAB_PART_SUMS ? "too many sums" : "no such shard");
		document_place(d, root, p->sums > NAB_PART_SUMS ? "sums" : "shard");
	}
	x = e->code ? NULL : document_first(array);
	for (size_t i = 0; x; x = document_after(x), i++)
		document_text(d, x, NULL, &p->sum[i]);
	return e->code ? -1 : 1;
}
