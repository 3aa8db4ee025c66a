/* SPDX-License-Identifier: MIT */
/* parallel: a loop over fixed pieces of work; the only user of OpenMP. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

/*
 * Calls body(context, i) once for every i in 0..n-1 on up to threads threads (1: in order, in the caller; 0: as many as there are
 * processors).  Free threads take the next piece, so pieces may differ in cost.  Pieces must not depend on each other; what
 * they are must not depend on threads, so that results do not.  All writes of the pieces are visible when it returns.
 */
void parallel_for(int threads, size_t n, void (*body)(void *context, size_t i), void *context);

#endif
