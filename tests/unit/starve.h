/* SPDX-License-Identifier: MIT */
/* starve: a call whose allocations fail one after the other. */
#ifndef TESTS_UNIT_STARVE_H
#define TESTS_UNIT_STARVE_H

#include "base/err.h"
#include "base/mem.h"
#include "tap.h"

/*
 * call(context, e) with its k-th allocation failing, k = 1, 2, .. until it has succeeded for the last `calm` k (a failure may be made good);
 * every other answer must be ERR_MEMORY.  Returns how many times it was.
 */
static inline unsigned long
starve(const char *what, int (*call)(void *context, struct err *e), void *context)
{
	enum { CALM = 12, MOST = 5000 };
	unsigned long failed = 0;

	for (unsigned long k = 1, good = 0; good < CALM && k < MOST; k++) {
		struct err e = { 0 };
		mem_fail_at(k, false);
		int code = call(context, &e);
		mem_fail_at(0, false);
		good = code ? 0 : good + 1;
		failed += code == ERR_MEMORY;
		TAP_OK(code == e.code && (code == 0 || code == ERR_MEMORY), "%s, allocation %lu: %d %s", what, k, code, e.text);
	}
	return failed;
}

#endif
