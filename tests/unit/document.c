/* SPDX-License-Identifier: MIT */
/* document: what is read as one, its values, and the places of what is wrong. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed.h"
#include "io/document.h"
#include "tap.h"

#define LAW "{\"schema\":\"mlcoreutils/law/1\","

/* Reads text as one document of schema law 1; what is wrong goes to line. */
static struct document *
read_law(size_t n, const char *text, struct err *e, char line[600])
{
	char path[FEED_PATH];
	err_clear(e);
	feed_file(n, text, path);
	struct document *d = document_read(path, "mlcoreutils/law", 1, e);
	if (e->file)
		e->file = "law.json";
	err_line(e, 600, line);
	unlink(path);
	return d;
}

/* input-output.md, section 7, and what else is not RFC 8259: each refused with its message. */
static void
strict(void)
{
	static const struct { const char *in, *line; } bad[] = {
		{ LAW "\"x\":01}", "law.json:1:35: \"01\" is not a number of JSON; a number has no 0 in front" },
		{ LAW "\"x\":-01}", "law.json:1:35: \"-01\" is not a number of JSON; a number has no 0 in front" },
		{ LAW "\"x\":1.}", "law.json:1:35: \"1.\" is not a number of JSON; digits are missing at its end" },
		{ LAW "\"x\":.5}", "law.json:1:35: \".5\" is not a number of JSON; write 0 before the point" },
		{ LAW "\"x\":+1}", "law.json:1:35: \"+1\" is not a number of JSON; a number has no + in front" },
		{ LAW "\"x\":1e}", "law.json:1:35: \"1e\" is not a number of JSON; digits are missing at its end" },
		{ LAW "\"x\":-}", "law.json:1:35: \"-\" is not a number of JSON; digits are missing at its end" },
		{ LAW "\"x\":0x10}", "law.json:1:35: \"0x10\" is not a number of JSON" },
		{ LAW "\"x\":1-2}", "law.json:1:35: \"1-2\" is not a number of JSON" },
		{ LAW "\"x\":1.2.3}", "law.json:1:35: \"1.2.3\" is not a number of JSON" },
		{ LAW "\"x\":NaN}", "law.json:1:35: \"NaN\" is not a value of JSON" },
		{ LAW "\"x\":nan}", "law.json:1:35: \"nan\" is not a value of JSON" },
		{ LAW "\"x\":Infinity}", "law.json:1:35: \"Infinity\" is not a value of JSON" },
		{ LAW "\"x\":-Infinity}", "law.json:1:35: \"-Infinity\" is not a number of JSON" },
		{ LAW "\"x\":True}", "law.json:1:35: \"True\" is not a value of JSON; true, false and null are lower case" },
		{ LAW "\"x\":'a'}", "law.json:1:35: \"'a'\" is not a value of JSON; strings stand in double quotes" },
		{ LAW "/* */\"x\":1}", "law.json:1:31: a key in double quotes was expected, not \"/\"" },
		{ LAW "\"x\":1}//", "law.json:1:37: \"//\" is not a value of JSON; JSON has no comments" },
		{ LAW "\"x\":1,}", "law.json:1:37: a key in double quotes was expected, not \"}\"" },
		{ LAW "\"x\":[1,]}", "law.json:1:38: a value was expected, not \"]\"" },
		{ LAW "\"x\":[1 2]}", "law.json:1:38: a comma or ] was expected, not \"2\"" },
		{ LAW "\"x\" 1}", "law.json:1:35: a colon was expected, not \"1\"" },
		{ LAW "\"x\":1 \"y\":2}", "law.json:1:37: a comma or } was expected, not \"\"\"" },
		{ LAW "\"x\":[1}", "law.json:1:37: a comma or ] was expected, not \"}\"" },
		{ LAW "x:1}", "law.json:1:31: a key in double quotes was expected, not \"x\"" },
		{ LAW "\"x\":1} garbage", "law.json:1:38: \"garbage\" is not a value of JSON" },
		{ LAW "\"x\":1} [3]", "law.json:1:38: something follows the document" },
		{ LAW "\"x\":1}{}", "law.json:1:37: something follows the document" },
		{ LAW "\"x\":1}}", "law.json:1:37: a value was expected, not \"}\"" },
		{ LAW "\"x\":1,\n \"y\":2,\"x\":3}", "law.json:2:13 (column \"x\"): an object has this key twice" },
		{ LAW "\"a\":[0,{\"b\":1,\"c\":2,\"b\":3}]}", "law.json:1:56 (column \"a[1].b\"): an object has this key twice" },
		{ LAW "\"x\":\"\\u0000\"}", "law.json:1:36: \\u0000 cannot be part of a text" },
		{ LAW "\"x\":\"\\ud800\"}", "law.json:1:36: \\ud800 is half of a surrogate pair" },
		{ LAW "\"x\":\"\\udc00\"}", "law.json:1:36: \\udc00 is half of a surrogate pair" },
		{ LAW "\"x\":\"\\ud800\\u0041\"}", "law.json:1:36: \\ud800 is half of a surrogate pair" },
		{ LAW "\"x\":\"\\u12g4\"}", "law.json:1:36: \\u takes four hexadecimal digits" },
		{ LAW "\"x\":\"\\x41\"}", "law.json:1:36: \"\\x\" is not an escape of JSON" },
		{ LAW "\"x\":\"a\tb\"}", "law.json:1:37: a control byte stands in a string; write \\u0009 for it" },
		{ LAW "\"x\":\"a\nb\"}", "law.json:1:37: a control byte stands in a string; write \\u000a for it" },
		{ LAW "\"x\":\"a\xFF\"}", "law.json:1:37: the byte 0xff in a string is not part of valid UTF-8" },
		{ LAW "\"x\":\"\xC0\x80\"}", "law.json:1:36: the byte 0xc0 in a string is not part of valid UTF-8" },
		{ LAW "\"x\":\"\xED\xA0\x80\"}", "law.json:1:36: the byte 0xed in a string is not part of valid UTF-8" },
		{ LAW "\"x\":\"open}", "law.json:1:35: a string is not closed" },
		{ LAW "\"x\":[1,", "law.json:1:38: a value was expected, but the input ends inside the value of line 1" },
		{ "\n" LAW "\n\"x\"", "law.json:3:4: a colon was expected, but the input ends inside the value of line 2" },
		{ "{", "law.json:1:2: a key in double quotes or } was expected, but the input ends inside the value of line 1" },
		{ "", "law.json: no document" },
		{ " \n", "law.json: no document" },
		{ "[1]", "law.json:1:1: a document begins with {" },
		{ "1", "law.json:1:1: a document begins with {" },
		{ "law", "law.json:1:1: \"law\" is not a value of JSON" },
	};
	char line[600];
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err e;
		struct document *d = read_law(strlen(bad[i].in), bad[i].in, &e, line);
		TAP_OK(!d && e.code == ERR_INPUT && strcmp(line, bad[i].line) == 0, "%s\n#   gives %s\n#   not   %s", bad[i].in,
			line, bad[i].line);
		document_close(d);
	}
	static const char nul[] = LAW "\"x\":\"a\0b\"}";
	struct err e;
	TAP_OK(!read_law(sizeof nul - 1, nul, &e, line) && strcmp(line, "law.json:1:37: a control byte stands in a string") == 0,
		"%s", line);
	tap_group("what is not strict JSON, or not one document, is refused at its place");
}

static void
schema(void)
{
	static const struct { const char *in, *line; } bad[] = {
		{ "{}", "law.json: not a document of mlcoreutils: it has no \"schema\"; \"schema\": \"mlcoreutils/law/1\" was "
			"expected" },
		{ "{\"Schema\":\"mlcoreutils/law/1\"}",
			"law.json: not a document of mlcoreutils: it has no \"schema\"; \"schema\": \"mlcoreutils/law/1\" was "
				"expected" },
		{ "{\"schema\":1}", "law.json (column \"schema\"): a string was expected, not 1" },
		{ "{\"schema\":\"mlcoreutils/law/2\"}",
			"law.json (column \"schema\"): \"mlcoreutils/law/2\" is of another version; mlcoreutils/law/1 is read" },
		{ "{\"schema\":\"mlcoreutils/law/10\"}",
			"law.json (column \"schema\"): \"mlcoreutils/law/10\" is of another version; mlcoreutils/law/1 is read" },
		{ "{\"schema\":\"mlcoreutils/lawn/1\"}",
			"law.json (column \"schema\"): the document is \"mlcoreutils/lawn/1\", not mlcoreutils/law/1" },
		{ "{\"schema\":\"mlcoreutils/la\"}",
			"law.json (column \"schema\"): the document is \"mlcoreutils/la\", not mlcoreutils/law/1" },
		{ "{\"schema\":\"mlcoreutils/part/1\"}",
			"law.json (column \"schema\"): the document is \"mlcoreutils/part/1\", not mlcoreutils/law/1" },
	};
	char line[600];
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err e;
		struct document *d = read_law(strlen(bad[i].in), bad[i].in, &e, line);
		TAP_OK(!d && e.code == ERR_INPUT && strcmp(line, bad[i].line) == 0, "%s\n#   gives %s\n#   not   %s", bad[i].in,
			line, bad[i].line);
		document_close(d);
	}
	static const char *const good[] = { LAW "\"unknown\":{\"x\":1e999}}", "\xEF\xBB\xBF \n" LAW "\"a\":0} \r\n\t",
		"{\"a\":0,\"schema\":\"mlcoreutils/law/1\"}" };
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct err e;
		struct document *d = read_law(strlen(good[i]), good[i], &e, line);
		TAP_OK(d && !e.code, "%s: %s", good[i], line);
		document_close(d);
	}
	tap_group("schema: ours in our version wherever it stands; others are named; unknown keys do not matter");
}

static void
values(void)
{
	static const char text[] = LAW "\"law\":\"chinchilla \\u00e9\\ud83d\\ude00\\n\",\"level\":0.95,\"ok\":true,\"none\":null,"
		"\"seed\":\"18446744073709551615\",\"rows\":240,\"lo\":\"-inf\",\"hi\":\"inf\",\"nan\":\"nan\","
		"\"roles\":{\"N\":\"params\",\"D\":\"tokens\"},"
		"\"draws\":[[1,2.5,null],[0.1,1e-400,\"inf\"]],\"big\":1e999,\"id\":9007199254740993,\"minus\":-1,\"half\":0.5}";
	char line[600];
	struct err e;
	struct document *d = read_law(sizeof text - 1, text, &e, line);
	TAP_OK(d != NULL, "%s", line);
	if (!d)
		return;
	const struct node *root = document_root(d), *node, *row;
	struct str s;
	double x = 0, v[2][3];
	uint64_t k = 0;
	bool flag = false;
	size_t n = 0;
	TAP_OK(!document_text(d, root, "law", &s) && str_is(s, "chinchilla \xC3\xA9\xF0\x9F\x98\x80\n") && s.s[s.n] == '\0',
		"text");
	TAP_OK(!document_number(d, root, "level", &x) && x == 0.95, "number %g", x);
	TAP_OK(!document_flag(d, root, "ok", &flag) && flag, "flag");
	TAP_OK(!document_real(d, root, "none", &x) && isnan(x), "null is nan: %g", x);
	TAP_OK(!document_real(d, root, "lo", &x) && isinf(x) && x < 0, "-inf: %g", x);
	TAP_OK(!document_real(d, root, "nan", &x) && isnan(x), "nan: %g", x);
	TAP_OK(!document_real(d, root, "hi", &x) && isinf(x) && x > 0, "inf: %g", x);
	TAP_OK(!document_count(d, root, "seed", &k) && k == UINT64_MAX, "a seed of 64 bits");
	TAP_OK(!document_count(d, root, "rows", &k) && k == 240, "a count");
	TAP_OK(document_find(root, "none") == NULL && document_find(root, "absent") == NULL &&
		document_find(root, "Law") == NULL &&
		document_find(root, "law") != NULL, "find");
	TAP_OK(!document_object(d, root, "roles", &node), "roles");
	char pairs[100] = "";
	for (row = document_first(node); row; row = document_after(row))
		if (!document_text(d, row, NULL, &s))
			snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), "%s=%s;", document_key(row), s.s);
	TAP_OK(strcmp(pairs, "N=params;D=tokens;") == 0, "%s", pairs);
	TAP_OK(!document_array(d, root, "draws", &node, &n) && n == 2, "draws");
	n = 0;
	for (row = document_first(node); row; row = document_after(row))
		TAP_OK(!document_reals(d, row, NULL, 3, v[n++]), "draw");
	TAP_OK(v[0][0] == 1 && v[0][1] == 2.5 && isnan(v[0][2]) && v[1][0] == 0.1 && v[1][1] == 0 && isinf(v[1][2]),
		"draws' numbers");
	TAP_OK(!e.code, "%s", e.text);
	document_close(d);
	tap_group("values: numbers, missing and infinite ones, counts, flags, texts, members, arrays");
}

/* What is asked of each of the wrong documents below, one after the other. */
static void
ask(const struct document *d)
{
	const struct node *root = document_root(d), *node = NULL, *p;
	double x;
	uint64_t k;
	struct str s;
	bool flag;
	document_text(d, root, "law", &s);
	document_number(d, root, "level", &x);
	document_count(d, root, "rows", &k);
	document_flag(d, root, "ok", &flag);
	if (!document_array(d, root, "parameters", &node, NULL))
		for (p = document_first(node); p; p = document_after(p)) {
			document_text(d, p, "name", &s);
			document_real(d, p, "lo", &x);
		}
	if (!document_array(d, root, "draws", &node, NULL))
		for (p = document_first(node); p; p = document_after(p))
			document_reals(d, p, NULL, 1, &x);
	if (!document_object(d, root, "objective", &node))
		document_number(d, node, "delta", &x);
}

static void
places(void)
{
#define GOOD "\"law\":\"x\",\"level\":1,\"rows\":3,\"ok\":false,"
#define PARAMETERS "\"parameters\":[{\"name\":\"A\",\"lo\":1},{\"name\":\"B\",\"lo\":null}],"
	static const struct { const char *in, *line; } bad[] = {
		{ LAW "\"x\":0}", "law.json (column \"law\"): this is missing" },
		{ LAW "\"law\":null}", "law.json (column \"law\"): a string was expected, not null" },
		{ LAW "\"law\":[1]}", "law.json (column \"law\"): a string was expected, not an array" },
		{ LAW "\"law\":\"x\",\"level\":\"0.5\"}",
			"law.json (column \"level\"): a finite number was expected, not \"0.5\"" },
		{ LAW "\"law\":\"x\",\"level\":1e999}", "law.json (column \"level\"): a finite number was expected, not inf" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":-1}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not -1" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":0.5}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not 0.5" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":9007199254740993}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not "
				"9007199254740992" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":\"18446744073709551616\"}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not "
				"\"18446744073709551616\"" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":\"1x\"}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not \"1x\"" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":\"\"}",
			"law.json (column \"rows\"): an integer from 0 to 2^53 - 1, or one in a string, was expected, not \"\"" },
		{ LAW "\"law\":\"x\",\"level\":1,\"rows\":3,\"ok\":1}",
			"law.json (column \"ok\"): true or false was expected, not 1" },
		{ LAW GOOD "\"parameters\":{}}", "law.json (column \"parameters\"): an array was expected, not an object" },
		{ LAW GOOD "\"parameters\":[{\"name\":\"A\",\"lo\":1},{\"lo\":2}]}",
			"law.json (column \"parameters[1].name\"): this is missing" },
		{ LAW GOOD "\"parameters\":[{\"name\":\"A\",\"lo\":\"low\"}]}",
			"law.json (column \"parameters[0].lo\"): a number, \"inf\", \"-inf\" or null was expected, not \"low\"" },
		{ LAW GOOD "\"parameters\":[3]}", "law.json (column \"parameters[0].name\"): this is missing" },
		{ LAW GOOD PARAMETERS "\"draws\":[[1],[2],[true]]}",
			"law.json (column \"draws[2][0]\"): a number, \"inf\", \"-inf\" or null was expected, not true" },
		{ LAW GOOD PARAMETERS "\"draws\":[[1],[2,3]]}",
			"law.json (column \"draws[1]\"): 1 numbers were expected, not 2" },
		{ LAW GOOD PARAMETERS "\"draws\":[[1],false]}", "law.json (column \"draws[1]\"): an array was expected, not false" },
		{ LAW GOOD PARAMETERS "\"draws\":[],\"objective\":1}",
			"law.json (column \"objective\"): an object was expected, not 1" },
		{ LAW GOOD PARAMETERS "\"draws\":[],\"objective\":{\"delta\":{}}}",
			"law.json (column \"objective.delta\"): a finite number was expected, not an object" },
		{ LAW GOOD PARAMETERS "\"draws\":[[\"inf\"],[null]],\"objective\":{\"delta\":2}}", "" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char line[600];
		struct err e;
		struct document *d = read_law(strlen(bad[i].in), bad[i].in, &e, line);
		if (d)
			ask(d);
		if (e.file)
			e.file = "law.json";
		err_line(&e, sizeof line, line);
		TAP_OK(d && strcmp(line, bad[i].line) == 0, "%s\n#   gives %s\n#   not   %s", bad[i].in, line, bad[i].line);
		document_close(d);
	}
	tap_group("what is missing or of another type is named by its path, and only the first");
}

static void
several(void)
{
	static const char text[] = LAW "\"n\":1}\n" LAW "\"n\":2}\n\n" LAW "\"n\":\"x\"}" LAW "\"n\":4,\"n\":5}";
	char path[FEED_PATH], line[600];
	struct err e = { 0 };
	pid_t child = feed_stdin(sizeof text - 1, text, 1);
	struct document *d = document_open("-", "mlcoreutils/law", 1, &e);
	double n = 0;
	TAP_OK(d && document_next(d) == 1 && !document_number(d, document_root(d), "n", &n) && n == 1, "first");
	TAP_OK(d && document_next(d) == 1 && !document_number(d, document_root(d), "n", &n) && n == 2, "second");
	TAP_OK(d && document_next(d) == 1 && document_number(d, document_root(d), "n", &n) == ERR_INPUT && n == 2, "third");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "<stdin>:4 (column \"n\"): a finite number was expected, not \"x\"") == 0, "%s", line);
	err_clear(&e);
	TAP_OK(d && document_next(d) == -1 && e.line == 4 && strcmp(e.name, "n") == 0, "fourth: %s", e.text);
	document_close(d);
	waitpid(child, NULL, 0);

	err_clear(&e);
	feed_file(7, LAW, path);
	TAP_OK(document_read("/nonexistent/law", "mlcoreutils/law", 1, &e) == NULL && e.code == ERR_SYSTEM, "%s", e.text);
	unlink(path);
	tap_group("several documents, one after the other, from a pipe that gives one byte at a time");
}

/* n copies of middle between begin and end, from mem_alloc; 1 MB at most is enough for cheap tests. */
static char *
repeat(const char *begin, size_t n, const char *middle, const char *end, size_t *length)
{
	size_t b = strlen(begin), m = strlen(middle), e = strlen(end);
	char *s = mem_alloc(b + n * m + e, 1);
	if (!s)
		exit(1);
	memcpy(s, begin, b);
	for (size_t i = 0; i < n; i++)
		memcpy(s + b + i * m, middle, m);
	memcpy(s + b + n * m, end, e);
	*length = b + n * m + e;
	return s;
}

static void
limits(void)
{
	char line[600];
	struct err e;
	size_t n;
	for (int deep = 0; deep < 2; deep++) {		/* the object itself is one level */
		char *ends = repeat("", (size_t)511 + (size_t)deep, "]", "}", &n);
		char *closed = mem_alloc(n + 1, 1);
		memcpy(closed, ends, n);
		closed[n] = '\0';
		char *s = repeat(LAW "\"x\":", (size_t)511 + (size_t)deep, "[", closed, &n);
		struct document *d = read_law(n, s, &e, line);
		TAP_OK(deep ? !d && strcmp(line, "law.json:1:546: arrays and objects are nested more than 512 deep") == 0 : !!d,
			"%s", line);
		document_close(d);
		mem_free(s);
		mem_free(closed);
		mem_free(ends);
	}

	char *s = repeat(LAW "\"x\":\"", (size_t)16 << 20, "a", "\"}", &n);
	TAP_OK(!read_law(n, s, &e, line) && strcmp(e.text, "a document is longer than 16777216 bytes") == 0, "%s", line);
	mem_free(s);
	s = repeat("", (size_t)17 << 20, " ", LAW "\"x\":0}", &n);
	struct document *d = read_law(n, s, &e, line);
	TAP_OK(d != NULL, "blanks in front do not count: %s", line);
	document_close(d);
	mem_free(s);

	/* many keys and many numbers, in a time that is no square of them */
	s = mem_alloc((size_t)3 << 20, 1);
	n = (size_t)snprintf(s, 100, LAW "\"x\":{");
	for (int i = 0; i < 100000; i++)
		n += (size_t)snprintf(s + n, 30, "\"k%d\":%d,", i, i);
	n += (size_t)snprintf(s + n, 30, "\"k7\":0}}");
	d = read_law(n, s, &e, line);
	TAP_OK(!d && strcmp(e.name, "x.k7") == 0 && strcmp(e.text, "an object has this key twice") == 0, "%s", line);
	document_close(d);
	mem_free(s);
	tap_group("limits: 512 levels, 16 MiB; 100000 keys");
}

static unsigned long scarce_left;

static void *
scarce(size_t n)
{
	return scarce_left > 0 && --scarce_left == 0 ? NULL : malloc(n);
}

static void
memory(void)
{
	static const char text[] = LAW "\"a\":[1,{\"b\":\"\\u0041\"}],\"c\":{}}";
	char path[FEED_PATH];
	feed_file(sizeof text - 1, text, path);
	for (int sticky = 0; sticky < 2; sticky++) {
		unsigned long k = 0;
		for (bool done = false; !done && k < 100; k++) {
			struct err e = { 0 };
			mem_fail_at(k + 1, sticky);
			struct document *d = document_read(path, "mlcoreutils/law", 1, &e);
			mem_fail_at(0, false);
			done = d != NULL;
			TAP_OK(done ? e.code == 0 : e.code == ERR_MEMORY, "allocation %lu: %d %s", k + 1, e.code, e.text);
			document_close(d);
		}
		TAP_OK(k > 3 && k < 100, "%lu allocations", k);
	}
	for (unsigned long k = 1, n = 0; n < k; k++) {		/* cJSON's own */
		struct err e = { 0 };
		n = 0;
		scarce_left = k;
		cJSON_InitHooks(&(cJSON_Hooks){ scarce, free });
		struct document *d = document_read(path, "mlcoreutils/law", 1, &e);
		cJSON_InitHooks(NULL);
		n = scarce_left ? k + 1 : 0;
		TAP_OK(n ? d && e.code == 0 && k > 8 : !d && e.code == ERR_MEMORY, "allocation %lu of cJSON: %d %s", k, e.code, e.text);
		document_close(d);
	}
	struct err e = { .code = ERR_INPUT };
	TAP_OK(!document_open(path, "mlcoreutils/law", 1, &e) && e.code == ERR_INPUT, "what is wrong already stays");
	unlink(path);
	tap_group("every failing allocation is an error");
}

int
main(void)
{
	strict();
	schema();
	values();
	places();
	several();
	limits();
	memory();
	return tap_done();
}
