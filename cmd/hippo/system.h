/* SPDX-License-Identifier: MIT */
/* hippo/system: what is printed of a system: its items, as a document or as bare numbers. */
#ifndef HIPPO_SYSTEM_H
#define HIPPO_SYSTEM_H

#include "hippo/run.h"
#include "math/hippo/item.h"

/* -C: ones, last, delay, normal, or a file of numbers; from base/mem. */
double *hippo_system_readout(const struct hippo_run *r, const struct hippo *h, const char *text);

/* Writes the items: one as bare numbers or a table, or in json all of them as a document mlcoreutils/ssm/1. */
void hippo_system_print(const struct hippo_run *r, struct table *t, struct request *q, const struct spec_list *items);

#endif
