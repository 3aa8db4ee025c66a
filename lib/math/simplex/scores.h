/* SPDX-License-Identifier: MIT */
/* scores: a row as maps see it, the Jacobian they give back, and the arithmetic they share. */
#ifndef MATH_SIMPLEX_SCORES_H
#define MATH_SIMPLEX_SCORES_H

#include "math/simplex/simplex.h"

enum { WORK = 12 };			/* arrays of n that a map may use, beside those of the driver */

/*
 * x (n)   finite scores (MATRIX: n = rows * cols); lo (n) what rounding by the temperature lost of them, or NULL
 * max     their maximum; par the map's values; upper (n) or NULL
 * work    WORK arrays of n doubles, size their length
 */
struct scores {
	size_t n, rows;
	const double *x, *lo, *par, *upper;
	double max;
	double *work;
	double tau;
	size_t iterations;
	struct err *e;
};

static inline double *
scratch(const struct scores *s, size_t k)
{
	return s->work + k * s->n;
}

/* The same memory for indices: allocated bytes have the type of what was written last. */
static inline size_t *
scratch_index(const struct scores *s, size_t k)
{
	return (void *)scratch(s, k);
}

/* J = diag(d) - sum over k < rank of a[k] b[k]^T, after the block means of block (n) with signs (n), unless block is NULL. */
struct slope {
	double *d, *a[2], *b[2];
	int rank;
	size_t *block;
	double *sign;
};

/* out = J v, or J^T v.  work (3n). */
void slope_apply(size_t n, const struct slope *j, bool transposed, const double v[], double out[], double work[]);

/* y[i] = exp(x[i] - max), within 1.5 ulp however large max is (2 without fma); -inf gives 0.  About 1 ns an element. */
void scores_exp(const struct scores *s, double y[]);

/*
 * x + lo less the largest of them, *max + *rest, again as x + lo; -inf stays.  Warm scores of 1e20 have a lo of 1e4: of the maximum scores_exp
 * wants 0, which it is where a map has the property SHIFT, and not elsewhere.
 */
void scores_from_top(size_t n, double x[], double lo[], double *max, double *rest);

/* Sum of n numbers, compensated over blocks of 128: error about one rounding. */
double scores_sum(size_t n, const double x[]);

/* What temperature and logn multiply n scores by. */
double scores_scale(const struct simplex_opts *o, size_t n);

/* p /= sum p; false (p unchanged) when the sum is 0.  No overflow for p >= 0. */
bool scores_normalise(size_t n, double p[]);

/*
 * Scores (n) from the largest down, ties by index.  p (n) is made in work (2n).
 *
 * order_begin   the order of x;  order_begin_top: when no more than the first k >= 1 are asked for (p may be shorter)
 * order_next    the index of the next one; the first k of them take n + k log k steps
 * order_place   instead: the k-th (from 0), with all larger ones before it in p and all smaller ones behind it; n steps
 */
struct pair {
	double x;
	size_t i;
};

enum { ORDER_DEPTH = 128 };

struct order {
	struct pair *p;
	size_t at, sorted, left, depth, end[ORDER_DEPTH];
};

struct order order_begin(size_t n, const double x[], double work[]);
struct order order_begin_top(size_t n, const double x[], size_t k, double work[]);
size_t order_next(struct order *o);
struct pair order_place(struct order *o, size_t k);

/* order[k]: index of the k-th largest, ties by index; work (2n). */
void scores_order(size_t n, const double x[], size_t order[], double work[]);

/* Euclidean projection of x (n, maximum max) onto the simplex; tau in units of x; work (n). */
double scores_sparsemax(size_t n, const double x[], double max, double p[], double work[]);

/* entmax of order a > 0 of x shifted by max; tau is lambda: p = [1 + (a-1)(x - max - lambda)]^(1/(a-1)).  work (n). */
double scores_entmax(size_t n, const double x[], double max, double a, double p[], double work[], size_t *iterations);

/* tau with sum of clamp(x_i - tau, 0, u_i) = k and p those terms; upper NULL: u for all.  0 <= k <= sum u.  work (n + 1). */
double scores_capped(size_t n, const double x[], const double upper[], double u, double k, double p[], double work[]);

#endif
