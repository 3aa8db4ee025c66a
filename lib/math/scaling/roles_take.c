/* SPDX-License-Identifier: MIT */
/* roles_take: what a law takes of the roles that are there.  See roles.h. */
#include <stdint.h>
#include <string.h>

#include "math/scaling/roles_inside.h"

const char *
roles_law(const struct roles *r, struct err *e)
{
	size_t only = ROLE_N, n = roles_present(r, &only);

	if (n >= 2)
		return "chinchilla";
	for (size_t k = ROLE_N; k <= ROLE_C; k++) {
		if (r->role[k].several) {
			*e = r->role[k].problem;
			return NULL;
		}
	}
	if (n == 1)
		return "power_offset";
	*e = r->role[ROLE_N].problem;
	return NULL;
}

size_t
roles_loss(struct roles *r, struct err *e)
{
	size_t k = roles_place(r, STR("loss"));

	if (r->role[ROLE_RESPONSE].from == ROLE_FOUND || k == SIZE_MAX)
		return ROLE_RESPONSE;
	if (roles_look(r, &r->role[k], USUAL_LOSS, e) || !r->role[k].from)
		return ROLE_RESPONSE;
	r->role[k].hidden = true;
	return k;
}

/* The role a law calls x: the only one typed, else the only one of N, D, C. */
static size_t
stand_in(const struct roles *r)
{
	size_t typed = 0, at = SIZE_MAX, only = SIZE_MAX;

	for (size_t k = 0; k < r->n; k++) {
		if (k != ROLE_RESPONSE && r->role[k].from == ROLE_TYPED) {
			at = k;
			typed++;
		}
	}
	if (typed)
		return typed == 1 ? at : SIZE_MAX;
	return roles_present(r, &only) == 1 ? only : SIZE_MAX;
}

/* Finds the column of the same name, letter case and all, for a role without usual names. */
static int
same_name(struct roles *r, struct role *p, struct err *e)
{
	for (size_t c = 0; c < r->columns && !p->from; c++)
		if (str_is(r->column[c], p->name) && roles_column(r, p, c, e))
			return e->code;
	if (p->from)
		return 0;
	err_set(e, ERR_USAGE, "nothing says what %s is: say -x %s=EXPR", p->name, p->name);
	roles_header(r, e);
	return e->code;
}

static int
take(struct roles *r, const char *name, size_t *at, struct err *e)
{
	size_t k = roles_place(r, str_of(name));

	if (k == SIZE_MAX)
		return err_set(e, ERR_USAGE, "more than %d roles; leave some -x out", ROLES);
	if (strcmp(name, "x") == 0 && !r->role[k].from) {
		size_t other = stand_in(r);
		k = other == SIZE_MAX ? k : other;
	}
	struct role *p = &r->role[k];
	if (!p->from && k <= ROLE_C)
		*e = p->problem;
	else if (!p->from)
		same_name(r, p, e);
	if (e->code)
		return e->code;
	p->wanted = true;
	*at = k;
	return 0;
}

int
roles_take(struct roles *r, size_t n, char name[][LAW_NAME], const char *response, size_t at[], struct err *e)
{
	struct role *y = &r->role[ROLE_RESPONSE];
	/* Where the loss is a column of the law, the response is something else. */
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name[i], "L") == 0 && response) {
			if (y->from == ROLE_TYPED && !r->said && roles_move(r, e))
				return e->code;
			roles_name(y, response);
			if (!r->said) {
				expr_free(y->x);
				y->x = NULL;
				y->from = ROLE_NONE;
			}
			size_t k = roles_place(r, STR("L"));
			if (k == SIZE_MAX || (!r->role[k].from && roles_look(r, &r->role[k], USUAL_LOSS, e)))
				return e->code ? e->code : err_set(e, ERR_USAGE, "more than %d roles; leave some -x out", ROLES);
			if (!r->role[k].from) {
				*e = r->role[k].problem;
				return e->code;
			}
		}
	}
	for (size_t i = 0; i < n; i++)
		if (take(r, name[i], &at[i], e))
			return e->code;
	if (!response)
		return 0;
	roles_name(y, response);
	y->wanted = true;
	if (!y->from && strcmp(response, "L") != 0 && !y->several)
		return same_name(r, y, e);
	if (!y->from)
		*e = y->problem;
	return e->code;
}
