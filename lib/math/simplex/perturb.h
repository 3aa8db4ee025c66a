/* SPDX-License-Identifier: MIT */
/* perturb: the probability that a score is the largest after noise.  Functions, then rows; for maps.c alone. */
#ifndef ROWS

/* A noise: F(z) and f(z)/F(z), for z >= -42. */
struct noise {
	void (*at)(double z, double *below, double *hazard);
	double reach;			/* the largest score with noise is within reach of the maximum but for 1e-17 */
	int steps;			/* of the trapezoid rule in a unit, doubled for n > 16 and again for n > 1000; 0: its density has a kink at 0 */
};

static void
gaussian(double z, double *below, double *hazard)
{
	double q = 0.5 * erfc(fabs(z) * SQRT_HALF);	/* the smaller tail */
	*below = z > 0 ? 1 - q : q;
	*hazard = SQRT_HALF_PI_INVERSE * exp(-0.5 * z * z) / *below;
}

static void
logistic_noise(double z, double *below, double *hazard)
{
	double t = exp(-z);
	*below = 1 / (1 + t);
	*hazard = t * *below;
}

static void
laplace_noise(double z, double *below, double *hazard)
{
	double t = 0.5 * exp(-fabs(z));
	*below = z < 0 ? t : 1 - t;
	*hazard = z < 0 ? 1 : t / (1 - t);
}

static const struct noise gaussian_noise = { gaussian, 9, 4 };
static const struct noise logistics = { logistic_noise, 42, 4 };
static const struct noise laplacian = { laplace_noise, 42, 0 };

/*
 * With u = x_i + e one grid serves all i:  p_i = integral of h_i(u) prod_j F(u - x_j) du, h = f/F; and (J v)_i = integral of
 * h_i (v_i R - R_v) prod F, R = sum h_j, R_v = sum h_j v_j.  One node u of weight w is added to out, for v = NULL p itself.
 */
static void
node(const struct scores *s, const struct noise *z, double u, double w, const double v[], double out[])
{
	double *h = scratch(s, 0), *d = scratch(s, 1), *low = scratch(s, 5), product = w, all = 0, weighted = 0, below;

	for (size_t i = 0; i < s->n; i++) {
		z->at(u - d[i], &below, &h[i]);
		product *= below;
		all += h[i];
		weighted += v ? h[i] * v[i] : 0;
	}
	for (size_t i = 0; i < s->n && product > 0; i++) {
		double term = product * h[i] * (v ? v[i] * all - weighted : 1) + low[i], next = out[i] + term;
		low[i] = term - (next - out[i]);		/* Kahan */
		out[i] = next;
	}
}

enum { NODES = 16, KINKS = 4096 };

/* Gauss-Legendre nodes and weights on [-1, 1] by Newton on the recurrence; five steps from the cosine are three more than it takes. */
static void
legendre(double x[NODES], double w[NODES])
{
	for (int k = 0; k < NODES / 2; k++) {
		double t = cos(3.141592653589793 * (k + 0.75) / (NODES + 0.5)), slope = 1;
		for (int round = 0; round < 5; round++) {
			double p = 1, before = 0;
			for (int m = 1; m <= NODES; m++) {
				double next = ((2 * m - 1) * t * p - (m - 1) * before) / m;
				before = p;
				p = next;
			}
			slope = NODES * (t * p - before) / (t * t - 1);
			t -= p / slope;
		}
		x[k] = t;
		x[NODES - 1 - k] = -t;
		w[k] = w[NODES - 1 - k] = 2 / ((1 - t * t) * slope * slope);
	}
}

/*
 * Analytic densities: the trapezoid rule, whose error is e^(-2 pi width / h).  Kinks: Gauss-Legendre between them, in pieces of length
 * 2 over 1 + at/4, because with at scores above u the product is below 2^-at and falls as e^(at u).
 */
static int
integrate(const struct scores *s, const struct noise *z, const double v[], double out[])
{
	double *d = scratch(s, 1), scale = s->par[0], x[NODES], w[NODES];

	for (size_t i = 0; i < s->n; i++) {
		d[i] = (s->x[i] - s->max) / scale;
		out[i] = scratch(s, 5)[i] = 0;
	}
	if (z->steps) {
		int steps = z->steps << ((s->n > 16) + (s->n > 1000)), last = (int)z->reach * steps;
		for (int k = -last; k <= last; k++)
			node(s, z, (double)k / steps, 1.0 / steps, v, out);
		return 0;
	}
	if (s->n > KINKS)
		return err_set(s->e, ERR_NO_ANSWER, "perturb_max_laplace is computed for up to %d scores", KINKS);
	size_t *order = scratch_index(s, 2), at = s->n;
	scores_order(s->n, d, order, scratch(s, 3));
	legendre(x, w);
	for (double from = -z->reach, to; from < z->reach; from = to) {
		while (at > 0 && d[order[at - 1]] <= from)
			at--;
		to = fmin(from + 2 / (1 + 0.25 * (double)at), z->reach);
		if (at > 0 && d[order[at - 1]] < to)
			to = d[order[at - 1]];
		for (int k = 0; k < NODES; k++)
			node(s, z, from + (to - from) * (0.5 + 0.5 * x[k]), 0.5 * (to - from) * w[k], v, out);
	}
	return 0;
}

static int
perturb(struct scores *s, const struct noise *z, double p[])
{
	if (!integrate(s, z, NULL, p))
		scores_normalise(s->n, p);
	return s->e->code;
}

static void
perturb_jvp(const struct scores *s, const struct noise *z, const double v[], double out[])
{
	integrate(s, z, v, out);
	for (size_t i = 0; i < s->n; i++)
		out[i] /= s->par[0];
}

#define PERTURB(name, noise) \
	static int \
	name(struct scores *s, double p[]) \
	{ \
		return perturb(s, &noise, p); \
	} \
	static void \
	name##_jvp(const struct scores *s, const double p[], const double v[], double out[]) \
	{ \
		(void)p; \
		perturb_jvp(s, &noise, v, out); \
	}

PERTURB(perturb_max_gaussian, gaussian_noise)
PERTURB(perturb_max_logistic, logistics)
PERTURB(perturb_max_laplace, laplacian)

static int
perturb_max_gumbel(struct scores *s, double p[])
{
	return softmax_times(s, 1 / s->par[0], p);
}

static void
perturb_max_gumbel_slope(const struct scores *s, const double p[], struct slope *j)
{
	slope_soft(s, p, j, 1 / s->par[0], 1);
}

static void
perturb_max_gumbel_inverse(const struct scores *s, const double p[], double x[])
{
	centred_log(s, p, s->par[0], x);
}

#else

#define SIGMA { "SIGMA", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true, .initial = 1, .has_default = true }
#define PERTURBED .properties = MONOTONE | SHIFT | SYMMETRIC | SUM_ONE

	{ .head = { "perturb_max_gaussian", .params = { SIGMA }, .formula = "P[x_i + SIGMA e_i is the largest], e normal", .domain = "all rows",
	            .range = "simplex", .source = "Berthet et al. 2020, arXiv 2002.08676; Su, kexue.fm 10145" },
	  .map = perturb_max_gaussian, .jvp = perturb_max_gaussian_jvp, PERTURBED },

	{ .head = { "perturb_max_logistic", .params = { SIGMA }, .formula = "P[x_i + SIGMA e_i is the largest], e logistic",
	            .domain = "all rows", .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = perturb_max_logistic, .jvp = perturb_max_logistic_jvp, PERTURBED },

	{ .head = { "perturb_max_laplace", .params = { SIGMA }, .formula = "P[x_i + SIGMA e_i is the largest], e Laplace",
	            .domain = "n <= 4096", .range = "simplex", .source = "Su, kexue.fm 10145" },
	  .map = perturb_max_laplace, .jvp = perturb_max_laplace_jvp, PERTURBED },

	{ .head = { "perturb_max_gumbel", .params = { SIGMA }, .formula = "P[x_i + SIGMA e_i is the largest] = softmax(x / SIGMA), e Gumbel",
	            .domain = "all rows", .range = "simplex", .source = "Gumbel 1954" },
	  .map = perturb_max_gumbel, .slope = perturb_max_gumbel_slope, .inverse = perturb_max_gumbel_inverse, PERTURBED },

#endif
