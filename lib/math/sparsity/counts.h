/* SPDX-License-Identifier: MIT */
/* counts: measures that count elements.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

static double
zeros(const struct sums *s)
{
	return (double)s->zeros;
}

static double
zero_fraction(const struct sums *s)
{
	return (double)s->zeros / (double)s->n;
}

static double
nnz(const struct sums *s)
{
	return (double)(s->n - s->zeros);
}

static void
is_small(size_t n, const double c[], const double par[], double t[])
{
	for (size_t i = 0; i < n; i++)
		t[i] = c[i] <= par[0];
}

static double
l0_eps(const struct sums *s)
{
	return s->total;
}

static double
near_zero_fraction(const struct sums *s)
{
	return s->total / (double)s->n;
}

/* The fraction of c_i <= EPS * reference, decided on the exact product: c_i = its rounding is in when that was not upwards. */
static double
fraction_below(const struct sums *s, double reference)
{
	double unit = sums_unit(s).m, limit = s->par[0] * reference;
	bool closed = fma(s->par[0], reference * unit, -limit * unit) >= 0;
	size_t k = 0;
	for (size_t i = 0; i < s->n; i++) {
		double c = fabs(s->x[i]);
		k += c < limit || (c == limit && closed);
	}
	return (double)k / (double)s->n;
}

static double
near_zero_fraction_rel_max(const struct sums *s)
{
	return s->max == 0 ? 1 : fraction_below(s, s->max);
}

static double
near_zero_fraction_rel_rms(const struct sums *s)
{
	return s->max == 0 ? 1 : fraction_below(s, scaled_value(sums_mean(s, 2)));
}

#else

	{ .head = { "zero_fraction", .formula = "#{c_i = 0} / n", .domain = "all vectors; -0 is 0", .range = "[0, 1]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009, l0" },
	  .needs = SUMS, .value = zero_fraction, .zero = "1" },

	{ .head = { "l0", .formula = "#{c_i = 0}",
	            .domain = "all vectors; -0 is 0; counts the zeros, as Hurley & Rickard do (nnz counts the others)",
	            .range = "[0, n]", .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .value = zeros, .zero = "n" },

	{ .head = { "zeros", .formula = "#{c_i = 0}", .domain = "all vectors; -0 is 0", .range = "[0, n]",
	            .orientation = SPARSER_UP, .source = "Hurley & Rickard 2009, l0" },
	  .needs = SUMS, .value = zeros, .zero = "n" },

	{ .head = { "nnz", .formula = "#{c_i > 0}", .domain = "all vectors; -0 is 0", .range = "[0, n]",
	            .orientation = SPARSER_DOWN, .source = "Donoho 2006, the l0 norm" },
	  .needs = SUMS, .value = nnz, .zero = "0" },

	{ .head = { "l0_eps", .params = { { "EPS", .lo = 0, .hi = INF } }, .formula = "#{c_i <= EPS}",
	            .domain = "all vectors; EPS as the exact double", .range = "[0, n]", .orientation = SPARSER_UP,
	            .source = "Hurley & Rickard 2009" },
	  .needs = SUMS, .term = is_small, .value = l0_eps, .zero = "n" },

	{ .head = { "near_zero_fraction", .params = { { "EPS", .lo = 0, .hi = INF } }, .formula = "#{c_i <= EPS} / n",
	            .domain = "all vectors; EPS as the exact double", .range = "[0, 1]", .orientation = SPARSER_UP,
	            .source = "Hurley & Rickard 2009, l0_eps" },
	  .needs = SUMS, .term = is_small, .value = near_zero_fraction, .zero = "1" },

	{ .head = { "near_zero_fraction_rel_max", .params = { { "EPS", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "#{c_i <= EPS max c} / n", .domain = "all vectors; decided on the exact product",
	            .range = "[0, 1]", .orientation = SPARSER_UP, .source = "l0_eps, made scale-invariant" },
	  .needs = CENTRED, .value = near_zero_fraction_rel_max, .zero = "1" },

	{ .head = { "near_zero_fraction_rel_rms", .params = { { "EPS", .lo = 0, .hi = INF, .open_hi = true } },
	            .formula = "#{c_i <= EPS (S_2/n)^(1/2)} / n",
	            .domain = "all vectors; the root mean square is rounded to a double", .range = "[0, 1]",
	            .orientation = SPARSER_UP, .source = "l0_eps, made scale-invariant" },
	  .needs = CENTRED, .powers = { FIXED(2) }, .value = near_zero_fraction_rel_rms, .zero = "1" },

#endif
