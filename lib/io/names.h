/* SPDX-License-Identifier: MIT */
/* names: a set of texts, numbered 0, 1, .. as they came. */
#ifndef IO_NAMES_H
#define IO_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define NAMES_NONE SIZE_MAX

/*
 * A crit-bit tree (Bernstein 2004; Morrison's PATRICIA, 1968): whoever chooses the names cannot make it slow, as those who choose what a
 * hash collides on can.  A lookup takes at most nine steps a byte of the text looked for, and about log2 n of names that differ early.
 * Zero before use.
 *
 * end     (n) where each name ends in bytes
 * fork    (n - 1) the first bit, of symbol number at, where the names below differ
 * root    2 i for name i, 2 i + 1 for fork i
 */
struct names {
	struct text bytes;
	size_t *end;
	struct names_fork {
		size_t at, side[2];
		unsigned bit;
	} *fork;
	size_t n, root, cap_end, cap_fork;
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
