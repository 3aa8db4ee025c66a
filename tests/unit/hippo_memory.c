/* SPDX-License-Identifier: MIT */
/* What can be asked of a system (item.h) with memory failing: ERR_MEMORY, or the answer that it has with all of it. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/discretize.h"
#include "math/hippo/encoder.h"
#include "math/hippo/item.h"
#include "math/hippo/readout.h"
#include "math/hippo/roundtrip.h"
#include "math/hippo/varying.h"
#include "starve.h"
#include "tap.h"

enum { N = 6, L = 9 };

static struct spec
spec(const struct registry *g, const char *text)
{
	static struct spec_list kept[1000];
	static size_t n;
	struct err e = { 0 };

	if (spec_parse(g, str_of(text), &kept[n], &e))
		printf("# %s: %s\n", text, e.text);
	return kept[n++].v[0];
}

/* Family f of the registry at its defaults, N or N + 1 states. */
static struct hippo
family(size_t f)
{
	const struct family *row = (const struct family *)(const void *)row_at(&hippo_families, f);
	struct spec s = spec(&hippo_families, row->head.name);
	struct hippo h = { 0 };
	struct err e = { 0 };

	TAP_OK(!hippo_make(&s, row->parity == ODD ? N + 1 : N, &h, &e), "%s: %s", row->head.name, e.text);
	return h;
}

/* Row 1 of A, of the sine of frequency 0, is 0: an eigenvalue 0, and 1 of dA. */
static bool
has_zero(const struct hippo *h)
{
	return h->family->parity == EVEN && !h->family->half && !h->family->normal;
}

struct asked {
	struct request q;
	const struct item *item;
};

static int
ask(void *context, struct err *e)
{
	struct asked *a = context;
	struct array out = { 0 };
	int code = a->item->make(&a->q, &out, e);

	if (!code)
		starve_saw(array_size(&out) * (out.complex ? 2 : 1), out.v);
	mem_free(out.v);
	return code;
}

/* A signal through the encoder and back. */
static int
encode(void *context, struct err *e)
{
	const struct asked *a = context;
	static const double t[] = { .1, .2, .4, .5 }, u[] = { 1, -1, .5, 2 };
	struct clock c = { .varying = !(a->q.dt > 0), .power = 1 };
	double back[4];
	struct loss loss;
	size_t bad;

	int code = roundtrip(&a->q.h, &c, a->q.rule, 4, t, u, back, &loss, &bad, e);

	if (!code)
		starve_saw(4, back);
	return code;
}

static void
items(void)
{
	static const char *const rules[] = { "bilinear", "zoh", "foh", "mamba" }, *const varying[] = { "zoh_exact", "tustin" };
	static const double omega[] = { 1, 2 };
	unsigned long failed = 0;

	for (size_t f = 0; f < hippo_families.n; f++) {
		struct clock none = { 0 };
		struct err e = { 0 };
		double C[2 * N + 2];
		struct asked a = { .q = { .h = family(f), .dt = .1, .C = C, .length = L, .n_omega = 2, .omega = omega, .force = true } };
		readout(&a.q.h, &none, READ_ONES, 0, C, &e);
		for (size_t r = 0; r < 4; r++) {
			struct spec s = spec(&hippo_rules, rules[r]);
			a.q.rule = &s;
			for (size_t i = 0; i < hippo_items.n; i++) {
				a.item = (const struct item *)(const void *)row_at(&hippo_items, i);
				for (a.q.method = RECURRENCE; a.q.method <= CAUCHY; a.q.method++) {
					err_clear(&e);
					if (ask(&a, &e) == 0)
						failed += starve(a.item->head.name, ask, &a);
					else
						TAP_OK(e.code == ERR_USAGE || (e.code == ERR_NO_ANSWER && has_zero(&a.q.h)), "%s %s %s: %s",
						       a.q.h.family->head.name, rules[r], a.item->head.name, e.text);
					if (strcmp(a.item->head.name, "kernel") != 0)
						break;
				}
			}
			err_clear(&e);
			if (encode(&a, &e) == 0)
				failed += starve("encoder", encode, &a);
		}
		for (size_t r = 0; r < 2 && (a.q.h.family->group == LEGS || a.q.h.family->group == MODES_S); r++) {
			struct spec s = spec(&hippo_varying, varying[r]);
			a.q.rule = &s;
			a.q.dt = 0;
			err_clear(&e);
			if (encode(&a, &e) == 0)
				failed += starve("encoder", encode, &a);
		}
	}
	TAP_OK(failed > 1000, "%lu allocations", failed);
	tap_group("every allocation of every item may fail");
}

int
main(void)
{
	items();
	return tap_done();
}
