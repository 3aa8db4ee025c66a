/* SPDX-License-Identifier: MIT */
/* law: the registry of scaling laws. */
#ifndef MATH_SCALING_LAW_H
#define MATH_SCALING_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/row.h"
#include "base/str.h"

/*
 * LAW_PARAMS  parameters of a law;  LAW_ROLES  columns it reads;  LAW_NAME  bytes of a name with its end;  LAW_STARTS  start
 * values of a parameter
 */
enum { LAW_PARAMS = 16, LAW_ROLES = 8, LAW_NAME = 24, LAW_STARTS = 8 };

/*
 * Where the search for a parameter that does not enter linearly begins: numbers from lo to hi, in units of
 *
 * START_ONE       1
 * START_ROLE      the data: of the smallest value of the role for lo, of the largest for hi (role: its place in the law's roles)
 * START_INVERSE   1 / the same: of 1/largest for lo, of 1/smallest for hi
 * START_RESPONSE  the response: of its smallest value for lo, of its largest for hi
 *
 * log: equally spaced logarithms.  n numbers; n = 0 when the parameter always enters linearly (non-negative least squares finds
 * it).
 */
enum start_unit { START_ONE, START_ROLE, START_INVERSE, START_RESPONSE };
struct law_start {
	double lo, hi;
	unsigned n;
	bool log;
	enum start_unit unit;
	unsigned role;
};

/*
 * A parameter: its domain is [lo, hi] (infinite where there is no bound).  positive: fitted as its logarithm; 0 is then reached
 * as a limit and reported as a parameter on its bound.
 */
struct law_param {
	char name[LAW_NAME];
	double lo, hi;
	bool positive;
	struct law_start start;
	const char *meaning;		/* may be NULL */
};

/*
 * Formula, roles and parameters of a law, concrete: what a row with a builder makes of its arguments.
 *
 * alike   groups of size parameters from number first on that could change places without changing the law (breaks of bnsl): the
 *         fit puts them in ascending order of member key; with member neutral at 0 a group is not there
 */
enum { LAW_TEXT = 1024 };
struct law_form {
	char formula[LAW_TEXT];		/* EXPR over roles and parameters */
	char start[LAW_TEXT];		/* EXPR over the same names: a simpler law, fitted first, whose parameters start the fit; or empty */
	size_t roles, params;
	char role[LAW_ROLES][LAW_NAME];
	struct law_param param[LAW_PARAMS];
	struct {
		size_t first, size, groups, key, neutral;
	} alike;
};

/*
 * A law that is no formula: value (n), gradient (params, n) and Hessian at parameters par (natural units, in the law's order) in
 * rows 0..n-1. hess (params (params + 1) / 2, n): entry (j, k), j <= k, is row k (k + 1) / 2 + j.  grad, or hess alone, may be
 * NULL. Where the law has no value: nan.
 */
typedef void law_kernel(size_t n, const double *const role[], const double par[], double value[], double grad[], double hess[]);

/* What a law that predicts no loss does with a table: allocation.h. */
enum law_allocation { LAW_NO_ALLOCATION, LAW_ISOFLOP, LAW_ENVELOPE };

/*
 * A law: adding one is a row and its vectors.  head.formula is the formula, head.params is not used.
 *
 * roles     "N,D": the columns it reads, in order;  response: what it predicts: "L", "y"
 * param     up to the first without a name
 * start     see law_form; may be NULL
 * build     makes the form from what follows the colon ("bnsl:2", "terms:N,D"; args is empty without one) where the law has
 *           any number of parameters; NULL for the others, which take no arguments.  Returns 0, ERR_USAGE
 * args      how the arguments are shown: ":X,Y,..." or NULL
 * kernel    NULL: the formula is compiled
 * allocation   how it is fitted, when it says not the response but the N for each C
 */
struct law {
	struct row head;
	const char *roles, *response, *start, *args;
	struct law_param param[LAW_PARAMS];
	int (*build)(struct str args, struct law_form *form, struct err *e);
	law_kernel *kernel;
	enum law_allocation allocation;
};

extern const struct registry scaling_laws;

/*
 * The law a user named ("chinchilla", "m2", "bnsl:1", "terms:N,D") and its concrete form.  Returns 0; ERR_USAGE with the nearest
 * name, or with what the arguments should be.
 */
int law_form(struct str spec, const struct law **law, struct law_form *form, struct err *e);

#endif
