/* SPDX-License-Identifier: MIT */
/* nab/span: --range A..B of nab-min: every N of a range, by the recurrence. */
#ifndef NAB_SPAN_H
#define NAB_SPAN_H

#include "cli/table.h"
#include "math/nab/stats.h"

/*
 * text     A..B as typed; leaves with a usage error when it is none
 * triples  rows N, a, b, c, S instead of N, S, of which a plot draws S - 2 sqrt(N)
 * stats    unless NULL no rows: the N are counted there
 */
void nab_span(struct table *t, const char *text, bool triples, struct nab_stats *stats);

#endif
