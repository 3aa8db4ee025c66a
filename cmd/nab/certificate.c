/* SPDX-License-Identifier: MIT */
/* nab/certificate: see nab/certificate.h. */
#include "cli/die.h"
#include "math/nab/check.h"
#include "math/nab/text.h"
#include "nab/cells.h"
#include "nab/certificate.h"
#include "nab/documents.h"

static void
put(struct writer *w, struct str before, const struct big *x)
{
	char text[BIG_TEXT];
	nab_documents_digits(w, before, nab_cells_print(x, text));
}

void
nab_certificate_write(struct table *t, const struct nab_search *r)
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
	for (size_t i = 0; i < nab_search_records(r); i++) {
		struct nab_record one = nab_search_record(r, i);
		struct big s = big_plus(&st->s0, one.t), c = big_of((uint64_t)one.c);
		put(w, i == 0 ? STR("\n  {\"s\":") : STR(",\n  {\"s\":"), &s);
		put(w, STR(",\"c\":"), &c);
		writer_raw(w, STR("}"));
	}
	writer_raw(w, STR("]}\n"));
}

/* Whether nothing below S is found: everywhere, or in blocks spread evenly over all sums. */
static bool
holds(const struct big *n, const struct big *s, uint64_t sample, struct big *where)
{
	enum { BLOCK = 1000 };
	struct big from;
	uint64_t count = nab_check_count(n, s, &from), blocks = (count + BLOCK - 1) / BLOCK, step = 1;

	if (sample && blocks > sample)
		step = blocks / sample;
	for (uint64_t i = 0, done = 0; i < blocks && (step == 1 || done < sample); i += step, done++) {
		struct big at = big_plus(&from, (int64_t)(i * BLOCK));
		if (!nab_check_range(n, s, &at, count - i * BLOCK < BLOCK ? count - i * BLOCK : BLOCK, where))
			return false;
	}
	return true;
}

static void
verify(struct table *t, struct nab_documents *q, const struct node *root, long sample)
{
	static const char *const names[] = { "N", "a", "b", "c", "S" };
	enum { N, A, B, C, S };
	char text[BIG_TEXT + 1];
	struct big x[5], where;
	struct str digits[5];

	for (size_t i = 0; i < 5; i++)
		if (document_text(q->d, root, names[i], &digits[i]))
			die(&q->e);
	for (size_t i = 0; i < 5; i++)
		if (nab_text_read(digits[i], &x[i], &q->e))
			nab_documents_die(q);
	bool small = big_word(&x[N], 6) < 6;		/* S = N */
	if (!nab_check_sums(&x[N], &x[A], &x[B], &x[C], &x[S]) || (small && big_compare(&x[N], &x[S]) != 0))
		err_set(&t->verdict, ERR_NO, "N = a b + c, S = a + b + c do not hold");
	else if (!small && !holds(&x[N], &x[S], (uint64_t)sample, &where)) {
		text[big_print(&where, text)] = '\0';
		err_set(&t->verdict, ERR_NO, "S is not the least: a + b = %s allows less", text);
	}
}

void
nab_certificate_check(struct table *t, char **files, long sample)
{
	struct nab_documents q = { .files = files, .schema = "mlcoreutils/nab", .none = "no certificate" };
	const struct node *root;

	while ((root = nab_documents_next(&q)))
		verify(t, &q, root, sample);
}
