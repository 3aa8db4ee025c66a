/* SPDX-License-Identifier: MIT */
/* legs_exp: see legs_exp.h. */
#include "math/hippo/legs_exp.h"

#include <math.h>

/* Rows f_(i-1), f_i, f_(i+1) in turn, each with a zero on both sides; the factors of their neighbours; v. */
struct rows {
	double *before, *now, *after, *left, *right, *v;
};

static void
begin(size_t n, double work[], struct rows *w)
{
	double *at = work;

	*w = (struct rows){ at + 1, at + n + 3, at + 2 * n + 5, at + 3 * n + 6, at + 4 * n + 7, at + 5 * n + 8 };
	for (size_t i = 0; i < 3 * n + 6; i++)
		at[i] = 0;
	for (size_t k = 0; k < n; k++) {
		w->left[k] = k ? (double)k / (double)(2 * k - 1) : 0;
		w->right[k] = (double)(k + 1) / (double)(2 * k + 3);
		w->v[k] = sqrt((double)(2 * k + 1));
	}
	w->now[0] = 1;
}

/* From row i to row i + 1. */
static void
advance(size_t i, double r, double rest, struct rows *w)
{
	double c = (double)(2 * i + 1) / (double)(i + 1), d = (double)i / (double)(i + 1);
	double *before = w->before, *now = w->now, *restrict after = w->after;

	for (size_t k = 0; k <= i + 1; k++)
		after[k] = c * (r * (w->left[k] * now[(ptrdiff_t)k - 1] + w->right[k] * now[k + 1]) - rest * now[k]) - d * before[k];
	*w = (struct rows){ now, after, before, w->left, w->right, w->v };
}

void
legs_exp(size_t n, double r, double rest, double E[], double work[])
{
	struct rows w;

	begin(n, work, &w);
	for (size_t i = 0; i < n; i++) {
		double scale = r * w.v[i];
		for (size_t k = 0; k < n; k++)
			E[i * n + k] = k <= i ? scale * w.now[k] / w.v[k] : 0;
		if (i + 1 < n)
			advance(i, r, rest, &w);
	}
}

void
legs_exp_step(size_t n, double r, double rest, size_t c, const double u[], double x[], double y[], double work[])
{
	struct rows w;

	begin(n, work, &w);
	for (size_t j = 0; j < c; j++)
		x[j] -= u[j];
	for (size_t k = 0; k < n; k++)			/* x/v, so that rows are used as they are */
		for (size_t j = 0; j < c; j++)
			x[k * c + j] /= w.v[k];
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < c; j++) {
			double sum[4] = { 0 };
			size_t k = 0;
			for (; k + 4 <= i + 1; k += 4)	/* four sums: one would wait for itself */
				for (size_t l = 0; l < 4; l++)
					sum[l] += w.now[k + l] * x[(k + l) * c + j];
			for (; k <= i; k++)
				sum[0] += w.now[k] * x[k * c + j];
			y[i * c + j] = r * w.v[i] * ((sum[0] + sum[1]) + (sum[2] + sum[3]));
		}
		if (i + 1 < n)
			advance(i, r, rest, &w);
	}
	for (size_t i = 0; i < n * c; i++)
		x[i] = y[i];
	for (size_t j = 0; j < c; j++)
		x[j] += u[j];
}
