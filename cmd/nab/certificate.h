/* SPDX-License-Identifier: MIT */
/* nab/certificate: --certificate and --check of nab-min: an answer as a document, schema mlcoreutils/nab/1, and its verification. */
#ifndef NAB_CERTIFICATE_H
#define NAB_CERTIFICATE_H

#include "cli/table.h"
#include "math/nab/nab.h"

/* The answer of a scan over all sums: N, s0, D0, the triple, the sums that were looked at, the records. */
void nab_certificate_write(struct table *t, const struct nab_search *r);

/*
 * Verifies the certificates in files by math/nab/check, all sums or of sample blocks (sample = 0: all); the first that does not hold is the
 * verdict.  Leaves on errors.
 */
void nab_certificate_check(struct table *t, char **files, long sample);

#endif
