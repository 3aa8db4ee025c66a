/* SPDX-License-Identifier: MIT */
/* Which measures may be asked for in which way (ask.h); the energies of numbers far apart. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/sparsity/ask.h"
#include "math/sparsity/energy.h"
#include "starve.h"
#include "tap.h"

static struct spec_list
parsed(const char *text, bool assumed)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };

	TAP_OK(!spec_parse(&sparsity_measures, str_of(text), &l, &e), "%s", e.text);
	l.assumed = assumed;
	return l;
}

static void
refused(void)
{
	static const struct {
		const char *measures;
		enum ask what;
		const char *prune, *says, *hint;
	} bad[] = { { "gini", ASK_PARTIAL, NULL, "has no parts", "use gini_sketch:1e-4," }, { "gini_corrected", ASK_PARTIAL, NULL, "has no parts",
		"use gini_sketch:1e-4," },
		{ "theil", ASK_PARTIAL, NULL, "has no parts", "shannon_nats (theil = log n - H)" },
		{ "k_for_mass:0.9", ASK_PARTIAL, NULL, "has no parts", "gini_sketch:1e-4, effective_number or berger_parker" },
		{ "topk_mass:1", ASK_PARTIAL, NULL, "has no parts", "gini_sketch:1e-4, effective_number or berger_parker" },
		{ "hoover", ASK_PARTIAL, NULL, "has no parts", "use effective_number," }, { "nm_kept:2:4", ASK_VALUES, NULL, "is a measure of matrices",
			"add --matrix" },
		{ "k_for_mass:0.9", ASK_GRADIENT, NULL, "has no gradient", "smooth measures are" }, { "l1", ASK_VALUES, "2:4", "--prune is about matrices", "" },
		{ "l1", ASK_MATRIX, "4:2", "not a way to prune", "write 2:4" }, { "l1", ASK_MATRIX, "topk:0", "not a way to prune", "" },
		{ "l1", ASK_MATRIX, "topk:1.5", "not a way to prune", "" }, { "l1", ASK_MATRIX, "topk:x", "not a way to prune", "" },
		{ "l1", ASK_MATRIX, "2:x", "not a way to prune", "" }, { "l1", ASK_MATRIX, "some", "not a way to prune", "" } };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct spec_list l = parsed(bad[i].measures, false);
		struct err e = { 0 };
		TAP_OK(ask_ready(&l, bad[i].what, bad[i].prune, &e) == ERR_USAGE && strstr(e.text, bad[i].says) && strstr(e.hint, bad[i].hint),
		       "%s: %s; %s", bad[i].measures, e.text,
		       e.hint);
		spec_free(&l);
	}
	struct spec_list l = parsed("l1", true);
	struct err e = { 0 };
	TAP_OK(ask_ready(&l, ASK_PARTIAL, NULL, &e) == ERR_USAGE && strstr(e.text, "but which?"), "%s", e.text);
	spec_free(&l);
	tap_group("what cannot be asked, and what to ask instead");
}

static bool
has(const struct spec_list *l, const char *label)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].label, label) == 0)
			return true;
	return false;
}

static void
made(void)
{
	static const enum ask kinds[] = { ASK_MATRIX, ASK_TENSORS, ASK_GRADIENT };
	const char *const defaults[] = { sparsity_matrix_default, sparsity_tensor_default, sparsity_gradient_default };
	struct err e = { 0 };

	for (size_t i = 0; i < 3; i++) {
		struct spec_list l = parsed("l1", true), want = parsed(defaults[i], false);
		TAP_OK(!ask_ready(&l, kinds[i], NULL, &e) && l.n == want.n, "%s", e.text);
		for (size_t k = 0; k < l.n && k < want.n; k++)
			TAP_OK(strcmp(l.v[k].label, want.v[k].label) == 0, "%s, want %s", l.v[k].label, want.v[k].label);
		spec_free(&l);
		spec_free(&want);
	}
	struct spec_list l = parsed("l1", false);
	TAP_OK(!ask_ready(&l, ASK_MATRIX, "2:4", &e) && l.n == 2 && has(&l, "l1") && has(&l, "nm_kept:2:4"), "%s", e.text);
	TAP_OK(!ask_ready(&l, ASK_MATRIX, "topk:0.1", &e) && l.n == 3 && has(&l, "topk_mass:10%"), "%s", e.text);
	TAP_OK(!ask_ready(&l, ASK_MATRIX, "topk:1", &e) && has(&l, "topk_mass:100%"), "%s", e.text);
	TAP_OK(!ask_ready(&l, ASK_MATRIX, "3:3", &e) && has(&l, "nm_kept:3:3"), "%s", e.text);
	spec_free(&l);
	tap_group("defaults of what is asked, and what --prune stands for");
}

static int
ready(void *context, struct err *e)
{
	struct spec_list l = { 0 };

	(void)context;
	if (!spec_parse(&sparsity_measures, STR("l1,hoyer"), &l, e) && !ask_ready(&l, ASK_MATRIX, "2:4", e))
		for (size_t k = 0; k < l.n; k++)
			starve_read(l.v[k].label);
	spec_free(&l);
	return e->code;
}

/* Shares q and 1 - q of x = 2^a, 2^b: H = -q log q - (1 - q) log(1 - q), q = 1/(1 + 4^(b - a)). */
static void
energies(void)
{
	static const int pairs[][2] = { { 0, 0 }, { 0, -1 }, { 224, 225 }, { 225, 226 }, { -226, -225 }, { -225, -224 }, { 220, -670 }, { 1000, 400 },
		{ -1074, -1073 }, { 230, 220 } };
	static struct energy s, t, u;

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		const double x[] = { ldexp(1, pairs[i][0]), -ldexp(1, pairs[i][1]) }, q = 1 / (1 + ldexp(1, 2 * (pairs[i][1] - pairs[i][0])));
		double want = (q > 0 ? -q * log(q) : 0) + (q < 1 ? -(1 - q) * log1p(-q) : 0);
		energy_clear(&s);
		energy_add(&s, 2, x);
		TAP_OK(fabs(energy_nats(&s) - want) <= 4e-16 * (1 + want), "2^%d, 2^%d: %.17g, want %.17g", pairs[i][0], pairs[i][1], energy_nats(&s), want);
		energy_clear(&t);
		energy_clear(&u);
		energy_add(&t, 1, x);
		energy_add(&u, 1, x + 1);
		energy_merge(&t, &u);
		TAP_OK(fabs(energy_nats(&t) - energy_nats(&s)) <= 0, "merged");
	}
	tap_group("the entropy of two energies, whatever lies between them");
}

int
main(void)
{
	refused();
	made();
	energies();
	TAP_OK(starve("ask", ready, NULL) > 3, "allocations that fail");
	tap_group("every allocation may fail");
	return tap_done();
}
