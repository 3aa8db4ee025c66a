/* SPDX-License-Identifier: MIT */
/* scan: see scan.h. */
#include <math.h>

#include "math/nab/scan.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

enum { NARROW_BITS = 116, WIDE_BITS = 240 };

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

static int64_t
by_roots(const struct nab_start *st, int64_t t, int64_t to, struct nab_found *f)
{
	while (t <= to && t <= f->least) {
		nab_found_add(f, t, nab_start_c(st, t));
		t++;
	}
	return t;
}

static unsigned_wide
low(const struct big *a)
{
	return (unsigned_wide)a->v[1] << 64 | a->v[0];
}

int64_t
nab_scan(const struct nab_start *st, int64_t from, int64_t to, struct nab_found *f)
{
	if (from > to || from > f->least)
		return from;
	if (st->bits > WIDE_BITS)
		return by_roots(st, from, to, f);

	/* (d^2 - D) / 4 and (s + d) / 2 */
	struct big d = nab_start_d(st, from), s = big_plus(&st->s0, from), b = big_add(&s, &d), a, product, c;
	b = big_right(&b, 1);
	a = big_subtract(&s, &b);
	product = big_multiply(&a, &b);
	c = big_subtract(&st->n, &product);
	if (st->bits > NARROW_BITS)
		return wide_words(low(&b), low(&c), low(&d), from, to, f);
	return narrow(b.v[0], c.v[0], d.v[0], from, to, f);
}
