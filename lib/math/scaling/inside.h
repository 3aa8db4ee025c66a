/* SPDX-License-Identifier: MIT */
/* inside: what the files of the law registry and the fit share; inside lib/math/scaling only. */
#ifndef MATH_SCALING_INSIDE_H
#define MATH_SCALING_INSIDE_H

#include "math/scaling/fit.h"

/* Builders and kernels of law.c; law_roles sets the roles from a list "N,D". */
int law_build_terms(struct str args, struct law_form *form, struct err *e);
int law_build_loglinear(struct str args, struct law_form *form, struct err *e);
int law_build_bnsl(struct str args, struct law_form *form, struct err *e);
law_kernel law_power_sigmoid;
int law_roles(struct str list, struct law_form *form, struct err *e);

enum { P = LAW_PARAMS, PAIRS = EXPR_PAIRS, FIT_PIECES = 64, FIT_RIVALS = 3, FIT_STAGES = 6 };

/*
 * The law over theta on the rows of a table.  model_derive: value (count), grad (free, count), hess (model.pairs, count) in rows
 * first..first+count-1, count <= MODEL_BLOCK; grad, or hess alone, may be NULL; work (model_work).
 */
enum { MODEL_BLOCK = 256 };
struct model {
	const struct recipe *recipe;
	const double *const *role;
	struct expr_plan *plan;
	size_t pairs;
	struct expr_pair pair[PAIRS];
};
int model_make(struct model *m, const struct recipe *r, size_t n, const double *const role[], struct err *e);
void model_free(struct model *m);
size_t model_work(const struct model *m);
void model_derive(const struct model *m, const double theta[], size_t first, size_t count, double value[], double grad[], double hess[],
                  double work[]);

/*
 * rho of one objective: Huber's with delta, infinite for least squares; 0 stands for LAD, and becomes a delta far below every
 * residual.
 */
struct loss {
	double delta, over;
	bool linear;
};

/* The rows as one fit sees them: resampled weights, changed targets. */
struct sample {
	const double *weight, *target;
};

/*
 * The objective at theta: value f, gradient g, Hessian h, and m = sum w c (psi(r)/r) dr dr^T, the Gauss-Newton matrix of the
 * reweighted least-squares problem, whose weights sum to total.
 */
struct point {
	double theta[P], f, g[P], h[P][P], m[P][P], total;
};

/*
 * The table in canonical order and what does not change during a fit.
 *
 * order   (n) order[i]: the caller's number of row i;  role, y, weight (n) in canonical order;  target: y or its logarithm
 * total   sum of the weights;  lo, hi: the box of theta
 * rows    of positive weight
 * best    theta of the optimum;  vanished: bit j: it has gone where the law no longer depends on theta[j]
 * rival   (rivals) theta of other minima that fit nearly as well
 * pieces  rows are summed in this many parts of step rows, whatever the threads
 */
struct fit_problem {
	const struct recipe *recipe;
	struct model model;
	struct fit_objective objective;
	struct loss loss;
	size_t n, rows, pieces, step, *order, rivals;
	double *role[LAW_ROLES], *y, *target, *weight, total;
	double lo[P], hi[P], best[P], rival[FIT_RIVALS][P];
	unsigned vanished;
	int threads;
};
int problem_make(struct fit_problem **p, const struct recipe *r, const struct fit_data *d, const struct fit_objective *o, int threads,
                 struct err *e);
void problem_free(struct fit_problem *p);
void problem_sort(const struct fit_problem *p, double theta[]);
void problem_natural(const struct fit_problem *p, const struct point *at, double par[]);

/*
 * A block of n rows (a multiple of ROWS_LANES, at most MODEL_BLOCK; those that fill it up have value 1, weight 0) added to *at:
 * value, r = log value, target, weight are given, the others are what the sums are made of: dS = sum slope df, d2S = sum slope
 * d2f + bend df df^T, m = sum metric df df^T. grad (free, n); NULL adds to f alone;  hess (pairs, n).
 */
enum { ROWS_LANES = 8 };
struct rows {
	double value[MODEL_BLOCK], r[MODEL_BLOCK], target[MODEL_BLOCK], weight[MODEL_BLOCK];
	double rho[MODEL_BLOCK], slope[MODEL_BLOCK], bend[MODEL_BLOCK], metric[MODEL_BLOCK], total[MODEL_BLOCK];
};
void rows_add(size_t n, struct rows *b, const struct loss *l, size_t free, size_t pairs, const struct expr_pair pair[], const double grad[],
              const double hess[], struct point *at);

/*
 * workspace (objective_work doubles) is one thread's when alone, else pieces of them.  Fills f, and g, h, m, total with
 * derivatives.  f is infinite where the law has no value in a row of positive weight.
 */
size_t objective_work(const struct fit_problem *p);
void objective(const struct fit_problem *p, const struct sample *s, const struct loss *l, const double theta[], bool derivatives,
               struct point *at, double work[]);

/* w c psi(r) dr/df of one row: times df/dtheta its part of the gradient. */
double objective_slope(const struct loss *l, double value, double target, double w);

/*
 * Newton's method from at->theta (filled by it) to a minimum of the objective with loss l; stops when the predicted decrease is
 * below tolerance f. Returns false without a value at the start, or when it did not converge in steps steps.
 */
bool newton(const struct fit_problem *p, const struct sample *s, const struct loss *l, double tolerance, size_t steps, struct point *at,
            double work[]);

/* From a wide delta down to that of p->loss, with at most steps steps there; POLISH of them follow any valley that is not hopeless. */
enum { POLISH = 500 };
bool newton_polish(const struct fit_problem *p, const struct sample *s, size_t steps, struct point *at, double work[]);

/* Bit j: the law no longer depends on theta[j]. */
unsigned newton_vanished(const struct fit_problem *p, const struct point *at);

/* Bit j: theta[j] is on a bound and the gradient pushes outward, or it has vanished. */
unsigned newton_frozen(const struct fit_problem *p, const struct point *at);

/* The best point found from all starts and what the certificate says of the search; a loss with delta = 0 gets that of LAD. */
int search(struct fit_problem *p, struct point *best, struct fit_certificate *c, struct err *e);

/* start (up to max, free): the best points to polish; *tried: points ranked.  Returns their number, SIZE_MAX without memory. */
size_t starts_make(const struct fit_problem *p, size_t max, double start[], size_t *tried, struct err *e);

/* value (up to max): where the search for theta[index] begins, in the units of theta.  Returns their number. */
size_t starts_axis(const struct fit_problem *p, size_t index, size_t max, double value[]);

/*
 * start (up to max, free): minima of least squares of a law with parts alike, found by putting in one part after the other: with many
 * parts the grid of starts_make is too coarse.  Returns their number, 0 for other laws.
 */
size_t stages_make(const struct fit_problem *p, size_t max, double start[], double work[], struct err *e);

/* a (n, n) of row length P: lower Cholesky factor in place; false when it is not positive definite.  Then solve in place. */
bool cholesky(size_t n, double a[P][P]);
void cholesky_solve(size_t n, double l[P][P], double x[]);

/* Eigenvalues (ascending) and vectors (columns of v) of a symmetric matrix, by Jacobi's rotations; a is destroyed. */
void eigen(size_t n, double a[P][P], double value[], double v[P][P]);

/* Minimum of x^T a x - 2 b^T x with x[j] >= 0 where bit j of nonnegative (Lawson & Hanson's active set). */
void nnls(size_t n, double a[P][P], const double b[], unsigned nonnegative, double x[]);

/* What fit_solve says beside the estimates: the certificate at the optimum; at f->theta, residuals and criteria. */
int certify(const struct fit_problem *p, const struct point *best, const double residual[], struct fit_certificate *c, struct err *e);
int describe(struct fit *f, struct err *e);

/* -2 log likelihood, least over the scale, of so many rows when the objective (of p->loss) is s. */
double describe_deviance(const struct fit_problem *p, size_t rows, double s);

/* sqrt(g^T M^-1 g / S) over the parameters in set; nan when M is singular. */
double certify_gradient(const struct fit_problem *p, const struct point *at, unsigned set);

/* Smallest eigenvalue and condition number, as in fit.h, over the parameters in set; nan when there is none. */
void certify_curvature(const struct fit_problem *p, const struct point *at, unsigned set, double *smallest, double *condition);

/* Median of x (n), which is reordered; nan for n = 0. */
double median(size_t n, double x[]);

#endif
