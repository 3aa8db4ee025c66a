/* SPDX-License-Identifier: MIT */
/* topk: sums of k by a distribution function, the soft top-k.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* A distribution function F(z) with its density and its quantile. */
struct shape {
	double (*value)(double z, double power), (*density)(double z, double power), (*quantile)(double u, double power);
};

static double
laplace_value(double z, double power)
{
	(void)power;
	return z < 0 ? 0.5 * exp(z) : 1 - 0.5 * exp(-z);
}

static double
laplace_density(double z, double power)
{
	(void)power;
	return 0.5 * exp(-fabs(z));
}

static double
laplace_quantile(double u, double power)
{
	(void)power;
	return u < 0.5 ? log(2 * u) : -log(2 * (1 - u));
}

static double
logistic_value(double z, double power)
{
	(void)power;
	return z < 0 ? exp(z) / (1 + exp(z)) : 1 / (1 + exp(-z));
}

static double
logistic_density(double z, double power)
{
	double t = exp(-fabs(z));
	(void)power;
	return t / ((1 + t) * (1 + t));
}

static double
logistic_quantile(double u, double power)
{
	(void)power;
	return log(u / (1 - u));
}

static double
power_value(double z, double power)
{
	return z <= 0 ? 0 : z >= 1 ? 1 : pow(z, power);
}

static double
power_density(double z, double power)
{
	return z > 0 && z < 1 ? power * pow(z, power - 1) : 0;
}

static double
power_quantile(double u, double power)
{
	return pow(u, 1 / power);
}

static const struct shape laplace = { laplace_value, laplace_density, laplace_quantile };
static const struct shape logistic = { logistic_value, logistic_density, logistic_quantile };
static const struct shape powers = { power_value, power_density, power_quantile };

/* p_i = F(d_i - b) with sum k: Newton on b between the b that make all p above and below k/n, halving where it leaves. */
static double
solve(struct scores *s, const struct shape *f, double power, double k, const double d[], double p[])
{
	double *r = scratch(s, 1), n = (double)s->n, lo = INF, hi = -INF, g = 0, sum = 1, q = f->quantile(k / n, power);

	for (size_t i = 0; i < s->n; i++) {
		lo = fmin(lo, d[i] - q);
		hi = fmax(hi, d[i] - q);
	}
	double b = hi;
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < s->n; i++) {
			p[i] = f->value(d[i] - b, power);
			r[i] = f->density(d[i] - b, power);
		}
		g = scores_sum(s->n, p) - k;
		sum = scores_sum(s->n, r);
		*(g > 0 ? &lo : &hi) = b;
		double next = sum > 0 ? b + g / sum : INF;
		if (g == 0 || fabs(next - b) <= 0x1p-54 * fabs(b))
			break;
		next = next > lo && next < hi ? next : lo / 2 + hi / 2;
		if (next == b || next <= lo || next >= hi)
			break;
		b = next;
	}
	for (size_t i = 0; i < s->n && fabs(g) < 1e-6 && sum > 0; i++)
		p[i] -= r[i] / sum * g;
	return b;
}

static int
soft_topk(struct scores *s, const struct shape *f, double power, double k, double scale, const char *what, double p[])
{
	double *d = scratch(s, 0), from = s->max, b;

	if (k > (double)s->n)
		return too_many(s, what, k);
	s->tau = (double)NAN;
	for (size_t i = 0; i < s->n; i++)
		p[i] = k > 0;
	for (int round = 0; k > 0 && k < (double)s->n && round < 2; round++) {
		shifted(s, from, scale, d);
		b = solve(s, f, power, k, d, p);
		s->tau = b * scale + from;
		if (fabs(b) < 4)
			break;
		from = nearest(s, s->tau);
	}
	return 0;
}

static int
lapsum_topk(struct scores *s, double p[])
{
	return soft_topk(s, &laplace, 1, s->par[0], s->par[1], "lapsum_topk", p);
}

static int
logistic_topk(struct scores *s, double p[])
{
	return soft_topk(s, &logistic, 1, s->par[0], s->par[1], "logistic_topk", p);
}

static int
soft_topk_sander(struct scores *s, double p[])
{
	if (s->par[0] == 2)
		return budget_of(s, s->par[1], s->par[2], p);
	return soft_topk(s, &powers, 1 / (s->par[0] - 1), s->par[1], s->par[2], "soft_topk_sander", p);
}

static void
lapsum_topk_slope(const struct scores *s, const double p[], struct slope *j)
{
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = fmin(p[i], 1 - p[i]) / s->par[1];
	slope_density(s, j);
}

static void
logistic_topk_slope(const struct scores *s, const double p[], struct slope *j)
{
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = p[i] * (1 - p[i]) / s->par[1];
	slope_density(s, j);
}

/* p = z^e, dp/dz = e p^((e-1)/e), 1/e = P - 1 */
static void
soft_topk_sander_slope(const struct scores *s, const double p[], struct slope *j)
{
	double q = s->par[0] - 1;
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = p[i] > 0 && p[i] < 1 ? pow(p[i], 1 - q) / q / s->par[2] : 0;
	slope_density(s, j);
}

static void
quantiles(const struct scores *s, const struct shape *f, double scale, const double p[], double x[])
{
	for (size_t i = 0; i < s->n; i++)
		x[i] = scale * f->quantile(p[i], 1);
	centre(s, p, x);
}

static void
lapsum_topk_inverse(const struct scores *s, const double p[], double x[])
{
	quantiles(s, &laplace, s->par[1], p, x);
}

static void
logistic_topk_inverse(const struct scores *s, const double p[], double x[])
{
	quantiles(s, &logistic, s->par[1], p, x);
}

#else

#define SCALE_PARAM(name) { name, .lo = 0, .hi = INF, .open_lo = true, .open_hi = true }

	{ .head = { "lapsum_topk", .params = { K_PARAM, SCALE_PARAM("A") }, .formula = "F((x_i - b)/A), F Laplace, with sum K", .domain = "K <= n",
	            .range = "[0, 1], sum K", .source = "Struski et al. 2025, arXiv 2503.06242" },
	  .map = lapsum_topk, .slope = lapsum_topk_slope, .inverse = lapsum_topk_inverse,
	  .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_K },

	{ .head = { "logistic_topk", .params = { K_PARAM, SCALE_PARAM("T") }, .formula = "sigma((x_i - b)/T) with sum K", .domain = "K <= n",
	            .range = "[0, 1], sum K", .source = "the entropic top-k; Xie et al. 2020, arXiv 2002.06504" },
	  .map = logistic_topk, .slope = logistic_topk_slope, .inverse = logistic_topk_inverse,
	  .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_K },

	{ .head = { "soft_topk_sander", .params = { { "P", .lo = 1, .hi = INF, .open_lo = true, .open_hi = true }, K_PARAM, SCALE_PARAM("LAMBDA") },
	            .formula = "clamp((x_i - tau)/LAMBDA, 0, 1)^(1/(P-1)) with sum K", .domain = "K <= n", .range = "[0, 1], sum K",
	            .source = "Sander et al. 2023, arXiv 2302.01425" },
	  .map = soft_topk_sander, .slope = soft_topk_sander_slope, .k = 1,
	  .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_K },

#endif
