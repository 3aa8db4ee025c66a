/* SPDX-License-Identifier: MIT */
/* centred: measures that go over the vector again, around its mean or maximum.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

/* (1 + d) log(1 + d) - d, without its cancellation for small d: d^2/2 - d^3/6 + d^4/12 - ... */
static double
theil_term(double d)
{
	if (d == -1)
		return 1;
	if (fabs(d) >= 0.1)
		return (1 + d) * log1p(d) - d;
	double sum = 0;
	for (int k = 17; k >= 2; k--)
		sum = 1.0 / (k * (k - 1)) - d * sum;
	return d * d * sum;
}

/*
 * The mean of (c/mu) log(c/mu) about a rounded mean mu: with d = (c - mu) / mu it is mean g(d) - (mean d)^2 / 2, g = theil_term,
 * up to (mean d)^3.
 */
static double
theil(const struct sums *s)
{
	if (sums_equal(s))
		return 0;
	struct scaled unit = sums_unit(s), mean = sums_mean(s, 1);
	double n = (double)s->n, mu = ldexp(mean.m, mean.e + unit.e);
	struct xsum g = { 0 }, rest = { 0 };
	enum { BLOCK = 512 };
	double d[BLOCK], term[BLOCK];
	for (size_t i = 0, m; i < s->n; i += m) {
		m = s->n - i < BLOCK ? s->n - i : BLOCK;
		for (size_t k = 0; k < m; k++) {
			d[k] = (fabs(s->x[i + k]) * unit.m - mu) / mu;
			term[k] = theil_term(d[k]);
		}
		xsum_add_array(&rest, m, d);
		xsum_add_array(&g, m, term);
	}
	double shift = xsum_round(&rest) / n;
	return xsum_round(&g) / n - shift * shift / 2;
}

/*
 * Half of sum |p_i - 1/n| = (n T - k S_1) / (n S_1), T the sum of the k magnitudes above the mean: the weights n - k and -k are
 * integers, so the sum is exact.  In units of the largest, where the mean of subnormals has digits, too.
 */
static double
hoover(const struct sums *s)
{
	struct scaled sum, s1 = sums_power(s, 1), unit = sums_unit(s), about = sums_mean(s, 1);
	double n = (double)s->n, mean = ldexp(about.m, about.e + unit.e), k = 0;
	struct xsum t = { 0 };
	for (size_t i = 0; i < s->n; i++)
		k += fabs(s->x[i]) * unit.m > mean;
	for (size_t i = 0; i < s->n; i++)
		xsum_add_product(&t, fabs(s->x[i]) * unit.m > mean ? n - k : -k, fabs(s->x[i]));
	sum.m = xsum_scaled(&t, &sum.e);
	s1.m *= n;
	return scaled_ratio(sum, s1);
}

/* The mean of x times unit as m[0] + m[1]. */
static void
double_mean(const struct sums *s, double unit, double m[2])
{
	double n = (double)s->n, part[2] = { 0, 0 };
	struct xsum sum = { 0 };
	for (size_t i = 0; i < s->n; i++)
		xsum_add(&sum, s->x[i] * unit);
	xsum_parts(&sum, 2, part);
	m[0] = part[0] / n;
	m[1] = (fma(-m[0], n, part[0]) + part[1]) / n;
}

/* (n sum d^4 - 3 (sum d^2)^2) / (sum d^2)^2, d = x - mean: every d, d^2 and d^4 comes with its rounding error. */
static double
excess_kurtosis(const struct sums *s)
{
	double unit = sums_unit(s).m, widest = 0, mean[2], part[XSUM_PARTS];
	struct xsum second = { 0 }, fourth = { 0 }, excess = { 0 };
	struct scaled over, under;
	double_mean(s, unit, mean);
	for (size_t i = 0; i < s->n; i++)
		widest = fmax(widest, fabs(s->x[i] * unit - s->x[0] * unit));
	if (widest == 0)
		return (double)NAN;
	double unit_d = ldexp(1, -ilogb(widest));
	for (size_t i = 0; i < s->n; i++) {
		double x = s->x[i] * unit, d = x - mean[0], b = d - x, low = (x - (d - b)) - (mean[0] + b) - mean[1];
		d *= unit_d;
		low *= unit_d;
		double d2 = d * d, low2 = fma(d, d, -d2) + 2 * d * low;
		xsum_add(&second, d2);
		xsum_add(&second, low2);
		xsum_add_product(&fourth, d2, d2);
		xsum_add(&fourth, 2 * d2 * low2);
	}
	xsum_add_multiple(&excess, &fourth, (double)s->n);
	for (size_t k = xsum_parts(&second, XSUM_PARTS, part); k-- > 0; )
		for (int three = 0; three < 3; three++)
			xsum_add_multiple(&excess, &second, -part[k]);
	over.m = xsum_scaled(&excess, &over.e);
	under.m = xsum_scaled(&second, &under.e);
	return scaled_ratio(over, scaled_times(under, under));
}

/* The mean over (1/K) log sum exp(K c_i), the largest exponential taken out. */
static double
mean_over_lse(const struct sums *s)
{
	double k = s->par[0];
	struct xsum sum = { 0 };
	for (size_t i = 0; i < s->n; i++)
		xsum_add(&sum, exp(k * (fabs(s->x[i]) - s->max)));
	return scaled_value(sums_mean(s, 1)) / (s->max + log(xsum_round(&sum)) / k);
}

#else

	{ .head = { "theil", .formula = "mean of (c_i/mu) log(c_i/mu), mu = S_1/n; = log n - H",
	            .domain = "non-zero vectors", .range = "[0, log n]", .orientation = SPARSER_UP,
	            .source = "Theil 1967" },
	  .needs = CENTRED, .powers = { FIXED(1) }, .value = theil, .slope = theil_slope },

	{ .head = { "hoover", .formula = "1/2 sum |p_i - 1/n|, p_i = c_i / S_1", .domain = "non-zero vectors",
	            .range = "[0, 1 - 1/n]", .orientation = SPARSER_UP, .source = "Hoover 1936" },
	  .needs = CENTRED, .powers = { FIXED(1) }, .value = hoover },

	{ .head = { "excess_kurtosis", .formula = "m_4 / m_2^2 - 3, central moments of x (not of |x|) over n",
	            .domain = "vectors not all equal", .range = "[-2, n - 5 + 1/(n - 1)]", .orientation = SPARSER_UP,
	            .source = "Pearson 1905" },
	  .needs = CENTRED, .value = excess_kurtosis },

	{ .head = { "mean_over_lse", .params = { { "K", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true } },
	            .formula = "(S_1/n) / ((1/K) log sum exp(K c_i))",
	            .domain = "all vectors; not scale-invariant, a candidate that Su rejects", .range = "[0, 1)",
	            .orientation = SPARSER_DOWN, .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = CENTRED, .powers = { FIXED(1) }, .value = mean_over_lse, .slope = mean_over_lse_slope, .zero = "0" },

#endif
