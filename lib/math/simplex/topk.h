/* SPDX-License-Identifier: MIT */
/* topk: maps with bounds from above, and those that sum to k.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* J = c (diag(r) - r r^T / sum r) for densities r in j->d */
static void
slope_density(const struct scores *s, struct slope *j)
{
	double sum = scores_sum(s->n, j->d);
	for (size_t i = 0; i < s->n; i++) {
		j->b[0][i] = j->d[i];
		j->a[0][i] = sum > 0 ? j->d[i] / sum : 0;
	}
	j->rank = 1;
}

/* J = diag(1) - 1 1^T / count over 0 < p < top */
static void
slope_interior(const struct scores *s, const double p[], struct slope *j, const double upper[], double top)
{
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = p[i] > 0 && p[i] < (upper ? upper[i] : top);
	slope_density(s, j);
}

/* (x_i - from)/scale, finite: the middle of a bracket has to be. */
static void
shifted(const struct scores *s, double from, double scale, double d[])
{
	for (size_t i = 0; i < s->n; i++)
		d[i] = fmin(fmax((s->x[i] - from) / scale, -DBL_MAX), DBL_MAX);
}

/* The score nearest to a threshold. */
static double
nearest(const struct scores *s, double tau)
{
	double best = s->x[0];

	for (size_t i = 1; i < s->n; i++)
		if (fabs(s->x[i] - tau) < fabs(best - tau))
			best = s->x[i];
	return best;
}

/* A threshold far below the maximum is found again from the score beside it, whose neighbours are not rounded by the shift. */
static double
capped(struct scores *s, const double upper[], double u, double k, double scale, double p[])
{
	double *d = scratch(s, 4), from = s->max, tau;

	for (int round = 0; ; round++) {
		shifted(s, from, scale, d);
		tau = scores_capped(s->n, d, upper, u, k, p, scratch(s, 0));
		if (round == 1 || fabs(tau) < 4)
			return tau * scale + from;
		from = nearest(s, tau * scale + from);
	}
}

static int
too_many(struct scores *s, const char *what, double k)
{
	return err_set(s->e, ERR_NO_ANSWER, "%s: k = %g is more than the %zu scores that are not masked", what, k, s->n);
}

static int
budget_of(struct scores *s, double k, double scale, double p[])
{
	if (k > (double)s->n)
		return too_many(s, "budget", k);
	s->tau = capped(s, NULL, 1, k, scale, p);
	return 0;
}

static int
budget(struct scores *s, double p[])
{
	return budget_of(s, s->par[0], 1, p);
}

static void
budget_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_interior(s, p, j, NULL, 1);
}

/* p + c; where p is 0 or 1, the bound. */
static void
budget_inverse(const struct scores *s, const double p[], double x[])
{
	sparsemax_inverse(s, p, x);
}

/* The parts of a row that has +inf: those share what the mass allows first, by the same map of equal scores; then the others. */
static int
bounded(struct scores *s, double p[], double (*inner)(struct scores *s, const double upper[], double mass, double p[]))
{
	double *upper = scratch(s, 8), *part = scratch(s, 9), *x = scratch(s, 10), *q = scratch(s, 11), mass = 1, room;
	struct scores t = *s;

	for (size_t i = 0; i < s->n; i++)
		part[i] = s->upper ? s->upper[i] : s->par[0];
	if (!(scores_sum(s->n, part) >= 1 - 1e-12))
		return err_set(s->e, ERR_NO_ANSWER, "the upper bounds sum to less than 1");
	for (int finite = isinf(s->max) ? 0 : 1; finite < 2; finite++, mass -= room) {
		t.n = 0;
		t.max = -INF;
		for (size_t i = 0; i < s->n; i++)
			if (finite == !isinf(s->x[i])) {
				upper[t.n] = fmin(part[i], 2 * mass);	/* inf is no number to count with */
				x[t.n] = finite ? s->x[i] : 0;
				t.max = fmax(t.max, x[t.n++]);
			}
		room = t.n ? scores_sum(t.n, upper) : 0;
		room = room < mass ? room : mass;
		t.x = x;
		t.lo = NULL;
		if (t.n && room > 0)
			s->tau = inner(&t, upper, room, q);
		for (size_t i = 0, k = 0; i < s->n; i++)
			if (finite == !isinf(s->x[i]))
				p[i] = room > 0 ? q[k++] : 0;
	}
	return 0;
}

static double
csparsemax_part(struct scores *s, const double upper[], double mass, double p[])
{
	return capped(s, upper, 0, mass, 1, p);
}

static int
csparsemax(struct scores *s, double p[])
{
	return bounded(s, p, csparsemax_part);
}

static void
csparsemax_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_interior(s, p, j, s->upper, s->par[0]);
}

/* Scores whose share passes their bound get it; the others share the rest; at most n rounds, as sparsemax prunes. */
static double
csoftmax_part(struct scores *s, const double upper[], double mass, double p[])
{
	double *x = scratch(s, 2), *w = scratch(s, 3), *bound = scratch(s, 4), tau = (double)NAN;
	size_t full = 0, before;

	for (size_t i = 0; i < s->n; i++)
		p[i] = -1;				/* not yet at its bound */
	do {
		struct scores t = { .n = 0, .max = -INF, .x = x };
		size_t m = 0;
		before = full;
		for (size_t i = 0; i < s->n; i++) {
			if (p[i] < 0) {
				x[t.n++] = s->x[i];
				t.max = fmax(t.max, s->x[i]);
			} else {
				bound[m++] = -p[i];
			}
		}
		bound[m++] = mass;
		double rest = scores_sum(m, bound);
		scores_exp(&t, w);
		double sum = scores_sum(t.n, w);
		tau = t.max + log(sum / rest);
		for (size_t i = 0, k = 0; i < s->n; i++) {
			if (p[i] >= 0)
				continue;
			double q = w[k] / sum * rest;
			w[k++] = q;
			if (q >= upper[i]) {
				p[i] = upper[i];
				full++;
			}
		}
		if (full == before)
			for (size_t i = 0, k = 0; i < s->n; i++)
				if (p[i] < 0)
					p[i] = w[k++];
	} while (full > before && full < s->n);
	return tau;
}

static int
csoftmax(struct scores *s, double p[])
{
	return bounded(s, p, csoftmax_part);
}

/* diag(p) - p p^T / mass over p below its bound */
static void
csoftmax_slope(const struct scores *s, const double p[], struct slope *j)
{
	for (size_t i = 0; i < s->n; i++)
		j->d[i] = p[i] < (s->upper ? s->upper[i] : s->par[0]) ? p[i] : 0;
	slope_density(s, j);
}

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

#define K_PARAM { "K", .lo = 0, .hi = INF, .open_hi = true }
#define SCALE_PARAM(name) { name, .lo = 0, .hi = INF, .open_lo = true, .open_hi = true }
#define BOUND_PARAM { "U", .lo = 0, .hi = INF, .initial = 1, .has_default = true }

	{ .head = { "budget", .params = { K_PARAM }, .formula = "clamp(x_i - tau, 0, 1) with sum K", .domain = "K <= n", .range = "[0, 1], sum K",
	            .source = "Amos, Koltun & Kolter 2019, arXiv 1906.08707 (euclidean form)" },
	  .map = budget, .slope = budget_slope, .inverse = budget_inverse, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_K },

	{ .head = { "csparsemax", .params = { BOUND_PARAM }, .formula = "clamp(x_i - tau, 0, u_i) with sum 1", .domain = "sum u >= 1",
	            .range = "simplex, p <= u", .source = "Malaviya, Ferreira & Martins 2018, arXiv 1805.08241" },
	  .map = csparsemax, .slope = csparsemax_slope, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE | LIMITS },

	{ .head = { "csoftmax", .params = { BOUND_PARAM }, .formula = "min(u_i, e^x_i / Z) with sum 1", .domain = "sum u >= 1",
	            .range = "simplex, p <= u", .source = "Martins & Kreutzer 2017" },
	  .map = csoftmax, .slope = csoftmax_slope, .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_ONE | LIMITS },

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
