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

/* Steps from this root to where s is or would be. */
static size_t
steps(const struct names *t, size_t root, struct str s)
{
	size_t n = 0;
	for (size_t at = root; at & 1; n++) {
		const struct names_node *f = &t->node[at / 2];
		unsigned symbol = f->at < s.n ? (unsigned char)s.s[f->at] + 1u : 0;
		at = f->side[symbol >> f->bit & 1];
	}
	return n;
}

/* Numbers, in order, backwards and mixed. */
static void
numbers(void)
{
	for (int order = 0; order < 3; order++) {
		struct names t = { 0 };
		char s[LONGEST];
		size_t used = 0;
		int n = 100000, bad = 0;
		for (int i = 0; i < n; i++) {
			int k = order == 0 ? i : order == 1 ? n - 1 - i : (int)(i * 7919LL % n);
			bad += !names_add(&t, (struct str){ s, (size_t)snprintf(s, sizeof s, "%d", k) });
		}
		for (int i = 0; i < n; i++)
			bad += names_find(&t, names_at(&t, (size_t)i)) != (size_t)i;
		for (size_t i = 0; i < t.n_roots; i++)
			used += t.root[i] != NAMES_NONE;
		/* (1 - exp(-n / n_roots)) n_roots trees would be used by chance */
		TAP_OK(bad == 0 && t.n_roots == 131072 && used > 65000, "order %d: %d of %d are not found; %zu trees", order, bad, n, used);
		names_free(&t);
	}
	tap_group("a hundred thousand numbers are found, in any order, and spread over the trees");
}

static uint32_t
fnv(uint32_t hash, const char word[4])
{
	for (int i = 0; i < 4; i++)
		hash = (hash ^ (unsigned char)word[i]) * UINT32_C(0x1b3);	/* the end of a product hangs on the ends of its factors */
	return hash & 0xfffff;
}

/*
 * 2^STAGES texts whose hashes end in the same 20 bits: each word is one of two after which the state is the same (Joux 2004,
 * "Multicollisions in iterated hash functions").
 */
enum { STAGES = 15 };

static void
collide(char word[STAGES][2][5])
{
	static char seen[1 << 20][5];
	uint32_t state = 0x84222325 & 0xfffff;
	for (int k = 0; k < STAGES; k++) {
		memset(seen, 0, sizeof seen);
		for (int i = 0;; i++) {
			char w[5] = { 0 };
			for (int d = 0; d < 4; d++)
				w[d] = (char)('a' + (i >> 4 * d & 15));
			uint32_t next = fnv(state, w);
			if (seen[next][0]) {
				memcpy(word[k][0], seen[next], 5);
				memcpy(word[k][1], w, 5);
				state = next;
				break;
			}
			memcpy(seen[next], w, 5);
		}
	}
}

static void
one_tree(void)
{
	char word[STAGES][2][5], s[4 * STAGES + 1];
	struct names t = { 0 };
	size_t n = (size_t)1 << STAGES, used = 0, root = 0, bad = 0;
	collide(word);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < STAGES; k++)
			memcpy(s + 4 * k, word[k][i >> k & 1], 5);
		bad += !names_add(&t, (struct str){ s, 4 * STAGES });
	}
	for (size_t i = 0; i < t.n_roots; i++)
		if (t.root[i] != NAMES_NONE) {
			root = t.root[i];
			used++;
		}
	TAP_OK(used == 1 && bad == 0, "%zu trees", used);
	for (size_t i = 0; i < n && used == 1; i++) {
		struct str name = names_at(&t, i);
		bad += names_find(&t, name) != i || steps(&t, root, name) != STAGES;
	}
	TAP_OK(bad == 0, "%zu of %zu are not found, or too deep", bad, n);
	names_free(&t);
	tap_group("names chosen to fall into one tree are found there, by a step for each word that differs");
}

int
main(void)
{
	random_texts("texts of two letters", "ab", 2);
	random_texts("texts with NUL and the last byte", "\0\xff\1\xfe", 4);
	random_texts("texts of digits", "0123456789", 10);
	numbers();
	one_tree();
	return tap_done();
}
