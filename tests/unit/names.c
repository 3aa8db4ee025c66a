/* SPDX-License-Identifier: MIT */
/* names: against a search through all of them, of texts that are near each other in every way. */
#include <stdlib.h>

#include "draw.h"
#include "io/names.h"
#include "tap.h"

enum { MOST = 4000, LONGEST = 24 };

/* A text of few letters, also of bytes that sort at the ends; often the beginning or the end of a long run. */
static struct str
text(char out[LONGEST], const char *letters, int n_letters)
{
	size_t n = (size_t)draw_below(draw_below(LONGEST) + 1);
	for (size_t i = 0; i < n; i++)
		out[i] = letters[draw_below(4) ? 0 : draw_below(n_letters)];
	return (struct str){ out, n };
}

static void
random_texts(const char *what, const char *letters, int n_letters)
{
	static char kept[MOST][LONGEST];
	struct names t = { 0 };
	struct str all[MOST];
	size_t n = 0;
	for (int i = 0; i < MOST; i++) {
		char *exact = malloc(LONGEST);	/* for the sanitizer */
		struct str s = text(kept[n], letters, n_letters);
		size_t found = 0;
		memcpy(exact, s.s, s.n);
		exact = realloc(exact, s.n + !s.n);
		while (found < n && !str_eq(all[found], s))
			found++;
		size_t got = names_find(&t, (struct str){ exact, s.n });
		TAP_OK(got == (found < n ? found : NAMES_NONE), "text %d: %zu, not %zu", i, got, found);
		free(exact);
		if (found == n) {
			all[n++] = s;
			TAP_OK(names_add(&t, s) && t.n == n, "text %d is added", i);
		}
	}
	for (size_t i = 0; i < n; i++)
		TAP_OK(str_eq(names_at(&t, i), all[i]) && names_find(&t, all[i]) == i, "name %zu of %zu", i, n);
	names_clear(&t);
	TAP_OK(t.n == 0 && names_find(&t, STR("")) == NAMES_NONE && names_find(&t, STR("a")) == NAMES_NONE, "cleared");
	TAP_OK(names_add(&t, STR("b")) && names_find(&t, STR("b")) == 0 && names_find(&t, STR("")) == NAMES_NONE, "and used again");
	names_free(&t);
	tap_group(what);
}

/* Steps from the root to where s is or would be. */
static size_t
steps(const struct names *t, struct str s)
{
	size_t n = 0;
	for (size_t at = t->root; at & 1; n++) {
		const struct names_fork *f = &t->fork[at / 2];
		unsigned symbol = f->at < s.n ? (unsigned char)s.s[f->at] + 1u : 0;
		at = f->side[symbol >> f->bit & 1];
	}
	return n;
}

/* Numbers, in order, backwards and mixed.  Digits and the end differ in five bits, so that no way is longer, whatever the order. */
static void
depth(void)
{
	for (int order = 0; order < 3; order++) {
		struct names t = { 0 };
		char s[LONGEST];
		int n = 100000, bad = 0;
		for (int i = 0; i < n; i++) {
			int k = order == 0 ? i : order == 1 ? n - 1 - i : (int)(i * 7919LL % n);
			bad += !names_add(&t, (struct str){ s, (size_t)snprintf(s, sizeof s, "%d", k) });
		}
		for (int i = 0; i < n; i++) {
			struct str name = names_at(&t, (size_t)i);
			bad += names_find(&t, name) != (size_t)i || steps(&t, name) > 5 * (name.n + 1);
		}
		TAP_OK(bad == 0, "order %d: %d of %d are not found, or too deep", order, bad, n);
		names_free(&t);
	}
	tap_group("a hundred thousand numbers are found in at most five steps a digit, in any order");
}

int
main(void)
{
	random_texts("texts of two letters", "ab", 2);
	random_texts("texts with NUL and the last byte", "\0\xff\1\xfe", 4);
	random_texts("texts of digits", "0123456789", 10);
	depth();
	return tap_done();
}
