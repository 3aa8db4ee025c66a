/* SPDX-License-Identifier: MIT */
/* scan_words: the loop of scan.c, for one width of words: SCAN is its name, WORD and UWORD the types. */

/*
 * d by about as much as makes c small: (d + 2k)^2 = D, where k = (sqrt(d^2 - 4c) - d) / 2, or -c/d when that is small beside d.
 * To double precision: the caller asks again, or goes on by single steps.
 */
static void
SCAN(_leap)(UWORD *b, UWORD *c, UWORD *d, UWORD *m)
{
	double dd = (double)(WORD)*d, cc = (double)(WORD)*c, k = -cc / dd;

	if (!(fabs(cc) * 16 < dd * dd))
		k = floor((sqrt(fmax(dd * dd - 4 * cc, 0)) - dd) / 2);
	UWORD leap = fabs(k) < 0x1p62 ? (UWORD)(int64_t)k : (UWORD)(WORD)k;
	*c += leap * (*d + leap);
	*d += 2 * leap;
	*b += leap;
	*m += leap;
}

/* The loop for one goal: LEAST t + c, SIGNED t + |c|, or the FIRST c <= most. */
static inline __attribute__((always_inline)) int64_t
SCAN(_goal)(enum goal goal, UWORD most, const struct from *w, int64_t t, int64_t to, struct nab_found *f)
{
	UWORD b = (UWORD)w->b, c = (UWORD)w->c, d = (UWORD)w->d, m = 1;
	int64_t least = f->least;

	for (;;) {
		UWORD cost = goal == SIGNED && d >= 2 && d - 1 - c < c ? d - 1 - c : c;
		if (goal == FIRST ? c <= most : cost <= (UWORD)(least - t)) {
			if (goal == FIRST)
				return t;
			nab_found_add(f, t, (int64_t)cost);
			least = f->least;
		}
		if (++t > to || t > least)
			return t;
		c += m * (d + m - 1) - b;
		b += m;
		d += 2 * m - 1;
		while ((WORD)(c + 4 * d) < 0 || (WORD)(c - 4 * d) > 0)
			SCAN(_leap)(&b, &c, &d, &m);
		while ((WORD)c < 0) {
			c += d + 1;
			d += 2;
			b++;
			m++;
		}
		while ((WORD)c >= (WORD)(d - 1)) {
			c -= d - 1;
			d -= 2;
			b--;
			m--;
		}
	}
}

static int64_t
SCAN()(enum goal goal, const struct big *most, const struct from *w, int64_t t, int64_t to, struct nab_found *f)
{
	UWORD limit = (UWORD)low(most);

	if (big_bits(most) > 8 * sizeof limit)
		limit = (UWORD)-1;
	if (goal == SIGNED)
		return SCAN(_goal)(SIGNED, 0, w, t, to, f);
	if (goal == FIRST)
		return SCAN(_goal)(FIRST, limit, w, t, to, f);
	return SCAN(_goal)(LEAST, 0, w, t, to, f);
}
