/* SPDX-License-Identifier: MIT */
/* law/places: see places.h. */
#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "law/places.h"

void
law_places_roles(struct law_places *p, struct recipe *r, const double *role[])
{
	if (p->at.n)
		law_points_roles(&p->at, r, role);
	else
		law_pointtable_roles(&p->table, r, role);
}

static void
warn_far(const struct law_places *p, size_t i, double decades)
{
	struct err e = { 0 };

	if (p->table.g.rows)
		err_at(&e, p->table.g.file[i], p->table.g.line[i], 0);
	err_set(&e, ERR_NO_ANSWER, "%.1f decades outside the fitted range", decades);
	err_hint(&e, "laws seldom hold that far: fit runs nearer to it");
	warn("decades", &e);
}

struct prediction *
law_places_predict(struct law_places *p, const struct law_named *law, const double *role[])
{
	struct prediction *out = die_need(mem_alloc(p->n, sizeof *out));
	struct err e = { 0 };

	law_places_roles(p, law->law.recipe, role);
	predict_rows(&law->law, p->n, role, out, &e);
	die_check(&e);
	for (size_t i = 0; i < p->n; i++)
		if (out[i].decades > PREDICT_FAR)
			warn_far(p, i, out[i].decades);
	return out;
}

void
law_places_refuse(const struct law_places *p, size_t names, const char *const name[])
{
	for (size_t c = 0; c < p->table.g.columns; c++)
		for (size_t k = 0; k < names; k++)
			if (str_is(p->table.g.name[c], name[k])) {
				struct err e = { 0 };
				err_set(&e, ERR_INPUT, "the table has a column \"%s\" already", name[k]);
				err_hint(&e, "rename it, or leave it out");
				die(&e);
			}
}

void
law_places_announce(struct table *t, const struct law_places *p)
{
	for (size_t k = 0; k < p->at.roles; k++)
		table_column(t, (struct writer_column){ .name = str_of(p->at.name[k]), .count = true });
	for (size_t c = 0; c < p->table.g.columns; c++)
		table_column(t, (struct writer_column){ .name = p->table.g.name[c], .text = true });
}

void
law_places_put(struct writer *w, const struct law_places *p, size_t i)
{
	bool json = writer_format(w) == FORMAT_JSON || writer_format(w) == FORMAT_NDJSON;
	double x;

	for (size_t k = 0; k < p->at.roles; k++)
		writer_number(w, p->at.v[k][i]);
	for (size_t c = 0; c < p->table.g.columns; c++) {
		if (json && num_read(p->table.g.text[c][i], NUM_JSON, &x) == NUM_OK)
			writer_number(w, x);
		else
			writer_text(w, p->table.g.text[c][i]);
	}
}

void
law_places_free(struct law_places *p)
{
	law_points_free(&p->at);
	law_pointtable_free(&p->table);
}
