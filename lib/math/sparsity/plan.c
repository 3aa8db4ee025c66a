/* SPDX-License-Identifier: MIT */
/* plan: what a list of specs needs together; see sums.h. */
#include <math.h>

#include "base/mem.h"
#include "math/sparsity/sums.h"

static double
exponent(const struct exponent *p, const double par[])
{
	return p->times == 0 ? p->fixed : p->fixed + p->times * par[p->of];	/* 0 times inf is no exponent */
}

static void
want(double list[], size_t *n, double value)
{
	for (size_t i = 0; i < *n; i++)
		if (list[i] == value)
			return;
	list[(*n)++] = value;
}

static void
want_power(struct plan *plan, double p)
{
	if (p != 0 && fabs(p) <= MAX_EXPONENT)
		want(plan->power, &plan->n_powers, p);
	plan->in_blocks |= p < 0;
}

bool
plan_make(struct plan *plan, size_t m, const struct spec specs[])
{
	*plan = (struct plan){ .power = mem_alloc(m, MEASURE_POWERS * sizeof plan->power[0]),
	                       .eps = mem_alloc(m, sizeof plan->eps[0]),
	                       .bits = mem_alloc(m, sizeof plan->bits[0]),
	                       .term = mem_alloc(m, sizeof plan->term[0]) };
	if (!plan->power || !plan->eps || !plan->bits || !plan->term) {
		plan_free(plan);
		return false;
	}
	for (size_t i = 0; i < m; i++) {
		const struct measure *row = (const struct measure *)specs[i].row;
		if (row->needs == MATRIX)
			continue;
		plan->needs |= row->needs;
		unsigned unused = SUM_LOGS;
		for (size_t k = 0; k < MEASURE_POWERS; k++) {
			double p = exponent(&row->powers[k], specs[i].par);
			want_power(plan, p);
			unused = p == 0 ? 0 : unused;
		}
		plan->sums |= row->sums & ~unused;
		if (row->sums & SUM_TILT && near_one(specs[i].par[0]))
			want(plan->eps, &plan->n_tilts, specs[i].par[0] - 1);
		if (row->sums & SUM_SKETCH)
			want(plan->bits, &plan->n_sketches, sketch_bits(specs[i].par[0]));
		if (row->term)
			plan->term[plan->n_terms++] = (struct term){ row->term, specs[i].par };
	}
	plan->in_blocks |= plan->n_terms > 0 || plan->sums & SUM_LOGS;
	return true;
}

void
plan_free(struct plan *plan)
{
	mem_free(plan->power);
	mem_free(plan->eps);
	mem_free(plan->bits);
	mem_free(plan->term);
	*plan = (struct plan){ 0 };
}
