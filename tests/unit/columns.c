/* SPDX-License-Identifier: MIT */
/* columns: what a LIST chooses from a header. */
#include <string.h>

#include "base/mem.h"
#include "io/columns.h"
#include "tap.h"

static const struct str header[] = { { "id", 2 }, { "w.bias", 6 }, { "w.weight", 8 }, { "a, b", 4 }, { "3", 1 }, { "id2", 3 }, { "x", 1 }, { "x", 1 } };
enum { N = sizeof header / sizeof header[0] };

/* "0 2 3" for the columns chosen, or the message. */
static const char *
chosen(const char *list, size_t n, const struct str *names)
{
	static char out[600];
	struct err e = { 0 };
	size_t *index, count, at = 0;

	if (columns_find(str_of(list), n, names, &index, &count, &e)) {
		err_line(&e, sizeof out, out);
		return out;
	}
	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%zu", i ? " " : "", index[i]);
	mem_free(index);
	return out;
}

static void
is(const char *list, const char *want)
{
	const char *got = chosen(list, N, header);
	TAP_OK(strcmp(got, want) == 0, "%s: got \"%s\", want \"%s\"", list, got, want);
}

int
main(void)
{
	is("id", "0");
	is("w.weight,id", "2 0");
	is("id,id", "0");
	is("\"a, b\",id", "3 0");
	is("2", "1");
	is("3", "4");		/* the name comes before the number */
	is("2..4", "1 2 3");
	is("6..", "5 6 7");
	is("w.*", "1 2");
	is("id?", "5");
	is("!w.*", "0 3 4 5 6 7");
	is("w.*,!*.bias", "2");
	tap_group("names, quotes, numbers, ranges, globs, exclusions");
	is("x", "the header has 2 columns \"x\"; name it by its number");
	is("wieght", "no column \"wieght\"; did you mean w.weight?");
	is("w.weihgt", "no column \"w.weihgt\"; did you mean w.weight?");
	is("9", "no column 9: there are 8");
	is("2..9", "no column 2..9: there are 8");
	is("q*", "no column \"q*\"");
	is("id,!id", "no column is left of \"id,!id\"");
	TAP_OK(strcmp(chosen("a", 2, NULL), "no column \"a\"; without a header columns go by number, 1 to 2") == 0, "no header");
	TAP_OK(strcmp(chosen("2,1", 2, NULL), "1 0") == 0, "numbers without a header");
	tap_group("what is refused, and with which words");
	return tap_done();
}
