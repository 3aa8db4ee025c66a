/* SPDX-License-Identifier: MIT */
/* sinkhorn: the doubly stochastic scaling of a whole matrix.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* log sum over k of exp(x[k stride] + add[k]) */
static double
log_sum(size_t n, const double x[], size_t stride, const double add[])
{
	double max = -INF, sum = 0;

	if (n == 0)
		return -INF;
	for (size_t k = 0; k < n; k++)
		max = fmax(max, x[k * stride] + add[k]);
	for (size_t k = 0; k < n; k++)
		sum += exp(x[k * stride] + add[k] - max);
	return max + log(sum);
}

/* f and g in turns so that rows, then columns of e^(x/eps + f + g) sum to 1 (log domain); until the rows do within 1e-14. */
static int
sinkhorn(struct scores *s, double p[])
{
	size_t n = s->rows, m = s->n / n;
	double *x = scratch(s, 0), *f = scratch(s, 1), *g = scratch(s, 2), wrong = INF;

	if (n != m)
		return err_set(s->e, ERR_INPUT, "sinkhorn wants a square matrix, not %zu rows of %zu", n, m);
	for (size_t i = 0; i < s->n; i++)
		x[i] = (s->x[i] - s->max) / s->par[0];
	memset(g, 0, m * sizeof *g);
	for (s->iterations = 1; s->iterations <= 100000 && wrong > 1e-14; s->iterations++) {
		wrong = 0;
		for (size_t i = 0; i < n; i++) {
			double next = -log_sum(m, x + i * m, 1, g);
			wrong = s->iterations > 1 ? fmax(wrong, fabs(expm1(f[i] - next))) : INF;
			f[i] = next;
		}
		for (size_t j = 0; j < m; j++)
			g[j] = -log_sum(n, x + j, m, f);
	}
	if (wrong > 1e-12)
		return err_set(s->e, ERR_NO_ANSWER, "sinkhorn: rows are still %.1g off after %zu iterations", wrong, s->iterations - 1);
	for (size_t i = 0; i < s->n; i++)
		p[i] = exp(x[i] + f[i / m] + g[i % m]);
	return 0;
}

#else

	{ .head = { "sinkhorn", .params = { { "EPS", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true, .initial = 1, .has_default = true } },
	            .formula = "a_i e^(x_ij / EPS) b_j with rows and columns of sum 1", .domain = "square matrices without infinities",
	            .range = "doubly stochastic", .source = "Sinkhorn 1964; Cuturi 2013, arXiv 1306.0895" },
	  .map = sinkhorn, .properties = SHIFT | SUM_ONE | MATRIX },

#endif
