/* SPDX-License-Identifier: MIT */
/* matrices: --matrix, its measures or its histogram; see spread.h. */
#include "base/mem.h"
#include "cli/die.h"
#include "cli/values.h"
#include "math/sparsity/matrix.h"
#include "spread/spread.h"

int
spread_matrices(struct spread *s, struct table *t)
{
	struct values out = { .specs = &s->measures, .stats = s->stats };
	double *value = spread_numbers(s->measures.n);
	struct err e = { 0 };
	struct matrix_read m;

	values_begin(&out, t, VALUES_MATRICES);
	while (table_whole_matrix(t, &m)) {
		if (matrix_values(s->measures.n, s->measures.v, m.rows, m.cols, m.v, s->table.max_memory, value, &e))
			table_matrix_die(t, &m, &e);
		values_of_matrix(&out, t, &m, value);
	}
	values_end(&out, t);
	mem_free(value);
	return table_finish(t);
}

static size_t *
counts(size_t n)
{
	size_t *c = mem_zero(n, sizeof *c);

	if (!c)
		die_memory();
	return c;
}

int
spread_histogram(struct table *t)
{
	struct matrix_read m;

	table_column(t, (struct writer_column){ .name = STR("nnz"), .plot = PLOT_ACROSS });
	table_columns(t, "rows columns");
	while (table_whole_matrix(t, &m)) {
		size_t n = (m.rows > m.cols ? m.rows : m.cols) + 1, *rows = counts(n), *columns = counts(n);
		matrix_histogram(m.rows, m.cols, m.v, true, rows);
		matrix_histogram(m.rows, m.cols, m.v, false, columns);
		for (size_t k = 0; k < n; k++) {
			if (rows[k] + columns[k] == 0)
				continue;
			table_matrix_labels(t, &m);
			writer_count(t->w, k);
			writer_count(t->w, rows[k]);
			writer_count(t->w, columns[k]);
		}
		mem_free(rows);
		mem_free(columns);
	}
	return table_finish(t);
}
