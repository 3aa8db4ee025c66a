/* SPDX-License-Identifier: MIT */
/* slopes_shares: derivatives of entropies, deviations and measures of order, as in slopes.h.  Functions for the rows of measures.c. */

/*
 * Renyi's R of order a: a (part(a) - part(1)) / ((1 - a) c), where part(1) = p = c / S_1 and part(a) / p = exp((a - 1) (log p + R)):
 * expm1 carries it through a = 1, where it is -(log p + H) / S_1.
 */
static double
order_slope(struct scaled l1, double c, double order, double entropy_of_order)
{
	double information = log(c) - log(l1.m) - l1.e * BITS_LN2 + entropy_of_order, eps = order - 1;
	double bracket = eps == 0 ? -information : expm1(eps * information) / -eps;
	return isinf(order) ? (double)NAN : order * bracket * scaled_ratio((struct scaled){ 1, 0 }, l1);
}

/* The entropies keep S_1 in a sum of their own. */
static struct scaled
entropy_l1(const struct sums *s)
{
	struct scaled l1;
	l1.m = xsum_scaled(&s->entropy->sum, &l1.e);
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
	return order_slope(entropy_l1(s), c, 1, value * BITS_LN2) / BITS_LN2;
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
