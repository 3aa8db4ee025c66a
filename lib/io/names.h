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
 * A hash table of crit-bit trees (Bernstein 2004; Morrison's PATRICIA, 1968): a tree mostly has one or two names, and whoever chooses names
 * that all fall into one cannot make it slow: a lookup takes at most nine steps a byte of the text looked for.  The hash is FNV-1a
 * (Fowler, Noll & Vo 1991).  Zero before use.
 *
 * node  (n) of name i: end is where it ends in bytes; and of the fork that came with it, if it was not the first of its tree: the first
 *       bit, of symbol number at, where the names below differ
 * root  (n_roots, a power of 2) the tree of the names whose hash ends so: 2 i for name i, 2 i + 1 for its fork, NAMES_NONE for none
 */
struct names {
	struct text bytes;
	struct names_node {
		size_t end, at, side[2];
		unsigned bit;
	} *node;
	size_t *root, n, n_roots, cap_node, cap_root;
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
