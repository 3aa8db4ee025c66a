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

static void
put_lines(struct table *t, const struct matrix_read *m, const char *of, size_t length, const size_t lines[])
{
	for (size_t k = 0; k <= length; k++) {
		if (lines[k] == 0)
			continue;
		table_matrix_labels(t, m);
		writer_text(t->w, str_of(of));
		writer_count(t->w, k);
		writer_count(t->w, lines[k]);
	}
}

int
spread_histogram(struct table *t)
{
	struct matrix_read m;

	table_columns(t, "of: nnz lines");
	while (table_whole_matrix(t, &m)) {
		size_t *lines = mem_alloc((m.rows > m.cols ? m.rows : m.cols) + 1, sizeof *lines);
		if (!lines)
			die_memory();
		matrix_histogram(m.rows, m.cols, m.v, true, lines);
		put_lines(t, &m, "rows", m.cols, lines);
		matrix_histogram(m.rows, m.cols, m.v, false, lines);
		put_lines(t, &m, "columns", m.rows, lines);
		mem_free(lines);
	}
	return table_finish(t);
}
