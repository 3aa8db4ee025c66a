/* SPDX-License-Identifier: MIT */
/* matrix: measures of matrices: ranks from the singular values, structure from the places of the zeros. */
#ifndef MATH_SPARSITY_MATRIX_H
#define MATH_SPARSITY_MATRIX_H

#include <stddef.h>

#include "math/sparsity/sparsity.h"

/* What a row of needs MATRIX reads beside the elements: its bits in measure.sums. */
enum { MATRIX_SVD = 1 };

/*
 * A (rows, cols) row-major, all finite, neither empty.
 *
 * k, sigma   min(rows, cols) singular values of 2^-unit A, in descending order, when MATRIX_SVD is asked for
 * max        the largest magnitude;  unit: its exponent, so that 2^-unit A neither overflows nor underflows in its squares
 * par        the parameters of the spec being evaluated
 * steps, ritz, residual   the last Lanczos run, for the rows that read it: see matrix_lanczos
 */
struct matrix {
	size_t rows, cols, k;
	const double *a;
	const double *par;
	double *sigma;
	double max;
	int unit;
	size_t steps;
	double ritz, residual;
	struct err *err;
};

/*
 * The values of m specs of a matrix: of MATRIX rows by their function of it, of all others of the vector of its elements.  nan where
 * one is undefined, as for all ratios of the zero matrix.  max_memory bounds what is held beside A: a copy for the singular values.
 *
 * Singular values come from LAPACK's dgesdd without vectors: error about 2^-52 max(rows, cols) of the largest, so that a rank counts
 * only what is above that.  Cost 4/3 min(rows, cols)^2 (3 max - min).
 * Returns 0; ERR_INPUT for an empty matrix or one too large for LAPACK's integers; ERR_NO_ANSWER when dgesdd does not converge;
 * ERR_SYSTEM without LAPACK (base/lapack.h); ERR_MEMORY.
 */
int matrix_values(size_t m, const struct spec specs[], size_t rows, size_t cols, const double a[], size_t max_memory, double value[],
                  struct err *e);

/*
 * How many rows (else columns) of A (rows, cols) have k elements that are not 0: lines[k], k = 0 .. their length, which is cols of a row
 * and rows of a column.
 */
void matrix_histogram(size_t rows, size_t cols, const double a[], bool of_rows, size_t lines[]);

/*
 * The largest singular value of 2^-unit A by at most steps steps of Golub-Kahan-Lanczos bidiagonalization with full
 * reorthogonalization, from a fixed random vector: ritz, and residual = |A^T u - ritz v|, the distance from ritz to some singular value
 * at most, of the same scale.  Cost 4 rows cols steps; memory (rows + cols) steps.  Returns 0, ERR_MEMORY or ERR_NO_ANSWER.
 * Source: Golub & Kahan 1965; Golub & Van Loan, Matrix Computations, 10.4.
 */
int matrix_lanczos(struct matrix *m, size_t steps);

/* Singular values of column-major x (rows, cols), destroyed, with the left vectors in u (rows, rows) when it is not NULL. */
int matrix_svd(size_t rows, size_t cols, double x[], double sigma[], double u[], struct err *e);

#endif
