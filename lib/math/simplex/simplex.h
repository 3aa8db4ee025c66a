/* SPDX-License-Identifier: MIT */
/* simplex: maps from scores to probabilities, their derivatives, inverses and losses. */
#ifndef MATH_SIMPLEX_H
#define MATH_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/row.h"

/*
 * What a map is; SUM_ONE apart, --properties finds a witness for each that is missing.
 * MONOTONE    x_i > x_j implies p_i >= p_j
 * SHIFT       p(x + c) = p(x)
 * SPARSE      some p_i may be exactly 0 for finite scores, other than by underflow;  without: full support
 * SYMMETRIC   the Jacobian is symmetric
 * SUM_ONE     p is a distribution; else it sums to par[k] for SUM_K, or to anything
 */
enum { MONOTONE = 1, SHIFT = 2, SPARSE = 4, SYMMETRIC = 8, SUM_ONE = 16, SUM_K = 32, LIMITS = 64, KEEPS_MASKS = 128, MATRIX = 256, LOGARITHM = 512,
       BOUNDED = 1024 };

struct scores;
struct slope;

/*
 * A map: adding one is its functions, a row and its vectors (maps.c says where).  All see scores without -inf and +inf.
 *
 * map      p = map(x); sets s->tau.  Returns 0 or the code in s->e
 * slope    the Jacobian at x, p; NULL: none, or jvp does the work (symmetric then)
 * inverse  x with map(x) = p, where p > 0; NULL: none.  Where p = 0, -inf or the largest score that gives 0
 * properties  bits above; LIMITS: the map itself takes +inf;  KEEPS_MASKS: the map itself takes -inf;  MATRIX: rows cannot
 *          be taken one by one;  LOGARITHM: log p, not p;  BOUNDED: takes bounds from above (simplex_opts.upper)
 * k        which value p sums to, for SUM_K
 */
struct map {
	struct row head;
	int (*map)(struct scores *s, double p[]);
	void (*slope)(const struct scores *s, const double p[], struct slope *j);
	void (*jvp)(const struct scores *s, const double p[], const double v[], double out[]);
	void (*inverse)(const struct scores *s, const double p[], double x[]);
	unsigned properties, k;
};

extern const struct registry simplex_maps;

/* What is done with a row whose every score is -inf: an error, or all 0, 1/n, nan. */
enum all_masked { MASKED_ERROR, MASKED_ZERO, MASKED_UNIFORM, MASKED_NAN };

/* What is wanted of a row. */
enum wanted { WANT_MAP, WANT_LOG, WANT_LIPSCHITZ, WANT_JVP, WANT_VJP, WANT_INVERSE, WANT_D_ALPHA };

/*
 * How rows are mapped.  temperature: x is divided by it, > 0.  logn: x is multiplied by log n / log base before, n the scores that are
 * not masked; 0: not.  upper: (cols) or, with upper_rows, (rows, cols) bounds of csparsemax and csoftmax, else NULL and their parameter is taken.
 */
struct simplex_opts {
	double temperature, logn;
	enum all_masked masked;
	const double *upper;
	bool upper_rows;
};

/*
 * What is found beside p.  tau: the threshold or the normaliser of the map, in the units of x (nan: it has none).  lipschitz: half the sum of
 * the magnitudes of the Jacobian's entries, 1 - sum p^2 for softmax; nan without a derivative, or where it takes n products and n > 1024.
 */
struct simplex_found {
	double tau, lipschitz;
	size_t iterations;
};

struct simplex_work;

/* Room for rows of n; NULL without memory. */
struct simplex_work *simplex_work_new(size_t n);
void simplex_work_free(struct simplex_work *w);

/*
 * One row.  m the map and its values; x, v, upper, p (n); p may not be x.  v is read for WANT_JVP and WANT_VJP; upper may be NULL.
 *
 *   WANT_MAP  p(x)      WANT_LOG      log p(x)      WANT_JVP  J v           WANT_VJP  J^T v     J = dp/dx at x, temperature included
 *   WANT_LIPSCHITZ  p(x) and found->lipschitz
 *   WANT_INVERSE        x is p, and p the centred scores               WANT_D_ALPHA  dp/dalpha of entmax
 *
 * -inf is a mask: p is exactly 0 there (log p -inf), nothing else sees it, derivatives are 0.  +inf: one takes everything, several share
 * equally, others are 0, derivatives are 0 (maps with LIMITS take their limit).  n = 1 gives 1.  Ties: the lowest index where one is chosen.
 * |p - exact| <= 4 ulp + 4e-16, softmax within 4 ulp down to 1e-300; |sum - 1| <= 4 2^-53 sqrt n; zeros of sparse maps are exact.
 *
 * Returns 0; ERR_INPUT for n = 0, NaN or bad bounds; ERR_NO_ANSWER: all masked, or the map is not defined (says where); ERR_USAGE: the map
 * has no such derivative or inverse.
 */
int simplex_row(const struct spec *m, const struct simplex_opts *o, enum wanted want, size_t n, const double x[], const double v[],
                const double upper[], double p[], struct simplex_work *w, struct simplex_found *found, struct err *e);

/* Work for simplex_rows, kept from one call to the next; NULL without memory. */
struct simplex_pool;
struct simplex_pool *simplex_pool_new(void);
void simplex_pool_free(struct simplex_pool *p);

/*
 * rows x cols of them on threads (0: as many as there are processors); found (rows) may be NULL.  v is (cols) or, with v_rows, (rows, cols).
 * MATRIX maps see all rows at once.  On error *bad is the smallest row that has one; the rows before it are done.  Also ERR_MEMORY.
 */
int simplex_rows(const struct spec *m, const struct simplex_opts *o, enum wanted want, size_t rows, size_t cols, const double x[], const double v[],
                 bool v_rows, double p[], int threads, struct simplex_pool *pool, struct simplex_found found[], size_t *bad, struct err *e);

/* log sum exp(x_i), -inf masked; tau log sum exp(x_i/tau): in [max, max + tau log n].  Within 4 ulp + 4e-16.  n = 0 gives -inf. */
double simplex_logsumexp(size_t n, const double x[], double tau);

/* -sum p log p of n numbers >= 0. */
double simplex_entropy(size_t n, const double p[]);

/* The compensated sum of n numbers. */
double simplex_sum(size_t n, const double p[]);

/* What noise does to each p (n each): mean, standard deviation, what the first order in sd predicts for it, error of the mean. */
struct simplex_noise {
	double *mean, *sd, *first, *error;
};

/*
 * The map of x + sd e, e standard normal.  draws = 0: for up to 8 scores that are not masked by quadrature, the error being the change
 * from a coarser rule, 1e-14 or what 2^20 rows reach (2^13 for perturb_max), else as for draws = 10000.  draws >= 2: that many draws of
 * Philox stream number stream of seed, two at a time (e and -e), the error being sd/sqrt(draws).  first: sd |row i of J|, nan without a
 * derivative.  Returns 0 or an error as above.
 */
int simplex_noise(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], double sd, size_t draws, uint64_t seed,
                  uint64_t stream, const struct simplex_noise *out, struct err *e);

/* Adds standard Gumbel noise -log(-log u) of a stream to x (n). */
void simplex_gumbel(size_t n, double x[], uint64_t seed, uint64_t stream);

/*
 * What is told of a row, beside p itself: rows of numbers named by simplex_report_names[what], for the first three followed by n more.
 *
 * JACOBIAN  n rows i, dp_i/dx_0, ..           LOSS   target, loss, gradient
 * STATS     p as mapped with WANT_LIPSCHITZ    TOP    top rows, p descending, ties by score, then index
 * LSE       simplex_logsumexp(x, value)        NOISE  n rows from simplex_noise of sd value, stream row
 * CHECK     no row when |sum p - 1| <= value and all p_i >= -value
 */
enum simplex_report { REPORT_ROWS, REPORT_JACOBIAN, REPORT_LOSS, REPORT_STATS, REPORT_TOP, REPORT_LSE, REPORT_NOISE, REPORT_CHECK };

enum loss_kind { LOSS_FENCHEL_YOUNG, LOSS_LOG, LOSS_PROBABILITY, LOSS_STRAIGHT };

struct simplex_ask {
	enum simplex_report what;
	enum loss_kind loss;
	size_t target, top, draws, row;
	double value, eps;
	uint64_t seed;
};

extern const char *const simplex_report_names[][7];

/* At most so many rows of so many numbers. */
void simplex_report_size(const struct simplex_ask *a, size_t n, size_t *rows, size_t *width);

/* Writes them to out, one after the other; how many rows.  Errors as above. */
size_t simplex_report(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[],
                      const double p[], const struct simplex_found *found, struct simplex_work *w, double out[], struct err *e);

/*
 * The loss of class a->target and its gradient (n) in x; p (n) is the map of x, c the factor of temperature and logn.
 *
 * FENCHEL_YOUNG  Omega*(c x) + Omega(e_t) - c x_t >= 0, c (p - e_t): -log p_t for softmax; the log-sum-exp over the K largest minus x_t for
 *                sparse_softmax; for sparsemax, entmax, entmax15 and normmax with x shifted by x_t and sums over the support only.  For other
 *                maps the loss is nan.  Source: Blondel, Martins & Niculae 2020 (arXiv 1901.02324)
 * LOG            -log((p_t + eps)/(1 + n eps)); p_t + eps = 0 gives inf, and nan as gradient
 * PROBABILITY    -p_t
 * STRAIGHT       c (p - e_t) . x with p held fixed, whose gradient is c (p - e_t) for every map.  The value has no meaning
 *
 * A masked class has the loss inf (FENCHEL_YOUNG).  Returns 0, ERR_INPUT for target >= n, ERR_USAGE for log_softmax and where a
 * derivative is missing, ERR_MEMORY.
 */
int simplex_loss(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[], const double p[],
                 double *loss, double gradient[], struct simplex_work *w, struct err *e);

/* A row that shows that a map lacks a property: scores x (n), places i and j, and the two numbers that should have been otherwise. */
enum { WITNESS = 4 };
struct witness {
	size_t n, i, j;
	double x[WITNESS], a, b;
};

/*
 * Looks for one among fixed rows and random ones of 2 to 4 scores; false when there is none.  property: one bit; w has room for WITNESS.
 * MONOTONE  x_i > x_j but p_i = a < b = p_j               SHIFT      a = p_i of x, b = p_i of x + 1
 * SPARSE    (full support asked for) p_i = a = 0           SYMMETRIC  a = dp_i/dx_j, b = dp_j/dx_i
 */
bool simplex_witness(const struct spec *m, unsigned property, struct witness *out, struct simplex_work *w);

/* The bits of simplex_map.properties with what the values change: entmax of order <= 1 is not SPARSE. */
unsigned simplex_properties(const struct spec *m);

#endif
