/* SPDX-License-Identifier: MIT */
/* npy_decode: see npy_decode.h. */
#include <math.h>
#include <string.h>

#include "base/bits.h"
#include "io/narrow.h"
#include "io/npy_decode.h"

enum { BIG_MACHINE = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ };

bool
npy_decode_native(const struct npy_number *t)
{
	return t->kind == 'f' && t->size == 8 && t->big == BIG_MACHINE;
}

static uint64_t
load(const struct npy_number *t, const unsigned char *p)
{
	uint64_t x = 0;
	for (size_t i = 0; i < t->size; i++)
		x = x << 8 | p[t->big ? i : t->size - 1 - i];
	return x;
}

static int64_t
extended(const struct npy_number *t, uint64_t bits)
{
	return t->size == 1 ? (int8_t)bits : t->size == 2 ? (int16_t)bits : t->size == 4 ? (int32_t)bits : (int64_t)bits;
}

static double
value(const struct npy_number *t, uint64_t bits)
{
	float f;
	uint32_t low = (uint32_t)bits;
	switch (t->kind) {
	case 'b':
		return bits != 0;
	case 'u':
		return (double)bits;
	case 'i':
		return (double)extended(t, bits);
	case 'B':
		return narrow_bfloat(bits);
	case 'E':
		return narrow_half(bits << 8);
	case 'Q':
		return narrow_e4m3(bits);
	case 'X':
		return narrow_e8m0(bits);
	}
	if (t->size == 2)
		return narrow_half(bits);
	if (t->size == 4) {
		memcpy(&f, &low, sizeof f);
		return (double)f;
	}
	return bits_real(bits);
}

/* Numbers of two and four bytes in the order of this machine, in loops that vectorize. */
static inline void
halves(size_t n, const unsigned char bytes[], double (*widen)(uint64_t), double v[])
{
	for (size_t i = 0; i < n; i++) {
		uint16_t h;
		memcpy(&h, bytes + 2 * i, sizeof h);
		v[i] = widen(h);
	}
}

static void
floats(size_t n, const unsigned char bytes[], double v[])
{
	for (size_t i = 0; i < n; i++) {
		float f;
		memcpy(&f, bytes + 4 * i, sizeof f);
		v[i] = (double)f;
	}
}

void
npy_decode(const struct npy_number *t, size_t n, const unsigned char bytes[], double v[])
{
	bool native = t->big == BIG_MACHINE;
	if (npy_decode_native(t))
		memcpy(v, bytes, n * sizeof v[0]);
	else if (native && t->kind == 'B')
		halves(n, bytes, narrow_bfloat, v);
	else if (native && t->kind == 'f' && t->size == 2)
		halves(n, bytes, narrow_half, v);
	else if (native && t->kind == 'f')
		floats(n, bytes, v);
	else
		for (size_t i = 0; i < n; i++)
			v[i] = value(t, load(t, bytes + i * t->size));
}

size_t
npy_decode_rounded(const struct npy_number *t, size_t n, const unsigned char bytes[], const double v[])
{
	if (t->size < 8 || (t->kind != 'i' && t->kind != 'u'))
		return n;
	for (size_t i = 0; i < n; i++) {
		/* 2^63 and 2^64, where rounding may end, have no integer to compare with */
		bool fits = v[i] < (t->kind == 'i' ? 0x1p63 : 0x1p64);
		uint64_t back = !fits ? 0 : t->kind == 'i' ? (uint64_t)(int64_t)v[i] : (uint64_t)v[i];
		if (!fits || back != load(t, bytes + 8 * i))
			return i;
	}
	return n;
}

size_t
npy_decode_special(size_t n, const double v[])
{
	enum { LANES = 8 };
	double zero[LANES] = { 0 };	/* 0 x is 0 for a finite x, NaN otherwise */
	size_t i = 0;
	for (; i + LANES <= n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			zero[k] += v[i + k] * 0;
	double all = 0;
	for (size_t k = 0; k < LANES; k++)
		all += zero[k];
	for (i = isnan(all) ? 0 : i; i < n && isfinite(v[i]); i++)
		continue;
	return i;
}

size_t
npy_decode_text(const struct npy_number *t, const unsigned char *bytes, char out[NUM_TEXT])
{
	uint64_t bits = load(t, bytes);
	if (!strchr("iub", t->kind))
		return num_print(value(t, bits), out);
	if (t->kind != 'i' || extended(t, bits) >= 0)
		return num_print_count(t->kind == 'b' ? bits != 0 : bits, out);
	out[0] = '-';
	char digits[NUM_TEXT];
	size_t n = num_print_count(-(uint64_t)extended(t, bits), digits);
	memcpy(out + 1, digits, n);
	return n + 1;
}
