/* SPDX-License-Identifier: MIT */
/* ranks: measures of the ordered magnitudes c_(1) <= ... <= c_(n).  Functions, then rows; for measures.c alone. */
#ifndef ROWS

/*
 * sum (2k - n - 1) c_(k) / (n S_1), the k-th smallest paired with the k-th largest: sum over k <= n/2 of
 * (n + 1 - 2k) (c_(n+1-k) - c_(k)), where no term is negative and none cancels.
 */
static double
gini(const struct sums *s)
{
	enum { BLOCK = 512 };
	struct scaled unit = sums_unit(s), s1 = sums_power(s, 1), sum;
	double n = (double)s->n, term[BLOCK];
	struct xsum t = { 0 };
	for (size_t k = 0, m; k < s->n / 2; k += m) {
		m = s->n / 2 - k < BLOCK ? s->n / 2 - k : BLOCK;
		const double *low = s->x + k, *high = s->x + s->n - 1 - k;
		for (size_t i = 0; i < m; i++)
			term[i] = (n - 1 - 2 * (double)(k + i)) * (fabs(*(high - i)) * unit.m - fabs(low[i]) * unit.m);
		xsum_add_array(&t, m, term);
	}
	sum.m = xsum_scaled(&t, &sum.e);
	s1.m *= n;
	s1.e += unit.e;
	return scaled_ratio(sum, s1);
}

static double
gini_sketch(const struct sums *s)
{
	return sums_sketch_gini(s, sketch_bits(s->par[0]));
}

static double
gini_corrected(const struct sums *s)
{
	double n = (double)s->n;
	return n < 2 ? (double)NAN : fmin(1, gini(s) * (n / (n - 1)));
}

/* The K largest: K of the row, or K% of n, rounded up, where a product within 2^-50 of an integer is that integer. */
static size_t
largest(const struct sums *s)
{
	double n = (double)s->n, k = s->par[0];
	if (s->percent & 1) {
		k = k * n / 100;
		double whole = nearbyint(k);
		k = fabs(k - whole) <= k * 0x1p-50 ? whole : ceil(k);
	}
	return k >= n ? s->n : k < 1 ? 1 : (size_t)k;
}

static double
topk_mass(const struct sums *s)
{
	size_t k = largest(s);
	struct xsum t = { 0 };
	struct scaled sum;
	xsum_add_abs(&t, k, s->x + s->n - k);
	sum.m = xsum_scaled(&t, &sum.e);
	return scaled_ratio(sum, sums_power(s, 1));
}

/* The norm of what the K largest leave. */
static double
sigma_k_l2(const struct sums *s)
{
	struct powersum rest = powersum_of(2, powersum_width(2));
	struct scaled sum;
	powersum_add(&rest, s->n - largest(s), s->x);
	sum.m = powersum_value(&rest, &sum.e);
	return scaled_value(scaled_root(sum, 2));
}

/* 1 - (the shortest interval that holds m = ceil(n THETA) of the magnitudes) / (the one that holds all) */
static double
u_theta(const struct sums *s)
{
	double n = (double)s->n, theta = s->par[0], m = ceil(n * theta);
	m += m == n * theta && fma(n, theta, -m) > 0;		/* the product was rounded down to an integer */
	size_t others = s->n - (size_t)m;
	double least = fabs(s->x[0]), range = fabs(s->x[s->n - 1]) - least, shortest = range;
	if (others == 0 || range == 0)
		return (double)NAN;
	for (size_t i = 0; i <= others; i++)
		shortest = fmin(shortest, fabs(s->x[i + (size_t)m - 1]) - fabs(s->x[i]));
	return 1 - shortest / range;
}

/*
 * mass >= q S_1, with the integer Q = q 2^t: 2^t mass and Q S_1 are whole multiples of 2^-1074, so nothing is rounded.  (When S_1
 * overflows, both lose 64 bits, which count only beside others 2^2000 times larger.)  Asked only where mass is nearly q S_1:
 * 2^t mass is of the size of S_1 then, and has its place in a sum.
 */
static bool
reaches(const struct xsum *mass, const struct xsum *all, double q)
{
	int t, down = isinf(xsum_round(all)) ? 64 : 0;
	double whole = ldexp(frexp(q, &t), DBL_MANT_DIG);
	struct xsum goal = { 0 }, less = { 0 }, lack = { 0 };
	xsum_add_shifted(&less, all, -down);
	xsum_add_multiple(&goal, &less, whole);
	xsum_add_shifted(&lack, mass, DBL_MANT_DIG - t - down);
	xsum_subtract(&lack, &goal);
	return xsum_sign(&lack) >= 0;
}

/* Adds the largest magnitudes up in doubles; where that is too close to Q S_1 to tell, exact sums decide. */
static double
k_for_mass(const struct sums *s)
{
	struct scaled unit = sums_unit(s), s1 = sums_power(s, 1);
	double goal = s->par[0] * ldexp(s1.m, s1.e + unit.e), mass = 0;
	struct xsum all = { 0 }, exact = { 0 };
	for (size_t k = 1, summed = 0; k < s->n; k++) {
		mass += fabs(s->x[s->n - k]) * unit.m;
		double doubt = ((double)k + 4) * 0x1p-53 * (mass + goal);
		if (mass - goal > doubt)
			return (double)k;
		if (goal - mass > doubt)
			continue;
		if (summed == 0)
			xsum_add_abs(&all, s->n, s->x);
		xsum_add_abs(&exact, k - summed, s->x + s->n - k);
		summed = k;
		if (reaches(&exact, &all, s->par[0]))
			return (double)k;
	}
	return (double)s->n;
}

#else

	{ .head = { "gini", .formula = "sum_k (2k - n - 1) c_(k) / (n S_1)", .domain = "non-zero vectors; n = 1 gives 0",
	            .range = "[0, 1 - 1/n]", .orientation = SPARSER_UP, .source = "Gini 1912; Hurley & Rickard 2009" },
	  .needs = SORTED, .powers = { FIXED(1) }, .value = gini, .slope = gini_slope },

	{ .head = { "gini_sketch", .params = { { "EPS", .lo = 1e-5, .hi = 0.25 } },
	            .formula = "gini within EPS below, from a histogram of 2^m bins a binade, m = ceil(log2(1/(4 EPS)))",
	            .domain = "non-zero vectors", .range = "[0, 1 - 1/n]", .orientation = SPARSER_UP,
	            .source = "gini of grouped data, Gastwirth 1972" },
	  .needs = SUMS, .powers = { FIXED(1) }, .sums = SUM_SKETCH, .value = gini_sketch },

	{ .head = { "gini_corrected", .formula = "gini n / (n - 1)", .domain = "non-zero vectors of n >= 2",
	            .range = "[0, 1]", .orientation = SPARSER_UP, .source = "Deltas 2003" },
	  .needs = SORTED, .powers = { FIXED(1) }, .value = gini_corrected, .slope = gini_corrected_slope },

	{ .head = { "topk_mass",
	            .params = { { "K", .lo = 1, .hi = INF, .open_hi = true, .integer = true, .percent = true } },
	            .formula = "(sum of the K largest c_i) / S_1; K% is ceil(K n/100), at least 1",
	            .domain = "non-zero vectors; K > n is n", .range = "[1/n, 1]", .orientation = SPARSER_UP,
	            .source = "concentration ratio" },
	  .needs = SORTED, .powers = { FIXED(1) }, .value = topk_mass },

	{ .head = { "k_for_mass", .params = { { "Q", .lo = 0, .hi = 1, .open_lo = true } },
	            .formula = "min k: (sum of the k largest c_i) >= Q S_1, decided exactly for the double Q",
	            .domain = "non-zero vectors", .range = "[1, n]", .orientation = SPARSER_DOWN,
	            .source = "the Lorenz curve read backwards" },
	  .needs = SORTED, .powers = { FIXED(1) }, .value = k_for_mass },

	{ .head = { "sigma_k_l2",
	            .params = { { "K", .lo = 1, .hi = INF, .open_hi = true, .integer = true, .percent = true } },
	            .formula = "(sum of c_i^2 but the K largest)^(1/2)",
	            .domain = "all vectors; K as in topk_mass; inf beyond the largest double", .range = "[0, inf]",
	            .orientation = SPARSER_DOWN, .source = "Cohen, Dahmen & DeVore 2009, best K-term error" },
	  .needs = SORTED, .value = sigma_k_l2, .zero = "0" },

	{ .head = { "u_theta", .params = { { "THETA", .lo = 0, .hi = 1, .open_lo = true } },
	            .formula = "1 - min_i (c_(i+m-1) - c_(i)) / (c_(n) - c_(1)), m = ceil(n THETA)",
	            .domain = "vectors not all equal, m < n; m from the exact double THETA", .range = "[0, 1]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SORTED, .value = u_theta },

#endif
