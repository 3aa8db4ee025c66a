/* SPDX-License-Identifier: MIT */
/* sumblock: see sumblock.h. */
#include <math.h>

#include "base/bits.h"
#include "base/sumblock.h"
#include "base/sys.h"

#define INFINITY_BITS INT64_C(0x7ff0000000000000)

#define LANES 2
#define TARGET
#define NAMED(x) x##_portable
#include "base/sumblock_lanes.h"

#ifdef __x86_64__
#define LANES 4
#define TARGET __attribute__((target("avx2")))
#define NAMED(x) x##_avx2
#include "base/sumblock_lanes.h"

#define LANES 8
#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define NAMED(x) x##_avx512
#include "base/sumblock_lanes.h"
#endif

struct kernels {
	size_t (*range)(size_t n, const double x[], double *largest, double *smallest);
	void (*sum)(size_t n, const double x[], bool magnitudes, const double sigma[2], double part[3]);
	void (*squares)(size_t n, const double x[], const double sigma[3], double part[7]);
};

static const struct kernels *
kernels(void)
{
	static const struct kernels portable = { range_portable, sum_portable, squares_portable };
#ifdef __x86_64__
	static const struct kernels avx2 = { range_avx2, sum_avx2, squares_avx2 };
	static const struct kernels avx512 = { range_avx512, sum_avx512, squares_avx512 };
	int isa = sys_isa();
	if (isa >= 2)
		return isa >= 5 ? &avx512 : &avx2;
#endif
	return &portable;
}

size_t
sumblock_range(size_t n, const double x[], double *largest, double *smallest)
{
	return kernels()->range(n, x, largest, smallest);
}

/* The least e with x = m 2^(e - 53), m an integer below 2^53, no lower than for subnormal numbers: x >= 0. */
static int
exponent(double x)
{
	int field = (int)(bits_of(x) >> 52);
	return (field > 0 ? field : 1) - 1022;
}

/* All |x| < 2^*top; *spread: every x is a multiple of 2^(*top - *spread - 53).  All zero: 0 and 0. */
static void
exponents(const struct kernels *kernel, size_t n, const double x[], int *top, int *spread)
{
	double largest, smallest;
	kernel->range(n, x, &largest, &smallest);
	*top = largest > 0 ? exponent(largest) : 0;
	*spread = largest > 0 ? *top - exponent(smallest) : 0;
}

/* m 2^k, k < 1024; below the normal range 0, which splits nothing off: what reaches there has no bits left to split. */
static double
scale(double m, int k)
{
	return m * bits_real(k > -1023 ? (uint64_t)(k + 1023) << 52 : 0);
}

/*
 * x = q0 + q1 + r with |q0| <= 2^t on the grid 2^(t-41), |q1| <= 2^(t-41) on the grid 2^(t-82), |r| <= 2^(t-82) on the grid of x,
 * 2^(t-spread-53): 4096 of each stay within 2^53 units when 12 + 41 <= 53 and 12 - 82 + spread + 53 <= 53.
 */
bool
sumblock_sum(size_t n, const double x[], bool magnitudes, double part[3])
{
	const struct kernels *kernel = kernels();
	int t, spread;
	exponents(kernel, n, x, &t, &spread);
	if (spread > 70 || t > 1010)
		return false;
	const double sigma[2] = { scale(1, t + 12), scale(1, t - 29) };
	kernel->sum(n, x, magnitudes, sigma, part);
	return true;
}

/*
 * x = q0 + q1 + q2 + q3 on the grids g_j = 2^(t-20(j+1)): with sigma = 3/2 2^k the grid does not change at sigma, so |q0| <=
 * 2^20 g_0 and |q_j| <= 2^19 g_j after it; q3, what is left, is on its grid when spread + 53 <= 80.  Products of equal i + j
 * share a grid; 4096 of the largest group, 2 q0 q3 + 2 q1 q2 <= (2^40 + 2^39) units, stay below 2^53.
 */
bool
sumblock_squares(size_t n, const double x[], double part[7])
{
	const struct kernels *kernel = kernels();
	int t, spread;
	exponents(kernel, n, x, &t, &spread);
	if (spread > 27 || t > 500 || t < -450)
		return false;
	const double sigma[3] = { scale(1.5, t + 32), scale(1.5, t + 12), scale(1.5, t - 8) };
	kernel->squares(n, x, sigma, part);
	return true;
}
