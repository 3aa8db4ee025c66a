/* SPDX-License-Identifier: MIT */
/* nab/certificate: what --certificate of nab-min writes and --check reads: a document, schema mlcoreutils/nab/1. */
#ifndef NAB_CERTIFICATE_H
#define NAB_CERTIFICATE_H

#include "io/document.h"
#include "io/writer.h"

/* Integers are text.  The sums a + b = from .. below - 1 were looked at; records are those of them whose S was below all before. */
struct nab_certificate {
	struct str n, s0, d0, a, b, c, s, from, below;
};

/* The document up to the records, each record, and its end. */
void nab_certificate_begin(struct writer *w, const struct nab_certificate *x);
void nab_certificate_record(struct writer *w, bool first, struct str sum, struct str c);
void nab_certificate_end(struct writer *w);

/* The certificates of a file, as documents; 1, 0 at the end, -1 on error, which is in e of nab_certificate_open. */
struct document *nab_certificate_open(const char *path, struct err *e);
int nab_certificate_read(struct document *d, struct nab_certificate *x);

#endif
