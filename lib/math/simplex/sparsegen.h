/* SPDX-License-Identifier: MIT */
/* sparsegen: sparsemax of scores times a factor.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* sparsemax(c x) */
static int
sparsemax_times(struct scores *s, double c, double p[])
{
	double *x = scratch(s, 1);

	for (size_t i = 0; i < s->n; i++)
		x[i] = (s->x[i] - s->max) * c;
	s->tau = scores_sparsemax(s->n, x, 0, p, scratch(s, 0)) / c + s->max;
	return 0;
}

static int
sparsegen_lin(struct scores *s, double p[])
{
	return sparsemax_times(s, 1 / (1 - s->par[0]), p);
}

static void
sparsegen_lin_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_power(s, p, j, 2, 1 / (1 - s->par[0]));
}

static void
sparsegen_lin_inverse(const struct scores *s, const double p[], double x[])
{
	for (size_t i = 0; i < s->n; i++)
		x[i] = (1 - s->par[0]) * p[i];
	centre(s, p, x);
}

/* (1 + n q) / (|sum x| + n q); sum and q may be 0 together, which has no answer.  q = inf: 1. */
static double
hourglass_scale(const struct scores *s, double *sum)
{
	double q = s->par[0], n = (double)s->n;

	*sum = scores_sum(s->n, s->x);
	if (isinf(q) || !isfinite(*sum))
		return isinf(q) ? 1 : 0;
	return (1 + n * q) / (fabs(*sum) + n * q);
}

static int
sparsehourglass(struct scores *s, double p[])
{
	double sum, c = hourglass_scale(s, &sum);

	if (isinf(c))
		return err_set(s->e, ERR_NO_ANSWER, "sparsehourglass with q = 0 is not defined where the scores sum to 0");
	return sparsemax_times(s, c, p);
}

/* J = c S + (S x) (grad c)^T, grad c = -c sign(sum) / (|sum| + n q) */
static void
sparsehourglass_slope(const struct scores *s, const double p[], struct slope *j)
{
	double sum, mean = 0, k = 0, c = hourglass_scale(s, &sum), n = (double)s->n;

	slope_power(s, p, j, 2, c);
	for (size_t i = 0; i < s->n; i++)
		if (p[i] > 0) {
			mean += s->x[i] - s->max;
			k++;
		}
	mean /= k;
	double rise = isinf(s->par[0]) ? 0 : -c * (sum > 0 ? 1 : -1) / (fabs(sum) + n * s->par[0]);
	for (size_t i = 0; i < s->n; i++) {
		j->a[1][i] = p[i] > 0 ? -(s->x[i] - s->max - mean) : 0;
		j->b[1][i] = rise;
	}
	j->rank = 2;
}

#else

	{ .head = { "sparsegen_lin", .params = { { "LAMBDA", .lo = -INF, .hi = 1, .open_lo = true, .open_hi = true } },
	            .formula = "sparsemax(x / (1 - LAMBDA))", .domain = "all rows", .range = "simplex",
	            .source = "Laha et al. 2018, arXiv 1810.11975" },
	  .map = sparsegen_lin, .slope = sparsegen_lin_slope, .inverse = sparsegen_lin_inverse, .properties = DENSE_BELOW_1 },

	{ .head = { "sparsehourglass", .params = { { "Q", .lo = 0, .hi = INF } },
	            .formula = "sparsemax(x (1 + n Q) / (|sum x| + n Q))", .domain = "Q > 0 or sum x not 0", .range = "simplex",
	            .source = "Laha et al. 2018, arXiv 1810.11975" },
	  .map = sparsehourglass, .slope = sparsehourglass_slope, .properties = MONOTONE | SPARSE | SUM_ONE },

#endif
