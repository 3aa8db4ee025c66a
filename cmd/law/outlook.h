/* SPDX-License-Identifier: MIT */
/* law/outlook: predictions as a gnuplot script. */
#ifndef LAW_OUTLOOK_H
#define LAW_OUTLOOK_H

#include "io/writer.h"
#include "law/places.h"

/*
 * What the laws predict in the places.  Without losses observed there: by the role that has most values, a curve for each combination of the others,
 * with the band of the curve and, of a single one, that of one new run.  With losses: observed by predicted, with the interval of one new run.
 */
void law_outlook_plot(struct writer *w, const struct law_set *laws, struct law_places *places);

#endif
