/* SPDX-License-Identifier: MIT */
/* projection: see projection.h. */
#include "math/hippo/projection.h"

#include <math.h>

void
projection(size_t n, size_t m, const double t[], const double u[], double x[], double work[])
{
	double *at = work, *before = at + m + 1, *now = before + m + 1;
	double end = t ? t[m - 1] : (double)m;

	for (size_t j = 0; j <= m; j++) {		/* the ends of the pieces; P_(-1) = 0 makes the integral of P_0 right */
		at[j] = j ? 2 * (t ? t[j - 1] : (double)j) / end - 1 : -1;
		before[j] = 0;
		now[j] = 1;
	}
	for (size_t i = 0; i < n; i++) {
		double k = (double)i, sum = 0, low = 0;
		for (size_t j = 0; j <= m; j++) {
			double next = i ? ((2 * k + 1) * at[j] * now[j] - k * before[j]) / (k + 1) : at[j];
			double high = (next - before[j]) / (2 * (2 * k + 1));
			sum += j ? u[j - 1] * (high - low) : 0;
			low = high;
			before[j] = now[j];
			now[j] = next;
		}
		x[i] = sqrt(2 * k + 1) * sum;
	}
}
