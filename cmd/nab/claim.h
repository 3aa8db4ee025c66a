/* SPDX-License-Identifier: MIT */
/* nab/claim: what a certificate says, read from its document: no exit, errors stay in the document's. */
#ifndef NAB_CLAIM_H
#define NAB_CLAIM_H

#include "io/document.h"
#include "math/nab/big.h"

enum { NAB_CLAIM_BLOCK = 1000 };	/* sums in a block of a certificate without witnesses */

/*
 * N = a b + c with the least sum S: none of count sums a + b from the first on, in blocks of length, allows less.
 *
 * blocks     how many they are; 0 for N <= 5, where S = N
 * witness    of block 0, the others follow (document_after); NULL without;  witnesses: how many there are
 */
struct nab_claim {
	struct big n, a, b, c, s, from;
	uint64_t count, length, blocks;
	const struct node *witness;
	size_t witnesses;
	bool paired;			/* no witnesses, or one for each block */
};

/* Reads the document at hand; its nodes live until the next.  An error's code, placed, or 0. */
int nab_claim_read(struct document *d, struct nab_claim *x);

/* The sum a + b of a witness, and a + b + c there. */
int nab_claim_witness(struct document *d, const struct node *witness, struct big *where, struct big *least);

#endif
