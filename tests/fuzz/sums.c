/* SPDX-License-Identifier: MIT */
/* sums: any bytes as the sums of a part of sparsity; those that are read are written, and read again, as the same text, and have values. */
#include <stdlib.h>
#include <string.h>

#include "math/sparsity/sparsity.h"
#include "target.h"

/* Few measures, which together have every kind of sum; the first byte chooses. */
static const char *const lists[] = {
	"hoyer,gini_sketch:0.25", "shannon_bits,renyi:1.01", "lp:0.5,atkinson:1,atkinson:3", "energy_entropy_nats,kappa4", "hill:2,neg_tanh:1:2,pq_mean:1:2",
	"l0,l1,l2,linf", "renyi:0.9,tsallis:1.2,lp:7", "shannon_nats,snr"
};

static struct profile *
start(const struct spec_list *l)
{
	struct profile *p = profile_new(l->n, l->v, 1, 1 << 20);

	if (!p)
		abort();
	return p;
}

/* What p has written of text, or nothing when it is none. */
static struct text
pass(struct profile *p, struct str text)
{
	struct text t = { 0 };
	struct err e = { 0 };

	if (profile_merge(p, 0, text, &e) == 0 && profile_print(p, 0, &t, &e))
		abort();
	return t;
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };
	double value[8];
	size_t n;

	if (size < 1)
		return 0;
	if (spec_parse(&sparsity_measures, str_of(lists[data[0] % 8]), &l, &e))
		abort();
	struct profile *p = start(&l);
	struct text one = pass(p, (struct str){ (const char *)data + 1, size - 1 });
	if (one.n) {
		struct profile *q = start(&l);
		struct str text = { one.s, one.n };
		struct text two = pass(q, text);
		if (one.n != two.n || memcmp(one.s, two.s, one.n) != 0)
			abort();
		if (profile_merge(q, 0, text, &e) || profile_merge(q, 0, text, &e))
			abort();
		profile_values(q, 0, &n, value, &e);
		profile_free(q);
		text_free(&two);
	}
	text_free(&one);
	profile_free(p);
	spec_free(&l);
	return 0;
}
