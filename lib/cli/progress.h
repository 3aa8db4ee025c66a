/* SPDX-License-Identifier: MIT */
/* progress: how far long work has come, on standard error. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/opt.h"

enum { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

/* --progress and --no-progress, of an int that is PROGRESS_AUTO before. */
extern const struct opt progress_options[];
#define OPT_PROGRESS(v) OPT_GROUP(v, progress_options)

/*
 * A line that is rewritten while the work goes on, twice a second at most.  PROGRESS_AUTO shows it only on a terminal and after a second;
 * PROGRESS_ALWAYS at once, and elsewhere than on a terminal as one line after the other.  Zero but for program and when before use.
 *
 * progress_begin  starts the clock
 * progress_due   whether something should be told now
 * progress_rate  an amount done since then, a second
 * progress_tell  "program: text", at most a line of 80 columns
 * progress_end   takes the line away, before results or errors are written
 */
struct progress {
	const char *program;
	int when;
	double began, told;
	size_t shown;
};

void progress_begin(struct progress *p);
bool progress_due(struct progress *p);
double progress_rate(const struct progress *p, double done);
void progress_tell(struct progress *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void progress_end(struct progress *p);

#endif
