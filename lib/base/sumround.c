/* SPDX-License-Identifier: MIT */
/* sumround: see sum.h.  What works on the whole value: signs, roundings, multiples.  Only limbs in use are visited. */
#include <math.h>

#include "base/suminside.h"

void
sum_digits(const struct xsum *s, struct digits *d)
{
	int low = 0, high = XSUM_LIMBS - 1;
	int64_t carry = 0;
	while (low <= high && s->limb[low] == 0)
		low++;
	while (high > low && s->limb[high] == 0)
		high--;
	for (int i = low; i <= high; i++) {
		carry += s->limb[i];
		d->limb[i] = (uint64_t)carry & 0xffffffff;
		carry >>= 32;			/* arithmetic shift: floor */
	}
	d->sign = carry < 0 ? -1 : 1;
	d->limb[++high] = (uint64_t)carry;
	if (carry < 0) {			/* negate: ~d + 1, from below */
		uint64_t one = 1;
		for (int i = low; i <= high; i++) {
			one += ~d->limb[i] & 0xffffffff;
			d->limb[i] = one & 0xffffffff;
			one >>= 32;
		}
	}
	while (high >= low && d->limb[high] == 0)
		high--;
	d->low = low;
	d->high = high;
	if (high < low)
		d->sign = 0;
}

int
xsum_sign(const struct xsum *s)
{
	struct digits d;
	sum_digits(s, &d);
	return d.sign;
}

static uint64_t
digit(const struct digits *d, int i)
{
	return i >= d->low ? d->limb[i] : 0;
}

/* s rounded to 53 bits, ties to even: returns an integer of magnitude 2^52 to 2^53, times 2^*exponent. */
static double
leading(const struct xsum *s, int *exponent)
{
	struct digits d;
	sum_digits(s, &d);
	*exponent = 0;
	if (d.sign == 0)
		return 0;

	/* The 64 bits from the highest one on, then whether anything is below. */
	int h = d.high;
	uint64_t first = d.limb[h] << 32 | digit(&d, h - 1), next = digit(&d, h - 2);
	int up = __builtin_clzll(first);
	uint64_t top = first << up | next >> (32 - up);
	bool below = (next << up & 0xffffffff) != 0;
	for (int i = d.low; i < h - 2 && !below; i++)
		below = d.limb[i] != 0;

	uint64_t kept = top >> 11, rest = (top & 0x7ff) << 1 | below;
	kept += rest > 0x800 || (rest == 0x800 && (kept & 1));
	*exponent = 32 * (h - 1) - 1074 - up + 11;
	return d.sign * (double)kept;
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

/* s += +-t factor 2^place. */
static void
add_multiple(struct xsum *s, const struct xsum *t, uint64_t factor, int place, int64_t negative)
{
	struct digits d;
	sum_digits(t, &d);
	for (int i = d.low; i <= d.high; i++)
		sum_add_wide(s, (wide)d.limb[i] * factor, 32 * i + place, negative ^ -(int64_t)(d.sign < 0));
}

void
xsum_merge(struct xsum *s, const struct xsum *t)
{
	add_multiple(s, t, 1, 0, 0);
}

void
xsum_subtract(struct xsum *s, const struct xsum *t)
{
	add_multiple(s, t, 1, 0, -1);
}

void
xsum_add_shifted(struct xsum *s, const struct xsum *t, int k)
{
	add_multiple(s, t, 1, k, 0);
}

void
xsum_add_multiple(struct xsum *s, const struct xsum *t, double f)
{
	unsigned place;
	int64_t negative;
	uint64_t mantissa = sum_split(f, &place, &negative);
	add_multiple(s, t, mantissa, (int)place - 1074, negative);
}
