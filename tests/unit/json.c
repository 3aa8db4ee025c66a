/* SPDX-License-Identifier: MIT */
/* json: the scanner and the tables made with it. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "io/json_scan.h"
#include "source_run.h"
#include "tap.h"

struct sample {
	const char *in, *out;
};

static struct run
defaults(void)
{
	return (struct run){ .type = &source_json, .opts = { .max_memory = (size_t)1 << 30 } };
}

/* Each sample gives what it should, read at once and byte by byte. */
static void
check(struct run r, size_t n, const struct sample samples[])
{
	for (size_t i = 0; i < n; i++)
		for (int feed = FEED_FILE; feed <= FEED_BYTES; feed++) {
			r.feed = (enum feed)feed;
			run_bytes(&r, strlen(samples[i].in), samples[i].in);
			TAP_OK(strcmp(r.out, samples[i].out) == 0, "%s gives\n#   %s\n#   not\n#   %s", samples[i].in, r.out,
				samples[i].out);
		}
}
#define CHECK(run, samples) check(run, sizeof samples / sizeof samples[0], samples)

static void
forms(void)
{
	static const struct sample samples[] = {
		{ "[1,2,3]", "[1 2 3]" },
		{ "[[1,2],[3,4]]", "[1 2|3 4]" },
		{ "\xEF\xBB\xBF[[1,2],\n[3,4]]\n", "[1 2|3 4@2]" },
		{ "[1,2][3,4]\n[5,6]", "[1 2|3 4|5 6@2]" },
		{ "[[1,2]] [[3,4]]\r\n[5,6]", "[1 2|3 4|5 6@2]" },
		{ "1 2\n-3e2\t0.5", "[1|2|-300@2|0.5@2]" },
		{ "[\n 1.5 ,\n 2\n]\n", "[1.5 2]" },
		{ "{\"a\":1,\"b\":2}\n{\"b\":4,\"a\":3}", "(a,b)[1 2|3 4@2]" },
		{ "[{\"a\":1},{\"a\":2}][{\"a\":3}]{\"a\":4}", "(a)[1|2|3|4]" },
		{ "[{\"a\":1},\n{\"a\":2}]", "(a)[1|2@2]" },
		{ "{\"loss\":3,\"config\":{\"n\":1,\"deep\":{\"x\":7}},\"z\":0}", "(loss,config.n,config.deep.x,z)[3 1 7 0]" },
		{ "", "" }, { "[]", "" }, { " [ ] \n", "" }, { "[] []", "" }, { "[][{\"a\":1}][]", "(a)[1]" },
		{ "[[1,2],[3]]", "[1 2] in:1:10: row has 1 cells, expected 2 (from line 1)" },
		{ "[1,2]\n[3,4,5,6]", "[1 2] in:2:9: row has 4 cells, expected 2 (from line 1)" },
		{ "[1,2]\n[]", "[1 2] in:2:2: row has 0 cells, expected 2 (from line 1)" },
		{ "\n[] [1]", "in:2: an empty array stands before the first row" },
		{ "[1,[2]]", "in:1:4: an array among the values of a row" },
		{ "[1,{\"a\":2}]", "in:1:4: an object among the values of a row" },
		{ "[[1],2]", "[1] in:1:6: a single value among rows" },
		{ "[{\"a\":1},2]", "(a)[1] in:1:10: a single value among records" },
		{ "[{\"a\":1},[2]]", "(a)[1] in:1:10: a row among records" },
		{ "[1] {\"a\":1}", "[1] in:1:5: a record among rows" },
		{ "1 [2]", "[1] in:1:3: a row among single values" },
		{ "{}", "in:1:2: the first record has no keys" },
		{ "[1,2]\n[3,x]", "[1 2] in:2:4: \"x\" is not a value of JSON" },
	};
	CHECK(defaults(), samples);
	tap_group("scalars, rows, records and sequences of them; mixtures are refused at their place");
}

static void
records(void)
{
	static const struct sample samples[] = {
		{ "{\"a\":1,\"b\":2}{\"a\":3}", "(a,b)[1 2] in:1:14 (column \"b\"): the record has no value for this column; "
			"--na skip leaves such cells out" },
		{ "{\"a\":1}{\"a\":3,\"c\":4}", "(a)[1] in:1:19 (column \"c\"): the first record does not have this key; "
			"name it there too (null will do), or choose columns" },
		{ "{\"a\":1,\"a\":2}", "in:1:12 (column \"a\"): the record has this key twice" },
		{ "{\"a\":1,\"A\":2}", "(a,A)[1 2]" },
		{ "{\"a\":{\"x\":1},\"a\":{\"y\":2}}", "in:1:18 (column \"a\"): the record has this key twice" },
		{ "{\"a.b\":1,\"a\":{\"b\":2}}", "in:1:19 (column \"a.b\"): the record has this key twice" },
		{ "{\"a\":1,\"b\":2}\n{\"b\":1,\"b\":2}", "(a,b)[1 2] in:2:12 (column \"b\"): the record has this key twice" },
		{ "{\"a\":1,\"b\":[1,{}]}", "(a,b) in:1:12 (column \"b\"): an array is not a cell of a table" },
		{ "{\"a\":1}{\"a\":{}}", "(a)[1] in:1:13 (column \"a\"): an object, where the first record has a value" },
		{ "{\"a\":{\"b\":1}}{\"a\":5}", "(a.b)[1] in:1:19 (column \"a\"): the first record has an object here" },
		{ "{\"a\":\"x\"}", "(a) in:1:6 (column \"a\"): \"x\" is not a number" },
		{ "{\"a\":\"1.5\"}", "(a) in:1:6 (column \"a\"): \"1.5\" is a text, not a number; numbers of JSON stand without quotes" },
		{ "{\"a\":true}", "(a) in:1:6 (column \"a\"): \"true\" is not a number" },
		{ "{\"a\":null}", "(a) in:1:6 (column \"a\"): \"null\" is not a number; --na skip leaves such cells out" },
		{ "{\"\":1,\"\\u00e9\\n\":2}", "(,\xC3\xA9\n)[1 2]" },
	};
	CHECK(defaults(), samples);

	static const struct sample missing[] = {
		{ "{\"a\":1,\"b\":2}{\"a\":3}{}", "(a,b)[1 2|3 nan|nan nan]" },
		{ "{\"a\":{\"b\":1,\"c\":2}}{\"a\":null}", "(a.b,a.c)[1 2|nan nan]" },
		{ "{\"a\":null}{\"a\":NaN}{\"a\":\"\"}{\"a\":\"NA\"}{\"a\":\" nan \"}{\"a\":2}", "(a)[nan|nan|nan|nan|nan|2]" },
	};
	struct run r = defaults();
	r.opts.missing = MISSING_NAN;
	CHECK(r, missing);
	tap_group("records: keys in any order, absent, new, twice; nested ones flatten; what has no cell is refused by its path");
}

static void
choices(void)
{
	static const struct column mixed[] = { { 2, TEXT, false }, { 0, NUMBER, false }, { 2, NUMBER, true }, { 0, TEXT, false } };
	static const struct sample samples[] = {
		{ "{\"a\":1,\"b\":[1],\"c\":null}{\"q\":5,\"c\":4.50,\"a\":2,\"b\":{\"b\":[]}}", "(a,b,c)[1 nan '' '1'|2 4.5 '4.50' '2']" },
		{ "{\"a\":1,\"b\":0,\"c\":2}{\"q\":1,\"q\":2}", "(a,b,c)[1 2 '2' '1'] in:1:31 (column \"q\"): the record has this key twice" },
		{ "{\"a\":1,\"b\":0,\"c\":[2]}", "(a,b,c) in:1:18 (column \"c\"): an array is not a cell of a table" },
		{ "[[1,2,123456789012345678901],[4,5,6]]", "in:1:7: no double holds the integer \"123456789012345678901\"; "
			"written with a decimal point it is rounded" },
		{ "[1,\"x\",3]\n[4,5,6]", "(1,x,3?)[1 3 '3' '1'|4 6 '6' '4'@2]" },
		{ "[1,2,3]\n[4,5]", "[1 3 '3' '1'] in:2:5: row has 2 cells, expected 3 (from line 1)" },
	};
	struct run r = defaults();
	r.n = 4;
	r.columns = mixed;
	CHECK(r, samples);

	static const struct column count = { 0, COUNT, false };
	static const struct sample counts[] = { { "\"70B\" 7 \"8\"", "(70B?)[70000000000|7|8]" } };
	r.n = 1;
	r.columns = &count;
	CHECK(r, counts);

	static const struct column text = { 0, TEXT, false };
	static const struct sample texts[] = {
		{ "123456789012345678901234567890 \"a\\\"b\" true null -1.50", "[ '123456789012345678901234567890'| 'a\"b'| 'true'| ''| '-1.50']" },
	};
	r.columns = &text;
	CHECK(r, texts);

	static const struct sample headed[] = {
		{ "[\"a\",\"b\"] [1,2]", "(a,b?)[1 2]" },
		{ "[\"a\",\"b\"] [1,\"u\"]", "(a,b?) in:1:14 (column \"b\"): \"u\" is not a number" },
		{ "\"loss\" 1 2", "(loss?)[1|2]" },
	};
	r = defaults();
	r.header = true;
	CHECK(r, headed);
	tap_group("columns chosen as numbers, counts and texts, twice, in any order; a row of names");
}

static void
values(void)
{
	static const struct sample plain[] = {
		{ "[0,-0,0.1,1e-400,4.9e-324,1.7976931348623157e308]", "[0 -0 0.10000000000000001 0 4.9406564584124654e-324 1.7976931348623157e+308]" },
		{ "[1,1e999]", "in:1:4: \"1e999\" is beyond the largest double" },
		{ "[9007199254740992,9007199254740993]", "in:1:19: no double holds the integer \"9007199254740993\"; "
			"written with a decimal point it is rounded" },
		{ "[1,Infinity]", "in:1:4: \"Infinity\" is not finite" },
		{ "[1,\"-inf\"]", "(1,-inf?) in:1:4: \"-inf\" is not finite" },
		{ "[1,NaN]", "in:1:4: \"NaN\" is not a number; --na skip leaves such cells out" },
		{ "[1,nan]", "in:1:4: \"nan\" is not a value of JSON" },
		{ "[1,inf]", "in:1:4: \"inf\" is not a value of JSON" },
	};
	CHECK(defaults(), plain);

	static const struct sample wide[] = {
		{ "[Infinity,-Infinity,\"inf\",\"-inf\",\" Infinity \",NaN,null,\"None\",9007199254740993]",
			"(Infinity,-Infinity,inf,-inf,Infinity,NaN,,None,9007199254740993?)[inf -inf inf -inf inf nan nan nan 9007199254740992]" },
		{ "[1e999]", "in:1:2: \"1e999\" is beyond the largest double" },
	};
	struct run r = defaults();
	r.opts.missing = MISSING_NAN;
	r.opts.infinite = r.opts.rounded = true;
	CHECK(r, wide);
	tap_group("numbers: range, integers beyond 2^53, infinities and missing values by the options");
}

static void
lengths(void)
{
	static const struct sample ragged[] = {
		{ "[1,2]\n[3,4]\n[5]\n[]\n[6,7]", "[1 2|3 4@2][5@3][@4][6 7@5]" },
		{ "[[1],[],[2,3]]", "[1][][2 3]" },
	};
	struct run r = defaults();
	r.opts.ragged = true;
	CHECK(r, ragged);

	static const struct sample single[] = { { "[1,2][3,4][5,6]", "[1 2|3 4][5 6]" }, { "{\"a\":1}{\"a\":2}{\"a\":3}", "(a)[1|2][3]" } };
	r = defaults();
	r.max_rows = 2;
	CHECK(r, single);
	tap_group("rows of different length make blocks of their own; max_rows is kept");
}

int
main(void)
{
	forms();
	records();
	choices();
	values();
	lengths();
	return tap_done();
}
