/* SPDX-License-Identifier: MIT */
/* law/saved: see saved.h. */
#include <math.h>
#include <string.h>

#include "cli/die.h"
#include "law/saved.h"

int
law_saved_recipe(const struct law_document *d, bool compile, struct recipe **r, double par[], size_t order[], struct err *e)
{
	struct saved_param param[LAW_PARAMS];
	struct str role[LAW_ROLES];

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
