/* SPDX-License-Identifier: MIT */
/* matrices: --matrix; see spread.h. */
#include "base/mem.h"
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
