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
 * What a measure needs; the values are bits, a plan has several.
 * SUMS     exact sums over the elements: one pass, mergeable, constant memory
 * SORTED   the whole vector in memory, ordered by magnitude
 * CENTRED  the whole vector in memory, for a second pass around its mean, its maximum or its sum
 * MATRIX   rows and columns: matrix.h
 */
enum needs { SUMS = 1, SORTED = 2, CENTRED = 4, MATRIX = 8 };

/* A vector as measures see it, complete: sums.h; a matrix: matrix.h. */
struct sums;
struct matrix;

enum { MEASURE_POWERS = 2 };

/* A power sum S_p = sum of c_i^p that a measure reads: p = fixed + times * par[of].  All zero: none. */
struct exponent {
	double fixed, times;
	unsigned of;
};

/*
 * A measure: adding one is a function, a row and its vectors (measures.c says where).  c_i = |x_i|, i = 1..n.
 *
 * powers  the power sums that value reads (S_0, the count of non-zeros, and S_inf, the maximum, are always there)
 * sums    further sums that value reads, SUM_* of sums.h
 * term    what is summed beside powers: writes n finite terms t_i of c_i; value finds their exact sum in s->total.  NULL: none
 * value   the measure of s for the parameters s->par; nan where it is undefined.  Never called for n = 0
 * slope   d value / d c_i for c_i = c > 0, given value; NULL where the measure is not smooth, nan where this point or these
 *         parameters leave it without one
 * matrix  the measure of a matrix, for needs = MATRIX, where value is NULL and sums has MATRIX_* of matrix.h
 * zero    what the zero vector gives, in words for --list; NULL: nan, and value is not called
 */
struct measure {
	struct row head;
	unsigned needs;
	struct exponent powers[MEASURE_POWERS];
	unsigned sums;
	void (*term)(size_t n, const double c[], const double par[], double t[]);
	double (*value)(const struct sums *s);
	double (*slope)(const struct sums *s, double c, double value);
	double (*matrix)(struct matrix *m);
	const char *zero;
};

/*
 * Every measure.  Counts are exact; other values are within 4 ulp (+ 4e-16 where the value passes through zero) of the exact
 * function of the doubles given, with two exceptions: (1.5 + 3/p) ulp of a norm or mean of order p < 1, 4 (1 + H) ulp of an
 * exp H.  Sums are exact before one rounding, so permutation, split and threads cannot change a bit, and neither can a power
 * of two as a factor change a scale-invariant measure whose exponents are integers.  All scale-invariant measures work from
 * 5e-324 to 1.8e308.  A measure that is not scale-invariant gives +-inf where its value is beyond the largest double: the
 * value is known, a double just cannot hold it, and the other columns of the row still count.  On equal magnitudes hoyer,
 * gini and theil are 0, treves_rolls is 1 and effective_number is n, exactly.  An exponent above 1000 that is not infinite
 * gives nan.
 */
extern const struct registry sparsity_measures;

/* The default of -m, for matrices and for gradients too; for tensors it is what of sparsity_default is SUMS. */
extern const char sparsity_default[];
extern const char sparsity_matrix_default[], sparsity_gradient_default[], sparsity_tensor_default[];

/*
 * Vectors being measured by m specs (borrowed), each known by a small number id.
 *
 * profile_new     threads: of profile_add; max_memory: bound in bytes on the vectors held, with the scratch of sorting them.
 *                 Holds numbers only when a spec is SORTED or CENTRED.  NULL when there is no memory
 * profile_add     takes a piece of vector id: n finite numbers; any split gives the same bits.  ERR_MEMORY, also when max_memory
 *                 is passed: the text names the measure that holds the vector
 * profile_values  writes the m values of vector id, nan where undefined, its length to *n (unless NULL), and forgets the vector.
 *                 ERR_INPUT when the vector is empty, ERR_MEMORY
 */
struct profile;

struct profile *profile_new(size_t m, const struct spec specs[], int threads, size_t max_memory);
int profile_add(struct profile *p, size_t id, size_t n, const double x[], struct err *e);
int profile_values(struct profile *p, size_t id, size_t *n, double value[], struct err *e);
void profile_free(struct profile *p);

/*
 * Parts: what was added to vector id, as text, and merged from such text of another process.  Only for specs that are all SUMS; the
 * same specs on both sides, which the caller assures.  print forgets the vector.  However a vector was split into parts and in
 * whatever order they come, profile_values gives the bits of one run.
 * Returns 0; ERR_INPUT for a text that is not of these specs, ERR_MEMORY.
 */
int profile_print(struct profile *p, size_t id, struct text *t, struct err *e);
int profile_merge(struct profile *p, size_t id, struct str part, struct err *e);

/*
 * The gradients of p's measures at the whole vector x: g (m, n), d measure / d x_i = sign(x_i) slope, 0 where x_i = 0 (one of the
 * subgradients; ties of gini share their mean rank).  nan where a measure has no slope, or no value.  Vector 0 of p must be
 * empty, and is again afterwards.  Returns 0, ERR_INPUT for n = 0, ERR_MEMORY.  Relative error about 1e-14 of the larger of the
 * terms that cancel; at a nearly constant vector that is more of the difference.  Cost O(n), with gini O(n log n).
 */
int profile_gradient(struct profile *p, size_t n, const double x[], double g[], struct err *e);

/*
 * The Lorenz curve of n magnitudes: share[k] = (sum of the k smallest) / (sum of all), k = 0..n, each within 2 ulp; share[0] = 0,
 * share[n] = 1.  Returns 0; ERR_INPUT for n = 0; ERR_NO_ANSWER for the zero vector; ERR_MEMORY.
 * Source: Lorenz 1905; Hurley & Rickard 2009, II.
 */
int sparsity_lorenz(size_t n, const double x[], double share[], struct err *e);

/* Twice the area between that curve and the diagonal, which is the Gini index, for a drawing: error about n 2^-52. */
double sparsity_lorenz_area(size_t n, const double share[]);

#endif
