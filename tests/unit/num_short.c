/* SPDX-License-Identifier: MIT */
/* num_short, num_four: what they read is what strtod reads, between any neighbours; what they are for they do read. */
#include <stdlib.h>

#include "base/num.h"
#include "base/num_four.h"
#include "base/num_short.h"
#include "base/sys.h"
#include "draw.h"
#include "tap.h"

enum { LONGEST = 17, TEXTS = 5, BEFORE = 33, ALL = BEFORE + TEXTS * (LONGEST + 1) + 8 };

/* Up to most digits with a point somewhere, a sign perhaps; if not good a byte of that is something else. */
static size_t
draw_text(char *out, int most, bool good)
{
	static const char other[] = "0123456789..--+eE \t/:;\"x\xB0\xAE";
	int n = 1 + draw_below(most), point = draw_below(3) ? draw_below(n + 1) : -1, zeros = draw_below(4) == 0;
	size_t at = 0;
	if (draw_below(2))
		out[at++] = '-';
	for (int i = 0; i <= n; i++) {
		if (i == point)
			out[at++] = '.';
		if (i < n)
			out[at++] = (char)('0' + (zeros && draw_below(3) ? 0 : draw_below(10)));
	}
	if (!good)
		out[draw_below((int)at)] = other[draw_below(sizeof other - 1)];
	return draw_below(40) ? at : 0;
}

/*
 * Texts with a comma behind each, random bytes in front of them, in memory that ends where it may be read.  One text has to be taken when it is
 * good, four when all are.
 */
struct texts {
	char bytes[ALL], *exact;
	uint32_t ends[TEXTS + 1];
};

static void
draw_texts(struct texts *t, int most, bool good, bool blanks)
{
	static const char around[] = "0123456789.-+eE, \n";
	size_t n = BEFORE;
	for (size_t i = 0; i < ALL; i++)
		t->bytes[i] = around[draw_below(sizeof around - 1)];
	t->ends[0] = UINT32_MAX;
	for (size_t k = 0; k < TEXTS; k++) {
		if (blanks && draw_below(4) == 0)
			t->bytes[n++] = ' ';
		n += draw_text(t->bytes + n, most, good || draw_below(4));
		t->ends[k + 1] = (uint32_t)(n - BEFORE);
		t->bytes[n++] = ',';
	}
	t->exact = malloc(n + 7);		/* eight bytes from the last comma on */
	memcpy(t->exact, t->bytes, n + 7);
}

static struct str
text_of(const struct texts *t, size_t k)
{
	uint32_t begin = t->ends[k] + 1;
	return (struct str){ t->exact + BEFORE + begin, t->ends[k + 1] - begin };
}

/* Is x what strtod and num_read make of text? */
static bool
right(struct str text, double x)
{
	char copy[LONGEST + 1] = "", *end;
	double want;
	memcpy(copy, text.s, text.n);
	if (num_read(text, NUM_CSV, &want) != NUM_OK || memcmp(&x, &want, sizeof x))
		return false;
	want = strtod(copy, &end);
	return end == copy + text.n && memcmp(&x, &want, sizeof x) == 0;
}

static void
one_by_one(void)
{
	size_t taken = 0, refused = 0;
	for (int i = 0; i < 100000; i++) {
		struct texts t;
		bool good = i & 1;
		draw_texts(&t, good ? 8 : 9, good, false);
		for (size_t k = 0; k < TEXTS; k++) {
			struct str s = text_of(&t, k);
			double x = 7;
			bool took = num_short(s.n, s.s, &x);
			TAP_OK(!took || right(s, x), "%.*s is read as %.17g", (int)s.n, s.s, x);
			/* a point as the first of nine bytes lies outside of what is looked at */
			TAP_OK(took || !good || s.n == 0 || s.n - (*s.s == '-') == 9, "%.*s is refused", (int)s.n, s.s);
			*(took ? &taken : &refused) += 1;
		}
		free(t.exact);
	}
	TAP_OK(taken > 100000 && refused > 50000, "%zu taken, %zu refused", taken, refused);
	tap_group("num_short: well formed and not");
}

#ifdef __x86_64__
NUM_FIELD_TARGET static bool
four(const struct texts *t, size_t first, bool json, double x[4])
{
	const char *p = t->exact + BEFORE;
	const uint32_t *ends = t->ends + first;
	return json ? num_four_json(p, ends, x) : num_four(p, ends, x);
}

/* Strictly by JSON. */
static bool
strict(struct str s)
{
	double x;
	size_t end;
	return num_parse(s.n, s.s, NUM_JSON, &x, &end) == NUM_OK && end == s.n;
}

static void
four_at_once(void)
{
	size_t taken = 0, refused = 0, strictly = 0;
	for (int i = 0; i < 100000; i++) {
		struct texts t;
		bool good = i % 4;
		draw_texts(&t, good ? 8 : 9, good, i % 3 == 0);
		for (size_t first = 0; first + 4 <= TEXTS; first++) {
			double x[4], one;
			bool took = four(&t, first, false, x), all = true, json = true;
			for (size_t k = 0; k < 4; k++) {
				struct str s = text_of(&t, first + k);
				bool blank = s.n && *s.s == ' ';
				s = (struct str){ s.s + blank, s.n - blank };
				all = num_short(s.n, s.s, &one) && all;
				json = strict(s) && json;
				TAP_OK(!took || right(s, x[k]), "%.*s is read as %.17g", (int)s.n, s.s, x[k]);
			}
			TAP_OK(took == all, "%d: the four are %s", i, all ? "refused" : "taken");
			TAP_OK(four(&t, first, true, x) == (all && json), "%d: the four of JSON are %s", i, all && json ? "refused" : "taken");
			strictly += all && json;
			*(took ? &taken : &refused) += 1;
		}
		free(t.exact);
	}
	TAP_OK(taken > 50000 && refused > 50000 && strictly > 2000, "%zu taken, %zu by JSON, %zu refused", taken, strictly, refused);
	tap_group("num_four: takes four when num_short takes each, with a blank perhaps before it; strictly by JSON if asked");
}
#endif

int
main(void)
{
	one_by_one();
#ifdef __x86_64__
	if (sys_isa() >= 2) {
		four_at_once();
		return tap_done();
	}
#endif
	tap_skip("num_four", "no AVX2 here");
	return tap_done();
}
