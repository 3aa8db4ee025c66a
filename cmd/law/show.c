/* SPDX-License-Identifier: MIT */
/* law/show: see show.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/cite.h"
#include "law/group.h"
#include "law/plot.h"
#include "law/saved.h"
#include "law/show.h"
#include "law/table.h"

void
law_show_form(struct law_job *j)
{
	enum format f = writer_format(j->t.w);

	j->t.document = f == FORMAT_JSON || f == FORMAT_NDJSON || f == FORMAT_GNUPLOT;
}

void
law_show_put(struct law_job *j, const struct law_document *d, const struct law_sample *s, const struct study *y)
{
	const enum format f = writer_format(j->t.w);
	bool one_line = j->groups.n || f == FORMAT_NDJSON;

	if (j->save)
		law_document_write(j->save, d, !j->asked->no_draws, j->groups.n > 0);
	if (f == FORMAT_GNUPLOT) {
		law_plot(j, d, s, y);
		return;
	}
	if (j->t.document) {
		law_document_write(j->t.w, d, !j->asked->no_draws, one_line);
		return;
	}
	if (!j->groups.n && f == FORMAT_TABLE)
		law_table_lines(&j->t, d);
	law_table_rows(&j->t, d, j->groups.n > 0);
}

/* All documents of the files. */
static struct law_document *
read_laws(char **files, size_t *n)
{
	static char *standard[] = { "-", NULL };
	struct law_document *all = NULL;
	struct err e = { 0 };
	size_t cap = 0;

	*n = 0;
	char **f = files[0] ? files : standard;
	do {
		struct law_document *v;
		size_t found;
		if (law_document_read(*f, &v, &found, &e))
			die(&e);
		if (!mem_reserve(&all, &cap, *n + found, sizeof *all))
			die_memory();
		memcpy(all + *n, v, found * sizeof *v);
		*n += found;
		mem_free(v);
	} while (*++f);
	return all;
}

/* The estimates again from all draws. */
static void
remake(struct law_document *d)
{
	size_t order[LAW_PARAMS];
	struct study y = { .compute = d->compute };
	struct recipe *r = NULL;
	struct err e = { 0 };

	if (law_saved_recipe(d, true, &r, y.fit.par, order, &e))
		die(&e);
	y.recipe = r;
	y.draw = d->draw;
	y.draws = (size_t)d->draws;
	y.fit.certificate.collinear_a = SIZE_MAX;
	const struct study_opts opt = { .level = d->level, .per_token = d->flops_per_token };
	if (study_estimates(&y, &opt, &e))
		die(&e);
	const struct law_document before = *d;
	law_group_estimates(&y, d);
	for (size_t i = 0; i < d->params; i++) {	/* what the data do not see stays open */
		if (isnan(before.param[i].se) && !isnan(before.param[i].lo))
			d->param[i] = before.param[i];
	}
	recipe_free(r);
}

int
law_show(const struct tool *tool, char **files, const struct law_asked *asked)
{
	struct law_job j = { .asked = asked };
	struct err e = { 0 };
	size_t n;
	struct law_document *v = read_laws(files, &n);

	table_start(&j.t, tool, files, &asked->table);
	law_job_save(&j);
	if (asked->merge) {
		if (law_document_merge(v, n, &e))
			law_job_check(&j, &e);
		remake(v);
	}
	if (asked->cite) {
		if (n > 1)
			die_usage("--cite: %zu laws, one is wanted; choose one with jq or sed -n 1p", n);
		law_saved_fitted(v, &e);
		law_job_check(&j, &e);
		j.t.document = true;
		law_cite(j.t.w, v);
	} else if (n > 1 && !asked->merge) {
		law_table_beside(&j.t, n, v);
	} else {
		law_show_form(&j);
		law_plot_begin(&j);
		law_table_columns(&j.t, 0, NULL, false);
		law_show_put(&j, v, NULL, NULL);
	}
	law_document_free(v, n);
	return law_job_end(&j);
}
