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
		{ "[[1,2],[3]]", "[1 2] in:1:10: row has 1 cell, expected 2 (from line 1)" },
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
		{ "[[],[1,2]]", "in:1:3: the first row has no cells" },
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
		{ "{\"a\":\"1.5\"}", "(a) in:1:6 (column \"a\"): \"1.5\" is a text, not a number; numbers of JSON stand "
			"without quotes" },
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
	static const struct column mixed[] = { { 2, TEXT, false }, { 0, NUMBER, false }, { 2, NUMBER, true },
		{ 0, TEXT, false } };
	static const struct sample samples[] = {
		{ "{\"a\":1,\"b\":[1],\"c\":null}{\"q\":5,\"c\":4.50,\"a\":2,\"b\":{\"b\":[]}}",
			"(a,b,c)[1 nan '' '1'|2 4.5 '4.50' '2']" },
		{ "{\"a\":1,\"b\":0,\"c\":2}{\"q\":1,\"q\":2}",
			"(a,b,c)[1 2 '2' '1'] in:1:31 (column \"q\"): the record has this key twice" },
		{ "{\"a\":1,\"b\":0,\"c\":[2]}", "(a,b,c) in:1:18 (column \"c\"): an array is not a cell of a table" },
		{ "{\"a\":1,\"b\":0,\"c\":2}{\"a\":1,\"c\":{}}",
			"(a,b,c)[1 2 '2' '1'] in:1:31 (column \"c\"): an object, where the first record has a value" },
		{ "{\"a\":1,\"b\":0,\"c\":2}{\"a\":3}", "(a,b,c)[1 2 '2' '1'|3 nan '' '3']" },
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
		{ "123456789012345678901234567890 \"a\\\"b\" true null -1.50",
			"[ '123456789012345678901234567890'| 'a\"b'| 'true'| ''| '-1.50']" },
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
		{ "[0,-0,0.1,1e-400,4.9e-324,1.7976931348623157e308]",
			"[0 -0 0.10000000000000001 0 4.9406564584124654e-324 1.7976931348623157e+308]" },
		{ "[1,1e999]", "in:1:4: \"1e999\" is beyond the largest double" },
		{ "[9007199254740992,9007199254740993]", "in:1:19: no double holds the integer \"9007199254740993\"; "
			"written with a decimal point it is rounded" },
		{ "[1,Infinity]", "in:1:4: \"Infinity\" is not finite; a missing value is NA or nan, which --na skip leaves out" },
		{ "[1,\"-inf\"]", "(1,-inf?) in:1:4: \"-inf\" is not finite; a missing value is NA or nan, which --na skip leaves out" },
		{ "[1,NaN]", "in:1:4: \"NaN\" is not a number; --na skip leaves such cells out" },
		{ "[1,nan]", "in:1:4: \"nan\" is not a value of JSON" },
		{ "[1,inf]", "in:1:4: \"inf\" is not a value of JSON" },
	};
	CHECK(defaults(), plain);

	static const struct sample wide[] = {
		{ "[Infinity,-Infinity,\"inf\",\"-inf\",\" Infinity \",NaN,null,\"None\",9007199254740993]",
			"(Infinity,-Infinity,inf,-inf,Infinity,NaN,,None,9007199254740993?)[inf -inf inf -inf inf nan nan nan "
				"9007199254740992]" },
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

	static const struct column third = { 2, NUMBER, false };
	static const struct sample short_of_it[] = {
		{ "[1,2,3]\n[4,5,6,7]\n[8,9]", "[3|6@2] in:3:5: row has 2 cells, but column 3 was chosen" },
		{ "[1,2,3]\n[4]", "[3] in:2:3: row has 1 cell, but column 3 was chosen" },
	};
	r.n = 1;
	r.columns = &third;
	CHECK(r, short_of_it);

	static const struct sample single[] = {
		{ "[1,2][3,4][5,6]", "[1 2|3 4][5 6]" },
		{ "{\"a\":1}{\"a\":2}{\"a\":3}", "(a)[1|2][3]" },
	};
	r = defaults();
	r.max_rows = 2;
	CHECK(r, single);
	tap_group("rows of different length make blocks of their own; max_rows is kept");
}

/* input-output.md, section 7, as tables (tests/unit/document.c has it as documents), and what RFC 8259 has besides. */
static void
grammar(void)
{
	static const struct sample samples[] = {
		{ "[1e-400]", "[0]" },
		{ "01", "in:1:1: \"01\" is not a number of JSON; a number has no 0 in front" },
		{ "-01", "in:1:1: \"-01\" is not a number of JSON; a number has no 0 in front" },
		{ "[1.]", "in:1:2: \"1.\" is not a number of JSON; digits are missing at its end" },
		{ "1e", "in:1:1: \"1e\" is not a number of JSON; digits are missing at its end" },
		{ "0x10", "in:1:1: \"0x10\" is not a number of JSON" },
		{ "1-2", "in:1:1: \"1-2\" is not a number of JSON" },
		{ "1.2.3", "in:1:1: \"1.2.3\" is not a number of JSON" },
		{ "[1,2] garbage", "[1 2] in:1:7: \"garbage\" is not a value of JSON" },
		{ "[1,2] [3]", "[1 2] in:1:9: row has 1 cell, expected 2 (from line 1)" },
		{ "[1,2]}", "[1 2] in:1:6: a value was expected, not \"}\"" },
		{ "[1],[2]", "[1] in:1:4: a value was expected, not \",\"" },
		{ "[1,2", "in:1:5: a comma or ] was expected, but the input ends inside the value of line 1" },
		{ "[1,\n2,", "in:2:3: a value was expected, but the input ends inside the value of line 1" },
		{ "[1,2,]", "in:1:6: a value was expected, not \"]\"" },
		{ "[,1]", "in:1:2: a value was expected, not \",\"" },
		{ "[1 2]", "in:1:4: a comma or ] was expected, not \"2\"" },
		{ "[1;2]", "in:1:2: \"1;2\" is not a number of JSON" },
		{ "[1\f]", "in:1:2: \"1\\x0c\" is not a number of JSON" },
		{ "[1}", "in:1:3: a comma or ] was expected, not \"}\"" },
		{ "{\"a\":1]", "in:1:7: a comma or } was expected, not \"]\"" },
		{ "[1] // x", "[1] in:1:5: \"//\" is not a value of JSON; JSON has no comments" },
		{ "[\"a\\ud800b\"]", "in:1:4: \\ud800 is half of a surrogate pair" },
		{ "[\"\\u0000\"]", "in:1:3: \\u0000 cannot be part of a text" },
		{ "[\"\xE2\x82\"]", "in:1:3: the byte 0xe2 in a string is not part of valid UTF-8" },
		{ "[\"\\", "in:1:3: \"\\\" is not an escape of JSON" },
		{ "[\"abc", "in:1:2: a string is not closed" },
	};
	CHECK(defaults(), samples);

	static const struct column text = { 0, TEXT, false };
	static const struct sample strings[] = {
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\" \"\\u00e9\\u20AC\\ud83d\\ude00x\" \"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\\/\"",
			"(\"\\/\b\f\n\r?)[ '\"\\/\b\f\n\r\t'| '\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x'| "
				"'\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80/']" },
	};
	struct run r = defaults();
	r.n = 1;
	r.columns = &text;
	CHECK(r, strings);

	static const char nul[] = "[\"a\0b\"]";
	r = defaults();
	run_bytes(&r, sizeof nul - 1, nul);
	TAP_OK(strcmp(r.out, "in:1:4: a control byte stands in a string") == 0, "%s", r.out);
	char deep[1100], longer[200] = "[0.";
	for (int k = 512; k <= 513; k++) {
		memset(deep, '[', (size_t)k);
		memset(deep + k, ']', (size_t)k);
		run_bytes(&r, 2 * (size_t)k, deep);
		TAP_OK(strcmp(r.out, "in:1:3: an array among the values of a row") == 0, "%s", r.out);
		struct err e = { 0 };
		struct input in;
		struct json_scan s = { .in = &in, .err = &e };
		run_input(&in, FEED_FILE, 2 * (size_t)k, deep, &e);
		while (json_scan_next(&s) > JSON_END)
			continue;
		TAP_OK(k == 512 ? e.code == 0 && s.depth == 0 : e.code == ERR_INPUT && e.column == 513, "%d deep: %s", k, e.text);
		json_scan_free(&s);
		input_close(&in, &e);
	}
	memset(longer + 3, '3', 100);
	strcpy(longer + 103, "]");
	run_bytes(&r, 104, longer);
	TAP_OK(strcmp(r.out, "[0.33333333333333331]") == 0, "a number of 102 bytes: %s", r.out);
	tap_group("the grammar is RFC 8259 and nothing else: each departure at its place");
}

/* Arrays of random numbers, over several buffers, read in runs: every one is strtod's, and each row has its line. */
static void
streams(void)
{
	enum { N = 120000, SPACE = N * 40 };
	char *text = mem_alloc(SPACE, 1);
	double *want = mem_alloc(N, sizeof *want);
	if (!text || !want)
		exit(1);
	for (int form = 0; form < 4; form++) {		/* one row; one row over many lines; rows of 3; rows of 3 in an array */
		uint64_t x = 1 + (uint64_t)form;
		size_t n = 0;
		text[n++] = form == 2 ? ' ' : '[';
		for (size_t i = 0; i < N; i++) {
			x = x * 6364136223846793005u + 1442695040888963407u;
			int e = (int)(x >> 33) % 40 - 20;
			const char *before = i == 0 ? "" : form == 1 ? "\t,\r\n " : form == 2 && i % 3 == 0 ? "\n"
				: i % 7 ? "," : " ,  ";
			n += (size_t)snprintf(text + n, 10, "%s%s", before, form >= 2 && i % 3 == 0 ? "[" : "");
			size_t at = n;
			n += (size_t)snprintf(text + n, 40, e & 1 ? "%.*g" : "%.*f", (int)(x >> 50) % 17 + 1,
				(double)(int64_t)x * 1e-15);
			want[i] = strtod(text + at, NULL);
			n += (size_t)snprintf(text + n, 4, "%s", form >= 2 && i % 3 == 2 ? "]" : "");
		}
		n += (size_t)snprintf(text + n, 4, "%s\n", form == 2 ? "" : "]");
		for (int whole = 0; whole < 2; whole++) {
			struct err e = { 0 };
			struct reader_opts o = { .max_memory = (size_t)1 << 30, .whole_rows = whole };
			struct source s = { .type = &source_json, .opts = &o, .err = &e };
			struct block b = { .rows = 0 };
			size_t at = 0, blocks = 0, rows = 0;
			run_input(&s.in, FEED_FILE, n, text, &e);
			bool bad = s.type->open(&s) || s.width != (form < 2 ? SIZE_MAX : 3) || s.n_first ||
				s.type->start(&s, 0, NULL, true);
			while (!bad && s.type->next(&s, &b, SIZE_MAX) > 0) {
				bad = at + b.rows * b.cols > N || memcmp(b.v, want + at, b.rows * b.cols * sizeof b.v[0]) ||
					b.more != (form < 2 && at + b.cols < N) ||
					(form == 2 && b.line[b.rows - 1] != rows + b.rows);
				at += b.rows * b.cols;
				rows += b.rows;
				blocks++;
			}
			TAP_OK(!bad && !e.code && at == N && (form >= 2 || whole ? true : blocks > 3),
				"form %d: %zu of %d numbers, %zu blocks: %s",
				form, at, N, blocks, e.text);
			s.type->close(&s);
			input_close(&s.in, &e);
		}
	}
	mem_free(text);
	mem_free(want);
	tap_group("long arrays and many rows, in blocks and pieces: the numbers of strtod");
}

static void
memory(void)
{
	static const char *const texts[] = { "[[1,2],[3,4]]", "{\"a\":1,\"b\":\"\\u0041\"}{\"b\":\"x\",\"a\":2}",
		"[\"a\",\"b\"] [1,2]", "1 2 3" };
	static const struct column one = { 0, NUMBER, false };
	for (size_t i = 0; i < 4; i++) {
		unsigned long k = 0;
		for (bool done = false; !done && k < 100; k++) {
			struct run r = defaults();
			r.n = i == 1 ? 1 : 0;
			r.columns = &one;
			r.header = i == 2;
			mem_fail_at(k + 1, true);
			run_bytes(&r, strlen(texts[i]), texts[i]);
			mem_fail_at(0, false);
			done = r.err.code == 0;
			TAP_OK(done || r.err.code == ERR_MEMORY, "%s, allocation %lu: %s", texts[i], k + 1, r.out);
		}
		TAP_OK(k > 3 && k < 100, "%lu allocations", k);
	}
	static const struct column text = { 1, TEXT, false };
	char records[400] = "{\"a\":1,\"b\":\"x\"}";
	for (size_t i = 0; i < 40; i++)
		strcat(records, "{\"a\":1}");
	for (unsigned long k = 1, good = 0; !good && k < 100; k++) {
		struct run r = defaults();
		r.n = 1;
		r.columns = &text;
		mem_fail_at(k, false);
		run_bytes(&r, strlen(records), records);
		mem_fail_at(0, false);
		good = r.err.code == 0;
		TAP_OK(good || r.err.code == ERR_MEMORY, "records without a text, allocation %lu: %s", k, r.out);
	}
	struct run r = defaults();
	r.opts.max_memory = 1000;
	r.opts.whole_rows = true;
	char row[60000] = "[1";
	size_t n = 2;
	while (n < sizeof row - 2)
		n += (size_t)snprintf(row + n, 3, ",1");
	row[n++] = ']';
	run_bytes(&r, n, row);
	TAP_OK(r.err.code == ERR_MEMORY && strstr(r.out, "does not fit --max-memory"), "%s", r.out);
	memcpy(row, "[1][1,1,\t1", 10);		/* a tab ends a run of numbers that are read at once */
	r.opts.ragged = true;
	run_bytes(&r, n, row);
	TAP_OK(r.err.code == ERR_MEMORY && strstr(r.out, "does not fit --max-memory"), "%s", r.out);
	r.opts.max_memory = 0;
	run_bytes(&r, n, row);
	TAP_OK(r.err.code == 0, "no limit: %s", r.out);
	tap_group("every failing allocation is an error; so is a row larger than --max-memory");
}

/* {"aaa..": {"0":0, "1":0, ..}}: n bytes of a key, and the names of k columns. */
static size_t
nested(char *out, size_t n, size_t k)
{
	size_t at = 0;
	at += (size_t)sprintf(out, "{\"");
	memset(out + at, 'a', n);
	at += n;
	at += (size_t)sprintf(out + at, "\":{");
	for (size_t i = 0; i < k; i++)
		at += (size_t)sprintf(out + at, "%s\"%zu\":0", i ? "," : "", i);
	return at + (size_t)sprintf(out + at, "}}");
}

static void
names(void)
{
	char *text = malloc(1 << 24);
	struct run r = defaults();
	/* 10^6 + 10 (10^6 + 2) + 56 (10^6 + 3) bytes fit into 2^26: it is key 66 whose value is one too many */
	size_t n = nested(text, 1000000, 100);
	run_bytes(&r, n, text);
	TAP_OK(strstr(r.out, ":1:1000463: the names of the keys of a record take more than 64 MiB"), "%.200s", r.out);

	static const char first[] = "{\"x\":1,\"y\":2}";
	memcpy(text, first, sizeof first - 1);
	n = sizeof first - 1 + nested(text + sizeof first - 1, 1000000, 100);
	r = defaults();
	r.n = 1;
	r.columns = &(struct column){ .index = 0 };
	run_bytes(&r, n, text);
	TAP_OK(strstr(r.out, "take more than 64 MiB"), "%.200s", r.out);

	r = defaults();
	n = nested(text, 0, 1000001);
	run_bytes(&r, n, text);
	TAP_OK(strstr(r.out, "more than 1000000 columns"), "%.200s", r.out);
	free(text);
	tap_group("the names and the columns of a record have limits");
}

int
main(void)
{
	forms();
	records();
	choices();
	values();
	lengths();
	grammar();
	streams();
	memory();
	names();
	return tap_done();
}
