/* SPDX-License-Identifier: MIT */
/* csv_wide: many rows without quotes by AVX2: where their cells end, 64 bytes at a time, then their numbers. */
#include "base/num_field.h"
#include "io/csv.h"

#ifdef __x86_64__
#define TARGET NUM_FIELD_TARGET

struct bytes {
	__m256i low, high;
};

/* Bit i: byte i of 64 is c. */
TARGET static inline uint64_t
where(struct bytes b, char c)
{
	__m256i all = _mm256_set1_epi8(c);
	uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b.low, all));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b.high, all));
	return low | (uint64_t)high << 32;
}

/* Appends at + i for each bit i of mask, in steps of eight, so with up to seven that mean nothing behind them; how many there are now. */
TARGET static inline size_t
append(uint32_t ends[], size_t n, uint64_t mask, uint32_t at)
{
	size_t all = n + (size_t)_mm_popcnt_u64(mask);
	do {
		for (size_t i = 0; i < 8; i++) {
			ends[n + i] = at + (uint32_t)_tzcnt_u64(mask);
			mask = _blsr_u64(mask);
		}
		n += 8;
	} while (n < all);
	return all;
}

/*
 * The row at p: cell k is the bytes between ends[k] and ends[k + 1], ends[0] stands for byte -1.  Returns where the next row begins, NULL
 * when there are not width cells, a byte that is not plain, or no end of the line in the buffer (the zeros behind it are not plain).
 */
TARGET static const char *
find_ends(const char *p, char delimiter, size_t width, uint32_t ends[])
{
	size_t n = 1;
	ends[0] = UINT32_MAX;
	for (uint32_t at = 0; n <= width; at += 64) {
		struct bytes b = { _mm256_loadu_si256((const void *)(p + at)), _mm256_loadu_si256((const void *)(p + at + 32)) };
		uint64_t stop = where(b, '\n') | where(b, '\r') | where(b, '"') | where(b, '\0');
		n = append(ends, n, where(b, delimiter) & (stop ^ (stop - 1)), at);
		if (stop) {
			const char *end = p + at + _tzcnt_u64(stop);
			ends[n] = (uint32_t)(end - p);
			end += *end == '\r';
			return n == width && *end == '\n' ? end + 1 : NULL;
		}
	}
	return NULL;
}

/* The cells wanted of a row. */
TARGET static bool
read_cells(struct sheet *t, const char *row, const uint32_t ends[])
{
	for (const struct want *w = t->wants;; w++) {
		for (; w->plain; w++) {
			uint32_t begin = ends[w->index] + 1;
			if (!num_field(ends[w->index + 1] - begin, row + begin, &t->to[w->slot]))
				break;
		}
		if (w->index >= t->s->width)
			return true;
		uint32_t begin = ends[w->index] + 1;
		if (!sheet_deliver(t, w, str_trim((struct str){ row + begin, ends[w->index + 1] - begin })))
			return false;
	}
}

bool
csv_wide(struct sheet *t, uint32_t ends[])
{
	struct input *in = &t->s->in;
	size_t width = t->s->width, before = t->rows.n;
	do {
		const char *row = (const char *)in->buf + in->at;
		if (*row == '#' || *row == t->s->opts->comment || (width == 1 && *row <= ' '))	/* perhaps a comment, or blank */
			break;
		const char *next = find_ends(row, t->s->delimiter, width, ends);
		if (!next || next - row > SHEET_CELL || sheet_begin(t) || !read_cells(t, row, ends))
			break;
		rows_done(&t->rows, in->line);
		input_step(in, (size_t)(next - row));
	} while (!rows_full(&t->rows, t->most));
	return t->rows.n > before;
}

bool
csv_wide_able(void)
{
	return num_field_able();
}
#else
bool
csv_wide(struct sheet *t, uint32_t ends[])
{
	(void)t;
	(void)ends;
	return false;
}

bool
csv_wide_able(void)
{
	return false;
}
#endif
