/* SPDX-License-Identifier: MIT */
/* roles_inside: what the files of the roles share; inside lib/math/scaling only. */
#ifndef MATH_SCALING_ROLES_INSIDE_H
#define MATH_SCALING_ROLES_INSIDE_H

#include "math/scaling/roles.h"

/* Adds a word to a text that holds size bytes, as far as it fits; the name of a role. */
void roles_add(char *out, size_t size, struct str s);
void roles_name(struct role *p, const char *name);

/* The place of a role, made when it is new; SIZE_MAX when there is no room. */
size_t roles_place(struct roles *r, struct str name);

/* How many of N, D, C are there; the last of them in *only. */
size_t roles_present(const struct roles *r, size_t *only);

/* Makes a role of column c; of the column with one of the usual names, else p->problem says why not. */
int roles_column(struct roles *r, struct role *p, size_t c, struct err *e);
int roles_look(struct roles *r, struct role *p, enum usual role, struct err *e);

/* -x L=EXPR is the response, until something else turns out to be: then L becomes a role like others. */
int roles_move(struct roles *r, struct err *e);

#endif
