/* SPDX-License-Identifier: MIT */
/* soft: softmax and its relatives with full support.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* J = c (diag(p) - p p^T / mass) */
static void
slope_soft(const struct scores *s, const double p[], struct slope *j, double c, double mass)
{
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = c * p[i];
		j->a[0][i] = c * p[i] / mass;
		j->b[0][i] = p[i];
	}
	j->rank = 1;
}

/* Scores c log p of mean 0 over the support. */
static void
centred_log(const struct scores *s, const double p[], double c, double x[])
{
	double sum = 0, low = 0;
	size_t k = 0;

	for (size_t i = 0; i < s->n; i++) {
		x[i] = p[i] > 0 ? c * log(p[i]) : -INF;
		if (p[i] > 0) {
			double t = sum + x[i];
			low += fabs(sum) >= fabs(x[i]) ? (sum - t) + x[i] : (x[i] - t) + sum;
			sum = t;
			k++;
		}
	}
	for (size_t i = 0; i < s->n; i++)
		x[i] -= k ? (sum + low) / (double)k : 0;
}

static int
softmax(struct scores *s, double p[])
{
	scores_exp(s, p);
	double sum = scores_sum(s->n, p), inverse = 1 / sum;
	s->tau = s->max + log(sum);
	for (size_t i = 0; i < s->n; i++)
		p[i] *= inverse;
	return 0;
}

static void
softmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_soft(s, p, j, 1, 1);
}

static void
softmax_inverse(const struct scores *s, const double p[], double x[])
{
	centred_log(s, p, 1, x);
}

/* (x_i - m) - log1p(sum over all but one largest of exp(x - m)) */
static int
log_softmax(struct scores *s, double p[])
{
	size_t top = 0;

	scores_exp(s, p);
	while (top < s->n && s->x[top] != s->max)
		top++;
	p[top < s->n ? top : 0] = 0;
	double sum = scores_sum(s->n, p), log_sum = log1p(sum);
	for (size_t i = 0; i < s->n; i++)
		p[i] = (s->x[i] - s->max) - log_sum + (s->lo ? s->lo[i] : 0);
	s->tau = s->max + log_sum;
	return 0;
}

static void
log_softmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = j->a[0][i] = 1;
		j->b[0][i] = exp(p[i]);
	}
	j->rank = 1;
}

static void
log_softmax_inverse(const struct scores *s, const double p[], double x[])
{
	double mean = scores_sum(s->n, p) / (double)s->n;
	for (size_t i = 0; i < s->n; i++)
		x[i] = p[i] - mean;
}

/* +inf is -inf in -x, which e^-x makes 0; nothing but +inf is shared. */
static int
softmin(struct scores *s, double p[])
{
	double *x = scratch(s, 0), *lo = scratch(s, 1), max = -INF, top = 0, rest = 0;

	for (size_t i = 0; i < s->n; i++) {
		x[i] = -s->x[i];
		lo[i] = s->lo ? -s->lo[i] : 0;
		max = fmax(max, x[i]);
	}
	for (size_t i = 0; i < s->n && max == -INF; i++)
		x[i] = lo[i] = 0;
	struct scores t = *s;
	t.x = x;
	t.lo = lo;
	t.max = max == -INF ? 0 : max;
	if (s->lo && max > -INF) {
		scores_from_top(s->n, x, lo, &top, &rest);
		t.max = 0;
	}
	softmax(&t, p);
	s->tau = max == -INF ? INF : -(t.tau + rest + top);
	return 0;
}

static void
softmin_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_soft(s, p, j, -1, -1);
	for (size_t i = 0; i < s->n; i++)
		j->a[0][i] = -p[i];
}

static void
softmin_inverse(const struct scores *s, const double p[], double x[])
{
	centred_log(s, p, -1, x);
}

/* e^x / (k + sum e^x): a phantom score log k beside the others, all shifted by the larger of it and the maximum. */
static int
softmax_n(struct scores *s, double p[])
{
	double phantom = log(s->par[0]), max = fmax(s->max, phantom), *x = scratch(s, 0), *lo = scratch(s, 1), rest = 0;
	struct scores t = *s;

	t.max = max;
	if (s->lo && s->max > phantom) {
		memcpy(x, s->x, s->n * sizeof *x);
		memcpy(lo, s->lo, s->n * sizeof *lo);
		scores_from_top(s->n, x, lo, &max, &rest);
		t.x = x;
		t.lo = lo;
		t.max = 0;
	}
	scores_exp(&t, p);
	double sum = scores_sum(s->n, p) + (max == phantom ? 1 : s->par[0] * exp(-max) * (1 - rest));
	s->tau = max + log(sum);
	for (size_t i = 0; i < s->n; i++)
		p[i] /= sum;
	return 0;
}

/* x = log(p k / (1 - sum p)) */
static void
softmax_n_inverse(const struct scores *s, const double p[], double x[])
{
	double rest = 1 - scores_sum(s->n, p);
	for (size_t i = 0; i < s->n; i++)
		x[i] = log(p[i]) + log(s->par[0]) - log(rest);
}

static double
invariant_scale(const struct scores *s)
{
	return log((double)s->n) / log(s->par[1]) / sqrt(s->par[0]);
}

/* softmax(c x) for a factor c >= 0 of the row's own */
static int
softmax_times(struct scores *s, double c, double p[])
{
	double *x = scratch(s, 0), *lo = scratch(s, 1);

	for (size_t i = 0; i < s->n; i++) {
		double d = s->x[i] - s->max;
		x[i] = c * d;
		lo[i] = isfinite(x[i]) ? fma(c, d, -x[i]) + c * (s->lo ? s->lo[i] : 0) : 0;
	}
	struct scores t = *s;
	t.x = x;
	t.lo = lo;
	t.max = 0;
	softmax(&t, p);
	s->tau = t.tau + c * s->max;
	return 0;
}

static int
entropy_invariant(struct scores *s, double p[])
{
	return softmax_times(s, invariant_scale(s), p);
}

static void
entropy_invariant_slope(const struct scores *s, const double p[], struct slope *j)
{
	double c = invariant_scale(s);
	slope_soft(s, p, j, c, 1);
}

static void
entropy_invariant_inverse(const struct scores *s, const double p[], double x[])
{
	double c = invariant_scale(s);
	centred_log(s, p, c > 0 ? 1 / c : 0, x);
}

/* The published polynomial of the entropy, 1e-9 inside its logarithm; q (n) gets softmax(x), *rise the derivative in the entropy. */
static double
adaptive_beta(const struct scores *s, double q[], double *rise)
{
	struct scores t = *s;
	double h = 0;

	softmax(&t, q);
	for (size_t i = 0; i < s->n; i++)
		h -= q[i] * log(q[i] + 1e-9);
	double beta = (((-0.037 * h + 0.481) * h - 2.3) * h + 4.917) * h - 1.791;
	bool used = h > 0.5 && beta > 1;
	*rise = used ? ((-0.148 * h + 1.443) * h - 4.6) * h + 4.917 : 0;
	return used ? beta : 1;
}

static int
adaptive_temperature(struct scores *s, double p[])
{
	double rise, beta = adaptive_beta(s, scratch(s, 2), &rise);
	softmax_times(s, beta, p);
	s->tau = beta;
	return 0;
}

/* dp = S (beta dx + x dbeta), S = diag(p) - p p^T, dbeta = rise * grad H . dx */
static void
adaptive_temperature_slope(const struct scores *s, const double p[], struct slope *j)
{
	double *q = scratch(s, 2), rise, beta = adaptive_beta(s, q, &rise), mean = 0, level = 0;

	slope_soft(s, p, j, beta, 1);
	for (size_t i = 0; i < s->n; i++) {
		mean += p[i] * (s->x[i] - s->max);
		level -= q[i] * (log(q[i] + 1e-9) + q[i] / (q[i] + 1e-9));
	}
	for (size_t i = 0; i < s->n; i++) {
		j->a[1][i] = p[i] > 0 ? -p[i] * (s->x[i] - s->max - mean) : 0;
		j->b[1][i] = rise * q[i] * (-(log(q[i] + 1e-9) + q[i] / (q[i] + 1e-9)) - level);
	}
	j->rank = 2;
}

#else

	{ .head = { "softmax", .formula = "e^(x_i - L), L = log sum e^x", .domain = "all rows", .range = "simplex",
	            .source = "Bridle 1990" },
	  .map = softmax, .slope = softmax_slope, .inverse = softmax_inverse,
	  .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_ONE | KEEPS_MASKS },

	{ .head = { "log_softmax", .formula = "x_i - L, as (x_i - m) - log1p(sum of the others)", .domain = "all rows",
	            .range = "(-inf, 0]", .source = "the logarithm of softmax" },
	  .map = log_softmax, .slope = log_softmax_slope, .inverse = log_softmax_inverse, .properties = MONOTONE | SHIFT | LOGARITHM },

	{ .head = { "softmin", .formula = "softmax(-x)", .domain = "all rows", .range = "simplex", .source = "softmax of -x" },
	  .map = softmin, .slope = softmin_slope, .inverse = softmin_inverse,
	  .properties = SHIFT | SYMMETRIC | SUM_ONE | LIMITS },

	{ .head = { "softmax_n", .params = { { "N", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true, .initial = 1, .has_default = true } },
	            .formula = "e^x_i / (N + sum e^x)", .domain = "all rows", .range = "sum below 1",
	            .source = "Miller 2023, Attention is off by one" },
	  .map = softmax_n, .slope = softmax_slope, .inverse = softmax_n_inverse, .properties = MONOTONE | SYMMETRIC },

	{ .head = { "entropy_invariant",
	            .params = { { "D", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true, .initial = 1, .has_default = true },
	                        { "BASE", .lo = 1, .hi = INF, .open_lo = true, .open_hi = true, .initial = 512, .has_default = true } },
	            .formula = "softmax(x log n / (log BASE D^(1/2)))", .domain = "all rows", .range = "simplex",
	            .source = "Su 2021-2023, kexue.fm 8823, 9034, 9588" },
	  .map = entropy_invariant, .slope = entropy_invariant_slope, .inverse = entropy_invariant_inverse,
	  .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_ONE },

	{ .head = { "adaptive_temperature", .formula = "softmax(beta x), beta = max(1, polynomial of the entropy H), 1 if H <= 0.5",
	            .domain = "all rows; tau is beta", .range = "simplex", .source = "Velickovic et al. 2024, arXiv 2410.01104" },
	  .map = adaptive_temperature, .slope = adaptive_temperature_slope, .properties = MONOTONE | SHIFT | SUM_ONE },

#endif
