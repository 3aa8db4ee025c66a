/* SPDX-License-Identifier: MIT */
/* allocation_inside: what the files of allocation share: rows in groups, and rows as arrays. */
#ifndef MATH_SCALING_ALLOCATION_INSIDE_H
#define MATH_SCALING_ALLOCATION_INSIDE_H

#include "math/scaling/allocation.h"

/* A row; group is its budget or its run. */
struct allocation_row {
	double C, N, D, L;
	size_t group;
};

/* Rows as the arrays that the approaches take. */
struct allocation_columns {
	size_t n;
	double *C, *N, *D, *L;
	size_t *group;
};

/*
 * row (n)   in order of group, then of all else;  first[g]..first[g + 1]: rows of a group
 * line      of a draw: k, a, k_D, b; it is the study's
 */
struct allocation {
	enum law_allocation kind;
	const struct study_opts *o;
	size_t n, groups, *first;
	struct allocation_row *row;
	double *line;
	unsigned char *memory;		/* a piece: ran out */
};

/* Rows and groups of the data; *compute: the largest C.  The errors of allocation_study. */
int allocation_load(struct allocation *a, const struct fit_data *d, double *compute, struct err *e);

/* Room for n rows, false without memory; add appends one. */
bool allocation_columns_make(struct allocation_columns *c, size_t n);
void allocation_columns_add(struct allocation_columns *c, const struct allocation_row *r);
void allocation_columns_free(struct allocation_columns *c);

#endif
