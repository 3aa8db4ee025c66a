/* SPDX-License-Identifier: MIT */
/* law/points: see points.h. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "law/points.h"

/* The sweeps of a text, by the names of the points so far, or names them; their number of combinations. */
static size_t
read_sweeps(struct law_points *p, const char *text, double *value[], size_t count[])
{
	size_t n = 0, total = 1;
	struct err e = { 0 };
	char shown[STR_SHOWN];

	for (struct str rest = str_of(text); rest.s; n++) {
		struct str x, name = str_trim(str_cut(str_cut(rest, ',', &rest), '=', &x));
		if (n == LAW_ROLES || name.n == 0 || name.n >= LAW_NAME || !x.s)
			die_usage("--at: \"%s\" is not ROLE=X,ROLE=X,.., such as N=70B,D=1.4T", str_show(str_of(text), shown));
		if (n == p->roles && p->n)
			die_usage("--at: every one needs the same roles");
		if (n == p->roles)
			snprintf(p->name[p->roles++], LAW_NAME, "%.*s", (int)name.n, name.s);
		if (!str_is(name, p->name[n]))
			die_usage("--at: every one needs the same roles in the same order");
		for (size_t k = 0; k < n; k++)
			if (str_is(name, p->name[k]))
				die_usage("--at: %s is there twice; several values are a SWEEP: %s=1..4*2", p->name[k], p->name[k]);
		if (sweep_parse(str_trim(x), &value[n], &count[n], &e) == ERR_USAGE)
			die_usage("--at: %s", e.text);
		if (e.code)
			die(&e);
		for (size_t i = 0; i < count[n]; i++)
			if (!(value[n][i] > 0) && strstr("N D C U", p->name[n]))
				die_usage("--at: %s = %g is not above 0", p->name[n], value[n][i]);
		total *= count[n];
		if (total > SWEEP_POINTS)
			die_usage("--at: more than %d points", SWEEP_POINTS);
	}
	if (n != p->roles)
		die_usage("--at: every one needs the same roles");
	return total;
}

void
law_points_add(struct law_points *p, const char *text)
{
	double *value[LAW_ROLES] = { NULL };
	size_t count[LAW_ROLES], total = read_sweeps(p, text, value, count);

	for (size_t k = 0, step = total; k < p->roles; k++) {
		double *v = mem_resize(p->v[k], p->n + total, sizeof *v);
		if (!v)
			die_memory();
		p->v[k] = v;
		step /= count[k];
		for (size_t i = 0; i < total; i++)
			v[p->n + i] = value[k][i / step % count[k]];
		mem_free(value[k]);
	}
	p->n += total;
}

void
law_points_free(struct law_points *p)
{
	for (size_t k = 0; k < p->roles; k++)
		mem_free(p->v[k]);
}

static bool
stands_for(const struct law_points *p, size_t i, const struct recipe *r, size_t k)
{
	return strcmp(p->name[i], r->form.role[k]) == 0 || (p->roles == 1 && r->form.roles == 1);
}

void
law_points_roles(const struct law_points *p, const struct recipe *r, const double *role[])
{
	for (size_t k = 0; k < r->form.roles; k++) {
		role[k] = NULL;
		for (size_t i = 0; i < p->roles; i++)
			if (stands_for(p, i, r, k))
				role[k] = p->v[i];
		if (!role[k])
			die_usage("--at: the law needs %s too; add %s=X", r->form.role[k], r->form.role[k]);
	}
}

void
law_points_used(const struct law_points *p, size_t laws, struct recipe *const law[])
{
	for (size_t i = 0; i < p->roles; i++) {
		bool used = false;
		for (size_t n = 0; n < laws; n++)
			for (size_t k = 0; k < law[n]->form.roles; k++)
				used |= stands_for(p, i, law[n], k);
		if (!used)
			die_usage("--at: no law has a role %s; the first has %s%s%s%s", p->name[i], law[0]->form.role[0],
			          law[0]->form.roles > 1 ? ", " : "", law[0]->form.roles > 1 ? law[0]->form.role[1] : "",
			          law[0]->form.roles > 2 ? ", .." : "");
	}
}
