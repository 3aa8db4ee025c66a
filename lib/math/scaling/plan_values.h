/* SPDX-License-Identifier: MIT */
/* plan_values: the numbers of a SWEEP whose items may be expressions, and values of roles. */
#ifndef MATH_SCALING_PLAN_VALUES_H
#define MATH_SCALING_PLAN_VALUES_H

#include "base/err.h"
#include "math/scaling/saved.h"

/*
 * item[,item..]: an item of a SWEEP, or an expression of numbers and PFd (8.64e19): "1e21..1e23*10,6*70B*1.4T,2*PFd".  *v (*n), each
 * above 0 and finite, is from base/mem.  ERR_USAGE after the option's name, with a caret where it is an expression; ERR_MEMORY.
 */
int plan_values(const char *option, const char *text, double **v, size_t *n, struct err *e);

/*
 * "U=25B[,ROLE=X..]": the value of each role that is named, in each of the n laws that have it.  ERR_USAGE, also for a role that none
 * has; ERR_MEMORY.
 */
int plan_roles(const char *text, size_t n, struct saved *const law[], struct err *e);

#endif
