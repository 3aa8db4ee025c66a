/* SPDX-License-Identifier: MIT */
/* law/plot: a fitted law as a gnuplot script. */
#ifndef LAW_PLOT_H
#define LAW_PLOT_H

#include "law/rows.h"

/*
 * The picture of one law: s and y NULL without runs (--show).
 *
 * of N and D    loss by compute, runs coloured by N, the law at a few N, its frontier with the band;  isoFLOP parabolas where two or more budgets
 *               have one;  parameters and tokens at the frontier with bands;  residuals
 * of one role   runs, curve, its band and that of one new run;  residuals
 * of others     observed against predicted;  residuals
 *
 * In a terminal of letters (set term dumb) only the first panel is drawn.  With groups each has one panel, in the frame of law_plot_begin and
 * law_plot_end.  A law that was not fitted (d->params 0) has none.
 */
void law_plot(struct law_job *j, const struct law_document *d, const struct law_sample *s, const struct study *y);
void law_plot_begin(struct law_job *j);
void law_plot_end(struct law_job *j);

#endif
