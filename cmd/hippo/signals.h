/* SPDX-License-Identifier: MIT */
/* hippo/signals: the filters: signals to states, states to histories, and there and back. */
#ifndef HIPPO_SIGNALS_H
#define HIPPO_SIGNALS_H

#include "hippo/run.h"
#include "math/hippo/family.h"

/* The table is open; each writes its rows, finishes the table and returns the exit status, or leaves with the place of what is wrong. */

/* --encode: t,x0,x1,.. after every sample (or the last), NAME.x0,.. for several signals. */
int hippo_signals_encode(const struct hippo_run *r, struct table *t, const struct hippo *h, const struct spec *rule);

/* --decode: now,t,value: r->length points of the history in each state; N from the width. */
int hippo_signals_decode(const struct hippo_run *r, struct table *t);

/* --roundtrip: t,u,reconstruction,error of one signal; with stats N,rule,rmse,max_error for every size and rule. */
int hippo_signals_roundtrip(const struct hippo_run *r, struct table *t, const struct spec_list *rules);

#endif
