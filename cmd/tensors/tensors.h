/* SPDX-License-Identifier: MIT */
/* tensors: what sparsity does with safetensors alone. */
#ifndef TENSORS_TENSORS_H
#define TENSORS_TENSORS_H

#include "cli/table.h"
#include "math/sparsity/sparsity.h"

/* The measures become the default of tensors, if they were assumed and a vector is a tensor; leaves on errors. */
void tensors_ready(struct table *t, struct spec_list *measures);

/* profile_values of a vector just completed; nan for a tensor without a finite number. */
int tensors_values(struct profile *p, const struct vector *v, size_t m, size_t *n, double value[], struct err *e);

/*
 * --diff: a row for each tensor of two files, in the order of the first, then those of the second alone:
 * name,status,dtype,shape,n,n_missing,rel_l2,cosine,max_delta,changed,sign_flips (math/sparsity/change.h; changed is a fraction).
 * status is both, dtype (of two types, but compared), shape (of two shapes, not compared), only_a or only_b.  only: the LIST of -c, or
 * NULL.  One pass; memory does not grow with the tensors.  Leaves on errors; the exit status.
 */
int tensors_diff(struct table *t, char **files, const char *only);

#endif
