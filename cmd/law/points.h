/* SPDX-License-Identifier: MIT */
/* law/points: where a law is evaluated: the points of --at. */
#ifndef LAW_POINTS_H
#define LAW_POINTS_H

#include "math/scaling/saved.h"

/* n points: values v[k] (n) of the role name[k]; zero before use. */
struct law_points {
	size_t n, roles;
	char name[LAW_ROLES][LAW_NAME];
	double *v[LAW_ROLES];
};

/*
 * Adds the points of one "ROLE=X,ROLE=X,..": all combinations of its sweeps, the last running fastest.  Every one needs the same roles in the same
 * order.  Leaves the program (exit 2) on what is none.
 */
void law_points_add(struct law_points *p, const char *text);
void law_points_free(struct law_points *p);

/* role[k] (n) = the points of the law's roles; the only role of the points stands for the only one of a law.  Leaves when one is missing. */
void law_points_roles(const struct law_points *p, const struct recipe *r, const double *role[]);

/* Leaves when a role of the points is one of no law. */
void law_points_used(const struct law_points *p, size_t laws, struct recipe *const law[]);

#endif
