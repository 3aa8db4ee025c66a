/* SPDX-License-Identifier: MIT */
/* document: a JSON object that says by its "schema" what it is: a law, a part, named matrices. */
#ifndef IO_DOCUMENT_H
#define IO_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { DOCUMENT_LONGEST = 16 * 1024 * 1024 };	/* bytes of one document */

struct document;
struct node;				/* a value inside it; lives until the next document is read */

/*
 * Opens a file ("-" or NULL: standard input) of documents with "schema": "SCHEMA/MAJOR", one after the other.  path, schema
 * ("mlcoreutils/law") and e outlive the document.  NULL on error.
 *
 * The text is checked by json_scan: strict RFC 8259, with line and byte of what is wrong.  A key twice in an object is an error,
 * unknown keys are nobody's business.  Numbers are the nearest doubles.  A document without schema, of another one, or of
 * another MAJOR is refused.
 */
struct document *document_open(const char *path, const char *schema, int major, struct err *e);

/* Reads the next document: 1; 0 at the end of the file; -1 on error. */
int document_next(struct document *d);

/* Opens a file that holds one document, and white space at most behind it, and reads it; NULL on error. */
struct document *document_read(const char *path, const char *schema, int major, struct err *e);

void document_close(struct document *d);

/* The e it was opened with. */
struct err *document_error(const struct document *d);

/* The document itself, an object. */
const struct node *document_root(const struct document *d);

/*
 * What at holds under key, or, with key = NULL, at itself.  All return 0, or an error's code: it has been set in e, its name is the
 * path ("draws[3].alpha"), and the result is untouched.  After an error they do nothing, so that it is enough to look at e once.
 * They are for what has to be there; document_find asks first.
 *
 * number    a finite number
 * real      also null (NaN) and the strings "inf", "-inf", "nan"
 * count     an integer 0..2^53 - 1, or a string of digits up to 2^64 - 1
 * flag      true or false
 * text      a string, terminated too; lives like the nodes
 * array     an array; n, unless NULL, is the number of its elements
 * object    an object
 * reals     an array of exactly n reals
 */
int document_number(const struct document *d, const struct node *at, const char *key, double *x);
int document_real(const struct document *d, const struct node *at, const char *key, double *x);
int document_count(const struct document *d, const struct node *at, const char *key, uint64_t *n);
int document_flag(const struct document *d, const struct node *at, const char *key, bool *flag);
int document_text(const struct document *d, const struct node *at, const char *key, struct str *text);
int document_array(const struct document *d, const struct node *at, const char *key, const struct node **array, size_t *n);
int document_object(const struct document *d, const struct node *at, const char *key, const struct node **object);
int document_reals(const struct document *d, const struct node *at, const char *key, size_t n, double x[]);

/* The value under key, NULL when there is none, or null. */
const struct node *document_find(const struct node *at, const char *key);

/* The elements of an array or members of an object, one after the other, NULL after the last; and a member's key. */
const struct node *document_first(const struct node *at);
const struct node *document_after(const struct node *n);
const char *document_key(const struct node *n);

/* Gives the error just set the file, the path of what at holds under key (or of at), and the line where a later document began. */
int document_place(const struct document *d, const struct node *at, const char *key);

#endif
