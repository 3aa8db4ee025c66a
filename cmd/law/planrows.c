/* SPDX-License-Identifier: MIT */
/* law/planrows: see planrows.h. */
#include "law/planrows.h"

static const struct {
	const char *name, *lo, *hi;
	bool count;
} columns[] = {
	{ "compute", "compute_lo", "compute_hi", true }, { "params", "params_lo", "params_hi", true },
	{ "tokens", "tokens_lo", "tokens_hi", true }, { "tokens_per_param", "tokens_per_param_lo", "tokens_per_param_hi", false },
	{ "loss", "loss_lo", "loss_hi", false }, { "total", "total_lo", "total_hi", true },
	{ "smaller_tokens", "smaller_tokens_lo", "smaller_tokens_hi", false },
	{ "overhead", "overhead_lo", "overhead_hi", false }, { "speedup", "speedup_lo", "speedup_hi", false },
};
enum { COLUMNS = sizeof columns / sizeof columns[0], TOTAL = 5, SMALLER, SPEEDUP = 8 };

static bool
is_shown(struct law_planrows shown, size_t k)
{
	return k < TOTAL || (k < SMALLER ? shown.total : k < SPEEDUP ? shown.smaller : shown.speedup);
}

void
law_planrows_announce(struct table *t, struct law_planrows shown)
{
	for (size_t k = 0; k < COLUMNS; k++) {
		if (!is_shown(shown, k))
			continue;
		table_column(t, (struct writer_column){ .name = str_of(columns[k].name), .count = columns[k].count });
		table_column(t, (struct writer_column){ .name = str_of(columns[k].lo), .count = columns[k].count });
		table_column(t, (struct writer_column){ .name = str_of(columns[k].hi), .count = columns[k].count });
	}
	table_begin(t);
}

void
law_planrows_put(struct writer *w, struct law_planrows shown, const struct plan *p)
{
	const struct ranged all[COLUMNS] = { p->compute, p->params, p->tokens, p->tokens_per_param, p->loss, p->total,
		p->smaller_tokens, p->overhead, p->speedup };

	for (size_t k = 0; k < COLUMNS; k++)
		if (is_shown(shown, k))
			writer_numbers(w, 3, (double[]){ all[k].value, all[k].lo, all[k].hi });
}
