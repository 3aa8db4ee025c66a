/* SPDX-License-Identifier: MIT */
/* surface: the roles of a recipe filled from parameters and tokens. */
#include <math.h>

#include "math/scaling/surface.h"

enum { BLOCK = 8 };

static int
predict(const void *law, size_t n, const double N[], const double D[], double L[], struct err *e)
{
	const struct surface_recipe *r = law;
	const struct law_form *form = &r->recipe->form;
	double fill[LAW_ROLES][BLOCK];
	const double *role[LAW_ROLES];

	for (size_t at = 0; at < n && !e->code; at += BLOCK) {
		size_t count = n - at < BLOCK ? n - at : BLOCK;
		for (size_t k = 0; k < form->roles; k++) {
			struct str name = str_of(form->role[k]);
			role[k] = str_is(name, "N") ? N + at : str_is(name, "D") ? D + at : fill[k];
			for (size_t i = 0; role[k] == fill[k] && i < count; i++)
				fill[k][i] = str_is(name, "C") ? r->train * N[at + i] * D[at + i] : r->other[k];
		}
		recipe_predict(r->recipe, count, role, r->par, L + at, e);
	}
	return e->code;
}

static struct chinchilla
closed(const struct recipe *recipe, const double par[])
{
	return (struct chinchilla){
		par[recipe_find(recipe, STR("E"))], par[recipe_find(recipe, STR("A"))], par[recipe_find(recipe, STR("B"))],
		par[recipe_find(recipe, STR("alpha"))], par[recipe_find(recipe, STR("beta"))]
	};
}

int
surface_of(struct surface_recipe *r, struct surface *s, struct err *e)
{
	const struct law_form *form = &r->recipe->form;

	*s = (struct surface){ .loss = predict, .law = r };
	if (recipe_role(r->recipe, STR("N")) >= form->roles || recipe_role(r->recipe, STR("D")) >= form->roles)
		return err_set(e, ERR_USAGE, "only a law of parameters N and tokens D has a best allocation");
	for (size_t k = 0; k < form->roles; k++) {
		struct str name = str_of(form->role[k]);
		if (!str_is(name, "N") && !str_is(name, "D") && !str_is(name, "C") && (!r->other || isnan(r->other[k]))) {
			err_set(e, ERR_USAGE, "the law needs a value of %s", form->role[k]);
			err_hint(e, "say --at %s=X", form->role[k]);
			return e->code;
		}
	}
	if (r->recipe->law && str_is(str_of(r->recipe->law->head.name), "chinchilla")) {
		r->closed = closed(r->recipe, r->par);
		s->closed = &r->closed;
	}
	return 0;
}

int
surface_draws(const struct surface_recipe *r, const struct frontier_cost *c, enum frontier_given given, double value, size_t n,
              const double par[], struct frontier_point p[], size_t *failed, struct err *e)
{
	struct surface_recipe draw = *r;
	struct surface s;

	*failed = 0;
	for (size_t i = 0; i < n; i++) {
		struct err one = { 0 };
		draw.par = par + i * r->recipe->form.params;
		if (surface_of(&draw, &s, e))
			return e->code;
		int code = frontier_at(&s, c, given, value, &p[i], &one);
		if (code && code != ERR_NO_ANSWER)
			return err_set(e, code, "%s", one.text);
		*failed += code != 0;
	}
	return 0;
}
