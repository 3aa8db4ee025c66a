/* SPDX-License-Identifier: MIT */
/* vecmath: see vecmath.h. */
#include <math.h>
#include <string.h>

#include "base/sys.h"
#include "base/vecmath.h"

#if defined __x86_64__ && defined __GLIBC__

/* libmvec under the names of the x86-64 vector function ABI: four lanes for AVX2, eight for AVX-512. */
typedef double v4 __attribute__((vector_size(32)));
typedef double v8 __attribute__((vector_size(64)));

#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f")))

/* NOLINTBEGIN(bugprone-reserved-identifier): the names of that library */
AVX2 v4 _ZGVdN4v_exp(v4);
AVX2 v4 _ZGVdN4v_log(v4);
AVX512 v8 _ZGVeN8v_exp(v8);
AVX512 v8 _ZGVeN8v_log(v8);
/* NOLINTEND(bugprone-reserved-identifier) */

/* y = f(x) by whole vectors, the rest padded with ones to a whole one: no result depends on the element's place. */
#define VECTORS(name, isa, type, lanes, f) \
	isa static void \
	name(size_t n, const double x[], double y[]) \
	{ \
		type v; \
		size_t i = 0; \
		for (; i + lanes <= n; i += lanes) { \
			memcpy(&v, x + i, sizeof v); \
			v = f(v); \
			memcpy(y + i, &v, sizeof v); \
		} \
		if (i < n) { \
			double rest[lanes]; \
			for (size_t k = 0; k < lanes; k++) \
				rest[k] = i + k < n ? x[i + k] : 1.0; \
			memcpy(&v, rest, sizeof v); \
			v = f(v); \
			memcpy(rest, &v, sizeof v); \
			memcpy(y + i, rest, (n - i) * sizeof y[0]); \
		} \
	}

VECTORS(exp_avx2, AVX2, v4, 4, _ZGVdN4v_exp)
VECTORS(log_avx2, AVX2, v4, 4, _ZGVdN4v_log)
VECTORS(exp_avx512, AVX512, v8, 8, _ZGVeN8v_exp)
VECTORS(log_avx512, AVX512, v8, 8, _ZGVeN8v_log)

static int
isa(void)
{
	return sys_isa();
}
#else
#define exp_avx2 vec_exp
#define log_avx2 vec_log
#define exp_avx512 vec_exp
#define log_avx512 vec_log

static int
isa(void)
{
	return 0;
}
#endif

void
vec_exp(size_t n, const double x[], double y[])
{
	switch (isa()) {
	case 5:
		exp_avx512(n, x, y);
		break;
	case 2:
		exp_avx2(n, x, y);
		break;
	default:
		for (size_t i = 0; i < n; i++)
			y[i] = exp(x[i]);
	}
}

void
vec_log(size_t n, const double x[], double y[])
{
	switch (isa()) {
	case 5:
		log_avx512(n, x, y);
		break;
	case 2:
		log_avx2(n, x, y);
		break;
	default:
		for (size_t i = 0; i < n; i++)
			y[i] = log(x[i]);
	}
}
