/* SPDX-License-Identifier: MIT */
/* csv_wide: many rows without quotes: where their cells end, 64 bytes at a time, then their numbers. */
#include "base/num_four.h"
#include "base/num_short.h"
#include "io/csv.h"
#include "io/wide.h"

/* Eight of them in a word. */
#define EACH(byte) ((uint64_t)(byte) * UINT64_C(0x0101010101010101))

/* Bit i: the top bit of byte i, the only one that may be 1. */
static inline uint64_t
tops(uint64_t bytes)
{
	return (bytes >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* The lowest bit of those given whose byte ends a row. */
static inline uint64_t
first_stop(const char *p, uint64_t maybe)
{
	for (; maybe; maybe &= maybe - 1) {
		char c = p[__builtin_ctzll(maybe)];
		if (c == '\n' || c == '\r' || c == '"' || c == '\0')
			break;
	}
	return maybe;
}

/* A row stops at its end, or where it is not plain: at bytes below '#', as few of numbers are. */
static inline struct marks
marks_portable(const char *p, char delimiter)
{
	uint64_t all = EACH((unsigned char)delimiter), low = 0;
	struct marks m = { 0, 0 };
	for (unsigned i = 0; i < 64; i += 8) {
		uint64_t w = num_load(p + i), other = w ^ all;
		m.delimiters |= tops(~((other & EACH(0x7f)) + EACH(0x7f)) & ~other & EACH(0x80)) << i;
		low |= tops(~((w | EACH(0x80)) - EACH('#')) & ~w & EACH(0x80)) << i;
	}
	m.stops = first_stop(p, low & ~m.delimiters);
	return m;
}

static inline size_t
count_portable(uint64_t bits)
{
	bits -= bits >> 1 & EACH(0x55);
	bits = (bits & EACH(0x33)) + (bits >> 2 & EACH(0x33));
	return ((bits + (bits >> 4)) & EACH(0x0f)) * EACH(0x01) >> 56;
}

/* Reads some of the cells that are wanted from w on; how many. */
static inline size_t
read_some_portable(struct sheet *t, const char *row, const uint32_t ends[], const struct want *w)
{
	uint32_t begin = ends[w->index] + 1, n = ends[w->index + 1] - begin;
	const char *cell = row + begin;
	double *to = &t->to[w->slot];
	size_t took;
	return w->plain && (num_short(n, cell, to) || (num_parse(n, cell, NUM_CSV, to, &took) == NUM_OK && took == n));
}

/* Is none of the cells too long? */
static bool
fit(size_t width, const uint32_t ends[])
{
	size_t k = 0;
	while (k < width && ends[k + 1] - ends[k] <= SHEET_CELL + 1)
		k++;
	return k == width;
}

#define TARGET
#define NAMED(x) x##_portable
#include "io/csv_wide_rows.h"

#ifdef __x86_64__

NUM_FIELD_TARGET static inline struct marks
marks_avx2(const char *p, char delimiter)
{
	struct wide_bytes b = wide_load(p);
	uint64_t stops = wide_where(b, '\n') | wide_where(b, '\r') | wide_where(b, '"') | wide_where(b, '\0');
	return (struct marks){ wide_where(b, delimiter), stops };
}

NUM_FIELD_TARGET static inline size_t
count_avx2(uint64_t bits)
{
	return (size_t)__builtin_popcountll(bits);
}

/* Four, when they are plain, follow each other and are short. */
NUM_FIELD_TARGET static inline size_t
read_some_avx2(struct sheet *t, const char *row, const uint32_t ends[], const struct want *w)
{
	const uint32_t *e = ends + w->index;
	double *to = &t->to[w->slot];
	if (w->run >= 4 && e[4] - e[0] <= 4 * (NUM_FOUR_LONGEST + 1) && num_four(row, e, to))
		return 4;
	size_t n = 0, most = w->run < 4 ? w->run : 4;
	for (; n < most; n++) {
		uint32_t begin = e[n] + 1;		/* 0 where e[n] stands for byte -1 */
		if (!num_field(e[n + 1] - begin, row + begin, to + n))
			break;
	}
	return n;
}

#define TARGET NUM_FIELD_TARGET
#define NAMED(x) x##_avx2
#include "io/csv_wide_rows.h"
#endif

bool
csv_wide(struct sheet *t, uint32_t ends[])
{
	size_t before = t->rows.n;
#ifdef __x86_64__
	if (num_field_able())
		rows_avx2(t, ends);
	else
#endif
	rows_portable(t, ends);
	return t->rows.n > before;
}
