/* SPDX-License-Identifier: MIT */
/* columns: the LIST of -c, -k and -g. */
#include <string.h>

#include "base/mem.h"
#include "io/columns.h"
#include "tap.h"

enum { N = 8 };
static const struct str names[N] = { { "id", 2 }, { "blk.0.weight", 12 }, { "blk.0.bias", 10 }, { "blk.1.weight", 12 },
	{ "3", 1 }, { "a,b", 3 }, { "twice", 5 }, { "twice", 5 } };

/* "2 3" for the columns found, counted from 1; the error's line otherwise. */
static void
check(int line, const char *list, size_t n, const struct str *header, const char *expected)
{
	char got[600] = "";
	struct err e = { 0 };
	size_t *index, found, at = 0;
	int code = columns_find(str_of(list), n, header, &index, &found, &e);

	if (code)
		err_line(&e, sizeof got, got);
	for (size_t i = 0; !code && i < found; i++)
		at += (size_t)snprintf(got + at, sizeof got - at, i ? " %zu" : "%zu", index[i] + 1);
	TAP_OK(strcmp(got, expected) == 0, "line %d, %s\n#   got      %s\n#   expected %s", line, list, got, expected);
	TAP_OK(!code || (code == ERR_USAGE && !index), "line %d: code %d", line, code);
	mem_free(index);
}

#define FIND(list, expected) check(__LINE__, list, N, names, expected)
#define FIND_BARE(list, expected) check(__LINE__, list, 5, NULL, expected)

static void
items(void)
{
	FIND("id", "1");
	FIND("blk.0.bias,id", "3 1");
	FIND(" id , 2 ", "1 2");
	FIND("1,id,1", "1");
	FIND("3", "5"); /* a whole name comes before a number */
	FIND("4,2", "4 2");
	FIND("2..4", "2 3 4");
	FIND("6..", "6 7 8");
	FIND("4..4,2..5", "4 2 3 5");
	FIND("8", "8");
	tap_group("names, numbers and ranges, each column once, in the order named");

	FIND("*.weight", "2 4");
	FIND("blk.?.*", "2 3 4");
	FIND("*", "1 2 3 4 5 6 7 8");
	FIND("id,*", "1 2 3 4 5 6 7 8");
	FIND("!*.weight", "1 3 5 6 7 8");
	FIND("!id,!twic?", "2 3 4 5 6");
	FIND("blk*,!*.bias", "2 4");
	FIND("*,!3,!1..2", "3 4 6 7 8"); /* !3 is the column named 3 */
	FIND("!2..", "1");
	FIND("!*.weight,2", "1 3 5 6 7 8 2");
	tap_group("patterns, and what ! takes away");

	FIND("\"a,b\"", "6");
	FIND("id,\"a,b\",2", "1 6 2");
	FIND("!\"a,b\"", "1 2 3 4 5 7 8");
	struct str odd[] = { { "say \"hi\", x", 11 }, { "!no", 3 }, { "\"", 1 } };
	check(__LINE__, "\"say \"\"hi\"\", x\"", 3, odd, "1");
	check(__LINE__, "!no", 3, odd, "2");
	check(__LINE__, "!!no", 3, odd, "1 3");
	check(__LINE__, "\"\"\"\"", 3, odd, "3");
	tap_group("quoted names; a name that begins with !");

	FIND_BARE("1,3..4", "1 3 4");
	FIND_BARE("!2", "1 3 4 5");
	FIND_BARE("2..", "2 3 4 5");
	tap_group("tables without a header");
}

static void
errors(void)
{
	FIND("ids", "unknown column \"ids\"; did you mean id? (the header has: id, blk.0.weight, blk.0.bias, blk.1.weight, 3, "
		    "a,b, twice, twice)");
	FIND("model",
		"unknown column \"model\"; the header has: id, blk.0.weight, blk.0.bias, blk.1.weight, 3, a,b, twice, twice");
	FIND("*.norm",
		"unknown column \"*.norm\"; the header has: id, blk.0.weight, blk.0.bias, blk.1.weight, 3, a,b, twice, twice");
	FIND("!bia", "unknown column \"bia\"; the header has: id, blk.0.weight, blk.0.bias, blk.1.weight, 3, a,b, twice, twice");
	FIND("\"2\"", "unknown column \"2\"; the header has: id, blk.0.weight, blk.0.bias, blk.1.weight, 3, a,b, twice, twice");
	FIND_BARE("loss", "unknown column \"loss\"; the input has no header: its columns are 1 to 5");
	struct str wide[40];
	for (size_t i = 0; i < 40; i++)
		wide[i] = i == 20 ? STR("loss") : i == 7 ? STR("") : STR("something");
	check(__LINE__, "los", 40, wide, "unknown column \"los\"; did you mean loss?");
	check(__LINE__, "xyz", 40, wide, "unknown column \"xyz\"");
	tap_group("unknown names: the nearest, and the header when it is short");

	FIND("twice", "column \"twice\" stands in the header twice; say which by number: 7 or 8");
	FIND("id,twice", "column \"twice\" stands in the header twice; say which by number: 7 or 8");
	FIND("7", "7");
	FIND("0", "no column \"0\": the table has 8");
	FIND("9", "no column \"9\": the table has 8");
	FIND("5..4", "no column \"5..4\": the table has 8");
	FIND("5..9", "no column \"5..9\": the table has 8");
	FIND("0..2", "no column \"0..2\": the table has 8");
	FIND("9..", "no column \"9..\": the table has 8");
	FIND("18446744073709551617", "no column \"18446744073709551617\": the table has 8");
	FIND("id,,2", "empty item in the list of columns \"id,,2\"");
	FIND("", "empty item in the list of columns \"\"");
	FIND("id,", "empty item in the list of columns \"id,\"");
	FIND("\"a,b", "quote is never closed in \"\"a,b\"");
	FIND("!*", "\"!*\" leaves no column");
	check(__LINE__, "\"\"", 2, (const struct str[]){ STR(""), STR("b") }, "unknown column \"\"; the header has: b");
	FIND_BARE("1..x", "unknown column \"1..x\"; the input has no header: its columns are 1 to 5");
	FIND_BARE("1.2", "unknown column \"1.2\"; the input has no header: its columns are 1 to 5");
	FIND_BARE("-1", "unknown column \"-1\"; the input has no header: its columns are 1 to 5");
	tap_group("twice, out of range, empty, unclosed, nothing left");

	for (unsigned long k = 1; k <= 8; k++) {
		struct err e = { 0 };
		size_t *index, found;
		mem_fail_at(k, false);
		columns_find(STR("\"a,b\""), N, names, &index, &found, &e);
		mem_fail_at(0, false);
		TAP_OK(e.code == ERR_MEMORY && !index, "allocation %lu", k);
	}
	char number[COLUMNS_NUMBER];
	TAP_OK(str_is(columns_number(0, number), "1") && str_is(columns_number(999999, number), "1000000"), "numbers as names");
	tap_group("memory; the name of a column without one");
}

/* Many items and many columns, also of equal names: as one by one. */
static void
many(void)
{
	enum { WIDTH = 300 };
	struct str wide[WIDTH];
	char text[WIDTH][4], list[WIDTH * 8] = "", one[8];
	size_t at = 0, n = 0, order[WIDTH], *index, found;
	bool taken[WIDTH] = { false };

	for (size_t k = 0; k < WIDTH; k++)
		wide[k] = (struct str){ text[k], (size_t)snprintf(text[k], sizeof text[k], "%c%c", (int)('a' + k % 13), (int)('a' + k / 26)) };
	for (size_t i = 0; i < WIDTH; i++) {
		size_t k = i * 7 % WIDTH;
		struct err e = { 0 };
		snprintf(one, sizeof one, "%.*s", (int)wide[k].n, wide[k].s);
		if (columns_find(str_of(one), WIDTH, wide, &index, &found, &e)) {
			size_t length = at;
			at += (size_t)snprintf(list + at, sizeof list - at, "%s%s", at ? "," : "", one);
			struct err both = { 0 };
			TAP_OK(length == 0 || (columns_find(str_of(list), WIDTH, wide, &index, &found, &both) && strcmp(both.text, e.text) == 0 &&
				strcmp(both.hint, e.hint) == 0), "%s: %s, %s", list, both.text, e.text);
			at = length;
			list[at] = '\0';
			continue;
		}
		TAP_OK(found == 1 && str_eq(wide[index[0]], wide[k]), "%s", one);
		if (!taken[index[0]])
			order[n++] = index[0];
		taken[index[0]] = true;
		mem_free(index);
		at += (size_t)snprintf(list + at, sizeof list - at, "%s%s", at ? "," : "", one);
	}
	struct err e = { 0 };
	TAP_OK(!columns_find(str_of(list), WIDTH, wide, &index, &found, &e) && found == n && !memcmp(index, order, n * sizeof order[0]),
		"%zu of %zu columns: %s", found, n, e.text);
	TAP_OK(n > 5 && n < WIDTH / 2, "%zu names stand there once", n);
	mem_free(index);
	tap_group("a list of many names: as one by one");
}

/* Tensors of two files: what one does not have may be in the other. */
static void
tensors(void)
{
	const struct str one[] = { STR("a.w"), STR("a.b"), STR("3") }, two[] = { STR("b.w"), STR("c") };
	static const struct {
		const char *list, *first, *second, *unmatched;
	} cases[] = {
		{ "*.w", "100", "10", "" }, { "a.b,c", "010", "01", "" }, { "3", "001", "00", "" }, { "!*.w", "011", "01", "" },
		{ "*,!c", "111", "10", "" }, { "\"c\"", "000", "01", "" }, { "1", "000", "00", "unknown tensor \"1\": no file has it" },
		{ "c,*.q,a.b", "010", "01", "unknown tensor \"*.q\": no file has it" },
		{ "a.b,\"x,y\"", "010", "00", "unknown tensor \"\"x,y\"\": no file has it" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool a[3], b[2];
		uint64_t hits = 0;
		struct err e = { 0 };
		columns_match(str_of(cases[i].list), 3, one, a, &hits, &e);
		columns_match(str_of(cases[i].list), 2, two, b, &hits, &e);
		TAP_OK(!e.code, "%s", e.text);
		for (size_t k = 0; k < 3; k++)
			TAP_OK(a[k] == (cases[i].first[k] == '1') && (k == 2 || b[k] == (cases[i].second[k] == '1')), "%s, %zu", cases[i].list, k);
		columns_unmatched(str_of(cases[i].list), hits, &e);
		TAP_OK(strcmp(e.text, cases[i].unmatched) == 0, "%s: %s", cases[i].list, e.text);
	}
	bool a[3];
	struct err e = { 0 };
	TAP_OK(columns_match(STR("a.v"), 3, one, a, NULL, &e) == ERR_USAGE && strcmp(e.text, "unknown tensor \"a.v\"") == 0, "%s", e.text);
	err_clear(&e);
	TAP_OK(columns_match(STR("!*"), 3, one, a, NULL, &e) == ERR_USAGE && strcmp(e.text, "\"!*\" leaves no tensor") == 0, "%s", e.text);
	char long_list[70 * 4 + 4] = "a.w";
	for (int i = 0; i < 65; i++)
		strcat(long_list, ",a.w");
	strcat(long_list, ",zz");		/* only of the first 64 items is it known what no file has */
	uint64_t hits = 0;
	err_clear(&e);
	TAP_OK(!columns_match(str_of(long_list), 3, one, a, &hits, &e) && a[0] && !a[1] && hits == UINT64_MAX, "67 items: %s", e.text);
	TAP_OK(!columns_unmatched(str_of(long_list), hits, &e), "%s", e.text);
	tap_group("tensors of one file, and of several");
}

int
main(void)
{
	tensors();
	items();
	errors();
	many();
	return tap_done();
}
