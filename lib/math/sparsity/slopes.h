/* SPDX-License-Identifier: MIT */
/* slopes: derivatives of norms and their ratios by one magnitude c > 0, given the value.  Functions for the rows of measures.c. */

/* c^p / S_p: every power mean has d log M_p / d c = that / c; the geometric mean, p = 0, has 1/n.  No slope at p = inf. */
static double
part(const struct sums *s, double c, double p)
{
	if (p == 0 || isinf(p))
		return p == 0 ? 1 / (double)s->n : (double)NAN;
	struct scaled norm = sums_norm(s, p);
	int e;
	double m = frexp(c, &e);
	return pow(ldexp(m / norm.m, e - norm.e), p);
}

/* Of M_q / M_p = ratio. */
static double
ratio_slope(const struct sums *s, double c, double ratio, double q, double p)
{
	return ratio / c * (part(s, c, q) - part(s, c, p));
}

static double
one_slope(const struct sums *s, double c, double value)
{
	(void)s, (void)c, (void)value;
	return 1;
}

static double
neg_l1_slope(const struct sums *s, double c, double value)
{
	return -one_slope(s, c, value);
}

static double
mean_abs_slope(const struct sums *s, double c, double value)
{
	(void)c, (void)value;
	return 1 / (double)s->n;
}

static double
l2_slope(const struct sums *s, double c, double value)
{
	return value / c * part(s, c, 2);
}

static double
lp_slope(const struct sums *s, double c, double value)
{
	return value / c * part(s, c, s->par[0]);
}

static double
neg_lp_neg_slope(const struct sums *s, double c, double value)
{
	(void)value;
	return -s->par[0] * pow(c, s->par[0] - 1);
}

/* tanh' u = 1 / cosh^2 u, u = (a c)^b, d u / d c = b u / c */
static double
neg_tanh_slope(const struct sums *s, double c, double value)
{
	(void)value;
	double u = pow(s->par[0] * c, s->par[1]), h = cosh(u);
	return -s->par[1] * u / c / h / h;
}

static double
neg_log_slope(const struct sums *s, double c, double value)
{
	(void)s, (void)value;
	return -2 / (c + 1 / c);
}

static double
H_G_slope(const struct sums *s, double c, double value)
{
	(void)value;
	return s->zeros > 0 ? (double)NAN : -2 / c;
}

static double
H_S_prime_slope(const struct sums *s, double c, double value)
{
	(void)s, (void)value;
	return -2 * (log(c) + 1);
}

static double
l2_over_l1_slope(const struct sums *s, double c, double value)
{
	return ratio_slope(s, c, value, 2, 1);
}

static double
kappa4_slope(const struct sums *s, double c, double value)
{
	return 4 * ratio_slope(s, c, value, 4, 2);
}

static double
participation_ratio_energy_slope(const struct sums *s, double c, double value)
{
	return 4 * ratio_slope(s, c, value, 2, 4);
}

static double
hoyer_slope(const struct sums *s, double c, double value)
{
	(void)value;
	return -ratio_slope(s, c, scaled_ratio(sums_power(s, 1), sums_norm(s, 2)), 1, 2) / (sqrt((double)s->n) - 1);
}

/* Of S_1^2 / S_2 times any constant. */
static double
square_ratio_slope(const struct sums *s, double c, double value)
{
	return 2 * ratio_slope(s, c, value, 1, 2);
}

static double
simpson_slope(const struct sums *s, double c, double value)
{
	return 2 * ratio_slope(s, c, value, 2, 1);
}

static double
gini_simpson_slope(const struct sums *s, double c, double value)
{
	return -simpson_slope(s, c, 1 - value);
}

static double
vinje_gallant_slope(const struct sums *s, double c, double value)
{
	(void)value;
	return -square_ratio_slope(s, c, treves_rolls(s)) / (1 - 1 / (double)s->n);
}

/* snr = t / (1 - t), t = treves_rolls */
static double
snr_slope(const struct sums *s, double c, double value)
{
	double rest = spread(s);
	(void)value;
	return square_ratio_slope(s, c, treves_rolls(s)) / rest / rest;
}

static double
cosine_signs_slope(const struct sums *s, double c, double value)
{
	return ratio_slope(s, c, value, 1, 2);
}

/* Of M_par0 / M_par1. */
static double
su_Sstar_slope(const struct sums *s, double c, double value)
{
	if (s->par[0] == 0 && s->zeros > 0)
		return (double)NAN;
	return ratio_slope(s, c, value, s->par[0], s->par[1]);
}

static double
pq_index_slope(const struct sums *s, double c, double value)
{
	return -su_Sstar_slope(s, c, 1 - value);
}

static double
su_S_1p_slope(const struct sums *s, double c, double value)
{
	return ratio_slope(s, c, value, 1, s->par[0]);
}

/* M_(1-EPS) is 0 and has no slope when EPS >= 1 and some c is 0. */
static double
atkinson_slope(const struct sums *s, double c, double value)
{
	if (s->par[0] >= 1 && s->zeros > 0)
		return (double)NAN;
	return -ratio_slope(s, c, 1 - value, 1 - s->par[0], 1);
}
