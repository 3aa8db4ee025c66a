/* SPDX-License-Identifier: MIT */
/* criteria: what a measure of sparsity should do, and which measures do it, with counterexamples computed on the spot. */
#ifndef MATH_SPARSITY_CRITERIA_H
#define MATH_SPARSITY_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>

#include "math/sparsity/sparsity.h"

/*
 * The criteria of Hurley & Rickard (2009), for c >= 0, not all equal, at least two of them positive, and S oriented so that larger
 * is sparser.  All but D2 and D4 are strict.
 *
 * D1 Robin Hood   c_i > c_j, 0 < a < (c_i - c_j) / 2 goes from i to j: S falls
 * D2 Scaling      c a, a > 0: S stays
 * D3 Rising Tide  c + a, a > 0: S falls
 * D4 Cloning      c, c: S stays
 * P1 Bill Gates   for each i there is b >= 0 such that c_i + b + a has a larger S than c_i + b for every a > 0
 * P2 Babies       c, 0: S rises
 */
enum criterion { D1, D2, D3, D4, P1, P2, CRITERIA };

/*
 * A measure's verdict on a criterion with its vectors: a counterexample where it is no, an example where it is yes.
 *
 * measure     the spec as typed;  orientation: which way S was read.  H_S is there twice, as printed (up) and as it works (down)
 * name        "D1 Robin Hood"
 * yes         the verdict
 * before (n), after (n_after)    the vectors, and as text: "1 2.5 4"; value, value_after: the measure of them, computed now
 */
enum { CRITERIA_LONGEST = 24, CRITERIA_TEXT = 200 };
struct criteria_case {
	const char *measure, *name;
	enum orientation orientation;
	enum criterion criterion;
	bool yes;
	size_t n, n_after;
	double before[CRITERIA_LONGEST], after[CRITERIA_LONGEST], value, value_after;
	char text[CRITERIA_TEXT], text_after[CRITERIA_TEXT];
};

/* How many measures have verdicts. */
extern const size_t criteria_measures;

/* Measure k, 0 <= k < criteria_measures, and a criterion.  Returns 0 or ERR_MEMORY. */
int criteria_case(size_t k, enum criterion c, struct criteria_case *out, struct err *e);

/*
 * Is measure k what the user names: exactly, or a measure without its values?  ("su_Sstar" is each su_Sstar:Q:P that is there.)
 * Among names up to NULL; without names all are wanted.
 */
bool criteria_named(size_t k, struct str name);
bool criteria_wanted(size_t k, char *const names[]);

/* Is any measure so named?  Else false with ERR_USAGE: unknown, or without verdicts (the hint names those of other values). */
bool criteria_known(struct str name, struct err *e);

/*
 * Does S behave as the criterion wants, when it was s before and t after?  Values closer than 2^-46 of the larger and
 * 2e-15 count as equal: what the accuracy of the measures (sparsity.h) cannot tell apart.
 */
bool criteria_kept(enum criterion c, enum orientation orientation, double s, double t);

/*
 * P1 of su_S_1p:P: the b from which on c_i + b + a gets sparser for every a > 0, given the n other elements, which are not all zero:
 * max(0, (sum c_j^P / sum c_j)^(1/(P-1)) - c_i).  Source: Su 2023, kexue.fm/archives/9595.
 */
double criteria_bill_gates(double p, double c, size_t n, const double others[]);

#endif
