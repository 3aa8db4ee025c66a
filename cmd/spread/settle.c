/* SPDX-License-Identifier: MIT */
/* settle: which questions go together, and what all answers need; see spread.h. */
#include "base/mem.h"
#include "cli/die.h"
#include "math/sparsity/ask.h"
#include "spread/spread.h"

void
spread_settle(struct spread *s)
{
	struct err e = { 0 };

	if (s->lorenz + s->gradient + s->matrix + s->criteria + s->partial + s->merge + s->diff > 1)
		die_usage("--lorenz, --gradient, --matrix, --criteria, --partial, --merge, --diff: one at a time");
	if (s->diff && (!s->measures.assumed || s->stats || s->table.by || s->table.groups || s->table.keys || s->table.long_form))
		die_usage("--diff compares tensors; of the options about vectors it takes -c alone");
	if (s->stats && (s->lorenz || s->gradient || s->criteria || s->partial))
		die_usage("--stats is of measures: of vectors, with --matrix or with --merge");
	if (s->matrix && s->table.groups)
		die_usage("--matrix: the table of a file is one matrix, which -g cannot cut; -k leaves columns of labels out");
	if (s->histogram && (!s->matrix || s->stats || s->prune || !s->measures.assumed))
		die_usage("--histogram is of matrices, instead of their measures: give it with --matrix, without -m, --prune and --stats");
	if (s->merge && !s->measures.assumed)
		die_usage("--merge: the measures were named where the parts were made, leave -m out");
	if (s->partial && s->table.by != BY_COLUMN && s->table.by != BY_ALL)
		die_usage("--partial needs --by column or --by all: rows of two files are different vectors");
	enum ask what = s->matrix ? ASK_MATRIX : s->gradient ? ASK_GRADIENT : s->partial ? ASK_PARTIAL : ASK_VALUES;
	if (!s->criteria && !s->merge && !s->lorenz && ask_ready(&s->measures, what, s->prune, &e))
		die(&e);
	for (size_t i = 0; i < s->measures.n; i++)
		if (str_is(str_of(s->measures.v[i].row->name), "l0")) {
			note("l0 is the number of zeros, as Hurley & Rickard have it; nnz counts the others");
			break;
		}
}

struct profile *
spread_profile(const struct spread *s)
{
	struct profile *p = profile_new(s->measures.n, s->measures.v, (int)s->table.threads, s->table.max_memory);

	if (!p)
		die_memory();
	return p;
}

double *
spread_numbers(size_t n)
{
	double *x = mem_alloc(n, sizeof *x);

	if (!x)
		die_memory();
	return x;
}
