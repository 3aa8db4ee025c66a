/* SPDX-License-Identifier: MIT */
/* columns_inside: what the files of columns share. */
#ifndef IO_COLUMNS_INSIDE_H
#define IO_COLUMNS_INSIDE_H

#include "io/columns.h"
#include "io/names.h"

/*
 * chosen   index[0..found), in the order named;  taken[k]: column k is among them
 * hit      columns of the item at hand, number item of the list
 * tensors  they are called so, and have no numbers;  known: the items that named one, when the others may be passed over
 * all      the names, each once, when LIST has several items;  first, twin: the columns called so, the first and the second (0: none)
 */
struct columns_choice {
	size_t n, found, hits, item;
	bool tensors;
	uint64_t *known;
	const struct str *names;
	size_t *index, *hit;
	bool *taken;
	struct names all;
	size_t *first, *twin;
	struct err *e;
};

/* One item of the list; a leading ! is part of a name if there is such a name.  first: nothing was chosen before.  The code of c->e. */
int columns_choose(struct columns_choice *c, struct str item, bool first);

#endif
