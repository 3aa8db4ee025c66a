/* SPDX-License-Identifier: MIT */
/* ask: see ask.h. */
#include "base/mem.h"
#include "base/num.h"
#include "math/sparsity/ask.h"

/* What a SORTED or CENTRED measure may be replaced with in parts. */
static const char *
sketch_of(const struct row *row)
{
	struct str name = str_of(row->name);
	bool sorted = ((const struct measure *)row)->needs == SORTED;
	return str_is(name, "theil") ? "shannon_nats (theil = log n - H)"
	     : str_is(name, "k_for_mass") || str_is(name, "topk_mass") ? "gini_sketch:1e-4, effective_number or berger_parker"
	     : sorted ? "gini_sketch:1e-4" : "effective_number";
}

static int
check(const struct spec *s, enum ask what, struct err *e)
{
	const struct measure *m = (const struct measure *)s->row;
	if (m->needs == MATRIX && what != ASK_MATRIX) {
		err_set(e, ERR_USAGE, "%s is a measure of matrices", s->label);
		err_hint(e, "add --matrix");
	} else if (what == ASK_GRADIENT && !m->slope) {
		err_set(e, ERR_USAGE, "%s has no gradient: it is not smooth", s->label);
		err_hint(e, "smooth measures are hoyer, gini, pq_mean:P:Q, shannon_nats, ...");
	} else if (what == ASK_PARTIAL && m->needs != SUMS) {
		err_set(e, ERR_USAGE, "%s needs the whole vector and has no parts", s->label);
		err_hint(e, "use %s, which --merge finishes", sketch_of(s->row));
	}
	return e->code;
}

/* The entry for -m that a --prune stands for. */
static int
pruned(const char *prune, struct text *entry, struct err *e)
{
	struct str m, n = str_cut(str_of(prune), ':', &m);
	double x = 0, y = 0;
	char number[NUM_TEXT];
	if (str_is(n, "topk") && num_read(m, NUM_CSV, &x) == NUM_OK && x > 0 && x <= 1) {
		text_add(entry, STR("topk_mass:"));
		text_add(entry, (struct str){ number, num_print_digits(100 * x, 15, number) });
		text_add(entry, STR("%"));
	} else if (num_read(n, NUM_CSV, &x) == NUM_OK && num_read(m, NUM_CSV, &y) == NUM_OK && x <= y) {
		text_add(entry, STR("nm_kept:"));
		text_add(entry, str_of(prune));
	} else {
		err_set(e, ERR_USAGE, "--prune %.40s: not a way to prune", prune);
		err_hint(e, "write 2:4 (N of M stay), or topk:0.1 (the largest tenth stays)");
	}
	return entry->failed ? err_memory(e) : e->code;
}

/* Replaces a list by the default of what is asked, if it was assumed, with what prune stands for behind it. */
static int
parse(struct spec_list *list, enum ask what, const char *prune, struct err *e)
{
	struct text all = { 0 };
	struct spec_list made = { 0 };
	if (!list->assumed)
		spec_print(list, &all);
	else
		text_add(&all, str_of(what == ASK_MATRIX ? sparsity_matrix_default
			: what == ASK_TENSORS ? sparsity_tensor_default : sparsity_gradient_default));
	if (prune)
		text_byte(&all, ',');
	if (all.failed)
		err_memory(e);
	else if ((!prune || !pruned(prune, &all, e)) && !spec_parse(&sparsity_measures, (struct str){ all.s, all.n }, &made, e)) {
		spec_free(list);
		*list = made;
	}
	text_free(&all);
	return e->code;
}

int
ask_ready(struct spec_list *list, enum ask what, const char *prune, struct err *e)
{
	if (what == ASK_PARTIAL && list->assumed) {
		err_set(e, ERR_USAGE, "--partial writes sums of measures, but which?");
		err_hint(e, "name them with -m, as in -m hoyer,gini_sketch:1e-4");
	}
	if (prune && what != ASK_MATRIX)
		err_set(e, ERR_USAGE, "--prune is about matrices; add --matrix");
	if (!e->code && (prune || (list->assumed && what != ASK_VALUES)))
		parse(list, what, prune, e);
	for (size_t i = 0; i < list->n && !e->code; i++)
		check(&list->v[i], what, e);
	return e->code;
}
