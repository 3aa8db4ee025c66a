/* SPDX-License-Identifier: MIT */
/* law/choose: the laws that the options ask for.  See job.h. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/job.h"
#include "law/saved.h"

/* The law of a document, whose objective is taken too unless the options have one. */
static void
refit(struct law_job *j, struct err *e)
{
	struct law_document *d;
	size_t order[LAW_PARAMS];
	double par[LAW_PARAMS];

	law_saved_only(j->asked->law, &d, e);
	law_job_check(j, e);
	law_saved_recipe(d, false, &j->recipe, par, order, e);
	if (!j->asked->objective && fit_objective(str_of(d->objective), &j->objective, e) == 0) {
		snprintf(j->objective_name, sizeof j->objective_name, "%s", d->objective);
		j->objective.linear = strcmp(d->residual, "linear") == 0;
	}
	err_at(e, j->asked->law, 0, 0);
	law_document_free(d, 1);
}

static void
make_formula(struct law_job *j, struct err *e)
{
	struct err inner = { 0 };
	struct str *name = NULL, text = str_of(j->asked->formula);
	size_t n = 0, roles = 0;

	if (!expr_names(text, &n, &name, &inner) && !roles_formula(&j->roles, text, n, name, &roles, &inner))
		recipe_formula(text, roles, name, &j->recipe, &inner);
	if (inner.code)
		roles_caret("--formula", text, &inner, e);
	mem_free(name);
}

static bool
is_file(const char *law)
{
	return !row_find(&scaling_laws, str_cut(str_of(law), ':', &(struct str){ 0 })) && (strpbrk(law, "/.") || strcmp(law, "-") == 0);
}

static struct recipe *
make_law(struct law_job *j, struct str spec, struct err *e)
{
	struct recipe *r = NULL;

	recipe_law(spec, &r, e);
	law_job_check(j, e);
	return r;
}

/* The recipe that --law, --formula or the columns ask for. */
static void
make_recipe(struct law_job *j, struct err *e)
{
	const struct law_asked *o = j->asked;

	if (o->formula)
		make_formula(j, e);
	else if (o->law && is_file(o->law))
		refit(j, e);
	else if (o->law || roles_law(&j->roles, e))
		j->recipe = make_law(j, str_of(o->law ? o->law : roles_law(&j->roles, e)), e);
	law_job_check(j, e);
	const struct {
		const char *option;
		const struct texts *text;
		bool list;
		int (*wish)(struct recipe *r, struct str text, struct err *e);
	} wishes[] = {
		{ "--fix", &o->fix, true, recipe_fix }, { "--tie", &o->tie, true, recipe_tie }, { "--bound", &o->bound, true, recipe_bound },
		{ "--start", &o->start, false, recipe_start },
	};
	for (size_t k = 0; k < sizeof wishes / sizeof wishes[0]; k++) {
		saved_wishes(j->recipe, wishes[k].text->n, wishes[k].text->v, wishes[k].list, wishes[k].wish, e);
		law_job_option(j, wishes[k].option, e);
	}
	recipe_compile(j->recipe, e);
	law_job_check(j, e);
}

/* A law's roles among the columns. */
static void
take(struct law_job *j, struct recipe *r, size_t at[], struct err *e)
{
	if (roles_take(&j->roles, r->form.roles, r->form.role, r->law ? r->law->response : "L", at, e) && r->law && r->law->args &&
	    strchr(r->law->args, ',') && !strchr(r->spec, ':')) {
		struct err said = { 0 };
		err_set(&said, ERR_USAGE, "%s alone is a law of x; name its columns, as in --law %s:N,D", r->spec, r->spec);
		law_job_check(j, &said);
	}
	law_job_check(j, e);
}

/* The laws of --compare; a comma inside a spec (terms:N,D) is where what follows is no law's name. */
static void
make_rivals(struct law_job *j, struct err *e)
{
	const char *at = j->asked->compare;

	while (at && *at) {
		size_t n = strcspn(at, ",");
		while (at[n] && !row_find(&scaling_laws, (struct str){ at + n + 1, strcspn(at + n + 1, ",:") }))
			n += 1 + strcspn(at + n + 1, ",");
		if (j->rivals == LAW_RIVALS)
			die_usage("--compare: more than %d laws", LAW_RIVALS);
		struct recipe *r = j->rival[j->rivals] = make_law(j, (struct str){ at, n }, e);
		if (recipe_compile(r, e))
			law_job_check(j, e);
		take(j, r, j->rival_at[j->rivals++], e);
		at += n + (at[n] == ',');
	}
}

void
law_job_laws(struct law_job *j, struct err *e)
{
	make_recipe(j, e);
	make_rivals(j, e);
	take(j, j->recipe, j->at, e);
}
