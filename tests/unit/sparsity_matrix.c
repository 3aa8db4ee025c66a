/* SPDX-License-Identifier: MIT */
/* Matrices: 60-digit references, closed forms, brute force, LAPACK against Lanczos, extreme scales. */
#include <stdio.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/sparsity/matrix.h"
#include "measured.h"
#include "tap.h"

enum { LONGEST = 64, LINE = 4096 };

static struct err last;

/* A spec with its defaults, which measured.h's parse does not know; one value. */
static double
value_of(const char *text, size_t rows, size_t cols, const double a[])
{
	struct spec_list l = { 0 };
	double value = (double)NAN;
	last = (struct err){ 0 };
	if (!spec_parse(&sparsity_measures, str_of(text), &l, &last))
		matrix_values(1, l.v, rows, cols, a, SIZE_MAX, &value, &last);
	spec_free(&l);
	return value;
}

/* The reference's names as we type them. */
static const char *
typed(const char *name)
{
	static const char *const names[][2] = {
		{ "effective_rank_entropy(gamma=1)", "effective_rank_entropy" }, { "effective_rank_entropy(gamma=2)", "effective_rank_entropy:2" },
		{ "numerical_rank_rel(eps=1e-10)", "numerical_rank_rel:1e-10" }, { "numerical_rank_rel(eps=0.1)", "numerical_rank_rel:0.1" },
		{ "nm_2_4_violating_groups", "nm_violating_groups:2:4" }, { "nm_2_4_groups", "nm_groups" }, { "block2x2_zero_blocks", "zero_blocks:2" } };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (!strcmp(names[i][0], name))
			return names[i][1];
	return name;
}

static void
singular_values_of(size_t rows, size_t cols, const double a[], double sigma[])
{
	double copy[LONGEST];
	memcpy(copy, a, rows * cols * sizeof a[0]);
	TAP_OK(!matrix_svd(cols, rows, copy, sigma, NULL, &last), "%s", last.text);
}

static void
reference(void)
{
	char line[LINE], name[32], what[64], value[64];
	double a[LONGEST] = { 0 }, sigma[LONGEST] = { 0 };
	size_t rows = 0, cols = 0, n = 0;
	int at;
	FILE *f = fopen("tests/vectors/sparsity_matrices.txt", "r");
	while (f && fgets(line, sizeof line, f)) {
		if (sscanf(line, "matrix %31s %zu %zu%n", name, &rows, &cols, &at) == 3) {
			char *s = line + at;
			for (size_t i = 0; i < rows * cols; i++)
				a[i] = strtod(s, &s);
			singular_values_of(rows, cols, a, sigma);
		} else if (*line != '#' && sscanf(line, "%31s %63s %63s", name, what, value) == 3) {
			unsigned k;
			bool singular = sscanf(what, "singular_value(%u)", &k) == 1;
			double got = singular ? sigma[k] : value_of(typed(what), rows, cols, a), want = strtod(value, NULL);
			double bound = singular ? 4 * ulp(sigma[0]) : 8 * ulp(want);
			TAP_OK(fabs(got - want) <= bound, "%s %s: %.17g, expected %.17g (%.2g ulp)", name, what, got, want,
			       fabs(got - want) / ulp(want));
			n++;
		}
	}
	TAP_OK(n > 50, "%zu values", n);
	if (f)
		fclose(f);
	tap_group("60-digit reference values");
}

/* What every row gives for diag(4, 2, 2, 0, 0), in closed form. */
static void
diagonal(void)
{
	static const struct {
		const char *spec;
		double want;
	} rows[] = { { "stable_rank", 1.5 }, { "stable_rank_lanczos", 1.5 }, { "lanczos_residual", 0 }, { "intrinsic_dim_nuc_over_spec", 2 },
		{ "nuc2_over_fro2", 64. / 24 }, { "effective_rank_entropy", 0x1.6a09e667f3bcdp+1 }, { "effective_rank_entropy:1", 0x1.6a09e667f3bcdp+1 },
		{ "numerical_rank_rel", 3 }, { "numerical_rank_rel:0.5", 1 }, { "truncation_rank:0.5", 1 }, { "truncation_rank:0.1", 2 },
		{ "truncation_rank:0.01", 3 }, { "frobenius", 4.898979485566356 }, { "spectral", 4 }, { "nuclear", 8 }, { "density", 3. / 25 },
		{ "nm_groups", 5 }, { "nm_violating_groups", 0 }, { "nm_violating_groups:1:5", 0 }, { "nm_violating_fraction:1:2", 0 }, { "nm_kept:1:5", 1 },
		{ "zero_blocks", 7 }, { "zero_blocks:5", 0 }, { "zero_block_fraction", 7. / 9 }, { "zero_rows", 2 }, { "zero_cols", 2 }, { "row_nnz_min", 0 },
		{ "row_nnz_max", 1 }, { "col_nnz_min", 0 }, { "col_nnz_max", 1 }, { "lower_bandwidth", 0 }, { "upper_bandwidth", 0 }, { "bandwidth", 0 } };
	const double a[25] = { [0] = 4, [6] = 2, [12] = -2 };
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		bool found = m->needs != MATRIX;
		TAP_OK((m->needs == MATRIX) == (m->matrix != NULL) && (m->needs == MATRIX) == !m->value, "%s", m->head.name);
		for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
			found |= !strncmp(rows[k].spec, m->head.name, strlen(m->head.name));
		TAP_OK(found, "%s is not tested", m->head.name);
	}
	for (int e = -1060; e <= 1020; e += 13)
		for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
			double b[25];
			for (size_t i = 0; i < 25; i++)
				b[i] = ldexp(a[i], e);
			bool norm = strstr("frobenius spectral nuclear", rows[k].spec);
			double got = value_of(rows[k].spec, 5, 5, b), want = norm ? ldexp(rows[k].want, e) : rows[k].want;
			TAP_OK(fabs(got - want) <= 4 * ulp(want) + (want == 0 ? 1e-15 : 0), "%s at 2^%d: %.17g, expected %.17g", rows[k].spec, e, got, want);
		}
	tap_group("every measure of diag(4, 2, -2, 0, 0) at every scale");
}

static void
structure(void)
{
	const double a[2 * 6] = { 1, 2, 3, 0, 5, 5, 0, 0, -4, 0, 0, 6 }, one[1] = { -3 }, none[6] = { 0 };
	TAP_OK(value_of("nm_groups", 2, 6, a) == 2 && value_of("nm_violating_groups", 2, 6, a) == 1, "the tail is in no group");
	TAP_OK(value_of("nm_kept", 2, 6, a) == 25. / 26, "1 of 26 goes: %g", value_of("nm_kept", 2, 6, a));
	TAP_OK(value_of("nm_kept:1:2", 2, 6, a) == 20. / 26, "%g", value_of("nm_kept:1:2", 2, 6, a));
	TAP_OK(value_of("nm_groups:2:8", 2, 6, a) == 0 && isnan(value_of("nm_violating_fraction:2:8", 2, 6, a)), "no group at all");
	TAP_OK(value_of("lower_bandwidth", 2, 6, a) == 0 && value_of("upper_bandwidth", 2, 6, a) == 5, "bandwidths");
	TAP_OK(value_of("zero_blocks:3", 2, 6, a) == 0 && value_of("zero_blocks:1", 2, 6, a) == 5, "blocks at the edge");
	TAP_OK(value_of("stable_rank", 1, 1, one) == 1 && value_of("stable_rank_lanczos", 1, 1, one) == 1, "one element");
	TAP_OK(isnan(value_of("stable_rank", 2, 3, none)) && value_of("numerical_rank_rel", 2, 3, none) == 0, "the zero matrix");
	TAP_OK(value_of("zero_rows", 2, 3, none) == 2 && value_of("zero_blocks", 2, 3, none) == 2 && value_of("nuclear", 2, 3, none) == 0, "zeros");
	TAP_OK(value_of("gini", 2, 6, a) == measure("gini", 12, a), "other measures are of all elements");
	value_of("density", 0, 3, a);
	TAP_OK(last.code == ERR_INPUT, "an empty matrix");
	tap_group("structure, tails, edges");
}

/* A = Q diag(s) R for random orthogonal Q, R is not needed: random matrices of low rank, whose dgesdd and Lanczos must agree. */
static void
against_lapack(void)
{
	enum { ROWS = 60, COLS = 45, RANK = 7 };
	static double a[ROWS * COLS], t[COLS * ROWS];
	for (int shape = 0; shape < 4; shape++) {
		struct rng r = rng_at(5, (uint64_t)shape);
		size_t rank = shape < 2 ? RANK : COLS;
		memset(a, 0, sizeof a);
		for (size_t k = 0; k < rank; k++) {
			double left[ROWS], right[COLS];
			for (size_t i = 0; i < ROWS; i++)
				left[i] = rng_normal(&r);
			for (size_t j = 0; j < COLS; j++)
				right[j] = rng_normal(&r);
			for (size_t i = 0; i < ROWS * COLS; i++)
				a[i] += left[i / COLS] * right[i % COLS] / (double)(k + 1);
		}
		for (size_t i = 0; i < ROWS * COLS; i++)
			t[i % COLS * ROWS + i / COLS] = a[i];
		double full = value_of("stable_rank", ROWS, COLS, a), fast = value_of("stable_rank_lanczos:40", ROWS, COLS, a);
		double residual = value_of("lanczos_residual:40", ROWS, COLS, a), flat = value_of("stable_rank_lanczos:40", COLS, ROWS, t);
		TAP_OK(value_of("numerical_rank_rel", ROWS, COLS, a) == (double)rank, "rank %zu", rank);
		TAP_OK(fabs(full - fast) <= 1e-12 * full && residual < 1e-6, "%.17g, Lanczos %.17g, residual %g", full, fast, residual);
		TAP_OK(fabs(full - flat) <= 1e-12 * full, "%.17g, of the transpose %.17g", full, flat);
		double few = value_of("stable_rank_lanczos:4", ROWS, COLS, a), bound = value_of("lanczos_residual:4", ROWS, COLS, a);
		TAP_OK(few >= full * (1 - 1e-14) && few <= full / ((1 - bound) * (1 - bound)) * (1 + 1e-12), "4 steps: %g, %g, residual %g", full, few, bound);
	}
	for (unsigned long k = 1; k < 30; k++) {
		mem_fail_at(k, false);
		value_of("stable_rank_lanczos,stable_rank", ROWS, COLS, a);
		mem_fail_at(0, false);
		TAP_OK(last.code == 0 || last.code == ERR_MEMORY, "%lu: %s", k, last.text);
	}
	tap_group("LAPACK against Lanczos, tall and wide; its residual bounds it; no memory");
}

/* Against counting by hand, and against the least and the most that are measures. */
static void
histogram(void)
{
	enum { ROWS = 7, COLS = 9 };
	const double small[] = { 1, 0, 0, 2, 0, 3, 0, 0, 4, 0, 5, 0 };	/* 3 x 4: rows have 2, 1, 2, columns 2, 1, 1, 1 */
	double a[ROWS * COLS];
	size_t lines[COLS + 1];
	struct rng r = rng_at(4, 4);
	matrix_histogram(3, 4, small, true, lines);
	TAP_OK(lines[0] == 0 && lines[1] == 1 && lines[2] == 2 && lines[3] == 0 && lines[4] == 0, "rows");
	matrix_histogram(3, 4, small, false, lines);
	TAP_OK(lines[0] == 0 && lines[1] == 3 && lines[2] == 1 && lines[3] == 0, "columns");
	for (int trial = 0; trial < 50; trial++) {
		for (size_t i = 0; i < ROWS * COLS; i++)
			a[i] = rng_below(&r, 1 + (unsigned)trial % 5) ? 0 : -1;
		for (int of_rows = 0; of_rows < 2; of_rows++) {
			size_t n = of_rows ? ROWS : COLS, length = of_rows ? COLS : ROWS, all = 0, elements = 0, least = SIZE_MAX, most = 0;
			matrix_histogram(ROWS, COLS, a, of_rows, lines);
			for (size_t k = 0; k <= length; k++) {
				all += lines[k];
				elements += k * lines[k];
				least = lines[k] && least == SIZE_MAX ? k : least;
				most = lines[k] ? k : most;
			}
			TAP_OK(all == n && (double)elements == rint(value_of("density", ROWS, COLS, a) * ROWS * COLS), "%zu lines, %zu", all, elements);
			TAP_OK((double)least == value_of(of_rows ? "row_nnz_min" : "col_nnz_min", ROWS, COLS, a), "least");
			TAP_OK((double)most == value_of(of_rows ? "row_nnz_max" : "col_nnz_max", ROWS, COLS, a), "most");
		}
	}
	tap_group("how many rows and columns have how many non-zeros");
}

/* 4 numbers do not fit into 31 bytes, and nothing but singular values needs a copy. */
static void
memory(void)
{
	const double a[4] = { 3, 0, 0, 4 };
	for (size_t bytes = 31; bytes <= 32; bytes++) {
		struct spec_list l = { 0 };
		struct err e = { 0 };
		double value[2] = { 0 };
		TAP_OK(!spec_parse(&sparsity_measures, STR("spectral,density"), &l, &e) && l.n == 2, "%s", e.text);
		int code = matrix_values(2, l.v, 2, 2, a, bytes, value, &e);
		TAP_OK(bytes < 32 ? code == ERR_MEMORY : code == 0 && value[0] == 4, "%zu bytes: %d, %g", bytes, code, value[0]);
		e = (struct err){ 0 };
		TAP_OK(!matrix_values(1, l.v + 1, 2, 2, a, bytes, value, &e) && value[0] == 0.5, "density: %g", value[0]);
		spec_free(&l);
	}
	tap_group("--max-memory and the copy for singular values");
}

int
main(void)
{
	memory();
	histogram();
	reference();
	diagonal();
	structure();
	against_lapack();
	return tap_done();
}
