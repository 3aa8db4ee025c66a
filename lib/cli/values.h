/* SPDX-License-Identifier: MIT */
/* values: the output of programs that give each vector or matrix the values of some specs: rows, --long, --stats, what is undefined. */
#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include "cli/part.h"
#include "cli/table.h"

/*
 * specs    whose values they are
 * stats    write order statistics at the end instead of rows
 * The rest belongs to values.c; zero before use.
 */
struct values {
	const struct spec_list *specs;
	bool stats;

	const char *what;
	size_t n_defined, n, cap;
	double *v;
};

/* Announces vector,n,n_missing or matrix,rows,cols, then a column for each spec, or with --long measure,value; nothing with stats. */
enum values_what { VALUES_VECTORS, VALUES_MATRICES };
void values_begin(struct values *s, struct table *t, enum values_what what);

/* A row of values, or with --long a row each; nan gets a warning that names the first spec without a value.  n: the numbers used. */
void values_of_vector(struct values *s, struct table *t, const struct vector *v, size_t n, const double value[]);
void values_of_matrix(struct values *s, struct table *t, const struct matrix_read *m, const double value[]);
void values_of_part(struct values *s, struct table *t, const struct part *p, size_t n, const double value[]);

/*
 * With stats writes measure,min,q1,median,q3,mean,max for each spec, over the values that are not nan (nan without any), quartiles of
 * type 7.  Sets the verdict when nothing was defined.
 */
void values_end(struct values *s, struct table *t);

/*
 * One number for each element, n of them for each spec: a row each for a vector (and spec, when there are several), or with long_form
 * a row each with its index from 0.  The columns are announced with the first vector, whose length all others have to have.
 */
void values_elements(const struct spec_list *specs, struct table *t, const struct vector *v, const double x[]);

#endif
