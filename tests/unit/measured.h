/* SPDX-License-Identifier: MIT */
/* measured: one measure of one vector, for the tests of sparsity, and vectors and specs to try. */
#ifndef TESTS_UNIT_MEASURED_H
#define TESTS_UNIT_MEASURED_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/sparsity/sparsity.h"

/* "name", "name:1:2%" or, as the reference has it, "name(p=1,q=2)". */
static inline bool
parse(const char *text, struct spec *out)
{
	size_t n = strcspn(text, ":(");
	*out = (struct spec){ .row = row_find(&sparsity_measures, (struct str){ text, n }) };
	const char *s = text + n;
	for (unsigned i = 0; out->row && i < SPEC_VALUES && *s && *s != ')'; i++) {
		const char *value = *s == ':' ? s + 1 : s + strcspn(s, "=") + 1;
		char *end;
		out->par[i] = strtod(value, &end);
		if (*end == '%') {
			out->percent |= 1u << i;
			end++;
		}
		s = end;
	}
	return out->row != NULL;
}

/* One measure of one vector; nan for an unknown one. */
static inline double
measure(const char *text, size_t n, const double x[])
{
	struct spec spec;
	struct err e = { 0 };
	double value = (double)NAN;
	struct profile *p = parse(text, &spec) ? profile_new(1, &spec, 1, SIZE_MAX) : NULL;
	if (p && !profile_add(p, 0, n, x, &e))
		profile_values(p, 0, NULL, &value, &e);
	profile_free(p);
	return value;
}

static inline double
ulp(double x)
{
	return nextafter(fabs(x), (double)INFINITY) - fabs(x);
}

static inline bool
close_to(double got, double want)
{
	if (isnan(want) || isinf(want))
		return isnan(want) ? isnan(got) : got == want;
	return fabs(got - want) <= 4 * ulp(want) + (want == 0 || fabs(want) > 1e-290 ? 4e-16 : 0);
}

static inline bool
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

/* Numbers from -1 to 1, some zero; the same every run. */
static inline double
random_number(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	double u = (double)(int64_t)(*state >> 11 << 11) * 0x1p-63;
	return fabs(u) < 0.1 ? 0 : u;
}

/* A spec of every row, with values inside its ranges. */
static inline size_t
all_specs(struct spec specs[])
{
	for (size_t i = 0; i < sparsity_measures.n; i++) {
		const struct measure *m = (const struct measure *)sparsity_measures.rows + i;
		specs[i] = (struct spec){ .row = &m->head };
		for (int k = 0; k < SPEC_VALUES && m->head.params[k].name; k++) {
			const struct param *q = &m->head.params[k];
			double hi = isinf(q->hi) ? 2.5 : q->hi, lo = isinf(q->lo) ? -2.5 : q->lo;
			specs[i].par[k] = q->integer ? fmax(3, lo) : lo >= hi ? lo : (lo + hi) / 2;
		}
	}
	return sparsity_measures.n;
}

#endif
