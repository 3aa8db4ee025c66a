/* SPDX-License-Identifier: MIT */
/* spectra: measures of a matrix by its singular values.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

/* sum of sigma_i^p / sigma_1^p */
static double
schatten(const struct matrix *m, double p)
{
	double sum = 0;
	for (size_t i = m->k; i-- > 0;)
		sum += pow(m->sigma[i] / m->sigma[0], p);
	return sum;
}

/* |A|_F as m 2^e, exact before it is rounded. */
static struct scaled
frobenius_norm(const struct matrix *m)
{
	struct powersum s = powersum_of(2, powersum_width(2));
	struct scaled square;
	powersum_add(&s, m->rows * m->cols, m->a);
	square.m = powersum_value(&s, &square.e);
	return scaled_root(square, 2);
}

static double
frobenius(struct matrix *m)
{
	return scaled_value(frobenius_norm(m));
}

static double
spectral(struct matrix *m)
{
	return m->sigma ? ldexp(m->sigma[0], m->unit) : 0;
}

static double
nuclear(struct matrix *m)
{
	return m->sigma ? ldexp(m->sigma[0] * schatten(m, 1), m->unit) : 0;
}

/* |A|_F^2 / sigma^2, sigma of 2^-unit A. */
static double
over_square(const struct matrix *m, double sigma)
{
	struct scaled f = frobenius_norm(m);
	double ratio = ldexp(f.m, f.e - m->unit) / sigma;
	return ratio * ratio;
}

static double
stable_rank(struct matrix *m)
{
	return over_square(m, m->sigma[0]);
}

static bool
lanczos(struct matrix *m)
{
	size_t steps = (size_t)m->par[0];
	return m->steps == steps || !matrix_lanczos(m, steps);
}

static double
stable_rank_lanczos(struct matrix *m)
{
	return lanczos(m) ? over_square(m, m->ritz) : (double)NAN;
}

static double
lanczos_residual(struct matrix *m)
{
	return lanczos(m) ? m->residual / m->ritz : (double)NAN;
}

static double
intrinsic_dim(struct matrix *m)
{
	return schatten(m, 1);
}

static double
nuc2_over_fro2(struct matrix *m)
{
	double nuc = schatten(m, 1);
	return nuc * nuc / schatten(m, 2);
}

/* exp H(p), p_i = sigma_i^g / sum sigma^g: H = log Z - (sum w log w) / Z with w = (sigma_i / sigma_1)^g */
static double
effective_rank_entropy(struct matrix *m)
{
	double g = m->par[0], z = schatten(m, g), sum = 0;
	for (size_t i = 0; i < m->k; i++) {
		double w = pow(m->sigma[i] / m->sigma[0], g);
		sum -= w > 0 ? w * log(w) : 0;
	}
	return z * exp(sum / z);
}

static double
numerical_rank_rel(struct matrix *m)
{
	double eps = m->par[0] > 0 ? m->par[0] : 0x1p-52 * (double)(m->rows > m->cols ? m->rows : m->cols);
	size_t rank = 0;
	while (m->sigma && rank < m->k && m->sigma[rank] > eps * m->sigma[0])
		rank++;
	return (double)rank;
}

static double
truncation_rank(struct matrix *m)
{
	double goal = (1 - m->par[0]) * (1 - m->par[0]) * schatten(m, 2), sum = 0;
	size_t r = 0;
	while (r < m->k && (sum < goal || r == 0)) {
		double w = m->sigma[r++] / m->sigma[0];
		sum += w * w;
	}
	return (double)r;
}

#else

	{ .head = { "stable_rank", .formula = "|A|_F^2 / s_1^2, s_i the singular values", .domain = "non-zero matrices",
	            .range = "[1, rank]", .orientation = SPARSER_DOWN, .source = "Rudelson & Vershynin 2007" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = stable_rank },

	{ .head = { "stable_rank_lanczos", .params = { { "STEPS", .lo = 1, .hi = 1000, .initial = 30, .integer = true, .has_default = true } },
	            .formula = "stable_rank with s_1 from STEPS steps of Lanczos", .domain = "non-zero matrices; see lanczos_residual",
	            .range = "[1, rank]", .orientation = SPARSER_DOWN, .source = "Golub & Kahan 1965" },
	  .needs = MATRIX, .matrix = stable_rank_lanczos },

	{ .head = { "lanczos_residual", .params = { { "STEPS", .lo = 1, .hi = 1000, .initial = 30, .integer = true, .has_default = true } },
	            .formula = "|A^T u - s v| / s after STEPS steps of Lanczos",
	            .domain = "non-zero matrices; s is that close to a singular value, relative to s", .range = "[0, 1]",
	            .source = "Golub & Kahan 1965" },
	  .needs = MATRIX, .matrix = lanczos_residual },

	{ .head = { "intrinsic_dim_nuc_over_spec", .formula = "sum s_i / s_1", .domain = "non-zero matrices", .range = "[1, rank]",
	            .orientation = SPARSER_DOWN, .source = "Su 2025, kexue.fm/archives/10847; Tropp 2015, of the modulus" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = intrinsic_dim },

	{ .head = { "nuc2_over_fro2", .formula = "(sum s_i)^2 / sum s_i^2", .domain = "non-zero matrices", .range = "[1, rank]",
	            .orientation = SPARSER_DOWN, .source = "Su 2025, kexue.fm/archives/10847" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = nuc2_over_fro2 },

	{ .head = { "effective_rank_entropy",
	            .params = { { "GAMMA", .lo = 0, .hi = 100, .initial = 1, .open_lo = true, .has_default = true } },
	            .formula = "exp H(p), p_i = s_i^GAMMA / sum s^GAMMA", .domain = "non-zero matrices", .range = "[1, rank]",
	            .orientation = SPARSER_DOWN, .source = "Roy & Vetterli 2007 (GAMMA = 1); Liu et al. 2025 (2)" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = effective_rank_entropy },

	{ .head = { "numerical_rank_rel", .params = { { "EPS", .lo = 0, .hi = 1, .open_hi = true, .has_default = true } },
	            .formula = "#{s_i > EPS s_1}; EPS = 0 stands for 2^-52 max(rows, cols)", .domain = "all matrices",
	            .range = "[0, min(rows, cols)]", .orientation = SPARSER_DOWN, .source = "Golub & Van Loan 2013, 5.4" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = numerical_rank_rel, .zero = "0" },

	{ .head = { "truncation_rank", .params = { { "EPS", .lo = 0, .hi = 1, .open_lo = true, .open_hi = true } },
	            .formula = "min r: (sum_{i<=r} s_i^2 / sum s_i^2)^(1/2) >= 1 - EPS", .domain = "non-zero matrices",
	            .range = "[1, rank]", .orientation = SPARSER_DOWN, .source = "Su 2025, kexue.fm/archives/10847" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = truncation_rank },

	{ .head = { "frobenius", .formula = "|A|_F = (sum a_ij^2)^(1/2)", .domain = "all matrices", .range = "[0, inf]",
	            .source = "Frobenius" },
	  .needs = MATRIX, .matrix = frobenius, .zero = "0" },

	{ .head = { "spectral", .formula = "s_1", .domain = "all matrices", .range = "[0, inf]", .source = "the largest singular value" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = spectral, .zero = "0" },

	{ .head = { "nuclear", .formula = "sum s_i", .domain = "all matrices", .range = "[0, inf]", .source = "Schatten 1946" },
	  .needs = MATRIX, .sums = MATRIX_SVD, .matrix = nuclear, .zero = "0" },

#endif
