/* SPDX-License-Identifier: MIT */
/* isoflop: approach 2: a parabola for every budget of compute, and a line through their vertices. */
#ifndef MATH_SCALING_ISOFLOP_H
#define MATH_SCALING_ISOFLOP_H

#include <stddef.h>

#include "base/err.h"
#include "math/scaling/line.h"

/*
 * Which budget a row belongs to: group[i], 0.. in order of compute.  Sorted by compute, a new budget begins where ln C rises by
 * more than gap from the row before (0: equal numbers only; 0.1 groups computes that were meant to be equal).  *groups: their
 * number.  C > 0.  ERR_MEMORY.
 */
int isoflop_budgets(size_t n, const double C[], double gap, size_t group[], size_t *groups, struct err *e);

/*
 * L ~ c0 + c1 t + c2 t^2,  t = ln x - centre, least squares over the rows of one budget; centre = their mean ln x.
 *
 * verdict   why it is not used, or ISOFLOP_GOOD:
 *           ISOFLOP_FEW      fewer than 4 rows, or fewer than 3 different x: no parabola (the rest is nan)
 *           ISOFLOP_CONCAVE  c2 <= 0: no minimum (best, least nan)
 *           ISOFLOP_OUTSIDE  the vertex is not between the smallest and the largest x
 * best      x of the vertex;  least: L there;  se: standard error of ln best (delta method, residual variance on n - 3)
 */
enum isoflop_verdict { ISOFLOP_GOOD, ISOFLOP_FEW, ISOFLOP_CONCAVE, ISOFLOP_OUTSIDE };
struct isoflop_parabola {
	enum isoflop_verdict verdict;
	double centre, c0, c1, c2, best, least, se;
};

/* A budget: compute is the geometric mean of its rows' C; parabolas in ln N and in ln D (nan and ISOFLOP_FEW without D). */
struct isoflop_budget {
	size_t rows;
	double compute;
	struct isoflop_parabola N, D;
};

/* budget (groups) from rows of (C, N, D, L), all > 0; D may be NULL.  ERR_MEMORY. */
int isoflop_fit(size_t n, const double C[], const double N[], const double D[], const double L[], const size_t group[],
                size_t groups, struct isoflop_budget budget[], struct err *e);

/* N* = k C^a and D* = k C^b through the good vertices (line.h; slope is a, b).  ERR_NO_ANSWER with fewer than 2 of N. */
int isoflop_lines(size_t groups, const struct isoflop_budget budget[], struct line *N, struct line *D, struct err *e);

/* The reason in words, "" for ISOFLOP_GOOD. */
const char *isoflop_reason(enum isoflop_verdict v);

#endif
