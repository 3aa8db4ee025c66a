/* SPDX-License-Identifier: MIT */
/* mem: see mem.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#ifdef MLCORE_TEST
#include <execinfo.h>
#include <fcntl.h>

static unsigned long left;	/* allocations until the failing one, 0 when none is to fail */
static bool stays;
static uint64_t only;		/* the calls that lead to the failing one, 0 when any may */

void
mem_fail_at(unsigned long k, bool sticky)
{
	left = k;
	stays = sticky;
}

/*
 * Programs of the test build are told by MLCORE_MEM_FAIL=K, or K+ for sticky; K@PATH and K+@PATH mean the first from the K-th on that has
 * this path, so that of a pipeline only one program fails.  MLCORE_MEM_TOLD makes them say when it happened.
 */
static void
ask_environment(void)
{
	static bool asked;
	const char *k = asked ? NULL : getenv("MLCORE_MEM_FAIL");
	char *end;

	asked = true;
	if (k) {
		unsigned long n = strtoul(k, &end, 10);
		mem_fail_at(n, *end == '+');
		end += *end == '+';
		only = *end == '@' ? strtoull(end + 1, NULL, 16) : 0;
	}
}

/* The path to an allocation: a hash of the calls of ours that led to refused(), whose own calls the compiler may double. */
__attribute__((noinline)) static uint64_t
path(void)
{
	extern const char __executable_start[], etext[];	/* NOLINT(bugprone-reserved-identifier): the linker's names */
	enum { DEEPEST = 64 };
	void *calls[DEEPEST];
	uintptr_t first = (uintptr_t)__executable_start, last = (uintptr_t)etext;
	uint64_t hash = last - first;

	for (int i = 2, n = backtrace(calls, DEEPEST); i < n; i++) {
		uintptr_t at = (uintptr_t)calls[i];
		if (at >= first && at < last && calls[i] != calls[i - 1])	/* recursion is one call */
			hash = (hash ^ (at - first)) * 0x100000001b3;		/* FNV-1a, by addresses */
	}
	return hash;
}

/* MLCORE_MEM_PATHS=FILE: a line at its end for every allocation, its number and its path. */
static void
tell_path(const char *name, uint64_t at)
{
	static unsigned long k;
	static int fd = -1;

	if (fd < 0)
		fd = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	dprintf(fd, "%lu %016llx\n", ++k, (unsigned long long)at);
}

__attribute__((noinline)) static bool
refused(void)
{
	ask_environment();
	const char *told = getenv("MLCORE_MEM_PATHS");
	const uint64_t at = told || (only && left == 1) ? path() : 0;
	if (told)
		tell_path(told, at);
	if (left == 0 || left-- > 1)
		return false;
	if (only && only != at) {
		left = 1;
		return false;
	}
	only = 0;
	left = stays;
	if (getenv("MLCORE_MEM_TOLD"))
		fputs("allocation refused\n", stderr);
	return true;
}
#else
static bool
refused(void)
{
	return false;
}
#endif

void *
mem_alloc(size_t n, size_t size)
{
	return mem_resize(NULL, n, size);
}

void *
mem_zero(size_t n, size_t size)
{
	if (refused() || (size && n > PTRDIFF_MAX / size))
		return NULL;
	return calloc(n && size ? n * size : 1, 1);
}

void *
mem_resize(void *p, size_t n, size_t size)
{
	if (refused() || (size && n > PTRDIFF_MAX / size))
		return NULL;
	return realloc(p, n && size ? n * size : 1);
}

bool
mem_reserve(void *p, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return true;
	size_t n = *cap > need / 2 ? 2 * *cap : need;
	void *old, *grown;
	memcpy(&old, p, sizeof old);	/* *p is some T *, whatever T */
	if (!(grown = mem_resize(old, n < 16 ? 16 : n, size)))
		return false;
	memcpy(p, &grown, sizeof grown);
	*cap = n < 16 ? 16 : n;
	return true;
}

void
mem_free(void *p)
{
	free(p);
}
