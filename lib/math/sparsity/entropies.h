/* SPDX-License-Identifier: MIT */
/* entropies: information and diversity of the shares p_i = c_i / S_1.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

static double
entropy(const struct sums *s)
{
	return entropysum_nats(s->entropy);
}

static double
shannon_normalised(const struct sums *s)
{
	return s->n < 2 ? (double)NAN : entropy(s) / log((double)s->n);
}

static double
shannon_bits(const struct sums *s)
{
	return entropy(s) / BITS_LN2;
}

static double
eff_number_expH(const struct sums *s)
{
	return exp(entropy(s));
}

static double
energy_entropy(const struct sums *s)
{
	return energy_nats(s->energy);
}

static double
H_S(const struct sums *s)
{
	return 2 * energy_nats(s->energy);
}

/* log of sum p^order = S_order / S_1^order */
static double
log_power_share(const struct sums *s, double order)
{
	struct scaled a = sums_power(s, order), l1 = sums_power(s, 1);
	return log(a.m) - order * log(l1.m) + fma(-order, l1.e, a.e) * BITS_LN2;
}

static double
renyi(const struct sums *s)
{
	double order = s->par[0], eps = order - 1, value;
	if (near_one(order))
		value = eps == 0 ? -sums_tilt(s, order) : -log1p(eps * sums_tilt(s, order)) / eps;
	else
		value = isinf(order) ? log(l1_over_linf(s)) : order == 0 ? log(nnz(s)) : log_power_share(s, order) / -eps;
	return value <= 0 ? 0 : value;
}

static double
hill(const struct sums *s)
{
	double order = s->par[0];
	return order == 0 ? nnz(s)
	     : sums_equal(s) ? (double)s->n
	     : order == 2 ? 1 / simpson(s)
	     : isinf(order) ? l1_over_linf(s)
	     : exp(renyi(s));
}

static double
tsallis(const struct sums *s)
{
	double q = s->par[0], value = near_one(q) ? -sums_tilt(s, q) : expm1(log_power_share(s, q)) / (1 - q);
	return value <= 0 ? 0 : value;
}

#else

	{ .head = { "shannon_nats", .formula = "H = -sum p_i log p_i, p_i = c_i / S_1", .domain = "non-zero vectors",
	            .range = "[0, log n]", .orientation = SPARSER_DOWN, .source = "Shannon 1948" },
	  .needs = SUMS, .sums = SUM_ENTROPY, .value = entropy, .slope = shannon_slope },

	{ .head = { "shannon_bits", .formula = "H / log 2", .domain = "non-zero vectors", .range = "[0, log2 n]",
	            .orientation = SPARSER_DOWN, .source = "Shannon 1948" },
	  .needs = SUMS, .sums = SUM_ENTROPY, .value = shannon_bits, .slope = shannon_bits_slope },

	{ .head = { "shannon_normalised", .formula = "H / log n", .domain = "non-zero vectors of n >= 2",
	            .range = "[0, 1]", .orientation = SPARSER_DOWN, .source = "Pielou 1966" },
	  .needs = SUMS, .sums = SUM_ENTROPY, .value = shannon_normalised, .slope = shannon_normalised_slope },

	{ .head = { "eff_number_expH", .formula = "exp H", .domain = "non-zero vectors", .range = "[1, n]",
	            .orientation = SPARSER_DOWN, .source = "Hill 1973, order 1" },
	  .needs = SUMS, .sums = SUM_ENTROPY, .value = eff_number_expH, .slope = eff_number_expH_slope },

	{ .head = { "energy_entropy_nats", .formula = "-sum q_i log q_i, q_i = c_i^2 / S_2", .domain = "non-zero vectors",
	            .range = "[0, log n]", .orientation = SPARSER_DOWN, .source = "Shannon 1948, of the energy" },
	  .needs = SUMS, .powers = { FIXED(2) }, .sums = SUM_ENERGY, .value = energy_entropy, .slope = energy_entropy_slope },

	{ .head = { "H_S", .formula = "-sum q_i log q_i^2, q_i = c_i^2 / S_2",
	            .domain = "non-zero vectors; as printed it falls with sparsity", .range = "[0, 2 log n]",
	            .orientation = SPARSER_DOWN, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .powers = { FIXED(2) }, .sums = SUM_ENERGY, .value = H_S, .slope = H_S_slope },

	{ .head = { "renyi", .params = { { "ALPHA", .lo = 0, .hi = INF } }, .formula = "log(sum p_i^ALPHA) / (1 - ALPHA)",
	            .domain = "non-zero vectors; ALPHA = 0: log of the support, 1: H, inf: -log max p",
	            .range = "[0, log n]", .orientation = SPARSER_DOWN, .source = "Renyi 1961" },
	  .needs = SUMS, .powers = { FIXED(1), PAR(0) }, .sums = SUM_TILT, .value = renyi, .slope = renyi_slope },

	{ .head = { "hill", .params = { { "ALPHA", .lo = 0, .hi = INF } }, .formula = "exp of renyi:ALPHA",
	            .domain = "non-zero vectors; ALPHA = 0: the support, 1: exp H, 2: 1 / simpson, inf: 1 / max p",
	            .range = "[1, n]", .orientation = SPARSER_DOWN, .source = "Hill 1973" },
	  .needs = SUMS, .powers = { FIXED(1), PAR(0) }, .sums = SUM_TILT, .value = hill, .slope = hill_slope },

	{ .head = { "tsallis", .params = { { "Q", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "(1 - sum p_i^Q) / (Q - 1)",
	            .domain = "non-zero vectors; Q = 1: H; Q = 0: the support less one",
	            .range = "[0, (1 - n^(1-Q)) / (Q - 1)]", .orientation = SPARSER_DOWN, .source = "Tsallis 1988" },
	  .needs = SUMS, .powers = { FIXED(1), PAR(0) }, .sums = SUM_TILT, .value = tsallis, .slope = tsallis_slope },

#endif
