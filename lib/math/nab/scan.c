/* SPDX-License-Identifier: MIT */
/* scan: see scan.h. */
#include <math.h>

#include "math/nab/scan.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

enum { NARROW_BITS = 116, WIDE_BITS = 240 };

enum goal { LEAST, SIGNED, FIRST };

/* Where a scan begins: (s + d) / 2, c and d. */
struct from {
	unsigned_wide b, c, d;
};

static unsigned_wide
low(const struct big *a)
{
	return (unsigned_wide)a->v[1] << 64 | a->v[0];
}

#define WORD int64_t
#define UWORD uint64_t
#define SCAN(part) narrow##part
#include "math/nab/scan_words.h"
#undef WORD
#undef UWORD
#undef SCAN

#define WORD wide
#define UWORD unsigned_wide
#define SCAN(part) wide_words##part
#include "math/nab/scan_words.h"

/* One root for every value. */
static int64_t
by_roots(enum goal goal, const struct big *most, const struct nab_start *st, int64_t t, int64_t to, struct nab_found *f)
{
	for (; t <= to && t <= f->least; t++) {
		int64_t c = nab_start_c(st, t);
		struct big d = nab_start_d(st, t);
		int64_t other = (int64_t)big_word(&d, (uint64_t)NAB_ENDLESS) - 1 - c;
		if (goal == FIRST && (uint64_t)c <= big_word(most, (uint64_t)NAB_ENDLESS - 1))
			return t;
		if (goal != FIRST)
			nab_found_add(f, t, goal == SIGNED && other >= 0 && other < c ? other : c);
	}
	return t;
}

static int64_t
scan(enum goal goal, const struct big *most, const struct nab_start *st, int64_t t, int64_t to, struct nab_found *f)
{
	if (t > to || t > f->least)
		return t;
	if (st->bits > WIDE_BITS)
		return by_roots(goal, most, st, t, to, f);

	struct nab_triple x;
	struct big d = nab_start_d(st, t);
	nab_start_triple(st, t, &x);
	struct from w = { low(&x.b), low(&x.c), low(&d) };
	return st->bits > NARROW_BITS ? wide_words(goal, most, &w, t, to, f) : narrow(goal, most, &w, t, to, f);
}

static const struct big nothing;

int64_t
nab_scan(const struct nab_start *st, int64_t from, int64_t to, struct nab_found *f)
{
	return scan(LEAST, &nothing, st, from, to, f);
}

void
nab_scan_signed(const struct nab_start *st, struct nab_found *f)
{
	scan(SIGNED, &nothing, st, 0, NAB_ENDLESS, f);
}

bool
nab_scan_first(const struct nab_start *st, const struct big *most, int64_t to, int64_t *t)
{
	struct nab_found none = { .least = NAB_ENDLESS };
	*t = scan(FIRST, most, st, 0, to, &none);
	return *t <= to;
}
