/* SPDX-License-Identifier: MIT */
/* warnings: what makes a fitted law less than it seems, as a table of tests on plain numbers. */
#ifndef MATH_SCALING_WARNINGS_H
#define MATH_SCALING_WARNINGS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * What the tests look at.  Counts are 0 and numbers nan where unknown: then a test says nothing.  Parameters and roles come with
 * their names.
 *
 * rows, distinct[k]     rows used, and different values of role k (roles)
 * collinear             two roles of which one is a power of the other: names a, b, or NULL
 * par[j]                (params) estimate, lo, hi of parameter j; kind says what to ask of it
 * unidentified          bit j: parameter j can change along a direction the data do not see; bounds: bit j: on a bound
 * correlation           largest |correlation| of two parameters' draws: corr_a, corr_b their numbers
 * starts, agree         of the certificate;  lost: the optimum was not reached, gradient how far it is;
 *                       stopped: the share of draws whose optimum was not reached
 * approach2, approach3  exponents a; approach2_se
 * budget, reason        (budgets) computes of which no parabola is used, and why
 * least                 smallest loss
 * flops_error           largest |ln(C/(k N D))| over rows with C, N and D;  flops the k
 * runs, run             different values of a column that looks like a run's name, and that column
 * clustered             true when the interval resamples by it
 */
enum warning_kind { WARN_OTHER, WARN_FLOOR, WARN_EXPONENT, WARN_AMPLITUDE };
struct warning_param {
	const char *name;
	enum warning_kind kind;
	bool fitted;
	double estimate, lo, hi;
};
enum { WARNING_ROLES = 8, WARNING_PARAMS = 16, WARNING_BUDGETS = 32 };
struct warning_facts {
	size_t rows, roles, params;
	const char *role[WARNING_ROLES];
	size_t distinct[WARNING_ROLES];
	const char *collinear_a, *collinear_b;
	struct warning_param par[WARNING_PARAMS];
	unsigned unidentified, bounds;
	double correlation;
	size_t corr_a, corr_b;
	size_t starts, agree;
	bool lost;
	double gradient, stopped;
	double approach2, approach2_se, approach3;
	size_t budgets;
	double budget[WARNING_BUDGETS];
	const char *reason[WARNING_BUDGETS];
	double least, flops_error, flops;
	size_t runs;
	const char *run;
	bool clustered;
};
#define WARNING_UNKNOWN ((double)NAN)
#define WARNING_FACTS \
	((struct warning_facts){ .correlation = WARNING_UNKNOWN, .approach2 = WARNING_UNKNOWN, .approach2_se = WARNING_UNKNOWN, \
	                         .approach3 = WARNING_UNKNOWN, .least = WARNING_UNKNOWN, .flops_error = WARNING_UNKNOWN, \
	                         .flops = WARNING_UNKNOWN, .stopped = WARNING_UNKNOWN })

/*
 * A message: %s in text, then in hint, stands for the next name, %g for the next number, %% for a percent sign.  warnings_say
 * puts them in, numbers with four digits: code is e->name.  All strings are static or the facts'.
 */
enum { WARNING_PIECES = 4 };
struct warning {
	const char *code, *text, *hint;
	const char *name[WARNING_PIECES];
	double number[WARNING_PIECES];
};
void warnings_say(const struct warning *w, struct err *e);

/*
 * The warnings the facts give, in the table's order, one for each parameter or role where the row is about those; at most max are
 * written to out.  Returns how many there are.  WARNINGS_MOST is enough for any facts.
 *
 * code                  given when
 * few_rows              rows < 6, or fewer than 2 for each fitted parameter
 * few_values            a role has fewer than 3 different values
 * collinear             one role is a power of another: D/N constant, isoFLOP tables of one budget
 * not_identified        parameters the data do not see
 * floor_zero            E on its bound, or it or its lower limit within 0.1 % of the smallest loss of 0
 * floor_least           E within 1 % of the smallest loss, or above
 * exponent_range        an exponent above 2 or below 0.02
 * on_bound              another parameter on a bound that the data do see
 * correlation           |correlation| > 0.98.  A with alpha and B with beta always are in natural units: pass those of the others
 * wide_interval         hi - lo > 2 |estimate|: the half-width exceeds the value; not for amplitudes, which extrapolate to N = 1
 * starts_disagree       agree < 2 of at least 2 starts
 * not_converged         the optimum was not reached
 * draws_stopped         nor that of more than 1 % of the draws
 * approaches_disagree   |a2 - a3| > 2 se and > 0.02
 * budget                one is left out of approach 2
 * flops                 C differs from k N D by more than 5 % somewhere
 * repeated_runs         fewer runs than rows, and the interval resamples rows
 */
enum { WARNINGS_MOST = 128 };
size_t warnings_list(const struct warning_facts *f, size_t max, struct warning out[]);

#endif
