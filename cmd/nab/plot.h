/* SPDX-License-Identifier: MIT */
/* nab/plot: the drawings of nab-min: the records of scans, S over a range, the histogram, as gnuplot scripts. */
#ifndef NAB_PLOT_H
#define NAB_PLOT_H

#include "cli/table.h"
#include "math/nab/nab.h"
#include "math/nab/stats.h"

/* Scans so far, and their titles, each ended by a NUL; zero before use. */
struct nab_plot {
	struct text titles;
	size_t n;
};

/* The least S - s0 known as a + b grows, a step for each record; at the end of the script, in logarithms, up to where a + b has reached S. */
void nab_plot_records(struct table *t, struct nab_plot *p, const struct nab_search *r);
void nab_plot_records_end(struct table *t, struct nab_plot *p);

/* S - 2 sqrt(N): begin, a point for each N, end. */
void nab_plot_range_begin(struct table *t);
void nab_plot_range(struct table *t, uint64_t n, uint64_t sum);
void nab_plot_range_end(struct table *t);

/* Shares of (S - s0) / N^(1/6) in bins of a quarter, and their law. */
void nab_plot_stats(struct table *t, const struct nab_stats *s);

#endif
