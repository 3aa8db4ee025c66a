/* SPDX-License-Identifier: MIT */
/* csv: inside of csv.c and csv_wide.c. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "io/sheet.h"

/*
 * Reads rows without quotes, those that begin at in->at and are in the buffer whole, until one is not plain (a quote, a bad cell, a wrong number
 * of cells, CR, NUL) or the block is full; they are consumed, and sheet_end is not needed.  False: there was none, and libcsv has to say what
 * the row is.  ends has room for width + CSV_WIDE_ROOM.
 */
enum { CSV_WIDE_ROOM = 80 };		/* WIDE_ROOM, the place before the row, and its end */
bool csv_wide(struct sheet *t, uint32_t ends[]);

#endif
