/* SPDX-License-Identifier: MIT */
/* ask: may these measures be asked for together, and in this way? */
#ifndef MATH_SPARSITY_ASK_H
#define MATH_SPARSITY_ASK_H

#include "math/sparsity/sparsity.h"

/* Of vectors; of matrices; of tensors, whose default holds none of them; derivatives; sums for other processes. */
enum ask { ASK_VALUES, ASK_MATRIX, ASK_TENSORS, ASK_GRADIENT, ASK_PARTIAL };

/*
 * Makes the list of measures ready: one that was assumed becomes the default of what is asked (ASK_PARTIAL has none), prune ("N:M",
 * "topk:F" with a part 0 < F <= 1; or NULL) adds nm_kept:N:M or topk_mass:100F%.  ERR_USAGE for a measure that cannot be had this way
 * (with a hint), ERR_MEMORY.
 */
int ask_ready(struct spec_list *list, enum ask what, const char *prune, struct err *e);

#endif
