/* SPDX-License-Identifier: MIT */
/* law/pointtable: see pointtable.h. */
#include <math.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/pointtable.h"

/* The places of a law's roles in those of the table. */
static void
take(struct law_pointtable *p, struct recipe *r, size_t place[])
{
	struct err e = { 0 };

	roles_take(&p->roles, r->form.roles, r->form.role, NULL, place, &e);
	die_check(&e);
}

/* Sets keep[i] to false where a role is missing. */
static void
drop(const struct law_pointtable *p, size_t roles, const size_t place[], bool keep[])
{
	for (size_t m = 0; m < roles; m++)
		for (size_t i = 0; i < p->g.rows; i++)
			keep[i] = keep[i] && !isnan(p->roles.role[place[m]].value[i]);
}

static void
judge_rows(struct law_pointtable *p, bool skip, size_t laws, struct recipe *const law[])
{
	bool *keep = die_need(mem_alloc(p->g.rows, sizeof *keep));
	size_t place[LAW_ROLES], row, which;
	struct err e = { 0 };

	for (size_t i = 0; i < p->g.rows; i++)
		keep[i] = true;
	for (size_t k = 0; k < laws; k++) {
		size_t n = law[k]->form.roles;
		take(p, law[k], place);
		if (skip)
			drop(p, n, place, keep);
		if (roles_complete(&p->roles, n, place, keep, &row, &which, &e) ||
		    roles_sizes(&p->roles, n, place, law[k]->law ? law[k]->law->head.domain : NULL, keep, &row, &which, &e)) {
			err_hint(&e, "leave the row out, or say -x %s=EXPR", p->roles.role[which].name);
			gather_place(&p->g, row, p->roles.role[which].text, &e);
		}
		die_check(&e);
	}
	roles_keep(&p->roles, keep);
	gather_keep(&p->g, keep);
	mem_free(keep);
}

void
law_pointtable_read(struct table *t, const struct law_role_opts *o, size_t laws, struct recipe *const law[], bool loss,
                    struct law_pointtable *p)
{
	struct roles *r = &p->roles;
	struct role *response = &r->role[ROLE_RESPONSE];
	size_t place[LAW_ROLES];
	struct err e = { 0 };

	gather_begin(t, &p->g);
	roles_find(r, p->g.columns, p->g.name, o->x.n, o->x.v, o->y, o->per_token, &e);
	die_check(&e);
	for (size_t k = 0; k < laws; k++)
		take(p, law[k], place);
	response->wanted = loss && response->from != ROLE_NONE;
	roles_used(r, 0, NULL, &e);
	die_check(&e);
	for (size_t c = 0; c < p->g.columns; c++)
		p->g.how[c] = roles_reads(r, 0, NULL, c) | GATHER_TEXT;
	gather_rows(t, &p->g);
	roles_values(r, p->g.rows, (const double *const *)p->g.number, (const struct str *const *)p->g.text, &e);
	die_check(&e);
	judge_rows(p, t->o->missing != MISSING_ERROR, laws, law);
	p->y = response->wanted ? response->value : NULL;
}

void
law_pointtable_roles(struct law_pointtable *p, struct recipe *r, const double *role[])
{
	size_t place[LAW_ROLES];

	take(p, r, place);
	for (size_t k = 0; k < r->form.roles; k++)
		role[k] = p->roles.role[place[k]].value;
}

void
law_pointtable_free(struct law_pointtable *p)
{
	roles_free(&p->roles);
	gather_free(&p->g);
}
