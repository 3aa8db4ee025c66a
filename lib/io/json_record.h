/* SPDX-License-Identifier: MIT */
/* json_record: JSON objects as rows whose columns are the keys of the first one. */
#ifndef IO_JSON_RECORD_H
#define IO_JSON_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_scan.h"
#include "io/names.h"

/*
 * A record is an object; objects inside it flatten with dots: {"config": {"n": 1}} has the column config.n.  Columns are numbered
 * as they come in the first record.  In later ones keys may come in any order and be absent.  A key that is not in the first record is
 * an error when strict, else it is stepped over.  The same path twice in a record is an error.
 *
 * Arrays have no cells; where one stands, or an object where the first record had a value, the cell has the token JSON_ARRAY or
 * JSON_OBJECT, and what is inside is stepped over after a check of its grammar alone.
 *
 * Zero before use, except scan; strict may be set after the first record.
 */
struct json_record {
	struct json_scan *scan;
	bool strict;
	struct json_value cell;		/* the last one; its text lives until the next call */
	size_t column;			/* its column, NAMES_NONE for a key stepped over */
	size_t n_columns;
	size_t records;			/* begun so far; private from here on */
	struct names paths, strange;	/* of the first record, objects too; of this one, those not there */
	struct path {
		size_t column;		/* NAMES_NONE: an object */
		size_t seen;		/* the last record that has it */
	} *path;			/* (paths.n) */
	size_t cap_path, last;		/* last: the number of the path before */
	struct text at;			/* the path of the current key */
	size_t outside;			/* depth of the scan outside the record */
	size_t prefix[JSON_DEPTH + 1];	/* length in at of the path of the object open at each depth */
};

/* Begins the record whose { is the scan's last token. */
void json_record_begin(struct json_record *r);

/* The next cell: 1; 0 at the end of the record; -1 on error. */
int json_record_next(struct json_record *r);

/* The names of all columns, once the first record has ended. */
void json_record_names(const struct json_record *r, struct str name[]);

void json_record_free(struct json_record *r);

#endif
