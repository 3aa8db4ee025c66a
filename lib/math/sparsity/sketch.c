/* SPDX-License-Identifier: MIT */
/* sketch: see sketch.h. */
#include <math.h>

#include "base/bits.h"
#include "base/mem.h"
#include "math/sparsity/sketch.h"

int
sketch_bits(double eps)
{
	int bits = 0;
	while (ldexp(4 * eps, bits) < 1)
		bits++;
	return bits;
}

void
sketch_clear(struct sketch *s, int bits)
{
	for (size_t i = 0; i < SKETCH_EXPONENTS; i++)
		mem_free(s->page[i]);
	*s = (struct sketch){ .bits = bits };
}

static struct sketch_bin *
page_of(struct sketch *s, size_t exponent)
{
	if (!s->page[exponent] && !(s->page[exponent] = mem_zero((size_t)1 << s->bits, sizeof *s->page[0])))
		s->failed = true;
	return s->page[exponent];
}

static void
add(struct sketch_bin *b, uint64_t n, uint64_t high, uint64_t low)
{
	b->n += n;
	b->low += low;
	b->high += high + (b->low < low);
}

void
sketch_add(struct sketch *s, size_t n, const double x[])
{
	for (size_t i = 0; i < n; i++) {
		const uint64_t bits = bits_of(x[i]), mantissa = bits & 0xfffffffffffff;
		size_t exponent = bits >> 52 & 0x7ff;
		struct sketch_bin *page = s->page[exponent] ? s->page[exponent] : page_of(s, exponent);
		if (!page)
			return;
		add(&page[mantissa >> (52 - s->bits)], 1, 0, mantissa | (uint64_t)(exponent > 0) << 52);
	}
}

void
sketch_merge(struct sketch *s, const struct sketch *t)
{
	s->failed |= t->failed;
	for (size_t e = 0; e < SKETCH_EXPONENTS; e++) {
		struct sketch_bin *page = t->page[e] ? page_of(s, e) : NULL;
		for (size_t i = 0; page && i < (size_t)1 << s->bits; i++)
			add(&page[i], t->page[e][i].n, t->page[e][i].high, t->page[e][i].low);
	}
}

/* t += weight times the sum of a bin of this exponent, in units of 2^-unit. */
static void
add_weighted(struct xsum *t, double weight, const struct sketch_bin *b, size_t exponent, int unit)
{
	enum { PIECE = 48 };
	const uint64_t mask = (UINT64_C(1) << PIECE) - 1;
	const double piece[3] = { (double)(b->low & mask), (double)((b->low >> PIECE | b->high << (64 - PIECE)) & mask),
	                          (double)(b->high >> (2 * PIECE - 64)) };
	int e = (exponent > 0 ? (int)exponent : 1) - 1075 + unit;
	for (int k = 0; k < 3; k++)
		if (piece[k] != 0)
			xsum_add_product(t, weight, ldexp(piece[k], e + k * PIECE));
}

double
sketch_gini(const struct sketch *s, uint64_t n, struct scaled s1)
{
	struct xsum t = { 0 };
	struct scaled sum;
	uint64_t lower = 0;
	int unit = -s1.e;		/* S_1 is near 1 then */
	for (size_t e = 0; e < SKETCH_EXPONENTS; e++)
		for (size_t i = 0; s->page[e] && i < (size_t)1 << s->bits; i++) {
			const struct sketch_bin *b = &s->page[e][i];
			if (b->n == 0)
				continue;
			double weight = (double)(int64_t)(2 * lower + b->n - n);
			add_weighted(&t, weight, b, e, unit);
			lower += b->n;
		}
	sum.m = xsum_scaled(&t, &sum.e);
	return ldexp(sum.m / (s1.m * (double)n), sum.e);
}

void
sketch_print(const struct sketch *s, struct text *t)
{
	uint64_t bins = 0, at = 0, last = 0;
	for (size_t e = 0; e < SKETCH_EXPONENTS; e++)
		for (size_t i = 0; s->page[e] && i < (size_t)1 << s->bits; i++)
			bins += s->page[e][i].n > 0;
	sumtext_count(t, bins);
	for (size_t e = 0; e < SKETCH_EXPONENTS; e++)
		for (size_t i = 0; s->page[e] && i < (size_t)1 << s->bits; i++) {
			const struct sketch_bin *b = &s->page[e][i];
			at = (e << s->bits) + i;
			if (b->n == 0)
				continue;
			sumtext_count(t, at - last);
			sumtext_count(t, b->n);
			sumtext_wide(t, b->high, b->low);
			last = at;
		}
}

void
sketch_read(struct sketch *s, struct sumread *r)
{
	uint64_t limit = (uint64_t)SKETCH_EXPONENTS << s->bits, at = 0;
	for (uint64_t bins = sumread_count(r, limit); bins > 0 && !r->bad; bins--) {
		struct sketch_bin b;
		at += sumread_count(r, limit - 1 - at);
		b.n = sumread_count(r, UINT64_C(1) << 53);
		sumread_wide(r, &b.high, &b.low);
		struct sketch_bin *page = r->bad ? NULL : page_of(s, at >> s->bits);
		if (!page)
			return;
		add(&page[at & (((uint64_t)1 << s->bits) - 1)], b.n, b.high, b.low);
	}
}
