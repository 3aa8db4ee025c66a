/* SPDX-License-Identifier: MIT */
/* lorenz: the Lorenz curve of a vector's magnitudes; see sparsity.h. */
#include <math.h>

#include "base/mem.h"
#include "math/sparsity/sort.h"
#include "math/sparsity/sparsity.h"

int
sparsity_lorenz(size_t n, const double x[], double share[], struct err *e)
{
	if (n == 0)
		return err_set(e, ERR_INPUT, "the vector is empty");
	double *work = mem_alloc(n, sizeof work[0]), *c = share + 1, max = 0;
	if (!work)
		return err_memory(e);
	for (size_t i = 0; i < n; i++)
		max = fmax(max, c[i] = fabs(x[i]));
	if (max > 0) {
		/* With the largest near 1 no sum overflows, and what falls below 2^-1074 is nothing beside it. */
		int exponent = ilogb(max);
		for (size_t i = 0; i < n; i++)
			c[i] = ldexp(c[i], -exponent);
		sort_magnitudes(n, c, work);

		double sum = 0, rest = 0;	/* rest: the rounding errors of sum (Knuth's two-sum) */
		for (size_t i = 0; i < n; i++) {
			double s = sum + c[i], b = s - sum;
			rest += (sum - (s - b)) + (c[i] - b);
			sum = s;
			c[i] = sum + rest;
		}
		double all = c[n - 1];
		for (size_t i = 0; i < n; i++)
			c[i] /= all;
		share[0] = 0;
	}
	mem_free(work);
	return max > 0 ? 0 : err_set(e, ERR_NO_ANSWER, "the zero vector has no Lorenz curve");
}

double
sparsity_lorenz_area(size_t n, const double share[])
{
	double sum = 0;
	for (size_t k = 0; k < n; k++)
		sum += share[k] + share[k + 1];
	return 1 - sum / (double)n;
}
