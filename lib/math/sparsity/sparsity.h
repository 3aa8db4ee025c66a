/* SPDX-License-Identifier: MIT */
/* sparsity: how unequal the magnitudes of a vector are, by every published measure. */
#ifndef MATH_SPARSITY_H
#define MATH_SPARSITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/row.h"

/*
 * What a measure needs.
 * SUMS     exact sums over the elements: one pass, mergeable, constant memory
 * SORTED   the whole vector in memory, magnitudes in ascending order
 * CENTRED  the whole vector in memory, for a second pass around its mean
 */
enum needs { SUMS = 1, SORTED = 2, CENTRED = 4 };

/*
 * A vector as measures see it, complete.  c_i = |x_i|.
 * n, zeros   counts;  max = max c_i
 * sorted     (n) ascending magnitudes when a requested row says SORTED, else NULL
 * held       (n) magnitudes in input order when one says CENTRED, else NULL
 */
struct sums;

/* A measure: adding one is a function, a row and its vectors. */
struct measure {
	struct row head;
	unsigned needs;
	unsigned sums;			/* which sums, SUM_* of sums.h */
	double (*value)(const struct sums *s, const double par[], unsigned percent);
	const char *zero;		/* what the zero vector gives: NULL for nan and a warning, else the words for --list */
};

extern const struct registry sparsity_measures;

/* The default of -m. */
extern const char sparsity_default[];

/*
 * Vectors being measured by m specs, each known by a small number id.
 *
 * profile_add    takes a piece of vector id: n finite numbers; any split gives the same bits
 * profile_values writes the m values of vector id (nan where undefined) and forgets the vector; n and undefined as for the row written:
 *                undefined tells how many are nan by definition.  ERR_INPUT when the vector is empty.
 */
struct profile;

struct profile *profile_new(size_t m, const struct spec specs[], int threads, size_t max_memory);
int profile_add(struct profile *p, size_t id, size_t n, const double x[], struct err *e);
int profile_values(struct profile *p, size_t id, size_t *n, double value[], struct err *e);
void profile_free(struct profile *p);

/*
 * The Lorenz curve of n magnitudes: share[k] = (sum of the k smallest) / (sum of all), k = 0..n, each within 2 ulp; share[0] = 0,
 * share[n] = 1.  Returns 0; ERR_NO_ANSWER for the zero vector; ERR_MEMORY.   Source: Lorenz 1905; Hurley & Rickard 2009, II.
 */
int sparsity_lorenz(size_t n, const double x[], double share[], struct err *e);

#endif
