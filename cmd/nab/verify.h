/* SPDX-License-Identifier: MIT */
/* nab/verify: --check of nab-min: certificates verified by a way of their own. */
#ifndef NAB_VERIFY_H
#define NAB_VERIFY_H

#include "cli/progress.h"
#include "cli/table.h"

/* sample  how many blocks of a certificate are looked at, spread evenly; 0: all of them */
struct nab_verify {
	long sample;
	int threads;
	struct progress progress;
};

/*
 * Verifies the certificates in files by math/nab/check: the identities, and of each block of sums that none allows less than S and that the
 * witness of the block, when there are witnesses, is the least there.  What does not hold first is the verdict.  Leaves on errors.
 */
void nab_verify_files(struct table *t, char **files, struct nab_verify *how);

#endif
