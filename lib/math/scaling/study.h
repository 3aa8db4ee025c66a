/* SPDX-License-Identifier: MIT */
/* study: a fit with what is said about it: intervals, numbers derived from the same draws, and warnings. */
#ifndef MATH_SCALING_STUDY_H
#define MATH_SCALING_STUDY_H

#include "math/scaling/bootstrap.h"
#include "math/scaling/derived.h"
#include "math/scaling/fit.h"
#include "math/scaling/isoflop.h"
#include "math/scaling/warnings.h"

/* How intervals are made: resampling rows, clusters or residuals; from the sandwich covariance; from the profile likelihood; not at all. */
enum intervals { INTERVALS_PAIRS, INTERVALS_CLUSTER, INTERVALS_RESIDUAL, INTERVALS_SANDWICH, INTERVALS_PROFILE, INTERVALS_NONE };

/*
 * first..last   numbers of the draws, both included;  level: of the intervals
 * cluster       (n) as in bootstrap.h, for INTERVALS_CLUSTER and the sandwich; or NULL
 * per_token     k in C = k N D
 */
struct study_opts {
	struct fit_objective objective;
	enum intervals intervals;
	uint64_t seed, first, last;
	double level, per_token;
	const size_t *cluster;
	size_t clusters;
	int threads;
};

enum estimate_kind { ESTIMATE_FITTED, ESTIMATE_FIXED, ESTIMATE_TIED, ESTIMATE_DERIVED, ESTIMATE_KINDS };
extern const char *const estimate_kinds[ESTIMATE_KINDS];
struct estimate {
	char name[LAW_NAME];
	enum estimate_kind kind;
	double value, se, lo, hi;
};

/*
 * estimate (n)  the law's parameters in its order, then derived numbers (derived.h); nan where there is no interval
 * compute       the largest C of the rows: k N D, or the law's own; derived numbers are taken there
 * draw (draws, params) row-major, of the methods that resample; else NULL.  failed: draws without an optimum;
 *               stopped: draws whose optimum was not reached
 * budget (budgets)   parabolas of law isoflop, or NULL
 */
struct study {
	const struct recipe *recipe;
	struct fit fit;
	size_t n;
	struct estimate estimate[LAW_PARAMS + DERIVED_MOST];
	double *draw, compute;
	size_t draws, failed, stopped, budgets;
	struct isoflop_budget *budget;
};

/*
 * The whole study; of a law that allocates that of allocation.h.  Errors are those of fit_solve and bootstrap_draws; *s is freed by study_free in any case.
 * What the data do not see (study_unseen) has its domain as interval.  What is on its bound, and a floor where two columns are powers of one
 * another, has that of its profile and no standard error; draws outside widen it.
 * The sandwich gives normal intervals, for derived numbers by the delta method; the profile has no standard errors and nothing derived.
 */
int study_make(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, struct study *s, struct err *e);

/* estimate of *s again from its draws (put together from parts, say), at any level. */
int study_estimates(struct study *s, const struct study_opts *o, struct err *e);
void study_free(struct study *s);

/* Bit i: the data do not see parameter i, by the certificate or because two of the law's columns are powers of one another. */
unsigned study_unseen(const struct study *s);

/* Bit i: parameter i is a floor (E) and two of the law's columns are powers of one another. */
unsigned study_floors(const struct study *s);

/*
 * Adds what a study knows to the facts that warnings are made from: all but flops and runs.  compute (n): the table's own, by which budgets are told
 * apart for approach 2; NULL: N D.
 */
void study_facts(const struct study *s, const struct fit_data *d, const double compute[], struct warning_facts *f);

#endif
