/* SPDX-License-Identifier: MIT */
/* document_write: a JSON document out: an object that says by its schema what it is.  document.h reads it. */
#ifndef IO_DOCUMENT_WRITE_H
#define IO_DOCUMENT_WRITE_H

#include "base/array.h"
#include "io/writer.h"

/*
 * {"schema": SCHEMA, then one member a line, in the order of the calls; SCHEMA is "mlcoreutils/ssm/1".  Keys are the program's own.
 * Numbers have the digits of the writer; nan is null, infinities are "inf" and "-inf".  Errors stay in the writer.
 *
 * array   rank 0: a number; 1: an array; 2 and more: an array of arrays, a row a line.  Complex: {"re": .., "im": ..}
 */
void document_write_begin(struct writer *w, const char *schema);
void document_write_text(struct writer *w, const char *key, struct str text);
void document_write_number(struct writer *w, const char *key, double x);
void document_write_count(struct writer *w, const char *key, size_t n);
void document_write_array(struct writer *w, const struct array *a);
void document_write_end(struct writer *w);

/* A string in its quotes alone, for a document whose form is the program's own. */
void document_write_string(struct writer *w, struct str text);

#endif
