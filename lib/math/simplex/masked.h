/* SPDX-License-Identifier: MIT */
/* masked: softmax over a part of the scores that the row itself chooses.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* p = the weights w that were put there, else 0, over their sum; tau is the least score among them. */
static int
softmax_of(struct scores *s, double p[])
{
	double sum = scores_sum(s->n, p), least = s->max;

	for (size_t i = 0; i < s->n; i++) {
		least = p[i] > 0 && s->x[i] < least ? s->x[i] : least;
		p[i] /= sum;
	}
	s->tau = least;
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

static int
sparse_softmax(struct scores *s, double p[])
{
	double *w = scratch(s, 3);
	size_t k = s->par[0] < (double)s->n ? (size_t)s->par[0] : s->n;
	struct order o = order_begin_top(s->n, s->x, k, scratch(s, 0));

	order_place(&o, k - 1);
	scores_exp(s, w);
	memset(p, 0, s->n * sizeof *p);
	for (size_t i = 0; i < k; i++)
		p[o.p[i].i] = w[o.p[i].i];
	return softmax_of(s, p);
}

/* The shortest prefix of the descending row whose mass is at least P of the whole. */
static int
top_p(struct scores *s, double p[])
{
	double mass = 0, *w = scratch(s, 3);
	struct order o = order_begin(s->n, s->x, scratch(s, 0));

	scores_exp(s, w);
	double sum = scores_sum(s->n, w);
	memset(p, 0, s->n * sizeof *p);
	for (size_t k = 0; k < s->n && mass < s->par[0] * sum; k++) {
		size_t i = order_next(&o);
		mass += p[i] = w[i];
	}
	return softmax_of(s, p);
}

static int
min_p(struct scores *s, double p[])
{
	scores_exp(s, p);
	for (size_t i = 0; i < s->n; i++)
		p[i] = p[i] >= s->par[0] ? p[i] : 0;
	return softmax_of(s, p);
}

/* The scores whose surprise is nearest to the entropy, until their mass is P. */
static int
typical_p(struct scores *s, double p[])
{
	double *w = scratch(s, 3), *far = scratch(s, 4), mass = 0;

	softmax(s, w);
	double h = simplex_entropy(s->n, w);
	for (size_t i = 0; i < s->n; i++)
		far[i] = w[i] > 0 ? -fabs(-log(w[i]) - h) : -INF;
	struct order o = order_begin(s->n, far, scratch(s, 0));
	memset(p, 0, s->n * sizeof *p);
	for (size_t k = 0; k < s->n && mass < s->par[0]; k++) {
		size_t i = order_next(&o);
		mass += p[i] = w[i];
	}
	softmax_of(s, p);
	s->tau = h;
	return 0;
}

/* Softmax over x_i >= mean(x). */
static int
ev_softmax(struct scores *s, double p[])
{
	double *d = scratch(s, 3);

	for (size_t i = 0; i < s->n; i++)
		d[i] = s->x[i] - s->max;
	double mean = scores_sum(s->n, d) / (double)s->n;
	scores_exp(s, p);
	for (size_t i = 0; i < s->n; i++)
		p[i] = d[i] >= mean || d[i] == 0 ? p[i] : 0;
	softmax_of(s, p);
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
	double h = (double)(s->n - 1) * r, k = floor(h);
	size_t place = s->n - 1 - (size_t)k;
	struct order o = order_begin(s->n, s->x, scratch(s, 0));
	struct pair lo = order_place(&o, place), hi = place > 0 ? o.p[0] : lo;

	for (size_t i = 1; i < place; i++)		/* the next one is the least of the larger ones, of equal ones the last */
		hi = o.p[i].x < hi.x || (o.p[i].x == hi.x && o.p[i].i > hi.i) ? o.p[i] : hi;
	at[0] = lo.i;
	at[1] = hi.i;
	weight[1] = h - k;
	weight[0] = 1 - weight[1];
	double q = lo.x - s->max + weight[1] * (hi.x - lo.x);
	return isfinite(q) ? q : fmax(weight[0] * lo.x + weight[1] * hi.x - s->max, -DBL_MAX);
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
