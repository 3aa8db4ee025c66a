/* SPDX-License-Identifier: MIT */
/* assertion: --assert EXPR, a question that every row of the output has to answer with yes. */
#ifndef CLI_ASSERTION_H
#define CLI_ASSERTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/writer.h"

/*
 * What knows expressions, and is above this room: a program gives it in struct tool.
 *
 * open    makes text ready for rows of these n columns, and tells which of them it reads; NULL with e set
 * holds   is it true of a row?  number (n): in columns of text what the cell says when that is a number, else nan;  text (n): empty in
 *         columns of numbers.  e: ERR_MEMORY
 */
struct judge {
	void *(*open)(struct str text, size_t n, const struct writer_column columns[], bool reads[], struct err *e);
	bool (*holds)(void *judge, const double number[], const struct str text[], struct err *e);
	void (*close)(void *judge);
};

/*
 * Watches a writer's rows; memory that is wanting leaves the program.
 *
 * assertion_begin   before the columns are announced to w, and again before others are.  Returns the error of the judge
 * assertion_end     the verdict when all rows are written, in *verdict unless that is set: ERR_NO when one of them failed, which is named
 *                   with what the expression reads; ERR_USAGE when there was no row.  Frees a
 */
struct assertion;

struct assertion *assertion_new(const struct judge *judge, const char *text);
int assertion_begin(struct assertion *a, struct writer *w, size_t n, const struct writer_column columns[], struct err *e);
void assertion_end(struct assertion *a, struct err *verdict);

#endif
