/* SPDX-License-Identifier: MIT */
/* ratio: f(x_i) over its sum, and hard maxima.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* J = diag(f'/F) - p (f'/F)^T, where f' / f is given: f'/F = p f'/f */
static void
slope_ratio(const struct scores *s, const double p[], struct slope *j, double (*log_slope)(double x))
{
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = j->b[0][i] = p[i] > 0 ? p[i] * log_slope(s->x[i]) : 0;
		j->a[0][i] = p[i];
	}
	j->rank = 1;
}

static int
divide(struct scores *s, const char *what, double p[])
{
	if (scores_normalise(s->n, p))
		return 0;
	return err_set(s->e, ERR_NO_ANSWER, "%s is not defined where %s", what, strcmp(what, "spherical") ? "no score is above 0" : "all scores are 0");
}

/* The scores over a power of two near the largest magnitude, so that no power overflows; exact. */
static double
scaled(const struct scores *s, double x[])
{
	double most = 0;
	int e;

	for (size_t i = 0; i < s->n; i++)
		most = fmax(most, fabs(s->x[i]));
	frexp(most, &e);
	for (size_t i = 0; i < s->n; i++)
		x[i] = ldexp(s->x[i], -e);
	return e;
}

/* Horner for sum over m <= k of x^m / m!, scaled by 2^-(k e) when |x| may exceed 1. */
static void
taylor_sums(const struct scores *s, int k, int order, double p[])
{
	double *t = scratch(s, 0), e = fmax(scaled(s, t), 0), c = 1;

	for (int m = 2; m <= k; m++)
		c /= m;
	for (size_t i = 0; i < s->n; i++) {
		double x = e > 0 ? t[i] : s->x[i], f = c, step = c;
		for (int m = k; m > 0; m--) {
			step = ldexp(step * m, -(int)e);
			f = f * x + step;
		}
		p[i] = ldexp(f, (int)e * (k - order));
	}
}

static int
taylor(struct scores *s, double p[])
{
	int k = (int)s->par[0];

	if (k % 2)
		return err_set(s->e, ERR_USAGE, "taylor:%d: K must be even, or the sum may be negative", k);
	taylor_sums(s, k, k, p);
	scores_normalise(s->n, p);
	return 0;
}

/* The derivative of the sum to k is the sum to k - 1. */
static void
taylor_slope(const struct scores *s, const double p[], struct slope *j)
{
	int k = (int)s->par[0];
	double *f = scratch(s, 1);

	taylor_sums(s, k, 0, f);
	taylor_sums(s, k > 0 ? k - 1 : 0, 0, j->d);
	double sum = scores_sum(s->n, f);
	for (size_t i = 0; i < s->n; i++) {
		j->d[i] = k > 0 && isfinite(sum) ? j->d[i] / sum : 0;
		j->b[0][i] = j->d[i];
		j->a[0][i] = p[i];
	}
	j->rank = 1;
}

static int
sum_norm(struct scores *s, double p[])
{
	memcpy(p, s->x, s->n * sizeof *p);
	for (size_t i = 0; i < s->n; i++)
		if (p[i] < 0)
			return err_set(s->e, ERR_NO_ANSWER, "sum_norm is not defined for negative scores");
	return divide(s, "sum_norm", p);
}

static int
relu_norm(struct scores *s, double p[])
{
	for (size_t i = 0; i < s->n; i++)
		p[i] = fmax(s->x[i], 0);
	s->tau = 0;
	return divide(s, "relu_norm", p);
}

static double
slope_of_log(double x)
{
	return 1 / x;
}

static double
slope_of_log_square(double x)
{
	return 2 / x;
}

static void
relu_norm_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_ratio(s, p, j, slope_of_log);
}

static void
square_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_ratio(s, p, j, slope_of_log_square);
}

static int
squares(struct scores *s, bool positive, const char *what, double p[])
{
	scaled(s, p);
	for (size_t i = 0; i < s->n; i++)
		p[i] = positive && p[i] < 0 ? 0 : p[i] * p[i];
	return divide(s, what, p);
}

static int
relu2_norm(struct scores *s, double p[])
{
	s->tau = 0;
	return squares(s, true, "relu2_norm", p);
}

static int
spherical(struct scores *s, double p[])
{
	return squares(s, false, "spherical", p);
}

static int
relu2_over_n(struct scores *s, double p[])
{
	for (size_t i = 0; i < s->n; i++)
		p[i] = s->x[i] > 0 ? s->x[i] * s->x[i] / (double)s->n : 0;
	s->tau = 0;
	return 0;
}

static void
relu2_over_n_slope(const struct scores *s, const double p[], struct slope *j)
{
	(void)p;
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = s->x[i] > 0 && !isinf(s->x[i]) ? 2 * s->x[i] / (double)s->n : 0;
}

static void
relu2_over_n_inverse(const struct scores *s, const double p[], double x[])
{
	for (size_t i = 0; i < s->n; i++)
		x[i] = sqrt(p[i] * (double)s->n);
}

/* sigma(x) e^-m with m = min(max, 0): rows far below 0 keep their digits. */
static int
sigmoid_norm(struct scores *s, double p[])
{
	double m = fmin(s->max, 0);

	for (size_t i = 0; i < s->n; i++)
		p[i] = s->x[i] > 0 ? 1 / (1 + exp(-s->x[i])) : exp(s->x[i] - m) / (1 + exp(s->x[i]));
	scores_normalise(s->n, p);
	return 0;
}

static double
sigmoid_log_slope(double x)
{
	return 1 / (1 + exp(x));
}

static void
sigmoid_norm_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_ratio(s, p, j, sigmoid_log_slope);
}

/* log(1 + e^x) e^-m with m = min(max, 0) */
static int
softplus_norm(struct scores *s, double p[])
{
	double m = fmin(s->max, 0);

	for (size_t i = 0; i < s->n; i++) {
		double x = s->x[i], t = exp(-fabs(x));
		p[i] = x > 0 ? x + log1p(t) : exp(x - m) * (t > 0 ? log1p(t) / t : 1);
	}
	scores_normalise(s->n, p);
	return 0;
}

static double
softplus_log_slope(double x)
{
	double t = exp(-fabs(x));
	return x > 0 ? 1 / (1 + t) / (x + log1p(t)) : 1 / (1 + t) * (t > 0 ? t / log1p(t) : 1);
}

static void
softplus_norm_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_ratio(s, p, j, softplus_log_slope);
}

static int
hardmax_first(struct scores *s, double p[])
{
	size_t top = 0;

	memset(p, 0, s->n * sizeof *p);
	while (s->x[top] != s->max)
		top++;
	p[top] = 1;
	s->tau = s->max;
	return 0;
}

static int
hardmax_split(struct scores *s, double p[])
{
	for (size_t i = 0; i < s->n; i++)
		p[i] = s->x[i] == s->max;
	s->tau = s->max;
	scores_normalise(s->n, p);
	return 0;
}

static void
zero_slope(const struct scores *s, const double p[], struct slope *j)
{
	(void)p;
	memset(j->d, 0, s->n * sizeof *j->d);
}

#else

	{ .head = { "taylor", .params = { { "K", .lo = 0, .hi = 100, .integer = true } },
	            .formula = "f(x_i) / sum f, f = sum over m <= K of x^m/m!", .domain = "all rows, K even", .range = "simplex",
	            .source = "de Brebisson & Vincent 2016, arXiv 1511.05042" },
	  .map = taylor, .slope = taylor_slope, .properties = SUM_ONE },

	{ .head = { "sum_norm", .formula = "x_i / sum x", .domain = "x_i >= 0, not all 0", .range = "simplex", .source = "the l1 norm" },
	  .map = sum_norm, .slope = relu_norm_slope, .properties = MONOTONE | SPARSE | SUM_ONE },

	{ .head = { "relu_norm", .formula = "[x_i]_+ / sum", .domain = "some x_i > 0", .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = relu_norm, .slope = relu_norm_slope, .properties = MONOTONE | SPARSE | SUM_ONE },

	{ .head = { "relu2_norm", .formula = "[x_i]_+^2 / sum", .domain = "some x_i > 0", .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = relu2_norm, .slope = square_slope, .properties = MONOTONE | SPARSE | SUM_ONE },

	{ .head = { "relu2_over_n", .formula = "[x_i]_+^2 / n", .domain = "all rows", .range = "[0, inf]",
	            .source = "Hua et al. 2022, arXiv 2202.10447 (GAU)" },
	  .map = relu2_over_n, .slope = relu2_over_n_slope, .inverse = relu2_over_n_inverse,
	  .properties = MONOTONE | SPARSE | SYMMETRIC | LIMITS },

	{ .head = { "spherical", .formula = "x_i^2 / sum x^2", .domain = "not all x_i 0", .range = "simplex",
	            .source = "Vincent et al. 2015, arXiv 1412.7091" },
	  .map = spherical, .slope = square_slope, .properties = SPARSE | SUM_ONE },

	{ .head = { "sigmoid_norm", .formula = "sigma(x_i) / sum", .domain = "all rows", .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = sigmoid_norm, .slope = sigmoid_norm_slope, .properties = MONOTONE | SUM_ONE | LIMITS },

	{ .head = { "softplus_norm", .formula = "log(1 + e^x_i) / sum", .domain = "all rows", .range = "simplex",
	            .source = "Su, kexue.fm 10145" },
	  .map = softplus_norm, .slope = softplus_norm_slope, .properties = MONOTONE | SUM_ONE },

	{ .head = { "hardmax_first", .formula = "1 for the first largest", .domain = "all rows", .range = "simplex", .source = "argmax" },
	  .map = hardmax_first, .slope = zero_slope, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE | LIMITS },

	{ .head = { "hardmax_split", .formula = "equal parts for the largest", .domain = "all rows", .range = "simplex",
	            .source = "softmax(x / T), T -> 0" },
	  .map = hardmax_split, .slope = zero_slope, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE },

#endif
