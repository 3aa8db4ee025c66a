/* SPDX-License-Identifier: MIT */
/* nab/certificate: see nab/certificate.h. */
#include "base/mem.h"
#include "cli/die.h"
#include "math/nab/witness.h"
#include "nab/cells.h"
#include "nab/certificate.h"
#include "nab/documents.h"

static void
put(struct writer *w, struct str before, const struct big *x)
{
	char text[BIG_TEXT];
	nab_documents_digits(w, before, nab_cells_print(x, text));
}

/* A place: its sum and its c. */
static void
put_place(struct writer *w, const struct nab_start *st, struct nab_record x, bool first)
{
	struct big s = big_plus(&st->s0, x.t), c = big_of((uint64_t)x.c);
	put(w, first ? STR("\n  {\"s\":") : STR(",\n  {\"s\":"), &s);
	put(w, STR(",\"c\":"), &c);
	writer_raw(w, STR("}"));
}

static void
put_witnesses(struct writer *w, const struct nab_search *r, int threads, struct progress *progress)
{
	enum { AT_ONCE = 64 };
	struct nab_record v[AT_ONCE];
	int64_t length;
	size_t blocks = nab_witness_blocks(r, &length);

	nab_documents_count(w, STR("],\n \"block\":"), (uint64_t)length);
	writer_raw(w, STR(",\n \"witnesses\":["));
	progress_begin(progress);
	for (size_t first = 0; first < blocks; first += AT_ONCE) {
		size_t n = blocks - first < AT_ONCE ? blocks - first : AT_ONCE;
		if (nab_witness_find(r, length, first, n, threads, v))
			die_memory();
		for (size_t i = 0; i < n; i++)
			put_place(w, &r->start, v[i], first + i == 0);
		if (progress_due(progress))
			progress_tell(progress, "witnesses of %.0f %% of the blocks", (double)(first + n) / (double)blocks * 100);
	}
	progress_end(progress);
}

void
nab_certificate_write(struct table *t, const struct nab_search *r, int threads, struct progress *progress)
{
	struct writer *w = t->w;
	const struct nab_start *st = &r->start;
	struct nab_triple x;
	struct big from = big_zero(&st->s0) ? big_of(0) : big_plus(&st->s0, -1);

	nab_start_triple(st, nab_search_tie(r, 0), &x);
	put(w, STR("{\"schema\":\"mlcoreutils/nab/1\",\n \"N\":"), &st->n);
	put(w, STR(",\n \"s0\":"), &st->s0);
	put(w, STR(", \"D0\":"), &st->d0);
	put(w, STR(",\n \"a\":"), &x.a);
	put(w, STR(", \"b\":"), &x.b);
	put(w, STR(", \"c\":"), &x.c);
	put(w, STR(", \"S\":"), &x.s);
	put(w, STR(",\n \"excluded\":{\"from\":"), &from);
	put(w, STR(",\"below\":"), &x.s);
	writer_raw(w, STR(",\"by\":\"L1, L2, L3 of nab-min(1)\"},\n \"records\":["));
	for (size_t i = 0; i < nab_search_records(r); i++)
		put_place(w, st, nab_search_record(r, i), i == 0);
	put_witnesses(w, r, threads, progress);
	writer_raw(w, STR("]}\n"));
}
