/* SPDX-License-Identifier: MIT */
/* json_held: the first row of a table in JSON, kept until it is known what to do with it. */
#ifndef IO_JSON_HELD_H
#define IO_JSON_HELD_H

#include "io/json_scan.h"
#include "io/source.h"

/* Zero before use. */
struct json_held {
	struct json_value *cell;	/* (n) their texts are in text, one after the other */
	struct text text;
	size_t n, cap, given;
	struct str *trimmed;		/* (n) the cells as text, empty for null */
	struct place *place;		/* (n) */
	bool words;			/* some cell is not a number or missing */
};

/* One more cell; 0 or ERR_MEMORY. */
int json_held_add(struct json_held *h, const struct json_value *x, struct err *e);

/* No more will come: fills trimmed, place and words. */
int json_held_end(struct json_held *h, struct err *e);

/* The cells again, one by one, with their number; NULL after the last. */
const struct json_value *json_held_next(struct json_held *h, size_t *column);

void json_held_free(struct json_held *h);

#endif
