/* SPDX-License-Identifier: MIT */
/* structure: measures of a matrix by the places of its zeros.  Functions, then rows; for measures.c alone. */
#ifndef ROWS

static size_t
nonzeros(size_t n, const double a[], size_t stride)
{
	size_t k = 0;
	for (size_t i = 0; i < n; i++)
		k += a[i * stride] != 0;
	return k;
}

static double
density(struct matrix *m)
{
	size_t n = m->rows * m->cols;
	return (double)nonzeros(n, m->a, 1) / (double)n;
}

/* Groups of M along the rows; a row's last cols mod M elements belong to none. */
static double
nm_groups(struct matrix *m)
{
	return (double)m->rows * floor((double)m->cols / m->par[1]);
}

static double
nm_violating_groups(struct matrix *m)
{
	size_t group = m->par[1] <= (double)m->cols ? (size_t)m->par[1] : m->cols + 1, n = 0;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j + group <= m->cols; j += group)
			n += (double)nonzeros(group, m->a + i * m->cols + j, 1) > m->par[0];
	return (double)n;
}

static double
nm_violating_fraction(struct matrix *m)
{
	return nm_violating_groups(m) / nm_groups(m);
}

/* Adds what is left of a group when its n largest magnitudes stay: each time the largest below the last one, ties by place. */
static void
keep_largest(struct xsum *kept, size_t n, size_t group, const double a[])
{
	for (size_t i = 0; i < group; i++) {
		size_t larger = 0;
		for (size_t j = 0; j < group; j++)
			larger += fabs(a[j]) > fabs(a[i]) || (j < i && fabs(a[j]) == fabs(a[i]));
		if (larger < n)
			xsum_add(kept, fabs(a[i]));
	}
}

static double
nm_kept(struct matrix *m)
{
	size_t group = m->par[1] <= (double)m->cols ? (size_t)m->par[1] : m->cols + 1;
	size_t n = m->par[0] < (double)group ? (size_t)m->par[0] : group;
	struct xsum kept = { 0 }, all = { 0 };
	struct scaled over, under;
	xsum_add_abs(&all, m->rows * m->cols, m->a);
	for (size_t i = 0; i < m->rows; i++) {
		const double *row = m->a + i * m->cols;
		size_t j = 0;
		for (; j + group <= m->cols; j += group)
			keep_largest(&kept, n, group, row + j);
		xsum_add_abs(&kept, m->cols - j, row + j);
	}
	over.m = xsum_scaled(&kept, &over.e);
	under.m = xsum_scaled(&all, &under.e);
	return scaled_ratio(over, under);
}

/* Blocks of B x B from the upper left corner; those at the edges may be smaller. */
static double
zero_blocks(struct matrix *m)
{
	size_t b = m->par[0] < 0x1p40 ? (size_t)m->par[0] : (size_t)1 << 40, n = 0;
	for (size_t i = 0; i < m->rows; i += b)
		for (size_t j = 0; j < m->cols; j += b) {
			size_t width = m->cols - j < b ? m->cols - j : b, found = 0;
			for (size_t r = i; r < m->rows && r - i < b; r++)
				found += nonzeros(width, m->a + r * m->cols + j, 1);
			n += found == 0;
		}
	return (double)n;
}

static double
zero_block_fraction(struct matrix *m)
{
	return zero_blocks(m) / (ceil((double)m->rows / m->par[0]) * ceil((double)m->cols / m->par[0]));
}

/* The non-zeros of the row or column that has the least or the most; how many have none. */
struct line_counts {
	size_t least, most, empty;
};

static struct line_counts
line_counts(const struct matrix *m, bool of_rows)
{
	size_t lines = of_rows ? m->rows : m->cols, n = of_rows ? m->cols : m->rows;
	struct line_counts c = { .least = n };
	for (size_t i = 0; i < lines; i++) {
		size_t k = of_rows ? nonzeros(n, m->a + i * n, 1) : nonzeros(n, m->a + i, m->cols);
		c.least = k < c.least ? k : c.least;
		c.most = k > c.most ? k : c.most;
		c.empty += k == 0;
	}
	return c;
}

static double
zero_rows(struct matrix *m)
{
	return (double)line_counts(m, true).empty;
}

static double
zero_cols(struct matrix *m)
{
	return (double)line_counts(m, false).empty;
}

static double
row_nnz_min(struct matrix *m)
{
	return (double)line_counts(m, true).least;
}

static double
row_nnz_max(struct matrix *m)
{
	return (double)line_counts(m, true).most;
}

static double
col_nnz_min(struct matrix *m)
{
	return (double)line_counts(m, false).least;
}

static double
col_nnz_max(struct matrix *m)
{
	return (double)line_counts(m, false).most;
}

/* How far the non-zeros reach below the diagonal, and above it. */
static double
lower_bandwidth(struct matrix *m)
{
	size_t width = 0;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j + width < i && j < m->cols; j++)
			if (m->a[i * m->cols + j] != 0)
				width = i - j;
	return (double)width;
}

static double
upper_bandwidth(struct matrix *m)
{
	size_t width = 0;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = i + width + 1; j < m->cols; j++)
			if (m->a[i * m->cols + j] != 0)
				width = j - i;
	return (double)width;
}

static double
bandwidth(struct matrix *m)
{
	return fmax(lower_bandwidth(m), upper_bandwidth(m));
}

#else

	{ .head = { "density", .formula = "#{a_ij > 0 in magnitude} / (rows cols)", .domain = "all matrices", .range = "[0, 1]",
	            .orientation = SPARSER_DOWN, .source = "the fraction of non-zeros" },
	  .needs = MATRIX, .matrix = density, .zero = "0" },

#define GROUPS .params = { { "N", .lo = 1, .hi = 1000, .initial = 2, .integer = true, .has_default = true }, \
                           { "M", .lo = 1, .hi = 1000, .initial = 4, .integer = true, .has_default = true } }
	{ .head = { "nm_groups", GROUPS, .formula = "rows floor(cols / M), the groups of M consecutive elements of a row",
	            .domain = "all matrices; the last cols mod M columns are in no group", .range = "", .source = "N:M sparsity" },
	  .needs = MATRIX, .matrix = nm_groups, .zero = "the groups" },

	{ .head = { "nm_violating_groups", GROUPS, .formula = "groups of M with more than N non-zeros",
	            .domain = "all matrices; groups as in nm_groups", .range = "[0, nm_groups]", .orientation = SPARSER_DOWN,
	            .source = "Mishra et al. 2021, 2:4" },
	  .needs = MATRIX, .matrix = nm_violating_groups, .zero = "0" },

	{ .head = { "nm_violating_fraction", GROUPS, .formula = "nm_violating_groups / nm_groups",
	            .domain = "matrices of M columns at least", .range = "[0, 1]", .orientation = SPARSER_DOWN,
	            .source = "Mishra et al. 2021, 2:4" },
	  .needs = MATRIX, .matrix = nm_violating_fraction, .zero = "0" },

	{ .head = { "nm_kept", GROUPS, .formula = "part of sum |a_ij| that stays when each group keeps its N largest",
	            .domain = "non-zero matrices; what is in no group stays", .range = "[N/M, 1]", .orientation = SPARSER_UP,
	            .source = "Mishra et al. 2021, 2:4" },
	  .needs = MATRIX, .matrix = nm_kept },
#undef GROUPS

#define BLOCK .params = { { "B", .lo = 1, .hi = INF, .open_hi = true, .initial = 2, .integer = true, .has_default = true } }
	{ .head = { "zero_blocks", BLOCK, .formula = "blocks of B x B without a non-zero",
	            .domain = "all matrices; blocks at the right and lower edge may be smaller", .range = "", .orientation = SPARSER_UP,
	            .source = "block sparsity" },
	  .needs = MATRIX, .matrix = zero_blocks, .zero = "all blocks" },

	{ .head = { "zero_block_fraction", BLOCK, .formula = "zero_blocks / blocks", .domain = "all matrices", .range = "[0, 1]",
	            .orientation = SPARSER_UP, .source = "block sparsity" },
	  .needs = MATRIX, .matrix = zero_block_fraction, .zero = "1" },
#undef BLOCK

	{ .head = { "zero_rows", .formula = "rows without a non-zero", .domain = "all matrices", .range = "[0, rows]",
	            .orientation = SPARSER_UP, .source = "structured sparsity" },
	  .needs = MATRIX, .matrix = zero_rows, .zero = "rows" },

	{ .head = { "zero_cols", .formula = "columns without a non-zero", .domain = "all matrices", .range = "[0, cols]",
	            .orientation = SPARSER_UP, .source = "structured sparsity" },
	  .needs = MATRIX, .matrix = zero_cols, .zero = "cols" },

	{ .head = { "row_nnz_min", .formula = "least number of non-zeros in a row", .domain = "all matrices", .range = "[0, cols]",
	            .orientation = SPARSER_DOWN, .source = "a count" },
	  .needs = MATRIX, .matrix = row_nnz_min, .zero = "0" },

	{ .head = { "row_nnz_max", .formula = "largest number of non-zeros in a row", .domain = "all matrices", .range = "[0, cols]",
	            .orientation = SPARSER_DOWN, .source = "a count" },
	  .needs = MATRIX, .matrix = row_nnz_max, .zero = "0" },

	{ .head = { "col_nnz_min", .formula = "least number of non-zeros in a column", .domain = "all matrices", .range = "[0, rows]",
	            .orientation = SPARSER_DOWN, .source = "a count" },
	  .needs = MATRIX, .matrix = col_nnz_min, .zero = "0" },

	{ .head = { "col_nnz_max", .formula = "largest number of non-zeros in a column", .domain = "all matrices", .range = "[0, rows]",
	            .orientation = SPARSER_DOWN, .source = "a count" },
	  .needs = MATRIX, .matrix = col_nnz_max, .zero = "0" },

	{ .head = { "lower_bandwidth", .formula = "max i - j over a_ij != 0 below the diagonal", .domain = "all matrices",
	            .range = "[0, rows - 1]", .orientation = SPARSER_DOWN, .source = "Golub & Van Loan 2013, 1.2" },
	  .needs = MATRIX, .matrix = lower_bandwidth, .zero = "0" },

	{ .head = { "upper_bandwidth", .formula = "max j - i over a_ij != 0 above the diagonal", .domain = "all matrices",
	            .range = "[0, cols - 1]", .orientation = SPARSER_DOWN, .source = "Golub & Van Loan 2013, 1.2" },
	  .needs = MATRIX, .matrix = upper_bandwidth, .zero = "0" },

	{ .head = { "bandwidth", .formula = "max |i - j| over a_ij != 0", .domain = "all matrices",
	            .range = "[0, max(rows, cols) - 1]", .orientation = SPARSER_DOWN, .source = "Golub & Van Loan 2013, 1.2" },
	  .needs = MATRIX, .matrix = bandwidth, .zero = "0" },

#endif
