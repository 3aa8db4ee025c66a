/* SPDX-License-Identifier: MIT */
/* fit: the global optimum of a scaling law's objective on a table, with its certificate. */
#ifndef MATH_SCALING_FIT_H
#define MATH_SCALING_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "math/scaling/recipe.h"

/*
 * The table: role[k] (n) in the order of the recipe's roles, y (n) what is predicted, weight (n) >= 0 or NULL for all 1.  All
 * finite; on log residuals y > 0.  Borrowed during the call only.
 */
struct fit_data {
	size_t n;
	const double *const *role;
	const double *y, *weight;
};

/*
 * S(theta) = sum_i w_i c_i rho(r_i),   r = ln f - ln y, or f - y when linear,   c = over where r > 0 (predicted too high), else 1
 *
 * FIT_HUBER  rho = r^2/2 for |r| <= delta, else delta (|r| - delta/2)
 * FIT_LS     rho = r^2/2
 * FIT_LAD    rho = |r|
 *
 * automatic (Huber): delta = 1.345 x 1.4826 x the median of |r - median r| of the least-absolute-deviation residuals.
 * A Huber fit with delta far below the residuals is the LAD fit, with S delta times smaller.
 */
enum fit_rho { FIT_HUBER, FIT_LS, FIT_LAD };
struct fit_objective {
	enum fit_rho rho;
	bool linear, automatic;
	double delta, over;
};
#define FIT_DEFAULT ((struct fit_objective){ .rho = FIT_HUBER, .delta = 1e-3, .over = 1 })

/*
 * "huber", "huber:DELTA", "huber:auto", "ls", "lad", "asymmetric:W" (Huber, delta 1e-3, over = W).  o->linear is left alone.
 * ERR_USAGE.
 */
int fit_objective(struct str text, struct fit_objective *o, struct err *e);

/*
 * What is known about the optimum.
 *
 * starts, tried   points of the start grid ranked;  starting points polished to the end (distinct ones)
 * agree           of these, how many ended within 1e-6 (relative) of the best objective
 * converged       the optimum was reached; false where a valley is too flat and crooked to follow to its end (parameters that
 *                 are not identified): the best point found is given, and gradient says how far it is from optimal
 * runner_up       the best objective among those that did not agree; nan when all did
 * gradient        sqrt(g^T M^-1 g / S), M = sum w c (psi(r)/r) dr dr^T: free of units; below 1e-6 at an optimum
 * smallest, condition   the smallest eigenvalue and the condition number of the Hessian of S (LAD: of least squares) with the
 *                 parameters that do not enter linearly made orthogonal to the linear ones: as if log N, log D were centred, so
 *                 that units do not matter.  240 points of Chinchilla: 626; D = 20 N: above 1e4
 * bounds          bit i: param[i] is on a bound
 * unidentified    bit i: param[i] can change along a direction the data do not see (relative eigenvalue of J^T J, centred and
 *                 scaled, below 1e-10); or it is an exponent with a standard error (least squares) above its value, or such a term's size
 * collinear_a, collinear_b   two roles whose a/b^c is the same in all rows within 1 % for some c (D = 20 N), or within 10 % where the
 *                            runs off that line are not seen against the noise, or within 50 % where a parameter is unidentified;
 *                            SIZE_MAX when there are none
 * kinks           rows with |r| <= delta: what the Hessian rests on
 * low, high       (params) natural estimates at delta/3 and 3 delta (Huber; nan for the others)
 */
struct fit_certificate {
	size_t starts, tried, agree, kinks;
	bool converged;
	double runner_up, gradient, smallest, condition;
	unsigned bounds, unidentified;
	size_t collinear_a, collinear_b;
	double low[LAW_PARAMS], high[LAW_PARAMS];
};

/*
 * A fit.  par: natural parameters in the recipe's order; one above 0 is a double: e^709 = 8e307 is the bound of those that have none.
 * k = recipe->free parameters from rows rows of positive weight.
 *
 * objective     S;  delta: as used
 * residual      (n) in the caller's order: r above;  predicted (n)
 * log_rmse      sqrt(sum w r^2 / sum w) of ln f - ln y whatever the objective (nan where f or y is not positive);  bias: its
 *               weighted mean
 * scale         1.4826 x median |r - median r|: the residual scale
 * aicc, bic     from the likelihood the objective stands for, with estimated scale: Gaussian for LS, Laplace for LAD, Huber's
 *               density else; k + 1 parameters
 */
struct fit {
	double par[LAW_PARAMS], theta[LAW_PARAMS];
	double objective, delta;
	size_t n, rows, k;
	double *residual, *predicted;
	double log_rmse, bias, scale, aicc, bic;
	struct fit_certificate certificate;
	struct fit_problem *problem;	/* the table in canonical order, for the functions below and bootstrap.h */
};

/*
 * The fit.  Rows are put in canonical order first (by roles, response, weight), so the order of the rows changes no bit;
 * estimates in other units of a role are the same up to rounding of the columns (1e-10 observed).
 * Method: starts by non-negative least squares over the grid of what is not linear, ranked; the best polished by Newton's method
 * with the exact Hessian, damped in the metric of J^T J (so units and scales of parameters do not matter), with bounds by an
 * active set, from a wide delta to the one asked; where the Hessian is indefinite (kinks, far from the optimum) by steps of
 * reweighted least squares.  Tables above 8192 rows: starts on a part of the rows, evenly spaced in canonical order.
 * Cost: tests/bench/fit.c.
 *
 * r must outlive f.
 * threads as in base/parallel: does not change the result.
 *
 * Returns 0; ERR_INPUT (e->line: 1-based row number; e->column: 1 is y, 2.. the roles, 0 the weight) for a number outside its domain; ERR_MEMORY;
 * ERR_NO_ANSWER: fewer rows than parameters, all responses equal, all rows equal, no starting point where the law has a value.
 * *f is to be freed by fit_free in any case.
 */
int fit_solve(const struct recipe *r, const struct fit_data *d, const struct fit_objective *o, int threads, struct fit *f,
              struct err *e);
void fit_free(struct fit *f);

/*
 * --judge: given coefficients on a table, against the optimum f of the same table.
 *
 * par       natural, every parameter; fixed ones count as in the recipe, tied ones as what they are tied to
 * objective, gap   S at par (infinite where the law has no value), and S(par)/S(optimum) - 1;  gradient: as in the certificate
 * best_delta       Huber's delta, of eight a decade from least_delta (below which nothing changes: LAD) to beyond the largest
 *                  residual (least squares), for which par would be optimal: where the optimum has most of its parameters within
 *                  unit of those given (agree: bit i, param[i] is; unit (params): one unit of the last digit published, or NULL
 *                  when they are exact), then where the gap is smallest: best_gap
 */
struct fit_verdict {
	double objective, gap, gradient, best_delta, best_gap, least_delta;
	unsigned agree;
};
int fit_judge(const struct fit *f, const double par[], const double unit[], struct fit_verdict *v, struct err *e);

/*
 * influence (n, params) row-major, caller's order: par with row i less par without it, by one Newton step with the Hessian of
 * all rows.  ERR_NO_ANSWER when H is singular; ERR_MEMORY.
 */
int fit_influence(const struct fit *f, double influence[], struct err *e);

/*
 * Natural covariance (params, params) row-major: H^-1 V H^-1 n/(n - k), V the sum over rows of the outer product of the row's
 * gradient; with cluster (n; ids 0..clusters-1, caller's order) of the sums over clusters, and the factor clusters/(clusters -
 * 1).  Carried to natural units to first order.  Fixed parameters have 0, those on a bound nan.  ERR_NO_ANSWER when H is
 * singular; ERR_MEMORY.
 */
int fit_sandwich(const struct fit *f, const size_t cluster[], size_t clusters, double cov[], struct err *e);

/*
 * The profile-likelihood interval of parameter param (natural): where, with it held and the others at their optimum, twice the
 * log likelihood of aicc has fallen by the chi-square quantile of level with one degree of freedom.  An end that is not reached
 * before the bound is the bound: 0 is the lower end of a parameter that went to 0, and both ends are the bounds of one the law no longer
 * depends on then.  Fixed: both ends are the value.  ERR_NO_ANSWER when a refit does not converge; ERR_MEMORY.
 */
int fit_profile(const struct fit *f, size_t param, double level, double *lo, double *hi, struct err *e);

#endif
