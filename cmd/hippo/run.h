/* SPDX-License-Identifier: MIT */
/* hippo/run: what the options of hippo-matrix say, and the systems they ask for. */
#ifndef HIPPO_RUN_H
#define HIPPO_RUN_H

#include "base/row.h"
#include "cli/table.h"
#include "math/hippo/basis.h"

/*
 * family            what was named, as typed
 * sizes             -N;  dt: 0 without --dt;  length: -L, 0 without
 * discretize, rules --discretize of time-invariant systems, --rule of time-varying legs
 * timemap, at       --timemap, and --at where a formula is taken; NULL.  power: of power:BETA, else 1
 * time              column of the times, or NULL
 * last, stats       only the last state; summaries instead of samples
 */
struct hippo_run {
	const struct tool *tool;
	const struct spec *family;
	struct sweep sizes;
	struct spec_list discretize, rules;
	const char *timemap, *at;
	double dt, power;
	long length;
	const char *time;
	bool last, stats;
	struct table_opts table;
};

/* All leave with their message when something is wrong. */

/* LIST as the user typed it, or, when l is empty, text. */
void hippo_run_parse(const struct registry *g, const char *text, struct spec_list *l);

/* Leaves when what has to be held is larger than --max-memory. */
void hippo_run_hold(const struct hippo_run *r, double bytes, const char *what);

/* The system of a family at N = size, whose matrix fits. */
struct hippo hippo_run_system(const struct hippo_run *r, const struct spec *family, double size);

/* legs without --dt and --discretize varies in time. */
struct clock hippo_run_clock(const struct hippo_run *r, const struct hippo *h);

/* A rule that lets errors grow is said before it does. */
void hippo_run_warn(const struct hippo_run *r, const struct hippo *h, const struct spec *rule, bool varying);

#endif
