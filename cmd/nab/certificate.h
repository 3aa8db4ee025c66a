/* SPDX-License-Identifier: MIT */
/* nab/certificate: --certificate of nab-min: an answer as a document, schema mlcoreutils/nab/1, which nab/verify reads. */
#ifndef NAB_CERTIFICATE_H
#define NAB_CERTIFICATE_H

#include "cli/progress.h"
#include "cli/table.h"
#include "math/nab/nab.h"

/*
 * The answer of a scan over all sums: N, s0, D0, the triple, the sums that were looked at, the records, and for each block of these sums
 * its witness, the least there.  Leaves when there is no memory.
 */
void nab_certificate_write(struct table *t, const struct nab_search *r, int threads, struct progress *progress);

#endif
