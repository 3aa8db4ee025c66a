/* SPDX-License-Identifier: MIT */
/* law/scene: the data blocks of the picture of a fit; plot.c draws them. */
#ifndef LAW_SCENE_H
#define LAW_SCENE_H

#include "law/picture.h"
#include "law/rows.h"
#include "math/scaling/isoflop.h"
#include "math/scaling/saved.h"

/* Loss of N and D by compute; of one role by it; of others: observed by predicted. */
enum law_scene_kind { LAW_SCENE_SIZES, LAW_SCENE_CURVE, LAW_SCENE_OTHERS };

enum { LAW_SCENE_LEVELS = 5, LAW_SCENE_GRID = 61, LAW_SCENE_MARKS = 12 };

/*
 * d, s, y      document, runs and fit (s, y NULL without runs)
 * law          the document's law;  N, D: places of these roles
 * log          the axis across is logarithmic
 * x (runs)     what is across;  X, L, sizes, off: ranges of x, of losses, of N, of residuals
 * budget       (budgets) of the isoFLOP panel: only good parabolas, at most LAW_SCENE_MARKS;  group: budget of each run, SIZE_MAX of none
 * bands, frontier   are there bands, is there a frontier
 */
struct law_scene {
	struct writer *w;
	const struct law_document *d;
	const struct law_sample *s;
	const struct study *y;
	enum law_scene_kind kind;
	struct saved law;
	size_t N, D, runs, budgets, *group;
	bool log, bands, frontier;
	double *x;
	const double *const *role;
	struct law_range X, L, sizes, off, plan;
	struct isoflop_budget *budget;
};

/* compute (runs): the table's own or NULL.  Errors of the mathematics; law_scene_free in any case. */
int law_scene_make(struct law_scene *c, struct writer *w, const struct law_document *d, const struct law_sample *s, const struct study *y,
                   const double compute[], struct err *e);
void law_scene_free(struct law_scene *c);

/*
 * The data blocks, whose columns are
 *
 * RUNS       x, observed, N, ln predicted - ln observed
 * CURVE      x, law, lower and upper end of its band and of that of one run; sizes: x, law, N, an index for each N
 * FRONTIER   compute, loss, lo, hi, params, lo, hi, tokens, lo, hi
 * ISOFLOP    N, loss, compute;  PARABOLA, ATBUDGET  the same;  an index for each budget;  VERTEX  compute, N, D, loss
 */
int law_scene_blocks(struct law_scene *c, struct err *e);

#endif
