/* SPDX-License-Identifier: MIT */
/* measure: the measures of tensors; see tensors.h. */
#include <math.h>

#include "cli/die.h"
#include "math/sparsity/ask.h"
#include "tensors/tensors.h"

void
tensors_ready(struct table *t, struct spec_list *measures)
{
	struct err e = { 0 };

	if (table_by_tensor(t) && ask_ready(measures, ASK_TENSORS, NULL, &e))
		die(&e);
}

int
tensors_values(struct profile *p, const struct vector *v, size_t m, size_t *n, double value[], struct err *e)
{
	if (!profile_values(p, v->id, n, value, e) || !v->tensor || *n > 0)
		return e->code;
	err_clear(e);
	for (size_t i = 0; i < m; i++)
		value[i] = (double)NAN;
	return 0;
}
