/* SPDX-License-Identifier: MIT */
/* keep: which rows of a table a fit takes. */
#ifndef MATH_SCALING_KEEP_H
#define MATH_SCALING_KEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Each looks at the rows with keep[i] true only, sets some of those to false, and returns how many.  SIZE_MAX: no memory (keep unchanged).
 *
 * keep_where     rows whose x[i] is 0 (nan is true, as in C)
 * keep_complete  rows where one of the n_x arrays x[k] (n) is nan
 * keep_least     all but the row with the least y of each group: group[i] in 0..groups-1; of equal ones the first stays
 * keep_last      all but the row with the largest x of each group (NULL: the last row); of equal ones the last stays
 * keep_smaller   the k rows of each group with the largest y; of equal ones the last go first
 */
size_t keep_where(size_t n, const double x[], bool keep[]);
size_t keep_complete(size_t n, size_t n_x, const double *const x[], bool keep[]);
size_t keep_least(size_t n, const size_t group[], size_t groups, const double y[], bool keep[]);
size_t keep_last(size_t n, const size_t group[], size_t groups, const double x[], bool keep[]);
size_t keep_smaller(size_t n, const size_t group[], const double y[], size_t k, bool keep[]);

#endif
