/* SPDX-License-Identifier: MIT */
/* nab/certificate: see nab_certificate.h. */
#include "nab/certificate.h"

static void
field(struct writer *w, struct str before, struct str digits)
{
	writer_raw(w, before);
	writer_raw(w, STR("\""));
	writer_raw(w, digits);
	writer_raw(w, STR("\""));
}

void
nab_certificate_begin(struct writer *w, const struct nab_certificate *x)
{
	field(w, STR("{\"schema\":\"mlcoreutils/nab/1\",\n \"N\":"), x->n);
	field(w, STR(",\n \"s0\":"), x->s0);
	field(w, STR(", \"D0\":"), x->d0);
	field(w, STR(",\n \"a\":"), x->a);
	field(w, STR(", \"b\":"), x->b);
	field(w, STR(", \"c\":"), x->c);
	field(w, STR(", \"S\":"), x->s);
	field(w, STR(",\n \"excluded\":{\"from\":"), x->from);
	field(w, STR(",\"below\":"), x->below);
	writer_raw(w, STR(",\"by\":\"L1, L2, L3 of nab-min(1)\"},\n \"records\":["));
}

void
nab_certificate_record(struct writer *w, bool first, struct str sum, struct str c)
{
	field(w, first ? STR("\n  {\"s\":") : STR(",\n  {\"s\":"), sum);
	field(w, STR(",\"c\":"), c);
	writer_raw(w, STR("}"));
}

void
nab_certificate_end(struct writer *w)
{
	writer_raw(w, STR("]}\n"));
}

struct document *
nab_certificate_open(const char *path, struct err *e)
{
	return document_open(path, "mlcoreutils/nab", 1, e);
}

int
nab_certificate_read(struct document *d, struct nab_certificate *x)
{
	const struct node *root;
	int got = document_next(d);

	if (got <= 0)
		return got;
	*x = (struct nab_certificate){ 0 };
	root = document_root(d);
	document_text(d, root, "N", &x->n);
	document_text(d, root, "a", &x->a);
	document_text(d, root, "b", &x->b);
	document_text(d, root, "c", &x->c);
	return document_text(d, root, "S", &x->s) ? -1 : 1;
}
