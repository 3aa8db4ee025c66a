/* SPDX-License-Identifier: MIT */
/* json_cells: JSON values as the cells of a row: the numbers and texts of the columns chosen. */
#ifndef IO_JSON_CELLS_H
#define IO_JSON_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_scan.h"
#include "io/reader.h"
#include "io/rows.h"

/*
 * A number is a JSON number; null and NaN, which are missing; and strings that spell a missing word or an infinity ("NaN", "inf"), of a
 * COUNT all that are one ("70B").  All else is an error, "1.5" too: it is a text.  A text is what a string says, or how anything
 * else is written, and empty for null.
 *
 * Before use opts, err, file and rows are set, name perhaps, and the rest is zero.
 */
struct json_cells {
	const struct reader_opts *opts;
	struct err *err;
	const char *file;
	struct rows *rows;		/* where the texts go */
	const struct str *name;		/* of the columns of the file, for messages; or NULL */
	const struct column *columns;	/* (n) chosen */
	size_t n, n_numbers, n_text;
	size_t width;			/* columns of the file that matter; private from here on */
	size_t *head, *chain;		/* the choices of file column k: i = head[k], chain[i], .. while i < n */
	size_t *place;			/* which number or which text of the row choice i is */
	bool *got;			/* (n) in this row */
};

/* Chooses n columns, which outlive the cells; at most once. */
int json_cells_choose(struct json_cells *c, size_t n, const struct column columns[]);

/* Is each of the columns 0..width-1 chosen? */
bool json_cells_every(const struct json_cells *c, size_t width);

/* A row: begin, put the value of any column (others than those chosen are ignored), end; v (n_numbers) takes the numbers. */
void json_cells_begin(struct json_cells *c);
int json_cells_put(struct json_cells *c, size_t column, const struct json_value *x, double v[]);

/* What did not come is missing; (line, col) is the place of the row. */
int json_cells_end(struct json_cells *c, size_t line, size_t col, double v[]);

/* One cell as the number that column wants (its index is for messages). */
int json_cells_number(struct json_cells *c, const struct column *column, const struct json_value *x, double *value);

void json_cells_free(struct json_cells *c);

#endif
