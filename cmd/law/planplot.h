/* SPDX-License-Identifier: MIT */
/* law/planplot: plans as a gnuplot script. */
#ifndef LAW_PLANPLOT_H
#define LAW_PLANPLOT_H

#include "io/writer.h"
#include "math/scaling/plan.h"

/*
 * n plans by their training compute, with bands: parameters and tokens; loss; overhead; speed-up; each where it is defined.  title: the law, from
 * outside.  In a terminal of letters (set term dumb) only the first panel is drawn.
 */
void law_planplot(struct writer *w, const char *title, size_t n, const struct plan p[]);

#endif
