/* SPDX-License-Identifier: MIT */
/* bounded: projections with bounds from above, of sum 1 or k.  Functions, then rows; for maps.c alone. */
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

#else

#define K_PARAM { "K", .lo = 0, .hi = INF, .open_hi = true }
#define BOUND_PARAM { "U", .lo = 0, .hi = INF, .initial = 1, .has_default = true }

	{ .head = { "budget", .params = { K_PARAM }, .formula = "clamp(x_i - tau, 0, 1) with sum K", .domain = "K <= n", .range = "[0, 1], sum K",
	            .source = "Amos, Koltun & Kolter 2019, arXiv 1906.08707 (euclidean form)" },
	  .map = budget, .slope = budget_slope, .inverse = budget_inverse, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_K },

	{ .head = { "csparsemax", .params = { BOUND_PARAM }, .formula = "clamp(x_i - tau, 0, u_i) with sum 1", .domain = "sum u >= 1",
	            .range = "simplex, p <= u", .source = "Malaviya, Ferreira & Martins 2018, arXiv 1805.08241" },
	  .map = csparsemax, .slope = csparsemax_slope, .properties = MONOTONE | SHIFT | SPARSE | SYMMETRIC | SUM_ONE | LIMITS | BOUNDED },

	{ .head = { "csoftmax", .params = { BOUND_PARAM }, .formula = "min(u_i, e^x_i / Z) with sum 1", .domain = "sum u >= 1",
	            .range = "simplex, p <= u", .source = "Martins & Kreutzer 2017" },
	  .map = csoftmax, .slope = csoftmax_slope, .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_ONE | LIMITS | BOUNDED },

#endif
