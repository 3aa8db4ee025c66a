/* SPDX-License-Identifier: MIT */
/* law/saved: see saved.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/saved.h"
#include "math/scaling/allocation.h"

int
law_saved_fitted(const struct law_document *d, struct err *e)
{
	return law_document_answers(d) ? 0 : err_set(e, ERR_INPUT, "the law was not fitted: %.300s", d->status);
}

int
law_saved_recipe(const struct law_document *d, bool compile, struct recipe **r, double par[], size_t order[], struct err *e)
{
	struct saved_param param[LAW_PARAMS];
	struct str role[LAW_ROLES];

	if (law_saved_fitted(d, e))
		return e->code;
	for (size_t k = 0; k < d->roles; k++)
		role[k] = str_of(d->role[k].name);
	for (size_t i = 0; i < d->params && i < LAW_PARAMS; i++) {
		const struct law_parameter *p = &d->param[i];
		param[i] = (struct saved_param){ p->name, p->kind, p->tied_to, p->estimate, p->least, p->most };
	}
	if ((compile ? saved_recipe : saved_begin)(d->law, d->formula, d->roles, role, d->params, param, r, par, order, e))
		return e->code;
	if (d->formula[0] && strcmp((*r)->form.formula, d->formula) != 0) {
		err_set(e, ERR_INPUT, "the formula is not that of the law %s", d->law);
		err_hint(e, "a formula of your own has \"law\": \"formula\"");
	}
	return e->code;
}

const struct law *
law_saved_row(const struct law_document *d)
{
	const struct law *law;
	struct law_form form;
	struct err none = { 0 };

	return strcmp(d->law, "formula") == 0 || law_form(str_of(d->law), &law, &form, &none) ? NULL : law;
}

const char *
law_saved_says(const struct law_document *d)
{
	const struct law *law = law_saved_row(d);

	return law && law->allocation != LAW_NO_ALLOCATION ? "N" : d->response.name;
}

int
law_saved_document(const struct law_document *d, struct saved *s, struct err *e)
{
	size_t order[LAW_PARAMS];

	*s = (struct saved){ .level = d->level, .sd = d->log_rmse };
	if (d->rows > d->params)
		s->sd *= sqrt((double)d->rows / (double)(d->rows - d->params));
	for (size_t k = 0; k < d->roles; k++) {
		s->least[k] = d->role[k].least;
		s->most[k] = d->role[k].most;
	}
	return law_saved_recipe(d, true, &s->recipe, s->par, order, e) ? e->code : saved_draws(s, (size_t)d->draws, d->draw, order, e);
}

int
law_saved_preset(const char *name, struct saved *s, struct err *e)
{
	if (saved_preset(s, name, e) == 0 && s->preset->warning)
		note("%s: %s", name, s->preset->warning);
	return e->code;
}

int
law_saved_only(const char *path, struct law_document **d, struct err *e)
{
	size_t n;

	if (law_document_read(path, d, &n, e) == 0 && n > 1) {
		err_set(e, ERR_INPUT, "%zu laws, one is wanted", n);
		err_hint(e, "choose one with jq or sed -n 1p");
		err_at(e, strcmp(path, "-") ? path : "<stdin>", 0, 0);
		law_document_free(*d, n);
	}
	return e->code;
}

static struct saved *
add(struct law_set *s, const char *name)
{
	if (!mem_reserve(&s->v, &s->cap, s->n + 1, sizeof *s->v))
		die_memory();
	s->v[s->n].name = name;
	return &s->v[s->n++].law;
}

void
law_saved_set(const struct texts *files, const struct texts *presets, struct law_set *s)
{
	struct err e = { 0 };

	*s = (struct law_set){ 0 };
	for (size_t i = 0; i < files->n && !e.code; i++) {
		struct law_document *d;
		size_t found;
		law_document_read(files->v[i], &d, &found, &e);
		for (size_t k = 0; k < found && !e.code; k++) {
			struct saved *law = add(s, files->v[i]);
			if (law_saved_document(&d[k], law, &e) == 0 && allocation_is(law->recipe))
				err_set(&e, ERR_USAGE, "law %s predicts no loss; ask scaling-law-plan", law->recipe->spec);
		}
		err_at(&e, strcmp(files->v[i], "-") ? files->v[i] : "<stdin>", 0, 0);
		law_document_free(d, found);
	}
	for (size_t i = 0; i < presets->n && !e.code; i++)
		law_saved_preset(presets->v[i], add(s, presets->v[i]), &e);
	die_check(&e);
	s->recipe = die_need(mem_alloc(s->n, sizeof *s->recipe));
	for (size_t k = 0; k < s->n; k++)
		s->recipe[k] = s->v[k].law.recipe;
}

void
law_saved_set_free(struct law_set *s)
{
	for (size_t k = 0; k < s->n; k++)
		saved_free(&s->v[k].law);
	mem_free(s->v);
	mem_free(s->recipe);
}
