/* SPDX-License-Identifier: MIT */
/* look: the first pass over a row.  See task.h. */
#include <math.h>

#include "base/sys.h"
#include "math/simplex/task.h"

enum { LANES = 16 };

/* The largest score, and 0, or nan when any score is not finite: x 0 is one or the other. */
#define KERNEL(name, isa) \
	isa static double \
	name(size_t n, const double *restrict x, double *max) \
	{ \
		double lane[LANES], zero[LANES] = { 0 }, most = -HUGE_VAL, all = 0; \
		size_t whole = n / LANES * LANES; \
		for (size_t k = 0; k < LANES; k++) \
			lane[k] = -HUGE_VAL; \
		for (size_t i = 0; i < whole; i += LANES) \
			for (size_t k = 0; k < LANES; k++) { \
				lane[k] = x[i + k] > lane[k] ? x[i + k] : lane[k]; \
				zero[k] += x[i + k] * 0; \
			} \
		for (size_t i = whole; i < n; i++) { \
			lane[i - whole] = x[i] > lane[i - whole] ? x[i] : lane[i - whole]; \
			all += x[i] * 0; \
		} \
		for (size_t k = 0; k < LANES; k++) { \
			most = lane[k] > most ? lane[k] : most; \
			all += zero[k]; \
		} \
		*max = most; \
		return all; \
	}

KERNEL(portable, )
#if defined __x86_64__
KERNEL(avx2, __attribute__((target("avx2"))))
KERNEL(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"))))
#else
#define avx2 portable
#define avx512 portable
#endif

int
look_at(size_t n, const double x[], struct look *l, struct err *e)
{
	int isa = sys_isa();

	*l = (struct look){ .max = -HUGE_VAL };
	if (n == 0)
		return err_set(e, ERR_INPUT, "a row without scores");
	if ((isa == 5 ? avx512 : isa == 2 ? avx2 : portable)(n, x, &l->max) == 0)
		return 0;
	l->max = -HUGE_VAL;
	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]))
			return err_set(e, ERR_INPUT, "score %zu is not a number", i + 1);
		l->masked += x[i] == -HUGE_VAL;
		l->infinite += x[i] == HUGE_VAL;
		if (isfinite(x[i]) && x[i] > l->max)
			l->max = x[i];
	}
	return 0;
}
