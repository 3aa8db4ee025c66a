/* SPDX-License-Identifier: MIT */
/* hippo/tables: see hippo/tables.h. */
#include "hippo/tables.h"

#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "math/hippo/audit.h"

static void
columns(struct table *t, const char *const names[], bool text)
{
	struct writer_column c[9];
	size_t n = 0;

	for (; names[n]; n++)
		c[n] = (struct writer_column){ .name = str_of(names[n]), .text = text };
	writer_columns(t->w, n, c);
}

int
hippo_tables_audit(struct table *t)
{
	static const char *const names[] = { "where", "name", "family", "equation", "halved", "root_two", "window", "alpha", "remark", NULL };

	columns(t, names, true);
	for (size_t i = 0; i < hippo_n_conventions; i++) {
		const struct convention *c = &hippo_conventions[i];
		const char *const row[] = { c->where, c->name, c->ours, c->sign, c->halved, c->root_two, c->window, c->alpha, c->remark };
		for (size_t k = 0; k < sizeof row / sizeof row[0]; k++)
			writer_text(t->w, str_of(row[k]));
	}
	return table_finish(t);
}

/* Families may have values of their own, so each colon is tried. */
static void
parse_pair(const char *text, struct spec_list *from, struct spec_list *to)
{
	for (const char *colon = strchr(text, ':'); colon && !to->n; colon = strchr(colon + 1, ':')) {
		struct err e = { 0 };
		spec_free(from);
		if (!spec_parse(&hippo_families, (struct str){ text, (size_t)(colon - text) }, from, &e))
			spec_parse(&hippo_families, str_of(colon + 1), to, &e);
		if (e.code == ERR_MEMORY)
			die(&e);
	}
	if (from->n != 1 || to->n != 1)
		die_usage("--convert: \"%.40s\" is not FROM:TO, two families of --list", text);
}

int
hippo_tables_convert(const struct hippo_run *r, struct table *t, const char *from_to)
{
	static const char *const names[] = { "n", "factor", "rate", NULL };
	struct spec_list from = { 0 }, to = { 0 };
	struct err e = { 0 };
	double rate;

	parse_pair(from_to, &from, &to);
	struct hippo a = hippo_run_system(r, from.v, r->sizes.v[0]), b = hippo_run_system(r, to.v, r->sizes.v[0]);
	double *factor = mem_alloc(a.n, sizeof *factor);
	if (!factor)
		die_memory();
	if (hippo_convert(&a, &b, factor, &rate, &e))
		die(&e);
	columns(t, names, false);
	for (size_t i = 0; i < a.size; i++) {
		writer_count(t->w, i);
		writer_number(t->w, factor[i]);
		writer_number(t->w, rate);
	}
	mem_free(factor);
	spec_free(&from);
	spec_free(&to);
	return table_finish(t);
}
