/* SPDX-License-Identifier: MIT */
/* fused: sparsemax after a proximal step that makes blocks equal.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/*
 * argmin |y - x|^2/2 + lambda sum |y_(i+1) - y_i|: the blocks by Condat 2013, A direct algorithm for 1D total variation denoising; their
 * values again from their means, mean + lambda (signs of the two jumps) / length, so that no rounding piles up.
 */
static void
tv_blocks(size_t n, const double x[], double lambda, double y[])
{
	size_t k = 0, from = 0, low = 0, high = 0;	/* low, high: last places where the lower and upper bounds were tight */
	double vmin = x[0] - lambda, vmax = x[0] + lambda, umin = lambda, umax = -lambda;

	for (;;) {
		while (k == n - 1) {
			if (umin < 0) {
				while (from <= low)
					y[from++] = vmin;
				k = low = from;
				vmin = x[k];
				umin = lambda;
				umax = x[k] + lambda - vmax;
			} else if (umax > 0) {
				while (from <= high)
					y[from++] = vmax;
				k = high = from;
				vmax = x[k];
				umax = -lambda;
				umin = x[k] - lambda - vmin;
			} else {
				vmin += umin / (double)(k - from + 1);
				while (from <= k)
					y[from++] = vmin;
				return;
			}
		}
		if (x[k + 1] + umin < vmin - lambda) {
			while (from <= low)
				y[from++] = vmin;
			k = low = high = from;
			vmin = x[k];
			vmax = x[k] + 2 * lambda;
			umin = lambda;
			umax = -lambda;
		} else if (x[k + 1] + umax > vmax + lambda) {
			while (from <= high)
				y[from++] = vmax;
			k = low = high = from;
			vmin = x[k] - 2 * lambda;
			vmax = x[k];
			umin = lambda;
			umax = -lambda;
		} else {
			k++;
			umin += x[k] - vmin;
			umax += x[k] - vmax;
			if (umin >= lambda) {
				vmin += (umin - lambda) / (double)(k - from + 1);
				umin = lambda;
				low = k;
			}
			if (umax <= -lambda) {
				vmax += (umax + lambda) / (double)(k - from + 1);
				umax = -lambda;
				high = k;
			}
		}
	}
}

static double
sign_of(double x)
{
	return (x > 0) - (x < 0);
}

/*
 * y = prox(x - max), with the block of every place, named by its first member.  Scores far below the maximum are raised to where sums of them
 * are finite, and lambda lowered to where all is one block: p does not change, and no infinity stops the blocks from ending.
 */
static void
prox_tv(const struct scores *s, double y[], size_t block[])
{
	double *d = scratch(s, 0), *raw = scratch(s, 1), least = 0;

	for (size_t i = 0; i < s->n; i++) {
		d[i] = fmax(s->x[i] - s->max, -1e290);
		least = fmin(least, d[i]);
	}
	double lambda = fmin(s->par[0], (double)s->n * -least);
	tv_blocks(s->n, d, lambda, raw);
	for (size_t i = 0, end; i < s->n; i = end) {
		for (end = i; end < s->n && raw[end] == raw[i]; end++)
			block[end] = i;
		double jumps = (i > 0 ? sign_of(raw[i - 1] - raw[i]) : 0) + (end < s->n ? sign_of(raw[end] - raw[i]) : 0);
		double value = (scores_sum(end - i, d + i) + lambda * jumps) / (double)(end - i);
		for (size_t k = i; k < end; k++)
			y[k] = value;
	}
}

static int
sparsemax_of(struct scores *s, const double y[], double p[])
{
	double max = -INF;
	for (size_t i = 0; i < s->n; i++)
		max = fmax(max, y[i]);
	s->tau = scores_sparsemax(s->n, y, max, p, scratch(s, 0));
	return 0;
}

static int
fusedmax(struct scores *s, double p[])
{
	double *y = scratch(s, 2);
	prox_tv(s, y, scratch_index(s, 3));
	sparsemax_of(s, y, p);
	s->tau += s->max;
	return 0;
}

static void
fusedmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_power(s, p, j, 2, 1);
	j->block = scratch_index(s, 3);
	j->sign = scratch(s, 4);
	prox_tv(s, scratch(s, 2), j->block);
	for (size_t i = 0; i < s->n; i++)
		j->sign[i] = 1;
}

/*
 * argmin |y - x|^2/2 + lambda sum over pairs max(|y_i|, |y_j|): with |x| in descending order, |y| is the decreasing, non-negative fit to
 * |x|_(i) - lambda (n - i), i = 1..n, by pool adjacent violators (Bondell & Reich 2008; Zhong & Kwok 2012).
 */
static void
prox_oscar(const struct scores *s, double y[], size_t block[], double sign[])
{
	size_t n = s->n, *order = scratch_index(s, 5), m = 0, *length = scratch_index(s, 6);
	double *size = scratch(s, 7), *mean = scratch(s, 8);

	for (size_t i = 0; i < n; i++)
		size[i] = fabs(s->x[i]);
	scores_order(n, size, order, scratch(s, 0));
	for (size_t i = 0; i < n; i++) {
		mean[m] = size[order[i]] - s->par[0] * (double)(n - 1 - i);
		length[m++] = 1;
		for (; m > 1 && mean[m - 2] <= mean[m - 1]; m--) {
			length[m - 2] += length[m - 1];
			mean[m - 2] += (mean[m - 1] - mean[m - 2]) * ((double)length[m - 1] / (double)length[m - 2]);
		}
	}
	for (size_t k = 0, at = 0; k < m; k++) {
		double value = fmax(mean[k], 0);
		for (size_t i = at; i < at + length[k]; i++) {
			size_t place = order[i];
			block[place] = order[at];
			sign[place] = value > 0 ? sign_of(s->x[place]) : 0;
			y[place] = value > 0 ? sign[place] * value : 0;
		}
		at += length[k];
	}
}

static int
oscarmax(struct scores *s, double p[])
{
	double *y = scratch(s, 2);
	prox_oscar(s, y, scratch_index(s, 3), scratch(s, 4));
	return sparsemax_of(s, y, p);
}

static void
oscarmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_power(s, p, j, 2, 1);
	j->block = scratch_index(s, 3);
	j->sign = scratch(s, 4);
	prox_oscar(s, scratch(s, 2), j->block, j->sign);
}

#else

	{ .head = { "fusedmax", .params = { { "LAMBDA", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "sparsemax(y), y = argmin |y - x|^2/2 + LAMBDA sum |y_(i+1) - y_i|", .domain = "all rows", .range = "simplex",
	            .source = "Niculae & Blondel 2017, arXiv 1705.07704" },
	  .map = fusedmax, .slope = fusedmax_slope, .properties = SHIFT | SPARSE | SYMMETRIC | SUM_ONE },

	{ .head = { "oscarmax", .params = { { "LAMBDA", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "sparsemax(y), y = argmin |y - x|^2/2 + LAMBDA sum over pairs max(|y_i|, |y_j|)", .domain = "all rows",
	            .range = "simplex", .source = "Niculae & Blondel 2017, arXiv 1705.07704" },
	  .map = oscarmax, .slope = oscarmax_slope, .properties = MONOTONE | SPARSE | SUM_ONE },

#endif
