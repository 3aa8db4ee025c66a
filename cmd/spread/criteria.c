/* SPDX-License-Identifier: MIT */
/* criteria: --criteria; see spread.h. */
#include "cli/die.h"
#include "math/sparsity/criteria.h"
#include "spread/spread.h"

static void
put(struct table *t, const struct criteria_case *c)
{
	const char *const cells[] = { c->measure, c->orientation == SPARSER_UP ? "up" : "down", c->name, c->yes ? "yes" : "no",
		c->text, c->text_after };

	table_labels(t, NULL, 0);
	for (size_t j = 0; j < sizeof cells / sizeof cells[0]; j++)
		writer_text(t->w, str_of(cells[j]));
	writer_number(t->w, c->value);
	writer_number(t->w, c->value_after);
}

/* The verdict, and a counterexample or example with the values of both vectors. */
int
spread_criteria(struct table *t, char **names)
{
	struct criteria_case c;
	struct err e = { 0 };

	for (char **name = names; *name; name++)
		if (!criteria_known(str_of(*name), &e))
			die(&e);
	table_columns(t, "measure: sparser: criterion: verdict: before: after: value value_after");
	for (size_t k = 0; k < criteria_measures; k++)
		for (enum criterion i = D1; criteria_wanted(k, names) && i < CRITERIA; i++) {
			if (criteria_case(k, i, &c, &e))
				die(&e);
			put(t, &c);
		}
	return table_finish(t);
}
