/* SPDX-License-Identifier: MIT */
/* recipe_wish: parameters fixed, tied, bounded and started as the user says. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "math/scaling/inside.h"

/* The parameter before '=' in text, and what follows in *value. */
static struct recipe_param *
named(struct recipe *r, struct str text, struct str *value, struct err *e)
{
	char shown[STR_SHOWN], list[LAW_PARAMS * (LAW_NAME + 1)];
	struct str name = str_trim(str_cut(text, '=', value));
	size_t i = recipe_find(r, name), n = 0;

	if (value->s && i != SIZE_MAX) {
		*value = str_trim(*value);
		return &r->param[i];
	}
	for (i = 0; i < r->form.params; i++) {
		size_t k = strlen(r->param[i].law.name);
		memcpy(list + n, r->param[i].law.name, k);
		n += k;
		list[n++] = ' ';
	}
	list[n ? n - 1 : 0] = '\0';
	if (value->s)
		err_set(e, ERR_USAGE, "no parameter \"%s\"; there are: %s", str_show(name, shown), list);
	else
		err_set(e, ERR_USAGE, "\"%s\" has no =; the parameters are: %s", str_show(text, shown), list);
	return NULL;
}

/* A number, inf or -inf. */
static bool
number(struct str text, double *x)
{
	if (str_is(text, "inf") || str_is(text, "-inf")) {
		*x = text.s[0] == '-' ? -INFINITY : INFINITY;
		return true;
	}
	return sweep_count(text, x);
}

int
recipe_fix(struct recipe *r, struct str text, struct err *e)
{
	char shown[STR_SHOWN];
	struct str value;
	struct recipe_param *p = named(r, text, &value, e);
	double x;

	if (!p)
		return e->code;
	if (!sweep_count(value, &x))
		return err_set(e, ERR_USAGE, "\"%s\" is not a number", str_show(value, shown));
	if (!(x >= p->law.lo && x <= p->law.hi))
		return err_set(e, ERR_USAGE, "\"%s\" is outside the range of %s, %g to %g", str_show(value, shown), p->law.name, p->law.lo, p->law.hi);
	p->kind = PARAM_FIXED;
	p->value = x;
	return 0;
}

int
recipe_tie(struct recipe *r, struct str text, struct err *e)
{
	struct str to, none = STR("=");
	struct recipe_param *p = named(r, text, &to, e), *q;

	if (!p)
		return e->code;
	size_t other = recipe_find(r, to);
	if (other == SIZE_MAX) {
		struct str unused;
		q = named(r, to.n ? to : none, &unused, e);
		return q ? 0 : e->code;
	}
	q = &r->param[other];
	if (q == p)
		return err_set(e, ERR_USAGE, "%s is tied to itself", p->law.name);
	p->kind = PARAM_TIED;
	p->tied_to = other;
	q->law.lo = fmax(q->law.lo, p->law.lo);
	q->law.hi = fmin(q->law.hi, p->law.hi);
	return 0;
}

int
recipe_bound(struct recipe *r, struct str text, struct err *e)
{
	char shown[STR_SHOWN];
	struct str value;
	struct recipe_param *p = named(r, text, &value, e);
	double lo, hi;
	size_t dots = 0;

	if (!p)
		return e->code;
	while (dots + 1 < value.n && memcmp(value.s + dots, "..", 2) != 0)
		dots++;
	if (dots + 1 >= value.n || !number((struct str){ value.s, dots }, &lo) ||
	    !number((struct str){ value.s + dots + 2, value.n - dots - 2 }, &hi) || !(lo < hi))
		return err_set(e, ERR_USAGE, "\"%s\" is not LO..HI with LO < HI", str_show(value, shown));
	if (lo > p->law.hi || hi < p->law.lo)
		return err_set(e, ERR_USAGE, "\"%s\" is outside the range of %s, %g to %g", str_show(value, shown), p->law.name, p->law.lo, p->law.hi);
	p->law.lo = fmax(lo, p->law.lo);
	p->law.hi = fmin(hi, p->law.hi);
	return 0;
}

int
recipe_start(struct recipe *r, struct str text, struct err *e)
{
	struct str value;
	struct recipe_param *p = named(r, text, &value, e);
	double *point;
	size_t n;

	if (!p || sweep_parse(value, &point, &n, e))
		return e->code;
	for (size_t i = 0; i < n; i++)
		if (!(point[i] >= p->law.lo && point[i] <= p->law.hi) || (p->law.positive && point[i] == 0)) {
			mem_free(point);
			return err_set(e, ERR_USAGE, "a start of %s is outside its range", p->law.name);
		}
	mem_free(p->start);
	p->start = point;
	p->starts = n;
	return 0;
}
