/* SPDX-License-Identifier: MIT */
/* certificate: any bytes as certificates of nab-min; of those that are read, the identities against GMP's mpz. */
#include <gmp.h>
#include <stdlib.h>

#include "math/nab/check.h"
#include "target.h"
#include "nab/claim.h"

static void
set(mpz_t x, const struct big *a)
{
	mpz_import(x, BIG_LIMBS, -1, 8, 0, 0, a->v);
}

/* N = a b + c and S = a + b + c, without the checker. */
static bool
holds(const struct nab_claim *x)
{
	mpz_t a, b, c, n;

	mpz_inits(a, b, c, n, NULL);
	set(a, &x->a);
	set(b, &x->b);
	set(c, &x->c);
	set(n, &x->n);
	mpz_sub(n, n, c);
	mpz_submul(n, a, b);
	bool product = mpz_sgn(n) == 0;
	set(n, &x->s);
	mpz_sub(n, n, a);
	mpz_sub(n, n, b);
	bool sum = mpz_cmp(n, c) == 0;
	mpz_clears(a, b, c, n, NULL);
	return product && sum;
}

static void
verify(struct document *d, const struct nab_claim *x)
{
	struct big where, least, said_where, said_least;
	const struct node *w = x->witness;

	if (nab_check_sums(&x->n, &x->a, &x->b, &x->c, &x->s) != holds(x))
		abort();
	for (uint64_t k = 0; k < x->blocks && k < 3; k++) {
		uint64_t left = x->count - k * x->length;
		struct big from = big_plus(&x->from, (int64_t)(k * x->length));
		least = nab_check_least(&x->n, &from, left < 20 ? left : 20, &where);
		if (big_compare(&least, &where) < 0 || big_compare(&where, &from) < 0)
			abort();
	}
	for (; w; w = document_after(w))
		if (nab_claim_witness(d, w, &said_where, &said_least))
			return;
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct err e = { 0 };
	struct nab_claim x;

	memory_put(data, size, 0);
	struct document *d = document_open(MEMORY_PATH, "mlcoreutils/nab", 1, &e);
	while (d && document_next(d) > 0 && nab_claim_read(d, &x) == 0)
		verify(d, &x);
	document_close(d);
	return 0;
}
