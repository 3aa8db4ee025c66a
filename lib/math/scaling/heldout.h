/* SPDX-License-Identifier: MIT */
/* heldout: how well a law predicts rows that its fit has not seen. */
#ifndef MATH_SCALING_HELDOUT_H
#define MATH_SCALING_HELDOUT_H

#include "math/scaling/study.h"
#include "math/scaling/validate.h"

/* Errors of the held-out rows of one fold, and how far outside the training rows the farthest of them is (validate_decades). */
struct heldout {
	struct validation errors;
	double decades;
};

/*
 * Fits r to the training rows of fold f (validate.h) and predicts the others; coverage: of the interval of one new run (predict.h), nan when
 * o->intervals does not resample.  Errors of study_make.
 */
int heldout_fold(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, const size_t fold[], size_t f,
                 enum fold_order order, struct heldout *out, struct err *e);

/* The root mean square over all held-out rows of folds 0..folds-1, without intervals. */
int heldout_rmse(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, const size_t fold[], size_t folds,
                 double *log_rmse, struct err *e);

#endif
