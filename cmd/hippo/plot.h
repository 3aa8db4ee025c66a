/* SPDX-License-Identifier: MIT */
/* hippo/plot: gnuplot scripts of what hippo-matrix prints, one drawing each; text for terminals that have no colours. */
#ifndef HIPPO_PLOT_H
#define HIPPO_PLOT_H

#include "hippo/run.h"
#include "math/hippo/item.h"

/*
 * An item as its struct item says: a square of colours around white for 0 (magnitudes when complex), stems or a curve, points of the complex plane,
 * weights over Im Lambda, re, im and |H| over frequency, the first eight functions over the history.
 */
void hippo_plot_item(const struct hippo_run *r, struct table *t, const struct request *q, const struct item *item, const struct array *a);

/* A signal, what was kept of it, and their difference; m samples. */
void hippo_plot_roundtrip(const struct hippo_run *r, struct table *t, size_t m, const double time[], const double u[], const double back[]);

/* rows (sizes, 1 + rules): N, then the rmse of each rule: a curve over N for each, or bars when there is one size. */
void hippo_plot_losses(const struct hippo_run *r, struct table *t, const struct spec_list *rules, const double rows[]);

/* The history in one state after the other: begin, rows of t,value, a gap between states, end. */
void hippo_plot_history_begin(struct table *t);
void hippo_plot_history(struct table *t, double time, double value);
void hippo_plot_history_gap(struct table *t);
void hippo_plot_history_end(const struct hippo_run *r, struct table *t);

#endif
