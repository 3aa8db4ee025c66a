/* SPDX-License-Identifier: MIT */
/* recipe_wish: parameters fixed, tied, bounded and started as the user says. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "math/scaling/inside.h"

enum { START_POINTS = 7 };		/* of an interval of starts */

/* text names no parameter: what was expected, and the names there are. */
static int
nameless(const struct recipe *r, struct str text, bool equals, struct err *e)
{
	char shown[STR_SHOWN], list[LAW_PARAMS * (LAW_NAME + 1)];
	size_t n = 0;

	for (size_t i = 0; i < r->form.params; i++) {
		size_t k = strlen(r->param[i].law.name);
		memcpy(list + n, r->param[i].law.name, k);
		n += k;
		list[n++] = ' ';
	}
	list[n ? n - 1 : 0] = '\0';
	if (equals)
		return err_set(e, ERR_USAGE, "no parameter \"%s\"; there are: %s", str_show(text, shown), list);
	return err_set(e, ERR_USAGE, "\"%s\" has no =; the parameters are: %s", str_show(text, shown), list);
}

/* The parameter before '=' in text, and what follows in *value. */
static struct recipe_param *
named(struct recipe *r, struct str text, struct str *value, struct err *e)
{
	struct str name = str_trim(str_cut(text, '=', value));
	size_t i = recipe_find(r, name);

	if (!value->s || i == SIZE_MAX) {
		nameless(r, value->s ? name : text, value->s != NULL, e);
		return NULL;
	}
	*value = str_trim(*value);
	return &r->param[i];
}

/* A number, inf or -inf. */
static bool
number(struct str text, double *x)
{
	if (str_is(text, "inf") || str_is(text, "-inf")) {
		*x = text.s[0] == '-' ? -HUGE_VAL : HUGE_VAL;
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
		return err_set(e, ERR_USAGE, "\"%s\" is outside the range of %s", str_show(value, shown), p->law.name);
	p->kind = PARAM_FIXED;
	p->value = x;
	return 0;
}

int
recipe_tie(struct recipe *r, struct str text, struct err *e)
{
	struct str to;
	struct recipe_param *p = named(r, text, &to, e);

	if (!p)
		return e->code;
	size_t other = recipe_find(r, to);
	if (other == SIZE_MAX)
		return nameless(r, to, true, e);
	struct recipe_param *q = &r->param[other];
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
		return err_set(e, ERR_USAGE, "\"%s\" is not LO..HI with LO < HI, such as 0..2", str_show(value, shown));
	if (lo > p->law.hi || hi < p->law.lo)
		return err_set(e, ERR_USAGE, "\"%s\" is outside the range of %s", str_show(value, shown), p->law.name);
	p->law.lo = fmax(lo, p->law.lo);
	p->law.hi = fmin(hi, p->law.hi);
	return 0;
}

/* A..B as points between real ends: equally spaced logarithms where there are some; false for any other text. */
static bool
interval(struct str text, double **point, size_t *n, struct err *e)
{
	size_t dots = 0;
	double a, b;

	while (dots + 1 < text.n && memcmp(text.s + dots, "..", 2) != 0)
		dots++;
	if (dots + 2 >= text.n || !sweep_count((struct str){ text.s, dots }, &a) ||
	    !sweep_count((struct str){ text.s + dots + 2, text.n - dots - 2 }, &b) || !(a < b))
		return false;
	*n = START_POINTS;
	if (!(*point = mem_alloc(*n, sizeof **point)))
		err_memory(e);
	for (size_t i = 0; *point && i < *n; i++) {
		double t = (double)i / (double)(*n - 1);
		(*point)[i] = i + 1 == *n ? b : a > 0 ? a * pow(b / a, t) : a + (b - a) * t;
	}
	return true;
}

int
recipe_start(struct recipe *r, struct str text, struct err *e)
{
	struct str value;
	struct recipe_param *p = named(r, text, &value, e);
	double *point;
	size_t n;

	if (!p || (!interval(value, &point, &n, e) && sweep_parse(value, &point, &n, e)) || e->code)
		return e->code;
	for (size_t i = 0; i < n; i++)
		if (!(point[i] >= p->law.lo && point[i] <= p->law.hi) || (p->law.positive && point[i] == 0)) {
			mem_free(point);
			return err_set(e, ERR_USAGE, "a start of %s is outside its range; --bound sets the range", p->law.name);
		}
	mem_free(p->start);
	p->start = point;
	p->starts = n;
	return 0;
}
