/* SPDX-License-Identifier: MIT */
/* nab/cells: what nab-min writes into tables: long integers, triples, records, the histogram. */
#ifndef NAB_CELLS_H
#define NAB_CELLS_H

#include "cli/table.h"
#include "math/nab/nab.h"
#include "math/nab/stats.h"

/* A cell of digits, behind a minus sign when asked for. */
void nab_cells_integer(struct table *t, const struct big *x, bool minus);

/* A cell below 2^64: in JSON all integers are strings, so that none has to be one. */
void nab_cells_count(struct table *t, uint64_t x);

/* A row N, a, b, c, S; minus: c is negative. */
void nab_cells_triple(struct table *t, const struct big *n, const struct nab_triple *x, bool minus);

/* Rows N, t, c, S of the records of a scan. */
void nab_cells_records(struct table *t, const struct nab_search *r);

/* Rows kind, x_lo, x_hi, count, expected. */
void nab_cells_stats(struct table *t, const struct nab_stats *s);

/* The digits of x in text. */
struct str nab_cells_print(const struct big *x, char text[BIG_TEXT]);

#endif
