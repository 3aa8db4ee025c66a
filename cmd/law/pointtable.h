/* SPDX-License-Identifier: MIT */
/* law/pointtable: a table whose rows are points of laws. */
#ifndef LAW_POINTTABLE_H
#define LAW_POINTTABLE_H

#include "cli/gather.h"
#include "law/options.h"
#include "math/scaling/roles.h"
#include "math/scaling/saved.h"

/* g: all cells as text;  roles: what the laws read;  y: the losses observed, or NULL.  Zero before use. */
struct law_pointtable {
	struct gathered g;
	struct roles roles;
	const double *y;
};

/*
 * Reads the table opened by table_open_free.  Rows where a role of a law is missing stop the program, or are dropped under --na skip; what is
 * not above 0 and has to be stops it.  loss: look for losses, too, which may be missing.
 */
void law_pointtable_read(struct table *t, const struct law_role_opts *o, size_t laws, struct recipe *const law[], bool loss,
                         struct law_pointtable *p);

/* role[k] (g.rows) = what a law that the table was read for needs. */
void law_pointtable_roles(struct law_pointtable *p, struct recipe *r, const double *role[]);
void law_pointtable_free(struct law_pointtable *p);

#endif
