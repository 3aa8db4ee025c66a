/* SPDX-License-Identifier: MIT */
/* elements: what has a number for each element of a vector: the Lorenz curve and the gradient; see spread.h. */
#include "base/mem.h"
#include "cli/squareplot.h"
#include "cli/values.h"
#include "spread/spread.h"

/* The k smallest of n magnitudes are k/n of the population and hold this share of the sum. */
int
spread_lorenz(struct spread *s, struct table *t)
{
	struct squareplot drawing = { .on = writer_format(t->w) == FORMAT_GNUPLOT };
	struct err e = { 0 };
	struct vector v;

	(void)s;
	table_columns(t, "k population share");
	while (table_whole(t, &v)) {
		double *share = spread_numbers(v.n + 1);
		if (sparsity_lorenz(v.n, v.x, share, &e))
			table_vector_die(t, &v, &e);
		if (drawing.on)
			squareplot_curve(t, &drawing, &v, "Gini", sparsity_lorenz_area(v.n, share), v.n + 1, share);
		for (size_t k = 0; k <= v.n && !drawing.on; k++) {
			table_vector_labels(t, &v);
			writer_count(t->w, k);
			writer_number(t->w, (double)k / (double)v.n);
			writer_number(t->w, share[k]);
		}
		mem_free(share);
	}
	squareplot_end(t, &drawing, "share of the elements, smallest first", "share of the sum");
	return table_finish(t);
}

int
spread_gradient(struct spread *s, struct table *t)
{
	struct profile *p = spread_profile(s);
	struct err e = { 0 };
	struct vector v;

	while (table_whole(t, &v)) {
		double *g = spread_numbers(v.n * s->measures.n);
		if (v.n_missing)
			err_set(&e, ERR_USAGE, "--gradient has no place for what --na skip leaves out");
		if (e.code || profile_gradient(p, v.n, v.x, g, &e))
			table_vector_die(t, &v, &e);
		values_elements(&s->measures, t, &v, g);
		mem_free(g);
	}
	profile_free(p);
	return table_finish(t);
}
