/* SPDX-License-Identifier: MIT */
/* parts: --partial and --merge; see spread.h. */
#include "base/mem.h"
#include "cli/part.h"
#include "cli/values.h"
#include "math/sparsity/ask.h"
#include "spread/spread.h"

int
spread_partial(struct spread *s, struct table *t)
{
	struct profile *p = spread_profile(s);
	struct text what = { 0 }, sums = { 0 };
	struct err e = { 0 };
	struct vector v;

	spec_print(&s->measures, &what);
	while (table_vector(t, &v)) {
		sums.n = 0;
		if (profile_add(p, v.id, v.n, v.x, &e) || (v.last && profile_print(p, v.id, &sums, &e)))
			table_vector_die(t, &v, &e);
		if (v.last)
			part_put(t, &v, &(struct part){ .options = s->table.by == BY_ALL ? STR("by=all") : STR("by=column"),
				.what = { what.s, what.n }, .sums = { sums.s, sums.n } });
	}
	profile_free(p);
	text_free(&what);
	text_free(&sums);
	return table_finish(t);
}

/* All parts in one profile, of the measures that the first one names. */
static struct profile *
gather(struct spread *s, struct parts *parts)
{
	struct profile *p = NULL;
	struct part part;
	struct err e = { 0 };

	spec_free(&s->measures);
	while (parts_next(parts, &part)) {
		if (!p && (spec_parse(&sparsity_measures, part.what, &s->measures, &e) ||
			   ask_ready(&s->measures, ASK_PARTIAL, NULL, &e)))
			parts_die(parts, "what", &e);
		p = p ? p : spread_profile(s);
		if (profile_merge(p, part.id, part.sums, &e))
			parts_die(parts, "sums", &e);
	}
	return p;
}

int
spread_merge(struct spread *s, struct table *t, char **files)
{
	struct values out = { .specs = &s->measures, .stats = s->stats };
	struct parts *parts = parts_open(t->tool, files);
	struct profile *p = gather(s, parts);
	double *value = spread_numbers(s->measures.n);
	struct part part;
	struct err e = { 0 };
	size_t n;

	if (!s->stats)
		parts_columns(parts, t);
	values_begin(&out, t, VALUES_VECTORS);
	for (size_t id = 0; parts_vector(parts, id, &part); id++) {
		if (profile_values(p, id, &n, value, &e))
			parts_die(parts, NULL, &e);
		values_of_part(&out, t, &part, n, value);
	}
	values_end(&out, t);
	profile_free(p);
	mem_free(value);
	parts_close(parts);
	return table_finish(t);
}
