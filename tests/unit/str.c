/* SPDX-License-Identifier: MIT */
/* Unit test of base/str.  Expected values by hand, from Unicode, and from slow definitions in this file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "tap.h"

static void
compare_and_cut(void)
{
	struct str rest;

	TAP_OK(str_of("").n == 0 && str_of("abc").n == 3 && STR("abc").n == 3, "length");
	TAP_OK(str_eq(STR("abc"), str_of("abc")) && !str_eq(STR("abc"), STR("abd")) && !str_eq(STR("abc"), STR("ab")), "eq");
	TAP_OK(str_eq((struct str){ NULL, 0 }, STR("")), "eq: empty");
	TAP_OK(str_eq(STR("a\0b"), STR("a\0b")) && !str_eq(STR("a\0b"), STR("a\0c")), "eq: NUL");
	TAP_OK(str_order(STR("abc"), STR("abc")) == 0 && str_order((struct str){ NULL, 0 }, STR("")) == 0, "order: equal");
	TAP_OK(str_order(STR("ab"), STR("b")) < 0 && str_order(STR("b"), STR("ab")) > 0, "order: by the first byte that differs");
	TAP_OK(str_order(STR("ab"), STR("abc")) < 0 && str_order(STR("abc"), STR("ab")) > 0 && str_order((struct str){ NULL, 0 }, STR("a")) < 0,
	       "order: a beginning comes first");
	TAP_OK(str_order(STR("a\0b"), STR("a\0c")) < 0 && str_order(STR("z"), STR("\xc3\xa9")) < 0, "order: NUL is a byte, bytes are not negative");
	TAP_OK(str_is(STR("abc"), "abc") && !str_is(STR("abc"), "abcd") && str_is((struct str){ NULL, 0 }, ""), "is");
	TAP_OK(str_is(str_trim(STR(" \ta b\t ")), "a b") && str_is(str_trim(STR(" \t ")), ""), "trim");
	TAP_OK(str_is(str_trim(STR("\na\n")), "\na\n"), "trim leaves newlines");
	TAP_OK(str_trim((struct str){ NULL, 0 }).n == 0, "trim of nothing");
	TAP_OK(str_is(str_cut(STR("a:b:c"), ':', &rest), "a") && str_is(rest, "b:c"), "cut");
	TAP_OK(str_is(str_cut(STR("a:"), ':', &rest), "a") && rest.s && rest.n == 0, "cut at the end");
	TAP_OK(str_is(str_cut(STR(":a"), ':', &rest), "") && str_is(rest, "a"), "cut at the start");
	TAP_OK(str_is(str_cut(STR("abc"), ':', &rest), "abc") && !rest.s && rest.n == 0, "nothing to cut");
	TAP_OK(str_cut((struct str){ NULL, 0 }, ':', &rest).n == 0 && !rest.s, "cut of nothing");
	tap_group("lengths, equality, order, trim, cut");
}

/* The definition of the pattern, by recursion. */
static bool
slow_glob(struct str p, struct str a)
{
	if (p.n == 0)
		return a.n == 0;
	struct str p1 = { p.s + 1, p.n - 1 }, a1 = { a.s + 1, a.n - 1 };
	if (p.s[0] == '*')
		return slow_glob(p1, a) || (a.n && slow_glob(p, a1));
	return a.n && (p.s[0] == '?' || p.s[0] == a.s[0]) && slow_glob(p1, a1);
}

/* The definition of the distance, by recursion on prefixes. */
static size_t
slow_distance(size_t m, const char *a, size_t n, const char *b)
{
	if (m == 0 || n == 0)
		return m + n;
	size_t d = slow_distance(m - 1, a, n - 1, b) + (a[m - 1] != b[n - 1]);
	size_t e = slow_distance(m - 1, a, n, b) + 1, f = slow_distance(m, a, n - 1, b) + 1;
	d = e < d ? e : d;
	d = f < d ? f : d;
	if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
		e = slow_distance(m - 2, a, n - 2, b) + 1;
		d = e < d ? e : d;
	}
	return d;
}

static size_t
word(const char *letters, size_t longest, char out[])
{
	size_t n = (size_t)rand() % (longest + 1);
	for (size_t i = 0; i < n; i++)
		out[i] = letters[(size_t)rand() % strlen(letters)];
	return n;
}

static void
globs(void)
{
	TAP_OK(str_glob(STR("*.weight"), STR("layer.0.weight")) && !str_glob(STR("*.weight"), STR("layer.0.weights")), "suffix");
	TAP_OK(str_glob(STR("*"), STR("")) && str_glob(STR(""), STR("")), "empty");
	TAP_OK(!str_glob(STR(""), STR("a")) && !str_glob(STR("?"), STR("")), "empty does not match");
	TAP_OK(str_glob(STR("a**b?c"), STR("axxbyc")) && !str_glob(STR("[a]"), STR("a")), "runs; brackets are themselves");
	for (int k = 0; k < 20000; k++) {
		char p[8], a[10];
		struct str pattern = { p, word("ab?*", sizeof p, p) }, text = { a, word("ab", sizeof a, a) };
		TAP_OK(str_glob(pattern, text) == slow_glob(pattern, text), "%.*s against %.*s", (int)pattern.n, p, (int)text.n, a);
	}
	char many[200];
	memset(many, 'a', sizeof many);
	TAP_OK(!str_glob(STR("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"), (struct str){ many, sizeof many }), "no exponential time");
	tap_group("glob: by hand, and against its recursive definition");
}

static void
distances(void)
{
	TAP_OK(str_distance(STR("entmx"), STR("entmax"), 9) == 1 && str_distance(STR("hoyre"), STR("hoyer"), 9) == 1, "one edit");
	TAP_OK(str_distance(STR("GINI"), STR("gini"), 9) == 0, "letter case");
	TAP_OK(str_distance(STR(""), STR("abc"), 9) == 3 && str_distance(STR(""), STR(""), 9) == 0, "empty");
	TAP_OK(str_distance(STR("kitten"), STR("sitting"), 9) == 3, "textbook");
	TAP_OK(str_distance(STR("ca"), STR("abc"), 9) == 3, "no byte is edited twice");
	for (int k = 0; k < 3000; k++) {
		char a[6], b[6];
		size_t m = word("abc", sizeof a, a), n = word("abc", sizeof b, b);
		size_t d = slow_distance(m, a, n, b);
		for (size_t bound = 0; bound < 9; bound++) {
			size_t found = str_distance((struct str){ a, m }, (struct str){ b, n }, bound);
			TAP_OK(found == (d < bound ? d : bound), "%.*s and %.*s below %zu: %zu", (int)m, a, (int)n, b, bound, found);
		}
	}
	char x[100], y[100];
	memset(x, 'x', sizeof x);
	memset(y, 'y', sizeof y);
	TAP_OK(str_distance((struct str){ x, 100 }, (struct str){ y, 100 }, 100) == 64, "cut at 64");
	TAP_OK(str_distance((struct str){ x, 100 }, (struct str){ x, 64 }, 100) == 0, "the same in the first 64");
	tap_group("distance: by hand, and against its recursive definition");
}

/* Every code point, encoded as if it were one, beyond U+10FFFF too; and the known ways to be wrong. */
static void
utf8(void)
{
	for (unsigned long c = 0; c < 0x120000; c++) {
		char s[4];
		size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		static const unsigned char lead[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };
		for (size_t i = n; i-- > 0;)
			s[i] = (char)((i ? 0x80 : lead[n]) | ((c >> (6 * (n - 1 - i))) & (i ? 0x3f : 0x7f)));
		bool real = c < 0x110000 && !(c >= 0xd800 && c < 0xe000);
		TAP_OK(str_utf8((struct str){ s, n }) == (real ? n : 0), "U+%04lX", c);
		if (n > 1)
			TAP_OK(str_utf8((struct str){ s, n - 1 }) == 0, "U+%04lX without its end", c);
	}
	static const char *bad[] = {
		"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf8\x88\x80\x80\x80", "\xff", "\xc3(", "\xe2\x82(",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		TAP_OK(str_utf8(str_of(bad[i])) == 0, "bad %zu", i);
	TAP_OK(str_utf8(STR("")) == 0 && str_utf8(STR("\0")) == 1, "empty, NUL");
	tap_group("utf8: every code point, and what is none");
}

static void
show(void)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "", "" }, { "abc", "abc" }, { "a\tb\n", "a\\x09b\\x0a" }, { "\x1b[31m", "\\x1b[31m" }, { "\x7f", "\\x7f" },
		{ "caf\xc3\xa9", "caf\xc3\xa9" }, { "caf\xc3", "caf\\xc3" }, { "\xe2\x88\x92" "5", "\xe2\x88\x92" "5" },
		{ "\xc2\x9b" "2J", "\\xc2\\x9b2J" }, { "\xc2\xa0", "\xc2\xa0" }, { "a\\b", "a\\b" }, { "\xff\xfe", "\\xff\\xfe" },
		{ "\xe2\x80\x8b" "1", "\\xe2\\x80\\x8b1" }, { "\xe2\x80\xae", "\\xe2\\x80\\xae" }, { "\xef\xbb\xbf", "\\xef\\xbb\\xbf" }, { "\xc2\xad", "\\xc2\\xad" },
		{ "\xd8\x9c", "\\xd8\\x9c" }, { "\xe2\x80\xb0", "\xe2\x80\xb0" }, { "\xe2\x81\x9f", "\xe2\x81\x9f" }, { "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
		{ "0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789" },
		{ "01234567890123456789012345678901234567890", "0123456789012345678901234567890123456789..." },
		{ "012345678901234567890123456789012345678\xc3\xa9", "012345678901234567890123456789012345678..." },
		{ "01234567890123456789012345678901234567\xc3\xa9", "01234567890123456789012345678901234567\xc3\xa9" },
	};
	char out[STR_SHOWN];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = strlen(cases[i].in);
		char *exact = malloc(n ? n : 1);	/* for the sanitizer: not a byte more than the text */
		memcpy(exact, cases[i].in, n);
		TAP_OK(strcmp(str_show((struct str){ exact, n }, out), cases[i].out) == 0, "%s", out);
		free(exact);
	}
	char all[41];
	memset(all, 1, sizeof all);
	char *tight = malloc(STR_SHOWN);
	str_show((struct str){ all, sizeof all }, tight);
	TAP_OK(strlen(tight) == STR_SHOWN - 1 && strcmp(tight + STR_SHOWN - 8, "\\x01...") == 0, "the longest: %s", tight);
	free(tight);
	TAP_OK(strcmp(str_show(STR("a\0b"), out), "a\\x00b") == 0, "NUL");
	tap_group("show");
}

static void
texts(void)
{
	struct text t = { 0 };
	for (int i = 0; i < 1000; i++) {
		text_add(&t, STR("ab"));
		text_byte(&t, 'c');
	}
	text_add(&t, (struct str){ NULL, 0 });
	bool good = t.n == 3000;
	for (size_t i = 0; good && i < t.n; i++)
		good = t.s[i] == "abc"[i % 3];
	TAP_OK(good && !t.failed, "3000 bytes");
	mem_fail_at(1, false);
	while (!t.failed && t.n < 100000)
		text_byte(&t, 'd');
	size_t n = t.n;
	TAP_OK(t.failed && n == t.cap && t.s[0] == 'a' && t.s[n - 1] == 'd', "out of memory at the capacity");
	text_byte(&t, 'e');
	TAP_OK(t.failed && t.n == n, "stays as it was");
	mem_fail_at(0, false);
	t.failed = false;
	text_add(&t, (struct str){ "f", SIZE_MAX });
	TAP_OK(t.failed && t.n == n, "lengths whose sum overflows");
	text_free(&t);
	TAP_OK(!t.s && !t.n && !t.cap && !t.failed, "empty after free");
	tap_group("growing text");
}

int
main(void)
{
	srand(1);
	compare_and_cut();
	globs();
	distances();
	utf8();
	show();
	texts();
	return tap_done();
}
