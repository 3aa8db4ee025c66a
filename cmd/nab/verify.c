/* SPDX-License-Identifier: MIT */
/* nab/verify: see nab/verify.h. */
#include "base/mem.h"
#include "base/parallel.h"
#include "cli/die.h"
#include "math/nab/check.h"
#include "nab/claim.h"
#include "nab/documents.h"
#include "nab/verify.h"

enum { AT_ONCE = 32 };

/* A block of sums, what a certificate says of it, and what was found. */
struct block_of_sums {
	const struct big *n;
	struct big from, where, least, said_where, said_least;
	uint64_t count;
};

static void
look(void *context, size_t i)
{
	struct block_of_sums *b = (struct block_of_sums *)context + i;
	b->least = nab_check_least(b->n, &b->from, b->count, &b->where);
}

/* The first of n blocks that does not hold is the verdict. */
static bool
judge(struct table *t, size_t n, const struct block_of_sums b[], const struct big *s, bool witnesses)
{
	char text[BIG_TEXT + 1];

	for (size_t i = 0; i < n; i++) {
		bool less = big_compare(&b[i].least, s) < 0;
		bool other = witnesses && (big_compare(&b[i].least, &b[i].said_least) != 0 || big_compare(&b[i].where, &b[i].said_where) != 0);
		if (!less && !other)
			continue;
		text[big_print(&b[i].where, text)] = '\0';
		if (less)
			err_set(&t->verdict, ERR_NO, "S is not the least: a + b = %s allows less", text);
		else
			err_set(&t->verdict, ERR_NO, "a witness is not the least of its block, which is at a + b = %s", text);
		return false;
	}
	return true;
}

/* The n blocks k, k + step, .. of x; *witness is that of block *at. */
static void
take(struct nab_documents *q, const struct nab_claim *x, uint64_t k, uint64_t step, uint64_t *at, const struct node **witness, size_t n,
     struct block_of_sums b[])
{
	for (size_t i = 0; i < n; i++, k += step) {
		uint64_t before = k * x->length;
		for (; *witness && *at < k; ++*at)
			*witness = document_after(*witness);
		b[i] = (struct block_of_sums){ .n = &x->n, .from = big_plus(&x->from, (int64_t)before) };
		b[i].count = x->count - before < x->length ? x->count - before : x->length;
		if (*witness && nab_claim_witness(q->d, *witness, &b[i].said_where, &b[i].said_least))
			die(&q->e);
	}
}

/* All blocks, or blocks spread evenly over all sums. */
static void
blocks(struct table *t, struct nab_documents *q, const struct nab_claim *x, struct nab_verify *how)
{
	uint64_t sample = how->sample && (uint64_t)how->sample < x->blocks ? (uint64_t)how->sample : x->blocks, at = 0;
	struct block_of_sums *b = mem_alloc(AT_ONCE, sizeof *b);
	const struct node *witness = x->witness;
	bool holds = true;

	if (!b)
		die_memory();
	progress_begin(&how->progress);
	for (uint64_t done = 0; done < sample && holds;) {
		uint64_t step = x->blocks / sample;
		size_t n = sample - done < AT_ONCE ? (size_t)(sample - done) : AT_ONCE;
		take(q, x, done * step, step, &at, &witness, n, b);
		parallel_for(how->threads, n, look, b);
		holds = judge(t, n, b, &x->s, x->witness);
		done += n;
		if (progress_due(&how->progress))
			progress_tell(&how->progress, "%.0f %% of the blocks", (double)done / (double)sample * 100);
	}
	progress_end(&how->progress);
	mem_free(b);
}

void
nab_verify_files(struct table *t, char **files, struct nab_verify *how)
{
	struct nab_documents q = { .files = files, .schema = "mlcoreutils/nab", .none = "no certificate; --check reads what --certificate wrote" };
	struct nab_claim x;

	while (nab_documents_next(&q)) {
		if (nab_claim_read(q.d, &x))
			die(&q.e);
		bool small = big_word(&x.n, 6) < 6;		/* S = N */
		if (!nab_check_sums(&x.n, &x.a, &x.b, &x.c, &x.s) || (small && big_compare(&x.n, &x.s) != 0))
			err_set(&t->verdict, ERR_NO, "N = a b + c, S = a + b + c do not hold");
		else if (!x.paired)
			err_set(&t->verdict, ERR_NO, "%zu witnesses, one for each block of sums would be %llu", x.witnesses, (unsigned long long)x.blocks);
		else
			blocks(t, &q, &x, how);
	}
}
