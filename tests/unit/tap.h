/* SPDX-License-Identifier: MIT */
/* tap: checks in groups, printed in the Test Anything Protocol. */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

static unsigned long tap_checks, tap_bad, tap_groups, tap_failed;

/* One check: silent when it holds, else a diagnostic (the first ten of a group). */
#define TAP_OK(condition, ...) \
	do { \
		tap_checks++; \
		if (!(condition) && tap_bad++ < 10) { \
			printf("# %s:%d: ", __FILE__, __LINE__); \
			printf(__VA_ARGS__); \
			putchar('\n'); \
		} \
	} while (0)

/* Closes the group of checks since the last one; a group without a check has failed. */
static inline void
tap_group(const char *what)
{
	bool good = tap_checks > 0 && tap_bad == 0;
	printf("%s %lu - %s (%lu checks)\n", good ? "ok" : "not ok", ++tap_groups, what, tap_checks);
	tap_failed += !good;
	tap_checks = tap_bad = 0;
}

/* The larger of two errors: nan, which fmax passes over, is the largest. */
static inline double
tap_max(double a, double b)
{
	return a >= b || isnan(a) ? a : b;
}

/* For what this machine cannot show: counted and printed with its reason. */
static inline void
tap_skip(const char *what, const char *why)
{
	printf("ok %lu - %s # SKIP %s\n", ++tap_groups, what, why);
}

/* The plan; the exit status. */
static inline int
tap_done(void)
{
	printf("1..%lu\n", tap_groups);
	return tap_failed > 0 || tap_groups == 0;
}

#endif
