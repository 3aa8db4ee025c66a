/* SPDX-License-Identifier: MIT */
/* progress: see progress.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/progress.h"

#define EVERY 0.5		/* seconds */

enum { COLUMNS = 79 };

const struct opt progress_options[] = {
	{ .kind = OPT_SET_, .name = "progress", .lo = PROGRESS_ALWAYS, .help = "tell how far it has come, on standard error, even when that is no terminal" },
	{ .kind = OPT_SET_, .name = "no-progress", .lo = PROGRESS_NEVER, .help = "never tell; else it is told on a terminal after a second" },
	OPT_END
};

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void
progress_begin(struct progress *p)
{
	p->began = now();
	p->told = p->when == PROGRESS_ALWAYS ? p->began - EVERY : p->began + 1 - EVERY;
}

bool
progress_due(struct progress *p)
{
	return p->when != PROGRESS_NEVER && (p->when == PROGRESS_ALWAYS || isatty(STDERR_FILENO)) && now() - p->told >= EVERY;
}

double
progress_rate(const struct progress *p, double done)
{
	double t = now() - p->began;
	return t > 0 ? done / t : 0;
}

/* A line over the one before; nobody is left to be told when it cannot be written. */
static void
rewrite(struct progress *p, const char *text)
{
	char line[2 * COLUMNS + 4];
	size_t n = strlen(text);
	bool over = isatty(STDERR_FILENO);
	int length = snprintf(line, sizeof line, "%s%-*s%s", over ? "\r" : "", over ? (int)p->shown : 0, text, over ? "\r" : "\n");
	ssize_t put = write(STDERR_FILENO, line, (size_t)length);
	p->shown = put > 0 ? n : 0;
}

void
progress_tell(struct progress *p, const char *format, ...)
{
	char text[COLUMNS + 1];
	va_list ap;
	int n = snprintf(text, sizeof text, "%s: ", p->program);

	va_start(ap, format);
	vsnprintf(text + n, sizeof text - (size_t)n, format, ap);
	va_end(ap);
	rewrite(p, text);
	p->told = now();
}

void
progress_end(struct progress *p)
{
	if (p->shown && isatty(STDERR_FILENO))
		rewrite(p, "");
	p->shown = 0;
}
