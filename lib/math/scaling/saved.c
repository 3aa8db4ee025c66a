/* SPDX-License-Identifier: MIT */
/* saved: see saved.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sweep.h"
#include "math/scaling/saved.h"

int
saved_wishes(struct recipe *r, size_t n, const char *const text[], bool lists,
             int (*wish)(struct recipe *r, struct str text, struct err *e), struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(text[i]);
		while (rest.s) {
			struct str one = lists ? str_cut(rest, ',', &rest) : rest;
			if (wish(r, str_trim(one), e))
				return e->code;
			if (!lists)
				break;
		}
	}
	return 0;
}

/* "NAME=VALUE" or "NAME=LO..HI" for a wish. */
enum { WISH = LAW_NAME + 2 * NUM_TEXT + 4 };
static struct str
assignment(const char *name, const char *tied_to, double lo, double hi, char out[WISH])
{
	size_t n = strlen(name);

	memcpy(out, name, n);
	out[n++] = '=';
	if (tied_to) {
		memcpy(out + n, tied_to, strlen(tied_to));
		return (struct str){ out, n + strlen(tied_to) };
	}
	n += num_print(lo, out + n);
	if (!isnan(hi)) {
		memcpy(out + n, "..", 2);
		n += 2;
		n += num_print(hi, out + n);
	}
	return (struct str){ out, n };
}

/* Fixes, ties and bounds parameter i as s has it. */
static int
restore(struct recipe *r, size_t i, const struct saved_param *s, struct err *e)
{
	const struct law_param *p = &r->param[i].law;
	char text[WISH];

	if (strcmp(s->kind, "fixed") == 0)
		return recipe_fix(r, assignment(s->name, NULL, s->value, (double)NAN, text), e);
	if (strcmp(s->kind, "tied") == 0)
		return recipe_tie(r, assignment(s->name, s->tied_to, 0, 0, text), e);
	if (s->least > p->lo || s->most < p->hi)
		return recipe_bound(r, assignment(s->name, NULL, s->least, s->most, text), e);
	return 0;
}

int
saved_begin(const char *law, const char *formula, size_t roles, const struct str role[], size_t params,
             const struct saved_param param[], struct recipe **r, double par[], size_t order[], struct err *e)
{
	struct err inner = { 0 };

	if (strcmp(law, "formula") == 0)
		recipe_formula(str_of(formula), roles, role, r, &inner);
	else
		recipe_law(str_of(law), r, &inner);
	if (!inner.code && (*r)->form.params != params) {
		err_set(&inner, ERR_INPUT, "%zu parameters, the law %.60s has %zu", params, law, (*r)->form.params);
		err_hint(&inner, "what another version wrote has to be fitted again");
	}
	for (size_t i = 0; !inner.code && i < params; i++) {
		for (order[i] = 0; order[i] < params; order[i]++)
			if (strcmp(param[order[i]].name, (*r)->param[i].law.name) == 0)
				break;
		if (order[i] == params)
			err_set(&inner, ERR_INPUT, "no parameter %s of the law %.60s", (*r)->param[i].law.name, law);
		else
			par[i] = param[order[i]].value;
		if (!inner.code)
			restore(*r, i, &param[order[i]], &inner);
	}
	if (inner.code) {
		err_set(e, inner.code == ERR_USAGE ? ERR_INPUT : inner.code, "%s", inner.text);
		err_hint(e, "%s", inner.hint);
	}
	return e->code;
}

int
saved_recipe(const char *law, const char *formula, size_t roles, const struct str role[], size_t params,
             const struct saved_param param[], struct recipe **r, double par[], size_t order[], struct err *e)
{
	struct err inner = { 0 };

	if (saved_begin(law, formula, roles, role, params, param, r, par, order, e))
		return e->code;
	/* When all is fixed nothing is left to fit, and nothing will be. */
	if (recipe_compile(*r, &inner) && !(inner.code == ERR_USAGE && (*r)->free == 0))
		err_set(e, inner.code == ERR_USAGE ? ERR_INPUT : inner.code, "%s", inner.text);
	return e->code;
}

int
saved_draws(struct saved *s, size_t n, const double draw[], const size_t order[], struct err *e)
{
	size_t p = s->recipe->form.params;

	s->draws = 0;
	if (n == 0 || !draw)
		return 0;
	if (!(s->draw = mem_alloc(n * p, sizeof *s->draw)))
		return err_memory(e);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < p; j++)
			s->draw[i * p + j] = draw[i * p + order[j]];
	s->draws = n;
	return 0;
}

int
saved_preset(struct saved *s, const char *name, struct err *e)
{
	*s = (struct saved){ .level = .95, .sd = (double)NAN };
	for (size_t k = 0; k < LAW_ROLES; k++)
		s->least[k] = s->most[k] = (double)NAN;
	return preset_open(str_of(name), &s->preset, &s->recipe, s->par, e);
}

const char *
saved_response(const struct saved *s)
{
	return s->recipe->law ? s->recipe->law->response : s->preset ? s->preset->response : "L";
}

void
saved_free(struct saved *s)
{
	recipe_free(s->recipe);
	mem_free(s->draw);
	mem_free(s->other);
	*s = (struct saved){ 0 };
}

/* One unit of the last digit of a number as typed; 0 when there is an exponent or a suffix. */
static double
last_unit(struct str text)
{
	struct str decimals;

	for (size_t i = 0; i < text.n; i++)
		if (!strchr("+-0123456789.", text.s[i]))
			return 0;
	str_cut(text, '.', &decimals);
	return pow(10, decimals.s ? -(double)decimals.n : 0);
}

int
saved_values(const struct recipe *r, const char *text, double par[], double unit[], struct err *e)
{
	char shown[STR_SHOWN];
	unsigned seen = 0;

	for (struct str rest = str_of(text); rest.s;) {
		struct str value, one = str_trim(str_cut(rest, ',', &rest)), name = str_trim(str_cut(one, '=', &value));
		size_t i = recipe_find(r, name);
		if (i == SIZE_MAX || !value.s || !sweep_count(str_trim(value), &par[i]))
			return err_set(e, ERR_USAGE, "\"%s\" is not PARAMETER=VALUE of this law", str_show(one, shown));
		unit[i] = last_unit(str_trim(value));
		seen |= 1u << i;
	}
	for (size_t i = 0; i < r->form.params; i++) {
		const struct recipe_param *p = &r->param[i];
		if (!(seen >> i & 1))
			unit[i] = 0;
		if (!(seen >> i & 1) && p->kind == PARAM_FIXED)
			par[i] = p->value;
		else if (!(seen >> i & 1) && p->kind == PARAM_TIED && (seen >> p->tied_to & 1))
			par[i] = par[p->tied_to];
		else if (!(seen >> i & 1))
			return err_set(e, ERR_USAGE, "no value of %s", p->law.name);
	}
	return 0;
}
