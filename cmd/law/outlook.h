/* SPDX-License-Identifier: MIT */
/* law/outlook: predictions as a gnuplot script. */
#ifndef LAW_OUTLOOK_H
#define LAW_OUTLOOK_H

#include "math/scaling/predict.h"
#include "io/writer.h"

/*
 * What one law predicts in n points: its name for the key (from outside), roles as in recipe->form, p (n), y (n): observed, or NULL.
 */
struct law_outlook {
	const char *name;
	const struct saved *law;
	size_t n;
	const double *const *role;
	const struct prediction *p;
	const double *y;
};

/*
 * Without y: the predictions by the role that has most values, a curve for each combination of the others, with the band of the curve and, of a single
 * one, that of one new run.  With y: observed by predicted, with the interval of one new run.
 */
void law_outlook_plot(struct writer *w, size_t laws, const struct law_outlook o[]);

#endif
