/* SPDX-License-Identifier: MIT */
/*
 * broken: every format the reader knows, read where reading fails after k bytes, where the input ends after k bytes, and where the k-th
 * allocation fails, for every k.  What was delivered before is what the whole input begins with, and an error says why it went no further.
 */
#include <fcntl.h>
#include <sys/resource.h>

#include "base/mem.h"
#include "io/safetensors_header.h"
#include "reading.h"

struct text_of {
	const char *name;
	size_t n;
	const char *bytes;
	bool whole;				/* no proper beginning is good */
	struct reader_opts o;
	size_t n_columns;
	struct column columns[3];
};

#define BYTES(x) sizeof(x) - 1, x
#define NPY(version, descr, order, shape) "\x93NUMPY" version "{'descr': '" descr "', 'fortran_order': " order ", 'shape': " shape "}"

static const struct text_of texts[] = {
	{ "csv", BYTES("a,b,c\n1,-2.5,3e2\n4,5,6\n"), .n_columns = 0 },
	{ "csv with labels", BYTES("name,n,x\nfirst,70B,\n second ,2,1.5\n"), .n_columns = 3,
		.columns = { { 0, TEXT, false }, { 1, COUNT, false }, { 2, NUMBER, true } } },
	{ "csv with quotes", BYTES("\"a\",\"b\"\"c\"\r\n\"x\ny\",1\r\n\"\",\"2\"\r\n"), .n_columns = 2,
		.columns = { { 0, TEXT, false }, { 1, NUMBER, false } } },
	{ "csv with comments", BYTES("\xEF\xBB\xBF#first\n\n1,2\n#second\n3,4\n"), .o = { .comment = '#' } },
	{ "csv of a pandas table", BYTES("0,1,2\n1.5,2.5,3.5\n"), .o = { .missing = MISSING_NAN } },
	{ "csv of a blank line first", BYTES("x\n\n2\n\n3\n"), .o = { .missing = MISSING_NAN } },
	{ "csv of many columns", BYTES("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37\n"
		"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37\n"), .whole = false },
	{ "tsv", BYTES("a\tb\n1\t2\n"), .whole = false },
	{ "ssv", BYTES(" a  b\n1   2 \n3 4\n"), .o = { .in = FORMAT_SSV } },
	{ "json rows", BYTES("[[1, 2], [3.5e1,\n -4]]"), .whole = true },
	{ "json rows with words", BYTES("[[\"a\", null], [true, 2]]"), .whole = true, .o = { .header = HEADER_NO, .missing = MISSING_NAN },
		.n_columns = 2, .columns = { { 0, TEXT, false }, { 1, NUMBER, false } } },
	{ "json rows of different length", BYTES("[[1], [2, 3], [4, 5, 6]]"), .whole = true, .o = { .ragged = true } },
	{ "json records", BYTES("[{\"a\": 1, \"b\": {\"c\": 2, \"d\": \"x\"}, \"e\": [1, {}]}, {\"b\": {\"d\": \"y\", \"c\": \"3k\"}, \"a\": null,"
		" \"f\": {\"g\": 1}}]"), .whole = true, .o = { .missing = MISSING_NAN },
		.n_columns = 3, .columns = { { 2, TEXT, false }, { 1, COUNT, false }, { 0, NUMBER, true } } },
	{ "json strings", BYTES("[{\"\xC3\xA9\\u00e9\": \"\\ud834\\udd1e \\\" \xE2\x82\xAC \xF0\x9D\x84\x9E\", \"b\": 1}]"), .whole = true,
		.n_columns = 2, .columns = { { 0, TEXT, false }, { 1, NUMBER, false } } },
	{ "ndjson", BYTES("\xEF\xBB\xBF{\"a\": 1.5}\n{\"a\": 2}\n"), .whole = false },
	{ "json scalars", BYTES("1\n2\n3.25 "), .whole = false },
	{ "npy", BYTES(NPY("\1\0\x38\0", "<f8", "False", "(2,1)") "\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\xc0"), .whole = true },
	{ "npy that is said to be", BYTES(NPY("\1\0\x38\0", "<f8", "False", "(2,1)") "\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\xc0"), .whole = true,
		.o = { .in = FORMAT_NPY } },
	{ "npy of version 2", BYTES(NPY("\2\0\x3c\0\0\0", ">i2", "False", "(1, 1, 2)") "\0\1\xff\xfe"), .whole = true },
	{ "npy in Fortran order", BYTES(NPY("\1\0\x39\0", "<i4", "True ", "(2, 2)") "\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0"), .whole = true },
	{ "npy of chosen columns", BYTES(NPY("\1\0\x38\0", "|u1", "False", "(2,3)") "\1\2\3\4\5\6"), .whole = true, .n_columns = 2,
		.columns = { { 2, NUMBER, false }, { 0, TEXT, false } } },
	{ "safetensors", BYTES("\x9b\0\0\0\0\0\0\0{\"__metadata__\": {\"k\": \"v\"}, \"b\": {\"dtype\": \"F32\", \"shape\": [2], \"x\": [1], \"data_offsets\": [2,"
		" 10]}, \"a\": {\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[0,2]}}" "\x80\x3f" "\0\0\x80\x3f\0\0\0\x40"), .whole = true,
		.o = { .tensors = true } },
};

/* What standard input holds, as text: rows between bars, then the error or an end. */
static void
read_all(struct reading *t, const struct text_of *x, int *code)
{
	struct reader *r = reader_open(0, NULL, &x->o);
	struct block b;
	char line[800];

	t->n = 0;
	t->s[0] = '\0';
	if (!reader_error(r)->code) {
		size_t n, width;
		bool named;
		reader_first(r, &n, &named, &width);
	}
	reader_select(r, x->n_columns, x->columns);
	while (reader_next(r, &b, 1) > 0) {
		for (size_t j = 0; j < b.cols; j++)
			reading_add(t, " %.17g", b.v[j]);
		for (size_t j = 0; j < b.n_text; j++)
			reading_add(t, " '%.*s'", (int)b.text[j].n, b.text[j].s);
		if (b.tensor)
			reading_add(t, " of %.*s", (int)b.tensor->name.n, b.tensor->name.s);
		reading_add(t, b.more ? "" : "|");
	}
	*code = reader_error(r)->code;
	err_line(reader_error(r), sizeof line, line);
	if (*code)
		reading_add(t, "!%s", line);
	reader_close(r);
}

/* Standard input: k bytes of x, behind which the pipe ends, or fails as one does that was told not to wait. */
static void
give(const struct text_of *x, size_t k, bool ends, int *writer)
{
	int ends_of[2];
	if (pipe(ends_of) || fcntl(ends_of[0], F_SETFL, O_NONBLOCK) || dup2(ends_of[0], STDIN_FILENO) < 0)
		exit(2);
	close(ends_of[0]);
	feed_all(ends_of[1], k, x->bytes, k ? k : 1);
	*writer = ends ? -1 : ends_of[1];
	if (ends)
		close(ends_of[1]);
}

static void
take_back(int writer)
{
	if (writer >= 0)
		close(writer);
	if (!freopen("/dev/null", "r", stdin))
		exit(2);
}

/* The rows of part are the first ones of all. */
static bool
begins(const struct reading *part, const struct reading *all)
{
	size_t n = strcspn(part->s, "!");
	return n <= all->n && memcmp(part->s, all->s, n) == 0;
}

static void
breaks(const struct text_of *x)
{
	static struct reading all, part;
	int writer, code;
	give(x, x->n, true, &writer);
	read_all(&all, x, &code);
	take_back(writer);
	TAP_OK(code == 0 && all.n > 0, "%s: %s", x->name, all.s);

	for (size_t k = 0; k <= x->n; k++) {
		give(x, k, false, &writer);
		read_all(&part, x, &code);
		take_back(writer);
		const char *why = strstr(part.s, ": cannot read: Resource temporarily unavailable");
		TAP_OK(code == ERR_SYSTEM && why && begins(&part, &all), "%s fails after %zu bytes: %s", x->name, k, part.s);
		give(x, k, true, &writer);
		read_all(&part, x, &code);
		take_back(writer);
		TAP_OK(k == x->n ? code == 0 && strcmp(part.s, all.s) == 0 : code ? code == ERR_INPUT || code == ERR_USAGE : !x->whole, "%s ends after %zu bytes: %s",
			x->name, k, part.s);
		TAP_OK(!x->whole || begins(&part, &all), "%s ends after %zu bytes: %s", x->name, k, part.s);
	}
	tap_group(x->name);
}

static void
starves(const struct text_of *x)
{
	static struct reading all, part;
	int writer, code;
	size_t refused = 0;
	give(x, x->n, true, &writer);
	read_all(&all, x, &code);
	take_back(writer);
	for (int sticky = 0; sticky < 2; sticky++) {
		code = ERR_MEMORY;
		for (unsigned long k = 1; code == ERR_MEMORY && k < 1000; k++) {
			give(x, x->n, true, &writer);
			mem_fail_at(k, sticky);
			read_all(&part, x, &code);
			mem_fail_at(0, false);
			take_back(writer);
			refused += code == ERR_MEMORY;
			TAP_OK(code == ERR_MEMORY ? begins(&part, &all) && strstr(part.s, "out of memory") : strcmp(part.s, all.s) == 0,
				"%s, allocation %lu: %s", x->name, k, part.s);
		}
		TAP_OK(code == 0, "%s is read in the end", x->name);
	}
	TAP_OK(refused >= 8, "%s: %zu allocations", x->name, refused);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		breaks(&texts[i]);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		starves(&texts[i]);
	tap_group("no memory at any allocation");
	return tap_done();
}
