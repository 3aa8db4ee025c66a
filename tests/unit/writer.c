/* SPDX-License-Identifier: MIT */
/* writer: the bytes of csv, tsv, json, ndjson and npy, the choice of the format, and errors on the way. */
#include <math.h>
#include <signal.h>
#include <stdint.h>

#include "base/mem.h"
#include "io/writer.h"
#include "io/writer_type.h"
#include "tap.h"
#include "scratch.h"

enum { WIDTH = 4 };

static const struct writer_column numbers[WIDTH] = {
	{ .name = { "vector", 6 } }, { .name = { "n", 1 } }, { .name = { "gini", 4 } }, { .name = { "l1", 2 } }
};

/* Two rows of numbers into format f; the file "out". */
static int
write_numbers(enum format f, const struct writer_opts *extra)
{
	struct writer_opts o = extra ? *extra : (struct writer_opts){ .header = true };
	o.out = f;
	o.file = "out";
	struct writer *w = writer_open(&o);
	writer_columns(w, WIDTH, numbers);
	for (int row = 1; row <= 2; row++) {
		writer_count(w, (uint64_t)row);
		writer_count(w, row == 1 ? 3 : UINT64_C(9007199254740993));
		writer_number(w, row == 1 ? 0.1 : (double)NAN);
		writer_number(w, row == 1 ? -HUGE_VAL : HUGE_VAL);
	}
	int code = writer_close(w, true);
	writer_free(w);
	return code;
}

/* One table of text cells, names in the first row; cells[n] in rows of cols. */
static int
write_texts(const struct writer_opts *o, size_t cols, size_t n, const struct str cells[])
{
	struct writer_column c[8] = { 0 };
	struct writer *w = writer_open(o);
	for (size_t k = 0; k < cols; k++)
		c[k] = (struct writer_column){ .name = cells[k], .text = true };
	writer_columns(w, cols, c);
	for (size_t k = cols; k < n; k++)
		writer_text(w, cells[k]);
	int code = writer_close(w, true);
	writer_free(w);
	return code;
}

#define TEXTS(o, cols, ...) \
	write_texts((o), (cols), sizeof (const struct str[]){ __VA_ARGS__ } / sizeof(struct str), (const struct str[]){ __VA_ARGS__ })

static void
test_csv(void)
{
	TAP_OK(write_numbers(FORMAT_CSV, NULL) == 0 &&
		scratch_holds("out", "vector,n,gini,l1\n1,3,0.1,-inf\n2,9007199254740993,nan,inf\n"), "csv");
	TAP_OK(write_numbers(FORMAT_TSV, NULL) == 0 &&
		scratch_holds("out", "vector\tn\tgini\tl1\n1\t3\t0.1\t-inf\n2\t9007199254740993\tnan\tinf\n"), "tsv");
	struct writer_opts o = { .delimiter = ';' };
	TAP_OK(write_numbers(FORMAT_CSV, &o) == 0 && scratch_holds("out", "1;3;0.1;-inf\n2;9007199254740993;nan;inf\n"),
		"delimiter, no header");
	o = (struct writer_opts){ .header = true, .matrix = true };
	TAP_OK(write_numbers(FORMAT_CSV, &o) == 0 && scratch_holds("out", "1,3,0.1,-inf\n2,9007199254740993,nan,inf\n"), "matrix");
	tap_group("csv and tsv of numbers");

	o = (struct writer_opts){ .out = FORMAT_CSV, .file = "out", .header = true };
	TAP_OK(TEXTS(&o, 2, STR("a,b"), STR("plain"), STR("say \"x\""), STR("two\nlines"), STR("cr\r"), STR(""), STR(" a"), STR("b "),
		STR("\tc"), STR("inner space"), STR("1.5"), STR("a\tb"), STR("it's"), STR("caf\xC3\xA9")) == 0, "written");
	TAP_OK(scratch_holds("out", "\"a,b\",plain\n\"say \"\"x\"\"\",\"two\nlines\"\n\"cr\r\",\n\" a\",\"b \"\n\"\tc\",inner space\n"
		"1.5,\"a\tb\"\nit's,caf\xC3\xA9\n"), "quotes where needed only");
	TAP_OK(TEXTS(&o, 2, STR("#a"), STR("#a"), STR("[1"), STR("[1"), STR("{x"), STR("{x"), STR("\xEF\xBB\xBFz"), STR("z")) == 0 &&
		scratch_holds("out", "\"#a\",#a\n\"[1\",[1\n\"{x\",{x\n\"\xEF\xBB\xBFz\",z\n"), "where a line begins");
	TAP_OK(TEXTS(&o, 1, STR("name"), STR(""), STR("x")) == 0 && scratch_holds("out", "name\n\"\"\nx\n"), "a line is never blank");
	o.out = FORMAT_TSV;
	TAP_OK(TEXTS(&o, 2, STR("a,b"), STR("a\tb"), STR("\""), STR("x")) == 0 && scratch_holds("out", "a,b\t\"a\tb\"\n\"\"\"\"\tx\n"),
		"tsv");
	o.delimiter = ';', o.out = FORMAT_CSV;
	TAP_OK(TEXTS(&o, 2, STR("a,b"), STR("a;b")) == 0 && scratch_holds("out", "a,b;\"a;b\"\n"), "the delimiter in use");
	tap_group("csv and tsv of text");
	scratch_clear();
}

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;	/* Marsaglia's xorshift64 */
	return *state;
}

/* Random bit patterns through csv and the C library's strtod: the same bits. */
static void
test_round_trip(void)
{
	enum { ROWS = 5000, COLS = 8 };
	static double x[ROWS][COLS];
	uint64_t state = 88172645463325252u;
	struct writer_opts o = { .out = FORMAT_CSV, .file = "out" };
	struct writer_column c[COLS] = { 0 };
	struct writer *w = writer_open(&o);
	writer_columns(w, COLS, c);
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t j = 0; j < COLS; j++) {
			uint64_t bits = next_random(&state);
			memcpy(&x[i][j], &bits, sizeof bits);
			if (isnan(x[i][j]))
				x[i][j] = (double)(bits >> 40) / 1000;
		}
		writer_numbers(w, COLS, x[i]);
	}
	TAP_OK(writer_close(w, true) == 0, "written");
	writer_free(w);
	char *s = scratch_read("out", NULL), *at = s;
	for (size_t k = 0; k < ROWS * COLS; k++) {
		double y = strtod(at, &at);
		TAP_OK(memcmp(&y, &x[k / COLS][k % COLS], sizeof y) == 0, "%a came back as %a", x[k / COLS][k % COLS], y);
		TAP_OK(*at == (k % COLS == COLS - 1 ? '\n' : ','), "ends with %d", *at);
		at++;
	}
	TAP_OK(*at == '\0', "nothing follows");
	free(s);
	tap_group("random doubles through csv");
	scratch_clear();
}

static void
test_json(void)
{
	TAP_OK(write_numbers(FORMAT_JSON, NULL) == 0 && scratch_holds("out",
		"[\n{\"vector\":1,\"n\":3,\"gini\":0.1,\"l1\":\"-inf\"},\n"
		"{\"vector\":2,\"n\":\"9007199254740993\",\"gini\":null,\"l1\":\"inf\"}\n]\n"), "json");
	TAP_OK(write_numbers(FORMAT_NDJSON, NULL) == 0 && scratch_holds("out",
		"{\"vector\":1,\"n\":3,\"gini\":0.1,\"l1\":\"-inf\"}\n"
		"{\"vector\":2,\"n\":\"9007199254740993\",\"gini\":null,\"l1\":\"inf\"}\n"), "ndjson");
	struct writer_opts o = { .matrix = true };
	TAP_OK(write_numbers(FORMAT_JSON, &o) == 0 &&
		scratch_holds("out", "[\n[1,3,0.1,\"-inf\"],\n[2,\"9007199254740993\",null,\"inf\"]\n]\n"), "matrix");
	TAP_OK(write_numbers(FORMAT_NDJSON, &o) == 0 &&
		scratch_holds("out", "[1,3,0.1,\"-inf\"]\n[2,\"9007199254740993\",null,\"inf\"]\n"), "matrix as ndjson");
	tap_group("json and ndjson of numbers");

	o = (struct writer_opts){ .out = FORMAT_NDJSON, .file = "out" };
	TAP_OK(TEXTS(&o, 2, STR("q\"\\"), STR("\n\t\r\x01\x1F"), STR("1"), STR("\x7F/\xE2\x82\xAC\xF0\x9F\x98\x80")) == 0 &&
		scratch_holds("out", "{\"q\\\"\\\\\":\"1\",\"\\n\\t\\u000d\\u0001\\u001f\":\"\x7F/\xE2\x82\xAC\xF0\x9F\x98\x80\"}\n"),
		"escapes");
	TAP_OK(TEXTS(&o, 1, STR("x"), STR("a\x80z\xC0\xAF\xED\xA0\x80\xE2\x82")) == 0 && scratch_holds("out", "{\"x\":\"a"
		"\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"}\n"), "not UTF-8");
	TAP_OK(TEXTS(&o, 1, STR("x"), ((struct str){ "a\0b", 3 })) == 0 && scratch_holds("out", "{\"x\":\"a\\u0000b\"}\n"), "NUL");
	TAP_OK(TEXTS(&o, 1, STR("x")) == 0 && scratch_holds("out", ""), "no rows of ndjson");
	o.out = FORMAT_JSON;
	TAP_OK(TEXTS(&o, 1, STR("x")) == 0 && scratch_holds("out", "[]\n"), "no rows of json");
	tap_group("json of text, and of nothing");

	const double row[] = { 1, 2, 3 };
	o = (struct writer_opts){ .out = FORMAT_JSON, .file = "out", .matrix = true };
	for (int f = 0; f < 2; f++) {
		o.out = f ? FORMAT_CSV : FORMAT_JSON;
		struct writer *w = writer_open(&o);
		for (size_t n = 1; n <= 3; n++) {
			const struct writer_column c[3] = { 0 };
			writer_columns(w, n, c);
			writer_numbers(w, n, row);
		}
		TAP_OK(writer_close(w, true) == (f ? ERR_INPUT : 0), "rows of different length in format %d", o.out);
		TAP_OK(!f || strcmp(writer_error(w)->text, "rows have 1 and 2 columns") == 0, "%s", writer_error(w)->text);
		writer_free(w);
	}
	TAP_OK(scratch_holds("out", "[\n[1],\n[1,2],\n[1,2,3]\n]\n"), "ragged");
	tap_group("rows of different length");
	scratch_clear();
}

/* numpy.lib.format 1.0, written here by hand: magic, 1, 0, 118 = 0x76, the dict, blanks up to byte 127, a newline. */
static bool
is_npy(const char *path, const char *shape, size_t n, const unsigned char data[])
{
	static const char magic[10] = { '\x93', 'N', 'U', 'M', 'P', 'Y', 1, 0, 0x76, 0 };
	char head[129];
	size_t got;
	memset(head, ' ', 128);
	memcpy(head, magic, 10);
	int used = snprintf(head + 10, 118, "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }", shape);
	head[10 + used] = ' ';
	head[127] = '\n';
	char *s = scratch_read(path, &got);
	bool same = got == 128 + n && memcmp(s, head, 128) == 0 && memcmp(s + 128, data, n) == 0;
	free(s);
	return same;
}

static void
test_npy(void)
{
	static const unsigned char bytes[64] = {	/* 1, 3, 0.1, -inf;  2, 2^53 (9007199254740993 rounded), nan, inf */
		0, 0, 0, 0, 0, 0, 0xF0, 0x3F,  0, 0, 0, 0, 0, 0, 0x08, 0x40,
		0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F,  0, 0, 0, 0, 0, 0, 0xF0, 0xFF,
		0, 0, 0, 0, 0, 0, 0, 0x40,  0, 0, 0, 0, 0, 0, 0x40, 0x43,
		0, 0, 0, 0, 0, 0, 0xF8, 0x7F,  0, 0, 0, 0, 0, 0, 0xF0, 0x7F };
	TAP_OK(write_numbers(FORMAT_NPY, NULL) == 0 && is_npy("out", "(2, 4)", 64, bytes), "a file");
	struct writer_opts o = { .out = FORMAT_NPY };
	for (int k = 0; k < 4; k++) {	/* the same where nothing can be patched; without rows; announced; announced wrongly */
		scratch_stdout_to(open("out", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600));
		struct writer *w = writer_open(&o);
		writer_rows(w, k < 2 ? 0 : (size_t)k);
		writer_columns(w, WIDTH, numbers);
		writer_flush(w);
		struct stat st;
		TAP_OK(stat("out", &st) == 0 && st.st_size == (k < 2 ? 0 : 128), "%d: %ld bytes before the first row", k, (long)st.st_size);
		if (k != 1)
			writer_numbers(w, 8, (const double[]){ 1, 3, 0.1, -HUGE_VAL, 2, 9007199254740992, (double)NAN, HUGE_VAL });
		int code = writer_close(w, true);
		scratch_stdout_back();
		TAP_OK(code == (k == 3 ? ERR_SYSTEM : 0), "standard output %d: %d", k, code);
		TAP_OK(k == 3 || is_npy("out", k == 1 ? "(0, 4)" : "(2, 4)", k == 1 ? 0 : 64, bytes), "bytes %d", k);
		writer_free(w);
	}
	o.file = "out";
	TAP_OK(TEXTS(&o, 2, STR("label\x1B"), STR("x"), STR("a"), STR("b")) == ERR_USAGE, "text");
	struct writer *w = writer_open(&o);
	writer_columns(w, WIDTH, numbers);
	writer_count(w, 1);
	writer_text(w, STR("three"));
	TAP_OK(writer_close(w, true) == ERR_USAGE && strcmp(writer_error(w)->name, "n") == 0, "text among numbers");
	writer_free(w);
	tap_group("npy");
	scratch_clear();
}

static enum format
chosen(const char *file, enum format out, int width)
{
	const struct writer_opts o = { .out = out, .file = file, .width = width };
	struct writer *w = writer_open(&o);
	enum format f = writer_format(w);
	TAP_OK(writer_close(w, false) == 0, "%s is fine", file ? file : "standard output");
	writer_free(w);
	return f;
}

static int
refused(struct writer_opts o, const char *text)
{
	struct writer *w = writer_open(&o);
	char line[400];
	const double x = 1;
	writer_columns(w, 1, numbers);
	writer_numbers(w, 1, &x);
	writer_flush(w);
	writer_raw(w, STR("x"));
	int code = writer_close(w, true);
	err_line(writer_error(w), sizeof line, line);
	TAP_OK(strcmp(line, text) == 0, "%s", line);
	writer_free(w);
	return code;
}

static void
test_choice(void)
{
	static const struct { const char *file; enum format format; } known[] = {
		{ "a.csv", FORMAT_CSV }, { "a.tsv", FORMAT_TSV }, { "a.json", FORMAT_JSON }, { "a.ndjson", FORMAT_NDJSON },
		{ "a.jsonl", FORMAT_NDJSON }, { "a.txt", FORMAT_TABLE }, { "a.md", FORMAT_MD }, { "a.tex", FORMAT_LATEX },
		{ "a.npy", FORMAT_NPY }, { "a.safetensors", FORMAT_SAFETENSORS }, { "a.gnuplot", FORMAT_GNUPLOT }, { "a.gp", FORMAT_GNUPLOT },
		{ "a.plt", FORMAT_GNUPLOT },
		{ "a.npy.csv", FORMAT_CSV }, { "csv", FORMAT_CSV }, { "a.odd", FORMAT_CSV },
	};
	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
		TAP_OK(chosen(known[k].file, FORMAT_AUTO, 80) == known[k].format, "%s", known[k].file);
	TAP_OK(chosen("a.npy", FORMAT_JSON, 0) == FORMAT_JSON, "--out wins over the extension");
	TAP_OK(chosen(NULL, FORMAT_AUTO, 80) == FORMAT_TABLE && chosen(NULL, FORMAT_AUTO, 0) == FORMAT_CSV, "terminal or not");
	tap_group("the format is chosen");

	TAP_OK(refused((struct writer_opts){ .out = FORMAT_SSV }, "ssv is read, not written; use --out tsv") == ERR_USAGE, "ssv");
	for (const char *d = "0.-e+\"\n"; *d; d++) {
		char text[64];
		snprintf(text, sizeof text, "--delimiter '%c' cannot stand between numbers", *d < ' ' ? '?' : *d);
		TAP_OK(refused((struct writer_opts){ .delimiter = *d }, text) == ERR_USAGE, "delimiter %d", *d);
	}
	TAP_OK(refused((struct writer_opts){ .file = "none/x.csv" }, "none/x.csv: No such file or directory") == ERR_SYSTEM, "folder");
	TAP_OK(scratch_names() == 0, "nothing is left");
	tap_group("what cannot be is refused when it is opened");
}

static void
test_errors(void)
{
	struct writer_opts o = { .out = FORMAT_CSV };
	const double x[WIDTH] = { 1, 2, 3, 4 };
	char line[400];
	scratch_stdout_to(open("/dev/full", O_WRONLY));
	struct writer *w = writer_open(&o);
	writer_columns(w, WIDTH, numbers);
	bool late = false;
	for (int k = 0; k < 100000; k++) {
		writer_numbers(w, WIDTH, x);
		late |= k > 50000 && writer_error(w)->code == ERR_SYSTEM;
	}
	int code = writer_close(w, true);
	scratch_stdout_back();
	err_line(writer_error(w), sizeof line, line);
	TAP_OK(late && code == ERR_SYSTEM && strcmp(line, "<stdout>: No space left on device") == 0, "%s", line);
	writer_free(w);

	int pair[2];
	char got[64] = "";
	TAP_OK(pipe(pair) == 0, "a pipe");
	scratch_stdout_to(pair[1]);
	w = writer_open(&o);
	writer_columns(w, WIDTH, numbers);
	writer_numbers(w, WIDTH, x);
	writer_flush(w);
	ssize_t n = read(pair[0], got, sizeof got);
	writer_close(w, true);
	scratch_stdout_back();
	TAP_OK(n == 8 && memcmp(got, "1,2,3,4\n", 8) == 0, "a flush is seen at once");
	writer_free(w);
	close(pair[0]);

	o.out = FORMAT_JSON;
	for (int k = 0; k < 2; k++) {
		scratch_stdout_to(open("caught", O_WRONLY | O_CREAT | O_TRUNC, 0600));
		w = writer_open(&o);
		writer_raw(w, STR("{}\n"));
		if (k)
			writer_columns(w, WIDTH, numbers);
		writer_numbers(w, k ? WIDTH : 0, x);
		writer_close(w, !k);
		scratch_stdout_back();
		TAP_OK(scratch_holds("caught", k ? "{}\n[\n{\"vector\":1,\"n\":2,\"gini\":3,\"l1\":4}" : "{}\n"),
			"raw alone, then rows without success: no closing bracket");
		writer_free(w);
	}
	tap_group("errors are kept, a flush is seen, no end without success");
	scratch_clear();
}

/* Every allocation of every format fails once, and from some point on all of them; the old file survives. */
static void
test_memory(void)
{
	static const enum format all[] = { FORMAT_CSV, FORMAT_JSON, FORMAT_NDJSON, FORMAT_TABLE, FORMAT_MD, FORMAT_LATEX, FORMAT_NPY,
		FORMAT_GNUPLOT };
	for (size_t f = 0; f < sizeof all / sizeof all[0]; f++)
		for (int sticky = 0; sticky < 2; sticky++) {
			int code = ERR_MEMORY;
			unsigned long k = 0;
			while (code == ERR_MEMORY && ++k < 100) {
				scratch_write("out", "old");
				mem_fail_at(k, sticky);
				code = write_numbers(all[f], NULL);
				mem_fail_at(0, false);
				TAP_OK(code != ERR_MEMORY || scratch_holds("out", "old"), "format %d, allocation %lu", all[f], k);
			}
			TAP_OK(code == 0 && k >= 4 && scratch_names() == 1, "format %d: code %d at allocation %lu", all[f], code, k);
		}
	tap_group("every allocation fails");
	scratch_clear();
}

static void
unseen(void *context, size_t column, double x, const struct str *text)
{
	(void)context;
	(void)column;
	(void)x;
	(void)text;
}

/* Without memory all share one writer, which keeps its error and nothing else. */
static void
shared(void)
{
	static int context;
	mem_fail_at(1, false);
	struct writer *w = writer_open(&(struct writer_opts){ .out = FORMAT_CSV });
	mem_fail_at(0, false);
	writer_watch(w, unseen, &context);
	TAP_OK(writer_error(w)->code == ERR_MEMORY && !w->seen && !w->watcher, "a writer without memory is not watched");
	writer_free(w);
	tap_group("a writer without memory");
}

int
main(void)
{
	scratch_enter();
	test_csv();
	test_round_trip();
	test_json();
	test_npy();
	test_choice();
	test_errors();
	test_memory();
	scratch_leave();
	shared();
	return tap_done();
}
