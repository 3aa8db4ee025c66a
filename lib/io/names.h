/* SPDX-License-Identifier: MIT */
/* names: a set of texts, numbered 0, 1, .. as they came. */
#ifndef IO_NAMES_H
#define IO_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define NAMES_NONE SIZE_MAX

/* A hash table with linear probing, at most half full: slot holds number + 1, 0 when empty.  Zero before use. */
struct names {
	struct text bytes;
	size_t *end;			/* (n) where each name ends in bytes */
	size_t *slot;			/* (slots) */
	size_t n, cap_end, slots;	/* slots is 0 or a power of two */
};

/* The number of s, or NAMES_NONE. */
size_t names_find(const struct names *t, struct str s);

/* Adds s, which is not there yet; false without memory, t is as it was. */
bool names_add(struct names *t, struct str s);

/* Name number i < n; valid until the next names_add. */
struct str names_at(const struct names *t, size_t i);

void names_clear(struct names *t);
void names_free(struct names *t);

#endif
