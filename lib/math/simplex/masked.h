/* SPDX-License-Identifier: MIT */
/* masked: softmax over a part of the scores that the row itself chooses.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* Softmax over the first k of order. */
static int
softmax_of(struct scores *s, size_t k, const size_t order[], double p[])
{
	double *w = scratch(s, 3), *kept = scratch(s, 4);

	scores_exp(s, w);
	memset(p, 0, s->n * sizeof *p);
	for (size_t i = 0; i < k; i++)
		kept[i] = w[order[i]];
	double sum = scores_sum(k, kept);
	for (size_t i = 0; i < k; i++)
		p[order[i]] = w[order[i]] / sum;
	s->tau = s->x[order[k - 1]];
	return 0;
}

static void
masked_inverse(const struct scores *s, const double p[], double x[])
{
	double least = INF;

	centred_log(s, p, 1, x);
	for (size_t i = 0; i < s->n; i++)
		least = p[i] > 0 ? fmin(least, x[i]) : least;
	for (size_t i = 0; i < s->n; i++)
		x[i] = p[i] > 0 ? x[i] : least;
}

static size_t *
descending_order(const struct scores *s)
{
	size_t *order = (size_t *)scratch(s, 2);
	scores_order(s->n, s->x, order, scratch(s, 0));
	return order;
}

static int
sparse_softmax(struct scores *s, double p[])
{
	size_t k = s->par[0] < (double)s->n ? (size_t)s->par[0] : s->n;
	return softmax_of(s, k, descending_order(s), p);
}

/* The shortest prefix of the descending row whose mass is at least P of the whole. */
static int
top_p(struct scores *s, double p[])
{
	size_t *order = descending_order(s), k = 0;
	double mass = 0, *w = scratch(s, 3);

	scores_exp(s, w);
	double sum = scores_sum(s->n, w);
	while (k < s->n && mass < s->par[0] * sum)
		mass += w[order[k++]];
	return softmax_of(s, k > 0 ? k : 1, order, p);
}

static int
min_p(struct scores *s, double p[])
{
	size_t *order = descending_order(s), k = 1;
	double *w = scratch(s, 3);

	scores_exp(s, w);
	while (k < s->n && w[order[k]] >= s->par[0])
		k++;
	return softmax_of(s, k, order, p);
}

/* The scores whose surprise is nearest to the entropy, until their mass is P. */
static int
typical_p(struct scores *s, double p[])
{
	double *w = scratch(s, 3), *far = scratch(s, 4), mass = 0, h = 0;
	size_t *order = (size_t *)scratch(s, 2), k = 0;

	softmax(s, w);
	h = simplex_entropy(s->n, w);
	for (size_t i = 0; i < s->n; i++)
		far[i] = w[i] > 0 ? -fabs(-log(w[i]) - h) : -INF;
	scores_order(s->n, far, order, scratch(s, 0));
	while (k < s->n && mass < s->par[0])
		mass += w[order[k++]];
	softmax_of(s, k > 0 ? k : 1, order, p);
	s->tau = h;
	return 0;
}

/* Softmax over x_i >= mean(x). */
static int
ev_softmax(struct scores *s, double p[])
{
	size_t *order = (size_t *)scratch(s, 2), k = 0;
	double *d = scratch(s, 3);

	for (size_t i = 0; i < s->n; i++)
		d[i] = s->x[i] - s->max;
	double mean = scores_sum(s->n, d) / (double)s->n;
	for (size_t i = 0; i < s->n; i++)
		if (d[i] >= mean || d[i] == 0)
			order[k++] = i;
	softmax_of(s, k, order, p);
	s->tau = mean + s->max;
	return 0;
}

/* p ~ [x_i - tau]_+ e^x_i; a threshold at the maximum leaves the limit, the largest in equal parts. */
static int
clipped(struct scores *s, double threshold, double p[])
{
	double d;

	scores_exp(s, p);
	for (size_t i = 0; i < s->n; i++) {
		d = s->x[i] - s->max - threshold;
		p[i] = threshold >= 0 ? s->x[i] == s->max : d > 0 ? p[i] * d : 0;
	}
	scores_normalise(s->n, p);
	s->tau = s->max + threshold;
	return 0;
}

/* The r-quantile of x - max with linear interpolation, as weights of the two order statistics around it. */
static double
quantile(const struct scores *s, double r, size_t at[2], double weight[2])
{
	size_t *order = descending_order(s);
	double h = (double)(s->n - 1) * r, k = floor(h);

	at[0] = order[s->n - 1 - (size_t)k];
	at[1] = order[k + 1 < (double)s->n ? s->n - 2 - (size_t)k : 0];
	weight[1] = h - k;
	weight[0] = 1 - weight[1];
	double lo = s->x[at[0]] - s->max, hi = s->x[at[1]] - s->max;
	return lo + weight[1] * (hi - lo);
}

static int
t_softmax(struct scores *s, double p[])
{
	return clipped(s, -s->par[0], p);
}

static int
r_softmax(struct scores *s, double p[])
{
	size_t at[2];
	double weight[2];
	return clipped(s, quantile(s, s->par[0], at, weight) - s->par[1], p);
}

/* dw_i = (e^d + w_i) v_i - e^d v_Q on w > 0, v_Q = weight . v[at]; everything over W. */
static void
clipped_slope(const struct scores *s, double threshold, const size_t at[2], const double weight[2], const double p[], struct slope *j)
{
	double *e = scratch(s, 3), *w = scratch(s, 4);

	scores_exp(s, e);
	for (size_t i = 0; i < s->n; i++) {
		double d = s->x[i] - s->max - threshold;
		e[i] = d > 0 && threshold < 0 ? e[i] : 0;
		w[i] = e[i] * fmax(d, 0);
		j->b[1][i] = 0;
	}
	double all = scores_sum(s->n, w), sum = all > 0 ? scores_sum(s->n, e) / all : 0;
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = j->b[0][i] = all > 0 ? (e[i] + w[i]) / all : 0;
		j->a[0][i] = p[i];
		j->a[1][i] = all > 0 ? e[i] / all - p[i] * sum : 0;
	}
	for (int k = 0; k < 2; k++)
		j->b[1][at[k]] += weight[k];
	j->rank = 2;
}

static void
t_softmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	size_t top = 0;
	while (top + 1 < s->n && s->x[top] != s->max)
		top++;
	clipped_slope(s, -s->par[0], (size_t[]){ top, top }, (double[]){ 1, 0 }, p, j);
}

static void
r_softmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	size_t at[2];
	double weight[2], q = quantile(s, s->par[0], at, weight);
	clipped_slope(s, q - s->par[1], at, weight, p, j);
}

#else

#define MASKED .slope = softmax_slope, .inverse = masked_inverse, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE

	{ .head = { "sparse_softmax", .params = { { "K", .lo = 1, .hi = INF, .open_hi = true, .integer = true } },
	            .formula = "softmax over the K largest, ties by the lowest index", .domain = "all rows; K above n is n",
	            .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = sparse_softmax, MASKED },

	{ .head = { "top_p", .params = { { "P", .lo = 0, .hi = 1, .open_lo = true } },
	            .formula = "softmax over the shortest descending prefix of mass >= P", .domain = "all rows", .range = "simplex",
	            .source = "Holtzman et al. 2020, arXiv 1904.09751" },
	  .map = top_p, MASKED },

	{ .head = { "min_p", .params = { { "P", .lo = 0, .hi = 1 } }, .formula = "softmax over p_i >= P max p", .domain = "all rows",
	            .range = "simplex", .source = "Nguyen et al. 2024, arXiv 2407.01082" },
	  .map = min_p, MASKED },

	{ .head = { "typical_p", .params = { { "P", .lo = 0, .hi = 1, .open_lo = true } },
	            .formula = "softmax over the least |H + log p_i| until mass >= P", .domain = "all rows; tau is H", .range = "simplex",
	            .source = "Meister et al. 2023, arXiv 2202.00666" },
	  .map = typical_p, .slope = softmax_slope, .inverse = NULL, .properties = SHIFT | SPARSE | SYMMETRIC | SUM_ONE },

	{ .head = { "ev_softmax", .formula = "softmax over x_i >= mean x", .domain = "all rows", .range = "simplex",
	            .source = "Chen et al. 2021, arXiv 2110.14182" },
	  .map = ev_softmax, MASKED },

	{ .head = { "t_softmax", .params = { { "T", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "[x_i - max + T]_+ e^x_i, normalised", .domain = "all rows; T = 0: the largest share",
	            .range = "simplex", .source = "Balazy et al. 2023, arXiv 2304.05243" },
	  .map = t_softmax, .slope = t_softmax_slope, .properties = MONOTONE | SHIFT | SPARSE | SUM_ONE },

	{ .head = { "r_softmax", .params = { { "R", .lo = 0, .hi = 1 },
	                                     { "EPS", .lo = 0, .hi = INF, .open_hi = true, .initial = 0, .has_default = true } },
	            .formula = "t_softmax with T = EPS - R-quantile of (x - max)", .domain = "all rows; T = 0: the largest share",
	            .range = "simplex", .source = "Balazy et al. 2023, arXiv 2304.05243" },
	  .map = r_softmax, .slope = r_softmax_slope, .properties = MONOTONE | SHIFT | SPARSE | SUM_ONE },

#endif
