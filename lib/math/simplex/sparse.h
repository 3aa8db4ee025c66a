/* SPDX-License-Identifier: MIT */
/* sparse: sparsemax, entmax, normmax: scores above a threshold.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* J = c (diag(g) - g g^T / sum g), g = p^(2-a) on the support */
static void
slope_power(const struct scores *s, const double p[], struct slope *j, double a, double c)
{
	for (size_t i = 0; i < s->n; i++)
		j->b[0][i] = p[i] > 0 ? a == 2 ? 1 : a == 1.5 ? sqrt(p[i]) : pow(p[i], 2 - a) : 0;
	double sum = scores_sum(s->n, j->b[0]);
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = c * j->b[0][i];
		j->a[0][i] = c * j->b[0][i] / sum;
	}
	j->rank = 1;
}

/* Centred on the support; where p = 0, the threshold: the largest score that gives 0. */
static void
centre(const struct scores *s, const double p[], double x[])
{
	double sum = 0;
	size_t k = 0;

	for (size_t i = 0; i < s->n; i++)
		if (p[i] > 0) {
			sum += x[i];
			k++;
		}
	for (size_t i = 0; i < s->n; i++)
		x[i] -= k ? sum / (double)k : 0;
}

static int
sparsemax(struct scores *s, double p[])
{
	s->tau = scores_sparsemax(s->n, s->x, s->max, p, scratch(s, 0));
	return 0;
}

static void
sparsemax_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_power(s, p, j, 2, 1);
}

static void
sparsemax_inverse(const struct scores *s, const double p[], double x[])
{
	memcpy(x, p, s->n * sizeof *x);
	centre(s, p, x);
}

static int hardmax_split(struct scores *s, double p[]);

static int
entmax_of(struct scores *s, double a, double p[])
{
	if (a == 1)
		return softmax(s, p);
	if (a == 2)
		return sparsemax(s, p);
	if (isinf(a))
		return hardmax_split(s, p);
	double lambda = scores_entmax(s->n, s->x, s->max, a, p, scratch(s, 0), &s->iterations);
	s->tau = (a - 1) * (s->max + lambda) - 1;
	return 0;
}

static int
entmax(struct scores *s, double p[])
{
	return entmax_of(s, s->par[0], p);
}

static int
entmax15(struct scores *s, double p[])
{
	return entmax_of(s, 1.5, p);
}

static void
entmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	if (isinf(s->par[0]))
		memset(j->d, 0, s->n * sizeof *j->d);
	else
		slope_power(s, p, j, s->par[0], 1);
}

static void
entmax15_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_power(s, p, j, 1.5, 1);
}

/* x = (p^(a-1) - 1)/(a - 1) + c, log p + c for a = 1 */
static void
entmax_inverse_of(const struct scores *s, double a, const double p[], double x[])
{
	if (a == 1) {
		centred_log(s, p, 1, x);
		return;
	}
	for (size_t i = 0; i < s->n; i++)
		x[i] = p[i] > 0 ? expm1((a - 1) * log(p[i])) / (a - 1) : a > 1 ? -1 / (a - 1) : -INF;
	centre(s, p, x);
}

static void
entmax_inverse(const struct scores *s, const double p[], double x[])
{
	entmax_inverse_of(s, s->par[0], p, x);
}

static void
entmax15_inverse(const struct scores *s, const double p[], double x[])
{
	entmax_inverse_of(s, 1.5, p, x);
}

/* u = [x - tau]_+^(1/(a-1)), sum u^a = 1, p = u / sum u; sum u^a is convex in tau: Newton from max - 1 never passes the root. */
static int
normmax(struct scores *s, double p[])
{
	double a = s->par[0], q = a / (a - 1), tau = -1, *d = scratch(s, 0), *w = scratch(s, 1);

	for (size_t i = 0; i < s->n; i++)
		d[i] = s->x[i] - s->max;
	for (s->iterations = 1; s->iterations < 200; s->iterations++) {
		for (size_t i = 0; i < s->n; i++) {
			double u = d[i] - tau;
			w[i] = u > 0 ? a == 2 ? u : pow(u, q - 1) : 0;
			p[i] = u > 0 ? w[i] * u : 0;
		}
		double f = scores_sum(s->n, p) - 1, step = f / (q * scores_sum(s->n, w));
		tau += step;
		if (fabs(step) < 1e-17 || f < 0)
			break;
	}
	for (size_t i = 0; i < s->n; i++)
		p[i] = d[i] - tau > 0 ? a == 2 ? d[i] - tau : pow(d[i] - tau, 1 / (a - 1)) : 0;
	scores_normalise(s->n, p);
	s->tau = tau + s->max;
	return 0;
}

/* With a = p, b = p^(2-alpha): c (diag(b) - a (b - (sum b) a)^T - b a^T), c = |p|_alpha^(alpha-1)/(alpha-1) */
static void
normmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	double alpha = s->par[0], norm = 0, sum = 0, *b = j->a[1];

	for (size_t i = 0; i < s->n; i++) {
		b[i] = p[i] > 0 ? pow(p[i], 2 - alpha) : 0;
		norm += p[i] > 0 ? pow(p[i], alpha) : 0;
		sum += b[i];
	}
	double c = pow(norm, (alpha - 1) / alpha) / (alpha - 1);
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = c * b[i];
		j->a[0][i] = c * p[i];
		j->b[0][i] = b[i] - sum * p[i];
		j->a[1][i] = c * b[i];
		j->b[1][i] = p[i];
	}
	j->rank = 2;
}

/* x = (p / |p|_a)^(a-1) + c */
static void
normmax_inverse(const struct scores *s, const double p[], double x[])
{
	double a = s->par[0], norm = 0;

	for (size_t i = 0; i < s->n; i++)
		norm += p[i] > 0 ? pow(p[i], a) : 0;
	norm = pow(norm, 1 / a);
	for (size_t i = 0; i < s->n; i++)
		x[i] = p[i] > 0 ? pow(p[i] / norm, a - 1) : 0;
	centre(s, p, x);
}

static int
alpha_relu(struct scores *s, double p[])
{
	double a = s->par[0];

	for (size_t i = 0; i < s->n; i++) {
		double u = (a - 1) * s->x[i] - s->par[1];
		p[i] = u > 0 ? a == 1.5 ? u * u : pow(u, 1 / (a - 1)) : 0;
	}
	s->tau = s->par[1] / (a - 1);
	return 0;
}

static void
alpha_relu_slope(const struct scores *s, const double p[], struct slope *j)
{
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = p[i] > 0 && !isinf(p[i]) ? pow(p[i], 2 - s->par[0]) : 0;
}

static void
alpha_relu_inverse(const struct scores *s, const double p[], double x[])
{
	for (size_t i = 0; i < s->n; i++)
		x[i] = (pow(p[i], s->par[0] - 1) + s->par[1]) / (s->par[0] - 1);
}

#else

#define DENSE_BELOW_1 (MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE)

	{ .head = { "sparsemax", .formula = "[x_i - tau]_+ with sum 1: the nearest point of the simplex", .domain = "all rows",
	            .range = "simplex", .source = "Martins & Astudillo 2016, arXiv 1602.02068" },
	  .map = sparsemax, .slope = sparsemax_slope, .inverse = sparsemax_inverse, .properties = DENSE_BELOW_1 },

	{ .head = { "entmax", .params = { { "A", .lo = 0, .hi = INF, .open_lo = true } },
	            .formula = "[(A-1) x_i - tau]_+^(1/(A-1)) with sum 1", .domain = "all rows; A = 1 softmax, 2 sparsemax, inf hardmax_split",
	            .range = "simplex; full support for A <= 1", .source = "Peters, Niculae & Martins 2019, arXiv 1905.05702" },
	  .map = entmax, .slope = entmax_slope, .inverse = entmax_inverse, .properties = DENSE_BELOW_1 },

	{ .head = { "entmax15", .formula = "entmax:1.5", .domain = "all rows", .range = "simplex",
	            .source = "Peters, Niculae & Martins 2019, arXiv 1905.05702" },
	  .map = entmax15, .slope = entmax15_slope, .inverse = entmax15_inverse, .properties = DENSE_BELOW_1 },

	{ .head = { "normmax", .params = { { "A", .lo = 1, .hi = INF, .open_lo = true, .open_hi = true } },
	            .formula = "u / sum u, u_i = [x_i - tau]_+^(1/(A-1)), sum u^A = 1", .domain = "all rows", .range = "simplex",
	            .source = "Blondel, Martins & Niculae 2020, arXiv 1901.02324" },
	  .map = normmax, .slope = normmax_slope, .inverse = normmax_inverse, .properties = DENSE_BELOW_1 },

	{ .head = { "alpha_relu", .params = { { "A", .lo = 1, .hi = INF, .open_lo = true, .open_hi = true },
	                                      { "TAU", .lo = -INF, .hi = INF, .open_lo = true, .open_hi = true, .initial = 0, .has_default = true } },
	            .formula = "[(A-1) x_i - TAU]_+^(1/(A-1))", .domain = "all rows", .range = "[0, inf]",
	            .source = "Tezekbayev et al. 2021, arXiv 2111.06832" },
	  .map = alpha_relu, .slope = alpha_relu_slope, .inverse = alpha_relu_inverse, .properties = MONOTONE | SPARSE | SYMMETRIC | LIMITS },

#endif
