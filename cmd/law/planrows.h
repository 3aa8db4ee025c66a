/* SPDX-License-Identifier: MIT */
/* law/planrows: plans as rows of a table, each number with its interval. */
#ifndef LAW_PLANROWS_H
#define LAW_PLANROWS_H

#include "cli/table.h"
#include "math/scaling/plan.h"

/* What is shown beside compute, params, tokens, tokens_per_param and loss: total; smaller_tokens and overhead; speedup. */
struct law_planrows {
	bool total, smaller, speedup;
};

void law_planrows_announce(struct table *t, struct law_planrows shown);
void law_planrows_put(struct writer *w, struct law_planrows shown, const struct plan *p);

#endif
