/* SPDX-License-Identifier: MIT */
/* ratios: scale-invariant quotients of norms and power means.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

static double
l2_over_l1(const struct sums *s)
{
	return scaled_ratio(sums_norm(s, 2), sums_power(s, 1));
}

static double
participation_ratio_energy(const struct sums *s)
{
	struct scaled s2 = sums_power(s, 2);
	return scaled_ratio(scaled_times(s2, s2), sums_power(s, 4));
}

static double
kappa4(const struct sums *s)
{
	struct scaled s2 = sums_power(s, 2);
	return scaled_ratio(sums_power(s, 4), scaled_times(s2, s2));
}

/*
 * D / ((sqrt n - 1) l2 (sqrt n l2 + l1)), D = n S_2 - S_1^2: the textbook form without its difference of near equals, and
 * sqrt n - 1 = (n - 1) / (sqrt n + 1).
 */
static double
hoyer(const struct sums *s)
{
	if (s->n < 2)
		return (double)NAN;
	double n = (double)s->n, root = sqrt(n);
	struct scaled l1 = sums_power(s, 1), l2 = sums_norm(s, 2);
	struct scaled sum = { root * l2.m + ldexp(l1.m, l1.e - l2.e), l2.e };
	return fmin(1, scaled_ratio(s->gap, scaled_times(l2, sum)) * ((root + 1) / (n - 1)));
}

/* D / (n S_2) = 1 - S_1^2 / (n S_2), in [0, 1 - 1/n]. */
static double
spread(const struct sums *s)
{
	struct scaled n_s2 = sums_power(s, 2);
	n_s2.m *= (double)s->n;
	return scaled_ratio(s->gap, n_s2);
}

/* S_2 / S_1^2 */
static double
simpson(const struct sums *s)
{
	struct scaled l1 = sums_power(s, 1);
	return scaled_ratio(sums_power(s, 2), scaled_times(l1, l1));
}

static double
effective_number(const struct sums *s)
{
	struct scaled l1 = sums_power(s, 1), s2 = sums_power(s, 2);
	double n = (double)s->n, missing = scaled_ratio(s->gap, s2);	/* n - S_1^2 / S_2: the form that rounds less */
	return missing < n / 2 ? n - missing : scaled_ratio(scaled_times(l1, l1), s2);
}

static double
treves_rolls(const struct sums *s)
{
	double gap = spread(s);
	return gap < 0.5 ? 1 - gap : effective_number(s) / (double)s->n;
}

static double
vinje_gallant(const struct sums *s)
{
	double n = (double)s->n;
	return n < 2 ? (double)NAN : fmin(1, spread(s) * (n / (n - 1)));
}

static double
gini_simpson(const struct sums *s)
{
	return 1 - simpson(s);
}

/* The geometric mean, by SUM_LOGS. */
static struct scaled
geometric_mean(const struct sums *s)
{
	if (s->zeros > 0)
		return (struct scaled){ 0, 0 };
	double n = (double)s->n, whole = (double)s->whole, e = nearbyint(whole / n);
	return (struct scaled){ exp((xsum_round(s->rest) + fma(-e, n, whole) * BITS_LN2) / n), (int)e };
}

static struct scaled
power_mean(const struct sums *s, double p)
{
	return p == 0 ? geometric_mean(s) : p < 0 && s->zeros > 0 ? (struct scaled){ 0, 0 } : sums_mean(s, p);
}

/* M_q / M_p, for equal magnitudes exactly 1 */
static double
mean_ratio(const struct sums *s, double q, double p)
{
	return sums_equal(s) ? 1 : scaled_ratio(power_mean(s, q), power_mean(s, p));
}

static double
pq_mean(const struct sums *s)
{
	return -mean_ratio(s, s->par[0], s->par[1]);
}

static double
pq_index(const struct sums *s)
{
	return 1 - mean_ratio(s, s->par[0], s->par[1]);
}

static double
su_S0(const struct sums *s)
{
	return mean_ratio(s, 1, (double)INFINITY);
}

static double
su_S_1p(const struct sums *s)
{
	return scaled_ratio(sums_mean(s, 1), sums_norm(s, s->par[0]));
}

static double
su_Sstar(const struct sums *s)
{
	return mean_ratio(s, s->par[0], s->par[1]);
}

static double
atkinson(const struct sums *s)
{
	return 1 - mean_ratio(s, 1 - s->par[0], 1);
}

static double
l1_over_linf(const struct sums *s)
{
	return scaled_ratio(sums_power(s, 1), sums_power(s, (double)INFINITY));
}

static double
berger_parker(const struct sums *s)
{
	return scaled_ratio(sums_power(s, (double)INFINITY), sums_power(s, 1));
}

static double
cosine_signs(const struct sums *s)
{
	struct scaled l2 = sums_norm(s, 2);
	l2.m *= sqrt(nnz(s));
	return fmin(1, scaled_ratio(sums_power(s, 1), l2));
}

static double
snr(const struct sums *s)
{
	struct scaled l1 = sums_power(s, 1), gap = s->gap;
	return gap.m == 0 ? (double)INFINITY : scaled_ratio(scaled_times(l1, l1), gap);
}

#else

	{ .head = { "l2_over_l1", .formula = "l2 / l1", .domain = "non-zero vectors", .range = "[n^(-1/2), 1]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .value = l2_over_l1, .slope = l2_over_l1_slope },

	{ .head = { "kappa4", .formula = "S_4 / S_2^2", .domain = "non-zero vectors; not the central kurtosis",
	            .range = "[1/n, 1]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { FIXED(2), FIXED(4) }, .value = kappa4, .slope = kappa4_slope },

	{ .head = { "hoyer", .formula = "(n^(1/2) - l1/l2) / (n^(1/2) - 1)", .domain = "non-zero vectors of n >= 2",
	            .range = "[0, 1]", .orientation = SPARSER_UP, .source = "Hoyer 2004" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .sums = SUM_GAP, .value = hoyer, .slope = hoyer_slope },

	{ .head = { "treves_rolls", .formula = "(S_1/n)^2 / (S_2/n)", .domain = "non-zero vectors", .range = "[1/n, 1]",
	            .orientation = SPARSER_DOWN, .source = "Treves & Rolls 1991" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .sums = SUM_GAP, .value = treves_rolls, .slope = square_ratio_slope },

	{ .head = { "vinje_gallant", .formula = "(1 - treves_rolls) / (1 - 1/n)",
	            .domain = "non-zero vectors of n >= 2; of |x|", .range = "[0, 1]", .orientation = SPARSER_UP,
	            .source = "Vinje & Gallant 2000; of |x| as Willmore & Tolhurst 2001" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .sums = SUM_GAP, .value = vinje_gallant, .slope = vinje_gallant_slope },

	{ .head = { "effective_number", .formula = "S_1^2 / S_2 = (l1/l2)^2", .domain = "non-zero vectors",
	            .range = "[1, n]", .orientation = SPARSER_DOWN,
	            .source = "Simpson 1949, inverse; Hill 1973, order 2" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .sums = SUM_GAP, .value = effective_number, .slope = square_ratio_slope },

	{ .head = { "participation_ratio_energy", .formula = "S_2^2 / S_4", .domain = "non-zero vectors",
	            .range = "[1, n]", .orientation = SPARSER_DOWN, .source = "Bell & Dean 1970" },
	  .needs = SUMS, .powers = { FIXED(2), FIXED(4) }, .value = participation_ratio_energy, .slope = participation_ratio_energy_slope },

	{ .head = { "simpson", .formula = "sum p_i^2, p_i = c_i / S_1", .domain = "non-zero vectors", .range = "[1/n, 1]",
	            .orientation = SPARSER_UP, .source = "Simpson 1949" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .value = simpson, .slope = simpson_slope },

	{ .head = { "gini_simpson", .formula = "1 - sum p_i^2", .domain = "non-zero vectors", .range = "[0, 1 - 1/n]",
	            .orientation = SPARSER_DOWN, .source = "Simpson 1949" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .value = gini_simpson, .slope = gini_simpson_slope },

	{ .head = { "berger_parker", .formula = "max c / S_1", .domain = "non-zero vectors", .range = "[1/n, 1]",
	            .orientation = SPARSER_UP, .source = "Berger & Parker 1970" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = berger_parker },

	{ .head = { "l1_over_linf", .formula = "S_1 / max c", .domain = "non-zero vectors", .range = "[1, n]",
	            .orientation = SPARSER_DOWN, .source = "Hill 1973, order inf" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = l1_over_linf },

	{ .head = { "pq_mean",
	            .params = { { "P", .lo = 0, .hi = 1, .open_lo = true }, { "Q", .lo = 1, .hi = INF, .open_lo = true } },
	            .formula = "-M_P / M_Q, M_p = (S_p/n)^(1/p)", .domain = "non-zero vectors",
	            .range = "[-1, -n^(1/Q - 1/P)]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { PAR(0), PAR(1) }, .value = pq_mean, .slope = su_Sstar_slope },

	{ .head = { "pq_index",
	            .params = { { "P", .lo = 0, .hi = 1, .open_lo = true }, { "Q", .lo = 1, .hi = INF, .open_lo = true } },
	            .formula = "1 - M_P / M_Q", .domain = "non-zero vectors", .range = "[0, 1 - n^(1/Q - 1/P)]",
	            .orientation = SPARSER_UP, .source = "Diao et al. 2023" },
	  .needs = SUMS, .powers = { PAR(0), PAR(1) }, .value = pq_index, .slope = pq_index_slope },

	{ .head = { "su_S0", .formula = "(S_1/n) / max c", .domain = "non-zero vectors", .range = "[1/n, 1]",
	            .orientation = SPARSER_DOWN, .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = su_S0 },

	{ .head = { "su_S_1p", .params = { { "P", .lo = 1, .hi = INF, .open_lo = true } },
	            .formula = "(S_1/n) / S_P^(1/P)", .domain = "non-zero vectors", .range = "[1/n, n^(-1/P)]",
	            .orientation = SPARSER_DOWN, .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = SUMS, .powers = { FIXED(1), PAR(0) }, .value = su_S_1p, .slope = su_S_1p_slope },

	{ .head = { "su_Sstar",
	            .params = { { "Q", .lo = 0, .hi = INF, .open_hi = true }, { "P", .lo = 0, .hi = INF, .open_lo = true } },
	            .formula = "M_Q / M_P; M_0 is the geometric mean", .domain = "non-zero vectors; Q < P",
	            .range = "[n^(1/P - 1/Q), 1]", .orientation = SPARSER_DOWN,
	            .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = SUMS, .powers = { PAR(0), PAR(1) }, .sums = SUM_LOGS, .value = su_Sstar, .slope = su_Sstar_slope },

	{ .head = { "atkinson", .params = { { "EPS", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true } },
	            .formula = "1 - M_(1-EPS) / M_1; M_0 is the geometric mean", .domain = "non-zero vectors",
	            .range = "[0, 1]", .orientation = SPARSER_UP, .source = "Atkinson 1970" },
	  .needs = SUMS, .powers = { ONE_MINUS(0), FIXED(1) }, .sums = SUM_LOGS, .value = atkinson, .slope = atkinson_slope },

	{ .head = { "cosine_signs", .formula = "cos(sign x, x) = S_1 / (k S_2)^(1/2), k = #{c_i > 0}",
	            .domain = "non-zero vectors", .range = "[k^(-1/2), 1]", .orientation = SPARSER_DOWN,
	            .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .value = cosine_signs, .slope = cosine_signs_slope },

	{ .head = { "snr", .formula = "(S_1/n)^2 / variance of c", .domain = "non-zero vectors; inf when all are equal",
	            .range = "[1/(n - 1), inf]", .orientation = SPARSER_DOWN,
	            .source = "Su 2023, kexue.fm/archives/9595" },
	  .needs = SUMS, .powers = { FIXED(1), FIXED(2) }, .sums = SUM_GAP, .value = snr, .slope = snr_slope },

#endif
