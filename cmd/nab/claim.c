/* SPDX-License-Identifier: MIT */
/* nab/claim: see nab/claim.h. */
#include "math/nab/check.h"
#include "math/nab/text.h"
#include "nab/claim.h"

static void
integer(struct document *d, const struct node *at, const char *key, struct big *x)
{
	struct str digits;

	if (!document_text(d, at, key, &digits) && nab_text_read(digits, x, document_error(d)))
		document_place(d, at, key);
}

static void
witnesses(struct document *d, const struct node *root, struct nab_claim *x)
{
	const struct node *all;

	document_count(d, root, "block", &x->length);
	if (document_array(d, root, "witnesses", &all, &x->witnesses))
		return;
	if (x->length == 0) {
		err_set(document_error(d), ERR_INPUT, "blocks hold no sums");
		err_hint(document_error(d), "block is 1 or more, as --certificate writes it");
		document_place(d, root, "block");
	}
	x->witness = document_first(all);
}

int
nab_claim_read(struct document *d, struct nab_claim *x)
{
	const struct node *root = document_root(d);
	bool with = document_find(root, "witnesses");

	*x = (struct nab_claim){ .length = NAB_CLAIM_BLOCK };
	integer(d, root, "N", &x->n);
	integer(d, root, "a", &x->a);
	integer(d, root, "b", &x->b);
	integer(d, root, "c", &x->c);
	integer(d, root, "S", &x->s);
	if (with)
		witnesses(d, root, x);
	if (document_error(d)->code)
		return document_error(d)->code;
	if (big_word(&x->n, 6) == 6)
		x->count = nab_check_count(&x->n, &x->s, &x->from);
	x->blocks = x->count / x->length + (x->count % x->length > 0);
	x->paired = !with || x->witnesses == x->blocks;
	return 0;
}

int
nab_claim_witness(struct document *d, const struct node *witness, struct big *where, struct big *least)
{
	struct big c = { { 0 } };

	integer(d, witness, "s", where);
	integer(d, witness, "c", &c);
	if (!document_error(d)->code)
		*least = big_add(where, &c);
	return document_error(d)->code;
}
