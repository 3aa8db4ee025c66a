/* SPDX-License-Identifier: MIT */
/* zoo/properties: which properties each map has, and a row that shows where it has not.  See zoo.h. */
#include <math.h>

#include "cli/die.h"
#include "zoo/zoo.h"

int
zoo_properties(const struct zoo *z, struct table *t)
{
	static const struct {
		unsigned bit;
		const char *name;
	} all[] = { { MONOTONE, "monotone" }, { SHIFT, "shift_invariant" }, { SPARSE, "full_support" }, { SYMMETRIC, "symmetric_jacobian" } };
	enum { PROPERTIES = sizeof all / sizeof all[0] };

	struct simplex_work *work = simplex_work_new(WITNESS);
	if (!work)
		die_memory();
	table_columns(t, "map: property: holds: x0 x1 x2 x3 i j a b");
	table_begin(t);
	for (size_t i = 0; i < PROPERTIES * z->maps.n; i++) {
		const struct spec *m = &z->maps.v[i / PROPERTIES];
		struct witness w;
		bool no = simplex_witness(m, all[i % PROPERTIES].bit, &w, work);
		writer_text(t->w, str_of(m->label));
		writer_text(t->w, str_of(all[i % PROPERTIES].name));
		writer_text(t->w, no ? STR("no") : STR("yes"));
		for (size_t k = 0; k < WITNESS; k++)
			writer_number(t->w, no && k < w.n ? w.x[k] : (double)NAN);
		if (!no)
			w = (struct witness){ .a = (double)NAN, .b = (double)NAN };
		writer_numbers(t->w, 4, (double[]){ no ? (double)w.i : w.a, no ? (double)w.j : w.a, w.a, w.b });
	}
	simplex_work_free(work);
	return table_finish(t);
}
