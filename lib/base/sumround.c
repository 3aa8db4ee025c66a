/* SPDX-License-Identifier: MIT */
/* sumround: see sum.h.  What comes out of the accumulator: signs, roundings, shifts. */
#include <math.h>

#include "base/sum.h"

/* |s| with all carries moved up: limbs in [0, 2^32).  Returns the sign of s. */
static int
magnitude(const struct xsum *s, struct xsum *m)
{
	*m = *s;
	xsum_carry(m);
	bool negative = m->limb[XSUM_LIMBS - 1] < 0, zero = true;
	for (int i = 0; i < XSUM_LIMBS; i++) {
		zero = zero && m->limb[i] == 0;
		m->limb[i] = negative ? -m->limb[i] : m->limb[i];
	}
	if (negative)
		xsum_carry(m);
	return zero ? 0 : negative ? -1 : 1;
}

int
xsum_sign(const struct xsum *s)
{
	struct xsum m;
	return magnitude(s, &m);
}

/* s rounded to 53 bits, ties to even: returns an integer of magnitude 2^52 to 2^53, times 2^*exponent. */
static double
leading(const struct xsum *s, int *exponent)
{
	struct xsum m;
	int sign = magnitude(s, &m), h = XSUM_LIMBS - 1;
	*exponent = 0;
	if (sign == 0)
		return 0;
	while (m.limb[h] == 0)
		h--;

	/* The 64 bits from the highest one, then whether anything is below: limbs under the first are zero. */
	uint64_t first = (uint64_t)m.limb[h] << 32 | (h > 0 ? (uint64_t)m.limb[h - 1] : 0);
	uint64_t next = h > 1 ? (uint64_t)m.limb[h - 2] : 0;
	int up = __builtin_clzll(first);
	uint64_t top = first << up | next >> (32 - up);
	bool below = (next << up & 0xffffffff) != 0;
	for (int i = 0; i < h - 2 && !below; i++)
		below = m.limb[i] != 0;

	uint64_t kept = top >> 11, rest = (top & 0x7ff) << 1 | below;
	kept += rest > 0x800 || (rest == 0x800 && (kept & 1));
	*exponent = 32 * (h - 1) - 1074 - up + 11;
	return sign * (double)kept;
}

double
xsum_round(const struct xsum *s)
{
	int exponent;
	double kept = leading(s, &exponent);
	return ldexp(kept, exponent);	/* exact, or overflow: what is subnormal has no more bits than a subnormal keeps */
}

double
xsum_scaled(const struct xsum *s, int *exponent)
{
	int shift;
	double half = frexp(leading(s, exponent), &shift);
	*exponent += half != 0 ? shift - 1 : 0;
	return 2 * half;
}

size_t
xsum_parts(const struct xsum *s, size_t max, double part[])
{
	struct xsum rest = *s;
	size_t n = 0;
	for (; n < max; n++) {
		part[n] = xsum_round(&rest);
		if (part[n] == 0 || !isfinite(part[n]))
			break;
		xsum_add(&rest, -part[n]);
	}
	return n;
}

void
xsum_add_shifted(struct xsum *s, const struct xsum *t, int k)
{
	struct xsum m, moved = { .pending = 1 };
	int sign = magnitude(t, &m);
	int bits = (int)((unsigned)k % 32), limbs = (k - bits) / 32;
	for (int i = 0; i < XSUM_LIMBS; i++) {
		uint64_t v = (uint64_t)m.limb[i] << bits;
		int j = i + limbs;
		if (j >= 0 && j < XSUM_LIMBS)
			moved.limb[j] += (int64_t)(v & 0xffffffff);
		if (j >= -1 && j < XSUM_LIMBS - 1)
			moved.limb[j + 1] += (int64_t)(v >> 32);
	}
	if (sign < 0)
		xsum_subtract(s, &moved);
	else
		xsum_merge(s, &moved);
}

void
xsum_add_multiple(struct xsum *s, const struct xsum *t, double f)
{
	double part[XSUM_PARTS];
	size_t n = xsum_parts(t, XSUM_PARTS, part);
	for (size_t i = 0; i < n; i++)
		xsum_add_product(s, part[i], f);
}
