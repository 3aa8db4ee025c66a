/* SPDX-License-Identifier: MIT */
/* csv: inside of csv.c, csv_plain.c and csv_wide.c. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "io/sheet.h"

/*
 * Reads a row without quotes straight from its line (n bytes, no newline).  True: all but sheet_end is done.  False: it is not
 * plain (a quote, a bad cell, a wrong number of cells, CR, NUL), what was begun does not count, and the parser of record has to
 * say what it is.
 */
bool csv_plain(struct sheet *t, const char line[], size_t n);

/*
 * The same for many rows at once, those that begin at in->at and are in the buffer whole, until one is not plain or the block is full;
 * they are consumed, and sheet_end is not needed.  False: there was none.  ends has room for width + CSV_WIDE_ROOM.
 *
 * Only when csv_wide_able: with AVX2.
 */
enum { CSV_WIDE_ROOM = 80 };
bool csv_wide(struct sheet *t, uint32_t ends[]);
bool csv_wide_able(void);

#endif
