/* SPDX-License-Identifier: MIT */
/* columns: the LIST of -c, -k and -g. */
#ifndef IO_COLUMNS_H
#define IO_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Finds the columns of a table of n columns that LIST = item[,item...] names.  names (n) are those of the header, or NULL
 * without one; an empty one is no name.  An item is tried as
 *
 *   NAME         a whole name; always when in double quotes, where it may hold commas ("" is one quote)
 *   3            a number from 1 to n
 *   2..5, 2..    a range of numbers, both ends included
 *   *.weight     a pattern (* any run of bytes, ? one byte): all names that match
 *   !ITEM        all columns but those of ITEM; after other items: takes them away again
 *
 * in this order.  *index (from base/mem) are *found 0-based columns in the order named, each once.
 *
 * Returns 0; ERR_USAGE for an unknown name (with the nearest, and all names when they are few), a name that stands in the header
 * twice, a number or range outside 1..n, a pattern that matches nothing, an empty item, an unclosed quote, a LIST that leaves no
 * column; ERR_MEMORY.  Cost: n and the items, and of patterns, ranges and items with ! each n again.
 */
int columns_find(struct str list, size_t n, const struct str names[], size_t **index, size_t *found, struct err *e);

/*
 * The same for the tensors of one of several files: taken[k] is set for those that LIST names.  hits NULL: as above.  Else an item that
 * names nothing here is passed over; bit i of *hits is set when item i named something, so that columns_unmatched can tell after the
 * last file which item named nothing at all (ERR_USAGE).  Items beyond 64 are not told so.  Numbers and
 * ranges are names here.
 */
int columns_match(struct str list, size_t n, const struct str names[], bool taken[], uint64_t *hits, struct err *e);
int columns_unmatched(struct str list, uint64_t hits, struct err *e);

/* What a column without a name is called: its number, from 1, written to out. */
enum { COLUMNS_NUMBER = 32 };
struct str columns_number(size_t index, char out[COLUMNS_NUMBER]);

#endif
