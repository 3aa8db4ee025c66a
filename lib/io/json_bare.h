/* SPDX-License-Identifier: MIT */
/* json_bare: what stands in JSON without quotes and brackets: numbers and words. */
#ifndef IO_JSON_BARE_H
#define IO_JSON_BARE_H

#include "io/json_scan.h"

/*
 * Reads all bytes up to white space, punctuation or the end, which have to be one number or word, into s->at, and steps over them.
 * Returns the token; JSON_END when there is no such byte; JSON_ERROR with the place and a hint at the usual slips.
 */
enum json_token json_bare_read(struct json_scan *s);

#endif
