/* SPDX-License-Identifier: MIT */
/* parallel: see parallel.h. */
#include "base/parallel.h"
#include "base/sys.h"

void
parallel_for(int threads, size_t n, void (*body)(void *context, size_t i), void *context)
{
	if (threads < 1 && n > 1)	/* asking the system costs as much as a small body */
		threads = sys_processors();
	if (n < (size_t)threads)
		threads = (int)n;
	if (threads < 2) {
		for (size_t i = 0; i < n; i++)
			body(context, i);
		return;
	}
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
	for (size_t i = 0; i < n; i++)
		body(context, i);
}
