/* SPDX-License-Identifier: MIT */
/* envelope: approach 1: the best model for every compute among training curves. */
#ifndef MATH_SCALING_ENVELOPE_H
#define MATH_SCALING_ENVELOPE_H

#include <stddef.h>

#include "base/err.h"
#include "math/scaling/line.h"

/* A point of the lower envelope: at compute C, run has the lowest loss, with N parameters after D tokens. */
struct envelope_point {
	double compute, params, tokens, loss;
	size_t run;
};

/*
 * Rows (run, C, N, D, L) of training curves, run[i] in 0..runs-1 in any order, all > 0.  Along a run ln L, ln N and ln D are
 * straight between rows neighbouring in C (of equal C: the lowest loss).  At each of `points` computes, equally spaced in ln C
 * from the smallest to the largest of all rows, the run with the lowest loss among those that span it (ties: the first).
 * Computes that fewer than two runs span are left out; out (points), *count of them.
 * ERR_NO_ANSWER with fewer than two runs that have two rows; ERR_MEMORY.  Cost O(n log n + runs points).
 * Source: Hoffmann et al. 2022, section 3.1, with points = 1500; curves should be smoothed before.
 */
int envelope_points(size_t n, const size_t run[], size_t runs, const double C[], const double N[], const double D[],
                    const double L[], size_t points, struct envelope_point out[], size_t *count, struct err *e);

/*
 * N* = k C^a, D* = k C^b through the envelope.  Standard errors take the points as independent, which they are not: too small.
 * ERR_NO_ANSWER for fewer than two points; ERR_MEMORY.
 */
int envelope_lines(size_t count, const struct envelope_point point[], struct line *N, struct line *D, struct err *e);

#endif
