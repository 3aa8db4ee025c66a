/* SPDX-License-Identifier: MIT */
/* csv: inside of csv.c and csv_plain.c. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "io/sheet.h"

/*
 * Reads a row without quotes straight from the line (n bytes, no newline).  False, with the row not begun, when it is not plain: a quote, a cell
 * that is not a number where one is wanted, a wrong number of cells, CR, NUL; the parser of record then reads it.  When true the
 * row's numbers and texts are set, but for sheet_end.
 */
bool csv_plain(struct sheet *t, const char line[], size_t n);

#endif
