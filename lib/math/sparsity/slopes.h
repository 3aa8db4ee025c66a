/* SPDX-License-Identifier: MIT */
/* slopes: derivatives of measures by one magnitude c > 0, given the value of the measure.  Functions for the rows of measures.c. */

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

/*
 * Renyi's R of order a: a (part(a) - part(1)) / ((1 - a) c), where part(1) = p = c / S_1 and part(a) / p = exp((a - 1) (log p + R)):
 * expm1 carries it through a = 1, where it is -(log p + H) / S_1.
 */
static double
order_slope(struct scaled l1, double c, double order, double entropy_of_order)
{
	double information = log(c) - log(l1.m) - l1.e * LN2 + entropy_of_order, eps = order - 1;
	double bracket = eps == 0 ? -information : expm1(eps * information) / -eps;
	return isinf(order) ? (double)NAN : order * bracket * scaled_ratio((struct scaled){ 1, 0 }, l1);
}

/* The entropies keep S_1 in a sum of their own. */
static struct scaled
entropy_l1(const struct sums *s)
{
	struct scaled l1;
	l1.m = xsum_scaled(&s->entropy.sum, &l1.e);
	return l1;
}

static double
shannon_slope(const struct sums *s, double c, double value)
{
	return order_slope(entropy_l1(s), c, 1, value);
}

static double
shannon_bits_slope(const struct sums *s, double c, double value)
{
	return order_slope(entropy_l1(s), c, 1, value * LN2) / LN2;
}

static double
shannon_normalised_slope(const struct sums *s, double c, double value)
{
	double all = log((double)s->n);
	return order_slope(entropy_l1(s), c, 1, value * all) / all;
}

static double
eff_number_expH_slope(const struct sums *s, double c, double value)
{
	return value * order_slope(entropy_l1(s), c, 1, log(value));
}

static double
theil_slope(const struct sums *s, double c, double value)
{
	return -order_slope(sums_power(s, 1), c, 1, log((double)s->n) - value);
}

static double
renyi_slope(const struct sums *s, double c, double value)
{
	return order_slope(sums_power(s, 1), c, s->par[0], value);
}

static double
hill_slope(const struct sums *s, double c, double value)
{
	return value * order_slope(sums_power(s, 1), c, s->par[0], log(value));
}

/* T = (1 - exp((1 - q) R)) / (q - 1), so that dT = exp((1 - q) R) dR. */
static double
tsallis_slope(const struct sums *s, double c, double value)
{
	double q = s->par[0], sum = 1 - (q - 1) * value, order = q == 1 ? value : log(sum) / (1 - q);
	return sum * order_slope(sums_power(s, 1), c, q, order);
}

static double
energy_entropy_slope(const struct sums *s, double c, double value)
{
	double q = part(s, c, 2);
	return q == 0 ? 0 : -2 * q / c * (log(q) + value);
}

static double
H_S_slope(const struct sums *s, double c, double value)
{
	return 2 * energy_entropy_slope(s, c, value / 2);
}

/* How many of the ordered magnitudes are below c, or, with ties, at most c. */
static size_t
below(const struct sums *s, double c, bool ties)
{
	size_t low = 0, high = s->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		double at = fabs(s->x[middle]);
		if (at < c || (ties && at == c))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ((2r - n - 1)/n - G) / S_1; ties share their mean rank r, which is one of the subgradients. */
static double
gini_slope(const struct sums *s, double c, double value)
{
	double n = (double)s->n, twice = (double)(below(s, c, false) + 1 + below(s, c, true));
	return ((twice - n - 1) / n - value) * part(s, c, 1) / c;
}

static double
gini_corrected_slope(const struct sums *s, double c, double value)
{
	double n = (double)s->n, scale = n / (n - 1);
	return scale * gini_slope(s, c, value / scale);
}

/* V = M / L, L = log(sum exp(K c)) / K: (1/n - V exp(K (c - L)) ) / L */
static double
mean_over_lse_slope(const struct sums *s, double c, double value)
{
	double n = (double)s->n, l = scaled_value(sums_mean(s, 1)) / value;
	return (1 / n - value * exp(s->par[0] * (c - l))) / l;
}
