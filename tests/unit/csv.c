/* SPDX-License-Identifier: MIT */
/* csv: what libcsv does and does not do, row by row of the table in which its behaviour was measured, and the two ways to read.
 */
#include "reading.h"

static const struct reader_opts na = { .missing = MISSING_NAN };
static const struct column label_and_number[] = { { .index = 0, .kind = TEXT }, { .index = 1, .kind = NUMBER } };

static void
lines(void)
{
	READS("1,2\n\n   \n3,4\n\t\n", "1 2|3 4");
	READS_WITH(na, "1\n\n2\n\n", "1|nan|2");
	READS_WITH(na, "\n \n1\n2", "nan|nan|1|2");
	READS_WITH(na, "x\n\n2\n", "[x]nan|2");
	READS("1\n\n2\n", "1!3 <stdin>:2:1: empty cell; --na skip leaves such cells out");
	READS_WITH(na, "1\n\"\"\n2\n", "1|nan|2");
	tap_group("blank lines: skipped in a wide table, missing in one column but at its end");

	READS("1,2\r\n3,4\r\n", "1 2|3 4");
	READS("1,2\r\n\r\n3,4", "1 2|3 4");
	READS_WITH(na, "1\r\n\r\n3\r\n", "1|nan|3");
	READS("a,b\r\n1,\"2\"\r\n", "[a][b]1 2");
	tap_group("CR LF is one end of line");

	READS("1,2\r3,4\r", "!3 <stdin>:1:4: carriage return without a line feed; tr '\\r' '\\n' <FILE makes lines of it");
	READS("1,2\n3,4\r", "1 2!3 <stdin>:2:4: carriage return without a line feed; tr '\\r' '\\n' <FILE makes lines of it");
	READS("1,2\r\n3\r,4\r\n",
		"1 2!3 <stdin>:2:2: carriage return without a line feed; tr '\\r' '\\n' <FILE makes lines of it");
	READS("1,2\r\r\n", "!3 <stdin>:1:4: carriage return without a line feed; tr '\\r' '\\n' <FILE makes lines of it");
	READS("1,\"2\r\"\n", "!3 <stdin>:1:5: carriage return without a line feed; tr '\\r' '\\n' <FILE makes lines of it");
	tap_group("a lone CR is refused, in quotes too");

	READS("1,2\n3,4", "1 2|3 4");
	READS("1,2\n3,\"4\"", "1 2|3 4");
	READS("1", "1");
	tap_group("the last line may lack its newline");
}

static void
cells(void)
{
	READS_WITH(((struct reader_opts){ .in = FORMAT_CSV }), " 1 ,\t2\t\n\" 3\",4\n",
		"1 2!3 <stdin>:2:1: \" 3\" is not a number; write the number without blanks");
	READS_COLUMNS(na, 2, label_and_number, "a,b\n x y\t, 1\n\" x \",2\n", "[a][b]1 'x y'|2 ' x '");
	tap_group("blanks around a cell are not its own, those inside quotes are");

	READS("1,2,\n", "!3 <stdin>:1:5: empty cell; --na skip leaves such cells out");
	READS("1,2,3\n4,5,\n", "1 2 3!3 <stdin>:2:5: empty cell; --na skip leaves such cells out");
	READS("a,b,c\n1,,3\n", "[a][b][c]!3 <stdin>:2:3 (column \"b\"): empty cell; --na skip leaves such cells out");
	READS_WITH(na, "1,2,3\n4,5,\n,\"\",  \n", "1 2 3|4 5 nan|nan nan nan");
	tap_group("a delimiter at the end begins a cell; empty and \"\" are missing");

	READS("1\"2,3\n",
		"!3 <stdin>:1:2: quote inside an unquoted cell; quote the whole cell, and write the quotes inside it twice");
	READS("1,2\n3,4 \"\n",
		"1 2!3 <stdin>:2:5: quote inside an unquoted cell; quote the whole cell, and write the quotes inside it twice");
	READS("1,2\n3,\"1\"2\n", "1 2!3 <stdin>:2:6: text after the closing quote of the cell that begins at line 2, column 3; "
				 "a quote inside a quoted cell is written twice");
	READS("a,b\n\"x\ny\"z,3\n",
		"[a][b]!3 <stdin>:3:3: text after the closing quote of the cell that begins at line 2, column 1; "
		"a quote inside a quoted cell is written twice");
	READS("1,2\n3,\"1\" \"2\"\n",
		"1 2!3 <stdin>:2:7: text after the closing quote of the cell that begins at line 2, column 3; "
		"a quote inside a quoted cell is written twice");
	tap_group("strict: a quote in the middle, and text after a closing quote, at their byte");

	READS("1,2\n3,\"4\n5,6\n", "1 2!3 <stdin>:2:3: quote is never closed");
	READS("1,2\n3,\"4", "1 2!3 <stdin>:2:3: quote is never closed");
	READS("\"", "!3 <stdin>:1:1: quote is never closed");
	READS("1,2\n\"3\",  \"4\n\n\n", "1 2!3 <stdin>:2:7: quote is never closed");
	READS("1,2\n\"a\nb\",\"c\nd\n", "1 2!3 <stdin>:3:4: quote is never closed");
	READS("1,2\n\"3\"\"\n\",\"4\n", "1 2!3 <stdin>:3:3: quote is never closed");
	tap_group("an unclosed quote, at the place where it opened");

	READS("1,2\n3,\0" "4\n",
		"1 2!3 <stdin>:2:3: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	READS("1,2\n3,\"\0" "4\"\n",
		"1 2!3 <stdin>:2:4: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	READS("\0", "!3 <stdin>:1:1: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	READS("1,\0" "2\r3\n",
		"!3 <stdin>:1:3: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	static const struct column second[] = { { .index = 1 } };
	READS_COLUMNS(na, 1, second, "1,2\n3,4\n5\0,6\n",
		"2|4!3 <stdin>:3:2: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	tap_group("NUL is refused, in columns that are not read too");

	READS_COLUMNS(na, 1, second, "1,2\n3,4\n#5,6\n7,8\n", "2|4!3 <stdin>:3:1: line begins with #; --comment '#' skips such lines");
	READS_COLUMNS(((struct reader_opts){ .comment = '@' }), 1, second, "1,2\n#3,4\n@5,6\n7,8\n", "2@1|4@2|8@4");
	tap_group("comments between rows, where the first column is not read");

	READS("\xEF\xBB\xBF" "1,2\n3,4\n", "1 2|3 4");
	READS("\xEF\xBB\xBF\"a\",b\n1,2\n", "[a][b]1 2");
	READS("\xEF\xBB\xBF" "1,x\n", "!3 <stdin>:1:3: the first row has both numbers and text (\"x\"); "
		"-n reads it as data, --header as names, -k NAME takes a column of labels");
	tap_group("a UTF-8 byte order mark is stepped over, also before a quote");
}

static void
shapes(void)
{
	READS("1,2,3\n1,2\n", "1 2 3!3 <stdin>:2:4: row has 2 cells, expected 3 (from line 1)");
	READS("1,2,3\n1\r\n", "1 2 3!3 <stdin>:2:2: row has 1 cell, expected 3 (from line 1)");
	READS("1,2,3\n1,2,3,4\n", "1 2 3!3 <stdin>:2:7: row has 4 cells, expected 3 (from line 1)");
	READS("\n\n1,2\n1,2,\n", "1 2!3 <stdin>:4:5: row has 3 cells, expected 2 (from line 3)");
	READS("1,2\n3,x,5\n", "1 2!3 <stdin>:2:5: row has 3 cells, expected 2 (from line 1)");
	READS("1,2\n\"3\",4,\"5\n6\"\n", "1 2!3 <stdin>:2:7: row has 3 cells, expected 2 (from line 1)");
	READS("1,2\n\"3\n\"\n", "1 2!3 <stdin>:3:2: row has 1 cell, expected 2 (from line 1)");
	READS("1\n2,\n", "1!3 <stdin>:2:3: row has 2 cells, expected 1 (from line 1)");
	tap_group("ragged rows: the end of a short one, the first cell too many of a long one");

	READS("a,b\n1,\"2\"\n\"3\", \"4\" \n", "[a][b]1 2|3 4");
	READS("a,\"b \"\"c\"\", d\"\n1,2\n", "[a][b \"c\", d]1 2");
	READS("\"a\nb\",c\n1,x\n", "[a\nb][c]!3 <stdin>:3:3 (column \"c\"): \"x\" is not a number");
	READS_COLUMNS(na, 2, label_and_number, "k,v\n\"x\n\ny\",1\n\"#\n\",2\n", "[k][v]1 'x\n\ny'|2 '#\n'");
	READS_COLUMNS(
		na, 2, label_and_number, "k,v\n\"x\r\ny\",z\n", "[k][v]!3 <stdin>:3:4 (column \"v\"): \"z\" is not a number");
	READS_COLUMNS(na, 2, ((struct column[]){ { .index = 0 }, { .index = 1 } }), "k,v\n\"x\ny\",2\n",
		"[k][v]!3 <stdin>:2:1 (column \"k\"): \"x\\x0ay\" is not a number");
	tap_group("quoted cells: names, doubled quotes, newlines, and their places");

	READS_WITH(((struct reader_opts){ .in = FORMAT_TSV }), "1\t2\n3,4\t5\n",
		"1 2!3 <stdin>:2:1: \"3,4\" is not a number; the decimal sign is a point");
	READS_WITH(((struct reader_opts){ .in = FORMAT_TSV, .missing = MISSING_NAN }), "1\t2\n\t\n3\t\n", "1 2|nan nan|3 nan");
	READS_WITH(((struct reader_opts){ .delimiter = ';' }), "1;2\n3;1,5\n",
		"1 2!3 <stdin>:2:3: \"1,5\" is not a number; the decimal sign is a point");
	READS_WITH(((struct reader_opts){ .delimiter = ' ' }), "1  2\n  3 4 \n", "1 2|3 4");
	READS_WITH(((struct reader_opts){ .delimiter = '|' }), "a|b\n 1 | 2\n", "[a][b]1 2");
	READS_WITH(((struct reader_opts){ .delimiter = '-' }), "2020-1-2\n1e-5-3\n", "2020 1 2!3 <stdin>:2:1: \"1e\" is not a number");
	READS_WITH(((struct reader_opts){ .delimiter = '.' }), "10.0.0.1\n", "10 0 0 1");
	READS_WITH(((struct reader_opts){ .delimiter = 'e' }), "1e5\n", "1 5");
	READS_WITH(((struct reader_opts){ .delimiter = '"' }), "1\"5\n", "!2 cells are not delimited by quotes or ends of line");
	tap_group("other delimiters; decimal commas get a hint; blanks are white space");
}

static void
limits(void)
{
	size_t n = (1 << 20) + 64;
	char *bytes = malloc(n + 16);
	memset(bytes, 'x', n + 16);
	memcpy(bytes, "1,2\n3,", 6);
	reading_check(
		__FILE__, __LINE__, &na, 2, label_and_number, n, bytes, "2 '1'!3 <stdin>:2:3: cell is longer than 1048576 bytes");
	memcpy(bytes + 6, "\"\n\n\n", 4);
	reading_check(__FILE__, __LINE__, &na, 2, label_and_number, n - 128, bytes, "2 '1'!3 <stdin>:2:3: quote is never closed");
	for (size_t i = 100; i < n; i += 100)
		bytes[i] = '\n';
	reading_check(__FILE__, __LINE__, &na, 2, label_and_number, n, bytes,
		"2 '1'!3 <stdin>:2:3: cell is longer than 1048576 bytes; is its quote never closed?");
	bytes[n - 3] = '"';		/* closed behind too much */
	bytes[n - 2] = '\n';
	reading_check(__FILE__, __LINE__, &na, 2, label_and_number, n - 1, bytes,
		"2 '1'!3 <stdin>:2:3: cell is longer than 1048576 bytes; is its quote never closed?");
	memset(bytes + 6, 'x', n - 6);
	bytes[n] = '\n';
	reading_check(
		__FILE__, __LINE__, &na, 2, label_and_number, n + 1, bytes, "2 '1'!3 <stdin>:2:3: cell is longer than 1048576 bytes");
	free(bytes);

	size_t cells = (1 << 20) / 8;
	bytes = malloc(3 * 9 * cells);
	for (size_t k = 0; k < 3 * cells; k++)
		memcpy(bytes + 9 * k, k % cells == cells - 1 ? "12345678\n" : "12345678,", 9);
	reading_check(__FILE__, __LINE__, &na, 2, ((struct column[]){ { .index = 0, .kind = TEXT }, { .index = cells - 1 } }), 3 * 9 * cells,
		bytes, "12345678 '12345678'|12345678 '12345678'|12345678 '12345678'");
	free(bytes);
	tap_group("a cell may have 1 MiB, a row more");

	size_t width = 1000001;
	bytes = malloc(2 * width);
	for (size_t k = 0; k < width; k++)
		memcpy(bytes + 2 * k, "7,", 2);
	reading_check(__FILE__, __LINE__, &na, 1, label_and_number, 2 * width - 1, bytes,
		"!3 <stdin>:1:2000001: more than 1000000 columns");
	free(bytes);
	tap_group("long cells, also over many lines, and wide rows are refused");
}

static size_t
below(unsigned *seed, size_t n)
{
	return (size_t)rand_r(seed) % n;
}

/* A random document out of numbers, and pieces that meet every rule, valid and not. */
static size_t
document(unsigned *seed, char *out)
{
	static const char *const pieces[] = { "1", "-2.5", "3e4", "0.1", "\"5\"", "\" 6\"", "", "\"\"", "NA", "nan", "x", "1e999",
		"\"a\nb\"", "\"q\"\"q\"", " 7 ", "\t8", "9 \t", "\"10\" ", "1\"2", "\"3\"4", "\"", "inf", "0x10", "1,5",
		"\"1,5\"", "123456789012345678901234567890", "9007199254740993", "\r", "\\", "#", "-" };
	static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\n\n", " \n" };
	size_t n = 0, width = 1 + below(seed, below(seed, 8) ? 4 : 40), tame = 1 + below(seed, 40), usual = below(seed, 6);
	for (size_t rows = below(seed, 12); rows > 0; rows--) {
		size_t cells = below(seed, 30) ? width : 1 + below(seed, 5);
		n += (size_t)sprintf(out + n, "%s", below(seed, 40) ? "" : below(seed, 2) ? "@" : "#");
		for (size_t k = 0; k < cells; k++) {
			size_t pick = below(seed, below(seed, tame) ? 5 : sizeof pieces / sizeof pieces[0]);
			n += (size_t)sprintf(out + n, "%s", k ? "," : "");
			if (pick == 0)
				n += (size_t)sprintf(out + n, "%.*f", (int)below(seed, 19), (rand_r(seed) - 1e9) / 1e7);
			else
				n += (size_t)sprintf(out + n, "%s", pieces[pick]);
		}
		n += (size_t)sprintf(out + n, "%s", ends[below(seed, 4) ? usual : below(seed, 6)]);
	}
	return n && below(seed, 4) == 0 ? n - 1 : n;
}

/* Three ways through the same file: AVX2, without it, and libcsv for every row. */
static void
both_ways(unsigned long documents)
{
	static const char *const ways[][2] = { { NULL, NULL }, { "MLCORE_ISA", "portable" }, { "MLCORE_CSV", "libcsv" } };
	static struct reading got[3];
	static const struct column mixed[] = { { .index = 1, .kind = TEXT }, { .index = 0 }, { .index = 0, .kind = TEXT } };
	static const struct column second[] = { { .index = 1 } };
	char path[FEED_PATH];
	static char bytes[1 << 16];
	unsigned seed = 20240607;
	size_t read = 0, refused = 0;

	for (unsigned long i = 0; i < documents; i++) {
		size_t n = document(&seed, bytes), choice = below(&seed, 4), rows = below(&seed, 2) ? SIZE_MAX : 1;
		struct reader_opts o = { .in = FORMAT_CSV,
			.missing = i % 3 ? MISSING_NAN : MISSING_ERROR,
			.infinite = i % 5 == 0,
			.delimiter = ",,,\t;"[below(&seed, 5)],
			.header = i % 7 ? HEADER_NO : HEADER_AUTO,
			.comment = i % 4 ? '@' : 0,
			.rounded = i % 11 == 0 };
		for (size_t k = 0; k < n; k++)
			bytes[k] = bytes[k] == ',' ? o.delimiter : bytes[k] == '\\' ? '\0' : bytes[k];
		feed_file(n, bytes, path);
		for (size_t k = 0; k < 3; k++) {
			if (ways[k][0])
				setenv(ways[k][0], ways[k][1], 1);
			reading_of(&got[k], 1, (const char *const[]){ path }, &o, choice == 1 ? 3 : choice == 2 ? 1 : 0,
				choice == 1 ? mixed : second, rows);
			if (ways[k][0])
				unsetenv(ways[k][0]);
			TAP_OK(strcmp(got[k].s, got[0].s) == 0, "document %lu\n#   fast   %s\n#   %s %s", i, got[0].s, ways[k][1], got[k].s);
		}
		unlink(path);
		refused += strchr(got[0].s, '!') != NULL;
		read += strchr(got[0].s, '!') == NULL;
	}
	TAP_OK(read > documents / 8 && refused > documents / 8, "documents of both sorts: %zu read, %zu refused", read, refused);
	tap_group("random documents: the fast paths and libcsv read the same rows, lines and errors");
}

/* usage: csv [DOCUMENTS] */
int
main(int argc, char **argv)
{
	lines();
	cells();
	shapes();
	limits();
	both_ways(argc > 1 ? strtoul(argv[1], NULL, 10) : 5000);
	return tap_done();
}
