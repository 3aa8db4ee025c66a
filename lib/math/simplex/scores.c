/* SPDX-License-Identifier: MIT */
/* scores: see scores.h.  Sums, Jacobians applied. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "math/simplex/scores.h"

enum { BLOCK = 128, LANES = 8 };

double
scores_sum(size_t n, const double x[])
{
	double sum = 0, low = 0;

	for (size_t at = 0, m; at < n; at += m) {
		double lane[LANES] = { 0 };
		m = n - at < BLOCK ? n - at : BLOCK;
		size_t whole = m / LANES * LANES;
		for (size_t i = 0; i < whole; i += LANES)
			for (size_t k = 0; k < LANES; k++)
				lane[k] += x[at + i + k];
		for (size_t i = whole; i < m; i++)
			lane[i - whole] += x[at + i];
		double part = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
		double t = sum + part;				/* Neumaier */
		low += fabs(sum) >= fabs(part) ? (sum - t) + part : (part - t) + sum;
		sum = t;
	}
	return sum + (isfinite(low) ? low : 0);
}

double
scores_scale(const struct simplex_opts *o, size_t n)
{
	return (o->logn > 0 ? log((double)n) / log(o->logn) : 1) / o->temperature;
}

bool
scores_normalise(size_t n, double p[])
{
	double sum = scores_sum(n, p);

	if (isinf(sum)) {
		for (size_t i = 0; i < n; i++)
			p[i] *= 0x1p-64;
		sum = scores_sum(n, p);
	}
	if (!(sum > 0))
		return false;
	for (size_t i = 0; i < n; i++)
		p[i] /= sum;
	return true;
}

/* The mean over each block of v times sign, times sign; a block is named by the index of a member.  work (2n). */
static void
average(size_t n, const struct slope *j, const double v[], double out[], double work[])
{
	double *sum = work, *count = work + n;

	memset(work, 0, 2 * n * sizeof *work);
	for (size_t i = 0; i < n; i++) {
		sum[j->block[i]] += v[i] * j->sign[i];
		count[j->block[i]]++;
	}
	for (size_t i = 0; i < n; i++)
		out[i] = j->sign[i] * sum[j->block[i]] / count[j->block[i]];
}

void
slope_apply(size_t n, const struct slope *j, bool transposed, const double v[], double out[], double work[])
{
	double dot[2] = { 0 };

	if (j->block && !transposed) {
		average(n, j, v, work, work + n);
		v = work;
	}
	for (int k = 0; k < j->rank; k++) {
		const double *b = transposed ? j->a[k] : j->b[k];
		double *term = out;		/* written last below */
		for (size_t i = 0; i < n; i++)
			term[i] = b[i] * v[i];
		dot[k] = scores_sum(n, term);
	}
	for (size_t i = 0; i < n; i++) {
		out[i] = j->d[i] * v[i];
		for (int k = 0; k < j->rank; k++)
			out[i] -= (transposed ? j->b[k] : j->a[k])[i] * dot[k];
	}
	if (j->block && transposed) {
		memcpy(work, out, n * sizeof *out);
		average(n, j, work, out, work + n);
	}
}
