/* SPDX-License-Identifier: MIT */
/* hippo/tables: the tables about conventions: who means what, and how to go from one to another. */
#ifndef HIPPO_TABLES_H
#define HIPPO_TABLES_H

#include "hippo/run.h"

/* --audit: where,name,family,equation,halved,root_two,window,alpha,remark.  The exit status. */
int hippo_tables_audit(struct table *t);

/* --convert FROM:TO: n,factor,rate of math/hippo/family.h at the first N.  The exit status. */
int hippo_tables_convert(const struct hippo_run *r, struct table *t, const char *from_to);

#endif
