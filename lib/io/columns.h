/* SPDX-License-Identifier: MIT */
/* columns: which columns a LIST names. */
#ifndef IO_COLUMNS_H
#define IO_COLUMNS_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * LIST: item[,item...], each in turn adding columns that are not yet chosen, in this order of trial:
 *   a whole name; "a name, with a comma" in double quotes; a 1-based number N; a range A..B or A.. of numbers;
 *   a glob (* and ?) over the names; !GLOB takes columns out again (as the first item: out of all).
 *
 * names (n) are the header's, NULL when there are none; *index (from base/mem) gets the *count 0-based columns, in the order named.
 * Returns 0; ERR_USAGE when an item names nothing (with the nearest name), a name stands twice in the header, a number is beyond n, or
 * nothing is left; ERR_MEMORY.
 */
int columns_find(struct str list, size_t n, const struct str names[], size_t **index, size_t *count, struct err *e);

#endif
