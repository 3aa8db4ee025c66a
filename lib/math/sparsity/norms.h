/* SPDX-License-Identifier: MIT */
/* norms: measures that grow with the scale of the vector.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

static double
l1(const struct sums *s)
{
	return scaled_value(sums_power(s, 1));
}

static double
l2(const struct sums *s)
{
	return scaled_value(sums_norm(s, 2));
}

static double
lp(const struct sums *s)
{
	return s->max == 0 ? 0 : scaled_value(sums_norm(s, s->par[0]));
}

static double
linf(const struct sums *s)
{
	return s->max;
}

static double
mean_abs(const struct sums *s)
{
	return scaled_value(sums_mean(s, 1));
}

static double
rms(const struct sums *s)
{
	return scaled_value(sums_mean(s, 2));
}

static double
neg_l1(const struct sums *s)
{
	return 0 - l1(s);
}

static double
neg_lp(const struct sums *s)
{
	return 0 - lp(s);
}

/* Terms that overflow stay finite, and their sum overflows then. */
static double
unless_huge(double total)
{
	return fabs(total) < DBL_MAX ? total : copysign((double)INFINITY, total);
}

static void
negative_powers(size_t n, const double c[], const double par[], double t[])
{
	if (par[0] >= -LOGS_POWER)
		logs_power(par[0], n, c, t);
	else
		for (size_t i = 0; i < n; i++)
			t[i] = c[i] == 0 ? 0 : pow(c[i], par[0]);
	for (size_t i = 0; i < n; i++)
		t[i] = fmin(t[i], DBL_MAX);
}

static void
tanh_terms(size_t n, const double c[], const double par[], double t[])
{
	for (size_t i = 0; i < n; i++)
		t[i] = tanh(pow(par[0] * c[i], par[1]));
}

static void
log_terms(size_t n, const double c[], const double par[], double t[])
{
	(void)par;
	logs_one_plus_square(n, c, t);
}

static void
c_log_c2(size_t n, const double c[], const double par[], double t[])
{
	(void)par;
	logs_of(n, c, t);
	for (size_t i = 0; i < n; i++)
		t[i] = fmin(2 * c[i] * t[i], DBL_MAX);
}

static double
neg_total(const struct sums *s)
{
	return 0 - unless_huge(s->total);
}

static double
H_G(const struct sums *s)
{
	return s->zeros > 0 ? (double)INFINITY : 0 - 2 * (xsum_round(s->rest) + (double)s->whole * BITS_LN2);
}

#else

	{ .head = { "l1", .formula = "S_1 = sum c_i", .domain = "all vectors; inf beyond the largest double",
	            .range = "[0, inf]", .orientation = SPARSER_DOWN, .source = "Hurley & Rickard 2009, -l1" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = l1, .slope = one_slope, .zero = "0" },

	{ .head = { "l2", .formula = "S_2^(1/2)", .domain = "all vectors; inf beyond the largest double",
	            .range = "[0, inf]", .source = "Euclid" },
	  .needs = SUMS, .powers = { FIXED(2) }, .value = l2, .slope = l2_slope, .zero = "0" },

	{ .head = { "lp", .params = { { "P", .lo = 0, .hi = INF, .open_lo = true } },
	            .formula = "S_P^(1/P); P = inf: max c",
	            .domain = "all vectors, P <= 1000 or inf; inf beyond the largest double", .range = "[0, inf]",
	            .source = "Hurley & Rickard 2009, -lp" },
	  .needs = SUMS, .powers = { PAR(0) }, .value = lp, .slope = lp_slope, .zero = "0" },

	{ .head = { "linf", .formula = "max c_i", .range = "[0, inf)", .domain = "all vectors", .source = "Chebyshev" },
	  .needs = SUMS, .value = linf, .zero = "0" },

	{ .head = { "mean_abs", .formula = "S_1 / n", .domain = "all vectors", .range = "[0, inf)",
	            .orientation = SPARSER_DOWN, .source = "the mean of c" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = mean_abs, .slope = mean_abs_slope, .zero = "0" },

	{ .head = { "rms", .formula = "(S_2 / n)^(1/2)", .domain = "all vectors", .range = "[0, inf)",
	            .source = "the root mean square" },
	  .needs = SUMS, .powers = { FIXED(2) }, .value = rms, .slope = l2_slope, .zero = "0" },

	{ .head = { "neg_l1", .formula = "-S_1", .domain = "all vectors; -inf beyond the largest double",
	            .range = "[-inf, 0]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { FIXED(1) }, .value = neg_l1, .slope = neg_l1_slope, .zero = "0" },

	{ .head = { "neg_lp", .params = { { "P", .lo = 0, .hi = 1, .open_lo = true, .open_hi = true } },
	            .formula = "-S_P^(1/P)", .domain = "all vectors; -inf beyond the largest double",
	            .range = "[-inf, 0]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { PAR(0) }, .value = neg_lp, .slope = lp_slope, .zero = "0" },

	{ .head = { "neg_lp_neg", .params = { { "P", .lo = -INF, .hi = 0, .open_lo = true, .open_hi = true } },
	            .formula = "-sum of c_i^P over c_i > 0", .domain = "all vectors; -inf beyond the largest double",
	            .range = "[-inf, 0]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009, -lp_-" },
	  .needs = SUMS, .term = negative_powers, .value = neg_total, .slope = neg_lp_neg_slope, .zero = "0" },

	{ .head = { "neg_tanh",
	            .params = { { "A", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true },
	                        { "B", .lo = 0, .hi = INF, .open_lo = true, .open_hi = true } },
	            .formula = "-sum tanh((A c_i)^B)", .domain = "all vectors", .range = "[-n, 0]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .term = tanh_terms, .value = neg_total, .slope = neg_tanh_slope, .zero = "0" },

	{ .head = { "neg_log", .formula = "-sum log(1 + c_i^2)", .domain = "all vectors", .range = "(-inf, 0]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .term = log_terms, .value = neg_total, .slope = neg_log_slope, .zero = "0" },

	{ .head = { "H_G", .formula = "-sum log c_i^2", .domain = "all vectors; inf when some c_i is 0",
	            .range = "(-inf, inf]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .sums = SUM_LOGS, .value = H_G, .slope = H_G_slope, .zero = "inf" },

	{ .head = { "H_S_prime", .formula = "-sum c_i log c_i^2, 0 log 0 = 0",
	            .domain = "all vectors; -inf beyond the largest double", .range = "[-inf, 2n/e]",
	            .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .term = c_log_c2, .value = neg_total, .slope = H_S_prime_slope, .zero = "0" },

#endif
