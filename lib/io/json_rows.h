/* SPDX-License-Identifier: MIT */
/* json_rows: the rows of a table in JSON, one after the other, each cell by cell. */
#ifndef IO_JSON_ROWS_H
#define IO_JSON_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_record.h"
#include "io/json_scan.h"

/*
 * A table is a sequence of values of one form: scalars (a row of one cell each), arrays of scalars (a row each), or records; rows and
 * records may also stand together in an array.  An empty array is a table without rows; after an array row outside of such a
 * table, it is a row without cells.
 */
enum json_form { JSON_UNKNOWN, JSON_SCALARS, JSON_ROWS, JSON_RECORDS };

/* Before use: scan is set (json_scan.h), record.scan points to it, all else is zero. */
struct json_rows {
	struct json_scan scan;
	struct json_record record;
	enum json_form form;
	size_t line, column;		/* where the row begins */
	size_t count;			/* cells of the row so far (not of a record) */
	bool inside;			/* an array around rows or records; private from here on */
	bool bare;			/* rows without one were seen */
	bool peeked;			/* the scan's last token has still to be looked at */
	size_t empty_line;		/* of the first empty array */
};

/* Steps to the next row, once the one before has been read to its end: 1; 0 at the end of the input; -1 on error. */
int json_rows_next(struct json_rows *r);

/* The next cell of the row, which is that of *column: 1; 0 at the end of the row; -1 on error.  *x lives until the next call. */
int json_rows_cell(struct json_rows *r, size_t *column, const struct json_value **x);

/* Takes the cell just read back: it comes again. */
void json_rows_again(struct json_rows *r);

/* Of an array row: takes numbers that come next as json_scan_numbers does. */
size_t json_rows_numbers(struct json_rows *r, size_t max, double v[]);

void json_rows_free(struct json_rows *r);

#endif
