/* SPDX-License-Identifier: MIT */
/* csv: inside of csv.c and csv_plain.c. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "io/sheet.h"

/*
 * Reads a row without quotes straight from its line (n bytes, no newline).  True: all but sheet_end is done.  False: it is not
 * plain (a quote, a bad cell, a wrong number of cells, CR, NUL), what was begun does not count, and the parser of record has to
 * say what it is.
 */
bool csv_plain(struct sheet *t, const char line[], size_t n);

#endif
