/* SPDX-License-Identifier: MIT */
/* roles_words: names the user typed that are no column, no parameter and no role.  See roles.h. */
#include <stdint.h>
#include <string.h>

#include "math/scaling/roles.h"

static bool
knows(const struct roles *r, struct str name)
{
	for (size_t k = 0; k < r->n; k++)
		if (k != ROLE_RESPONSE && r->role[k].from && str_is(name, r->role[k].name))
			return true;
	for (size_t c = 0; c < r->columns; c++)
		if (str_eq(r->column[c], name))
			return true;
	return false;
}

int
roles_formula(const struct roles *r, struct str text, size_t n, struct str name[], size_t *columns, struct err *e)
{
	char shown[STR_SHOWN];

	*columns = 0;
	for (size_t i = 0; i < n; i++) {
		if (knows(r, name[i])) {
			struct str found = name[i];
			name[i] = name[*columns];
			name[(*columns)++] = found;
		} else if (name[i].s > text.s && name[i].s[-1] == '{') {
			err_set(e, ERR_USAGE, "unknown name \"%s\"", str_show(name[i], shown));
			e->column = (size_t)(name[i].s - text.s) - 1;
			err_hint(e, "what stands in ${} is a column");
			return e->code;
		}
	}
	if (*columns)
		return 0;
	err_set(e, ERR_USAGE, "no name in the formula is a column");
	roles_header(r, e);
	return e->code;
}

int
roles_steps(struct roles *r, size_t *column, struct err *e)
{
	*column = SIZE_MAX;
	r->role[ROLE_D].hidden = r->role[ROLE_D].from != ROLE_NONE;
	if (r->role[ROLE_D].hidden)
		return 0;
	for (int whole = 1; whole >= 0; whole--)
		for (size_t c = 0; c < r->columns; c++)
			if (roles_usual(USUAL_STEP, r->column[c], whole)) {
				*column = c;
				return 0;
			}
	err_set(e, ERR_USAGE, "--last-per: nothing says which row is last; say -x D=EXPR, or name a column step");
	roles_header(r, e);
	return e->code;
}

int
roles_used(const struct roles *r, size_t n, struct expr *const x[], struct err *e)
{
	struct text all = { 0 };
	const char *unread = NULL;

	for (size_t k = ROLE_OTHERS; k < r->n && !unread; k++) {
		const struct role *p = &r->role[k];
		bool used = p->wanted || p->hidden || p->from != ROLE_TYPED;
		for (size_t i = 0; i < n && !used; i++)
			used = x[i] && expr_reads(x[i], r->columns + k) != 0;
		if (!used)
			unread = p->name;
	}
	if (!unread)
		return 0;
	for (size_t k = 0; k < r->n; k++) {
		if (!r->role[k].wanted || k == ROLE_RESPONSE)
			continue;
		text_add(&all, all.n ? STR(", ") : STR(""));
		text_add(&all, str_of(r->role[k].name));
	}
	if (all.failed) {
		err_memory(e);
	} else {
		err_set(e, ERR_USAGE, "-x: nothing reads the role %s", unread);
		err_hint(e, "the roles of the law are %.*s", (int)all.n, all.n ? all.s : "");
	}
	text_free(&all);
	return e->code;
}
