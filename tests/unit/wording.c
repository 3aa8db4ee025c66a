/* SPDX-License-Identifier: MIT */
/* wording: ranges, words and defaults of options as people read them. */
#include <float.h>
#include <string.h>

#include "cli/wording.h"
#include "tap.h"

static void
ranges(void)
{
	static const double below_one = 1 - DBL_EPSILON / 2;
	const struct {
		struct opt o;
		const char *want;
	} cases[] = {
		{ { .kind = OPT_INT_, .lo = 1, .hi = 17 }, "in 1..17" },
		{ { .kind = OPT_INT_, .lo = 1, .hi = WORDING_ENDLESS }, "at least 1" },
		{ { .kind = OPT_REAL_, .lo = DBL_MIN, .hi = HUGE_VAL }, "above 0" },
		{ { .kind = OPT_REAL_, .lo = DBL_MIN, .hi = 5 }, "above 0 and at most 5" },
		{ { .kind = OPT_REAL_, .lo = DBL_MIN, .hi = below_one }, "above 0 and below 1" },
		{ { .kind = OPT_REAL_, .lo = 0, .hi = below_one }, "at least 0 and below 1" },
		{ { .kind = OPT_REAL_, .lo = -HUGE_VAL, .hi = HUGE_VAL }, "" },
		{ { .kind = OPT_SIZE_, .lo = 0, .hi = 0 }, "" },
		{ { .kind = OPT_SIZE_, .lo = 4096, .hi = HUGE_VAL }, "at least 4096" },
		{ { .kind = OPT_TEXT_, .lo = 1, .hi = 2 }, "" },
	};
	char out[WORDING];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TAP_OK(strcmp(wording_range(&cases[i].o, out), cases[i].want) == 0, "%zu: \"%s\", not \"%s\"", i, out, cases[i].want);
	tap_group("ranges");
}

static void
defaults(void)
{
	static const char *const colours[] = { "red", "", "green", NULL };
	static const char *text = "x,y", *none = NULL;
	static size_t gibibytes = (size_t)4 << 30, thousands = 3000, odd = 4097, nothing = 0;
	static char byte = ';';
	static int word = 2;
	static long count = -3;
	static double real = 0.1;
	static struct sweep points = { .n = 3, .text = "1..3" }, empty = { 0 };
	static bool flag = true;
	const struct {
		struct opt o;
		const char *want;
	} cases[] = {
		{ { .kind = OPT_INT_, .var = &count }, "-3" },
		{ { .kind = OPT_REAL_, .var = &real }, "0.1" },
		{ { .kind = OPT_SIZE_, .var = &gibibytes }, "4GiB" },
		{ { .kind = OPT_SIZE_, .var = &thousands }, "3k" },
		{ { .kind = OPT_SIZE_, .var = &odd }, "4097" },
		{ { .kind = OPT_SIZE_, .var = &nothing }, "0" },
		{ { .kind = OPT_TEXT_, .var = &text }, "x,y" },
		{ { .kind = OPT_TEXT_, .var = &none }, "" },
		{ { .kind = OPT_TEXT_, .var = &none, .fallback = "all" }, "all" },
		{ { .kind = OPT_BYTE_, .var = &byte }, ";" },
		{ { .kind = OPT_WORD_, .var = &word, .words = colours }, "green" },
		{ { .kind = OPT_SWEEP_, .var = &points }, "1..3" },
		{ { .kind = OPT_SWEEP_, .var = &empty }, "" },
		{ { .kind = OPT_FLAG_, .var = &flag }, "" },
	};
	char out[WORDING], name[WORDING_NAME];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TAP_OK(strcmp(wording_default(&cases[i].o, out), cases[i].want) == 0, "%zu: \"%s\", not \"%s\"", i, out, cases[i].want);
	struct opt words = { .kind = OPT_WORD_, .letter = 'c', .words = colours }, number = { .kind = OPT_INT_, .name = "digits" };
	TAP_OK(strcmp(wording_words(&words, out), "red, green") == 0, "%s", out);
	TAP_OK(strcmp(wording_words(&number, out), "") == 0, "%s", out);
	TAP_OK(strcmp(wording_name(&words, name), "-c") == 0 && strcmp(wording_name(&number, name), "--digits") == 0, "%s", name);
	tap_group("defaults, words and names");
}

int
main(void)
{
	ranges();
	defaults();
	return tap_done();
}
