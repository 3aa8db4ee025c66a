/* SPDX-License-Identifier: MIT */
/* parallel and sys: every piece once, in order with one thread; what the system says is plausible. */
#include <stdlib.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/sys.h"
#include "tap.h"

enum { PIECES = 1000 };

struct work {
	unsigned done[PIECES];
	size_t order[PIECES], begun;	/* only with one thread */
};

static void
count(void *context, size_t i)
{
	struct work *w = context;
	w->done[i]++;
}

static void
note(void *context, size_t i)
{
	struct work *w = context;
	w->order[w->begun++] = i;
}

int
main(void)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 17, PIECES };
	for (int threads = 0; threads <= 5; threads++)
		for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
			struct work w = { .begun = 0 };
			parallel_for(threads, sizes[k], count, &w);
			for (size_t i = 0; i < PIECES; i++)
				TAP_OK(w.done[i] == (i < sizes[k]),
				       "%d threads: piece %zu of %zu ran %u times", threads, i, sizes[k], w.done[i]);
		}
	tap_group("every piece runs once, for any number of threads");

	struct work w = { .begun = 0 };
	parallel_for(1, PIECES, note, &w);
	for (size_t i = 0; i < PIECES; i++)
		TAP_OK(w.order[i] == i, "piece %zu came as number %zu", w.order[i], i);
	tap_group("one thread runs them in order");

	int pipes[2];
	TAP_OK(sys_processors() >= 1, "%d processors", sys_processors());
	TAP_OK(pipe(pipes) == 0, "a pipe");
	TAP_OK(sys_terminal_width(pipes[0]) == 0 && sys_terminal_width(-1) == 0, "a pipe is no terminal");
	sys_widen_pipe(pipes[1]);
	sys_read_ahead(pipes[0]);	/* a pipe cannot: no harm */
	TAP_OK(write(pipes[1], "x", 1) == 1, "the pipe still works");
	tap_group("processors, terminals, hints");

	unsetenv("MLCORE_ISA");
	int own = sys_isa();
	static const struct { const char *name; int level; } levels[] = { { "portable", 0 }, { "avx2", 2 }, { "avx512", 5 } };
	for (int i = 0; i < 3; i++) {
		setenv("MLCORE_ISA", levels[i].name, 1);
		int want = levels[i].level < own ? levels[i].level : own;
		TAP_OK(sys_isa() == want, "%s gives %d on a processor with %d", levels[i].name, sys_isa(), own);
	}
	TAP_OK(own == 0 || own == 2 || own == 5, "level %d", own);
	tap_group("the test build lowers the level of vector instructions, never raises it");
	return tap_done();
}
