/* SPDX-License-Identifier: MIT */
/* hippo/run: see hippo/run.h. */
#include "hippo/run.h"

#include <math.h>
#include <string.h>

#include "cli/die.h"
#include "math/hippo/discretize.h"
#include "math/hippo/eig.h"

void
hippo_run_parse(const struct registry *g, const char *text, struct spec_list *l)
{
	struct err e = { 0 };

	if (!l->n && spec_parse(g, str_of(text), l, &e))
		die(&e);
}

void
hippo_run_hold(const struct hippo_run *r, double bytes, const char *what)
{
	struct err e = { 0 };

	if (bytes > (double)r->table.max_memory) {
		err_set(&e, ERR_MEMORY, "%s does not fit into --max-memory %zu: %.3g bytes", what, r->table.max_memory, bytes);
		err_hint(&e, "raise --max-memory, or take a smaller -N or -L");
		die(&e);
	}
}

struct hippo
hippo_run_system(const struct hippo_run *r, const struct spec *family, double size)
{
	struct err e = { 0 };
	struct hippo h;

	if (!(size >= 1 && size <= HIPPO_LARGEST && size == floor(size)))
		die_usage("N: %g is not a whole number in 1..%d", size, HIPPO_LARGEST);
	if (hippo_make(family, (size_t)size, &h, &e))
		die(&e);
	hippo_run_hold(r, (double)hippo_size_a(&h) * sizeof(double), "the matrix A");
	return h;
}

struct clock
hippo_run_clock(const struct hippo_run *r, const struct hippo *h)
{
	return (struct clock){ .varying = (h->family->group == LEGS || h->family->group == MODES_S) && !(r->dt > 0) && !r->discretize.n,
	                       .power = r->power };
}

void
hippo_run_warn(const struct hippo_run *r, const struct hippo *h, const struct spec *rule, bool varying)
{
	struct err e = { 0 };
	double radius = varying && strcmp(rule->row->name, "hippo_forward") == 0 ? (double)h->size - 1 : 0;

	if (!varying && ((const struct rule *)(const void *)rule->row)->kind == GBT && rule_alpha(rule) < 0.5 && r->dt > 0 &&
	    eig_growth(h, rule_alpha(rule), r->dt, &radius, &e))
		die(&e);
	if (radius > 1) {
		err_set(&e, ERR_NO_ANSWER, "%s is unstable: spectral radius %.3g%s", rule->label, radius, varying ? " in the first steps" : "");
		err_hint(&e, varying ? "take another rule" : "take a smaller --dt or an implicit rule");
		warn("unstable", &e);
	}
}
