/* SPDX-License-Identifier: MIT */
/* starve: a call whose allocations fail one after the other. */
#ifndef TESTS_UNIT_STARVE_H
#define TESTS_UNIT_STARVE_H

#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "tap.h"

/* FNV-1a of the results that the call at work has shown. */
static const uint64_t starve_nothing = 0xcbf29ce484222325;
static uint64_t starve_seen;

static inline void
starve_bytes(const void *v, size_t bytes)
{
	const unsigned char *b = v;

	for (size_t i = 0; i < bytes; i++)
		starve_seen = (starve_seen ^ b[i]) * 0x100000001b3;
}

/* What a call has found, shown by the call itself: n doubles, to the bit, or a text. */
static inline void
starve_saw(size_t n, const double v[])
{
	starve_bytes(v, n * sizeof *v);
}

static inline void
starve_read(const char *text)
{
	starve_bytes(text, strlen(text) + 1);
}

/* One call with the k-th allocation failing, none when k is 0: its code. */
static inline int
starve_once(unsigned long k, int (*call)(void *context, struct err *e), void *context, struct err *e)
{
	*e = (struct err){ 0 };
	starve_seen = starve_nothing;
	mem_fail_at(k, false);
	int code = call(context, e);
	mem_fail_at(0, false);
	return code;
}

/*
 * call(context, e) undisturbed, which must succeed and show something; then with its k-th allocation failing, k = 1, 2, .. until it has
 * succeeded for the last CALM k.  Success must show the same as without the failure (it was made good); every other answer must be
 * ERR_MEMORY.  Returns how many times it was.
 */
static inline unsigned long
starve(const char *what, int (*call)(void *context, struct err *e), void *context)
{
	enum { CALM = 12, MOST = 5000 };
	unsigned long failed = 0, good = 0;
	struct err e;

	TAP_OK(starve_once(0, call, context, &e) == 0, "%s: %s", what, e.text);
	const uint64_t want = starve_seen;
	TAP_OK(want != starve_nothing, "%s shows no result", what);
	for (unsigned long k = 1; good < CALM && k < MOST; k++) {
		int code = starve_once(k, call, context, &e);
		good = code ? 0 : good + 1;
		failed += code == ERR_MEMORY;
		TAP_OK(code == e.code && (code == 0 || code == ERR_MEMORY), "%s, allocation %lu: %d %s", what, k, code, e.text);
		TAP_OK(code || starve_seen == want, "%s, allocation %lu: another result", what, k);
	}
	TAP_OK(good == CALM, "%s fails with memory, too", what);
	return failed;
}

#endif
