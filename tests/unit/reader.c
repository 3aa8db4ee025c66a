/* SPDX-License-Identifier: MIT */
/* reader: formats, headers, several files, cells, warnings; csv.c has what belongs to libcsv. */
#include <sys/stat.h>

#include "base/mem.h"
#include "reading.h"

static const struct reader_opts na = { .missing = MISSING_NAN }, yes = { .header = HEADER_YES }, no = { .header = HEADER_NO },
				hash = { .comment = '#' }, lines = { .comment = '@', .missing = MISSING_NAN },
				ragged = { .ragged = true }, tensors = { .tensors = true };
static const struct column first_label[] = { { .index = 0, .kind = TEXT }, { .index = 1 } };

static void
formats(void)
{
	READS("1\t2\n3\t4\n", "1 2|3 4");
	READS("a\tb,c\n1\t2\n", "[a][b,c]1 2");
	READS("1,2 3\n", "!3 <stdin>:1:3: the first row has both numbers and text (\"2 3\"); "
			 "-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS("1 2  3\n4  5 6\n", "1 2 3|4 5 6");
	READS("   12 7\n\n \n    3 8 \n", "12 7|3 8");
	READS("  12\n 3\n", "12|3");
	READS("  12  \n 3\n", "12|3");
	READS("12  \r\n3 \r\n", "12|3");
	READS("\"a b\",c\n1,2\n", "[a b][c]1 2");
	READS("\"a\tb\",c\n1,2\n", "[a\tb][c]1 2");
	READS("\"a b\"\n1\n", "[a b]1");
	READS("x\n1\n2\n", "[x]1|2");
	READS("\t1\t2\n", "!3 <stdin>:1:1: empty cell; --na skip leaves such cells out");
	READS_WITH(na, "\t1\t2\n", "nan 1 2");
	READS_WITH(hash, "# a, b\n1 2\n#\n3 4\n", "1 2|3 4");
	READS_WITH(hash, "\n# a, b\n\n1,2\n 3,4\n", "1 2|3 4");
	READS_WITH(((struct reader_opts){ .in = FORMAT_SSV }), "1,5 2\n",
		"!3 <stdin>:1:1: the first row has both numbers and text (\"1,5\"); "
		"-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS_WITH(((struct reader_opts){ .in = FORMAT_SSV, .header = HEADER_NO }), "1,5 2\n",
		"!3 <stdin>:1:1: \"1,5\" is not a number; "
		"the decimal sign is a point");
	READS_WITH(((struct reader_opts){ .delimiter = '\t' }), "1,2\t3\n4\t5\n",
		"!3 <stdin>:1:1: the first row has both numbers and text "
		"(\"1,2\"); -n reads it as data, --header as names, -k NAME takes a column of labels");
	READS_WITH(((struct reader_opts){ .in = FORMAT_MD }), "1\n", "!2 <stdin>: md is not read");
	READS_WITH(((struct reader_opts){ .delimiter = '\n' }), "1\n", "!2 cells are not delimited by quotes or ends of line");
	READS_WITH(((struct reader_opts){ .delimiter = '\r' }), "1\n", "!2 cells are not delimited by quotes or ends of line");
	READS_WITH(((struct reader_opts){ .delimiter = ' ' }), "1  2\n", "1 2");
	READS_WITH(((struct reader_opts){ .in = FORMAT_TSV, .delimiter = ' ' }), "1  2\n", "1 2");
	READS_WITH(((struct reader_opts){ .in = FORMAT_JSON, .delimiter = ' ' }), "[1,2]", "1 2");
	READS_WITH(hash, "#\r\t1\n\r\n1,2\n", "1 2");
	READS_WITH(hash, "#only a comment", "!3 <stdin>: no data; a row of numbers was expected");
	READS_WITH(yes, ",\n1,2\n", "[][]1 2?<stdin>:1:1: the first column has no name and is read as data; it may count the rows, "
		"as pandas and R do; -k 1 takes it as labels, -c 2.. leaves it out");
	READS("[[\"\",\"\"],[1,2]]", "!3 <stdin>:1:3: the first row has only missing values; -n reads it as data, --header as names, "
		"-k NAME takes a column of labels");
	READS_WITH(no, "[[false,1],[2,3]]", "!3 <stdin>:1:3: \"false\" is not a number");
	tap_group("the first line tells tsv, csv, ssv or one column");

	READS("\x1F\x8B\x08\0\0\0\0\0", "!3 <stdin>: the input is compressed with gzip; gzip -dc FILE | PROGRAM");
	READS("\x28\xB5\x2F\xFD\x04", "!3 <stdin>: the input is compressed with zstd; zstd -dc FILE | PROGRAM");
	READS("\xFD" "7zXZ\0\0", "!3 <stdin>: the input is compressed with xz; xz -dc FILE | PROGRAM");
	READS("BZh91AY&SY\x12", "!3 <stdin>: the input is compressed with bzip2; bzip2 -dc FILE | PROGRAM");
	READS("BZh0\n\n\n\n\n\n\n", "[BZh0]!3 <stdin>: no data below the header");
	READS("BZhx\n1\n2\n3\n4\n", "[BZhx]1|2|3|4");
	READS("BZh1234567\n1\n", "[BZh1234567]1");
	READS("\x10\0\0\0\0\0\0\0[1]      ", "!3 <stdin>:1:2: NUL byte; is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
	READS("BZh9\x17rE8P\x90", "!3 <stdin>: the input is compressed with bzip2; bzip2 -dc FILE | PROGRAM");
	READS("PK\x03\x04\x14",
		"!3 <stdin>: the input is a zip archive (npz, xlsx); unzip -p FILE MEMBER | PROGRAM; unzip -l lists the members");
#define ZIP(length, name) "PK\x03\x04" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" length "\0\0\0" name
	READS(ZIP("\x10", "archive/data.pkl"), "!3 <stdin>: the input is a PyTorch file; "
		"save its tensors with safetensors.torch.save_file, or one with numpy.save");
	READS(ZIP("\x05", "a.npy"), "!3 <stdin>: the input is a zip archive of arrays (npz); "
		"unzip -p FILE MEMBER.npy | PROGRAM; unzip -l lists the members");
	READS(ZIP("\x13", "[Content_Types].xml"), "!3 <stdin>: the input is a workbook (xlsx); save the sheet as CSV");
	READS(ZIP("\xFF", ".npy"), "!3 <stdin>: the input is a zip archive of arrays (npz); "
		"unzip -p FILE MEMBER.npy | PROGRAM; unzip -l lists the members");
	READS(ZIP("\x04", "a.py"), "!3 <stdin>: the input is a zip archive (npz, xlsx); unzip -p FILE MEMBER | PROGRAM; unzip -l lists the members");
	READS("version https://git-lfs.github.com/spec/v1\noid\n", "!3 <stdin>: the input is a pointer of Git LFS; git lfs pull fetches the file itself");
	READS("a;b\n1,5;2\n", "[a;b]!3 <stdin>:2:3: row has 2 cells, expected 1 (from line 1); -d says what separates cells, as in -d ';'");
	READS("PAR1\x15\x04", "!3 <stdin>: the input is a parquet file; "
			      "python3 -c 'import pandas; print(pandas.read_parquet(\"FILE\").to_csv(index=False))' | PROGRAM");
	READS("\x80\x04\x95",
		"!3 <stdin>: the input is a pickle; loading it runs code; save arrays with numpy.save, tables with to_csv");
	READS("\x89HDF\r\n\x1A\n", "!3 <stdin>: the input is an HDF5 file; save its arrays with numpy.save");
	READS("\xFF\xFE" "1\0,\0", "!3 <stdin>: the input is UTF-16 text; iconv -f UTF-16 -t UTF-8 FILE | PROGRAM");
	READS("\xFE\xFF" "\0001", "!3 <stdin>: the input is UTF-16 text; iconv -f UTF-16 -t UTF-8 FILE | PROGRAM");
	READS("\x10\0\0\0\0\0\0\0{\"a\":1}       ", "!3 <stdin>: the input is safetensors, whose tensors this program does not "
		"take; save one as npy: numpy.save(f, safetensors.numpy.load_file(FILE)[NAME])");
	READS_WITH(((struct reader_opts){ .in = FORMAT_CSV }), "PK\x03\x04\x14",
		"!3 <stdin>: the input is a zip archive (npz, xlsx); "
		"unzip -p FILE MEMBER | PROGRAM; unzip -l lists the members");
	READS("PAR1,PAR2\n1,2\n", "[PAR1][PAR2]1 2");
	READS("BZh9,PK\n1,2\n", "[BZh9][PK]1 2");
	tap_group("what is not read, with the command that helps");

	READS("#x\n1\n", "!3 <stdin>:1:1: line begins with #; --comment '#' skips such lines");
	READS("1\n2\n#x\n", "1|2!3 <stdin>:3:1: line begins with #; --comment '#' skips such lines");
	READS_WITH(((struct reader_opts){ .comment = ';' }), "#x\n1\n; 2\n3\n", "[#x]1|3");
	READS_WITH(hash, "1,2\n#3\n#\"\n4,5\n", "1 2|4 5");
	tap_group("lines that begin with #");
}

static void
headers(void)
{
	READS("a,b\n1,2\n", "[a][b]1 2");
	READS("a,\n1,2\n", "[a][]1 2");
	READS("a,a\n1,2\n", "[a][a]1 2");
	READS("1,2\n3,4\n", "1 2|3 4");
	READS_WITH(na, "1,\n", "1 nan");
	READS("1,b\n", "!3 <stdin>:1:3: the first row has both numbers and text (\"b\"); "
		       "-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS("nan,b\n", "!3 <stdin>:1:5: the first row has both numbers and text (\"b\"); "
			 "-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS(",NA\n", "!3 <stdin>:1:1: the first row has only missing values; "
		       "-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS_WITH(na, "nan,NaN\n1,2\n", "nan nan|1 2");
	READS("1e999,2\n", "!3 <stdin>:1:1: \"1e999\" is beyond the largest double");
	READS("0x10\n1\n", "[0x10]1");
	READS("-inf,0\n", "!3 <stdin>:1:1: \"-inf\" is not finite; a missing value is NA or nan, which --na skip leaves out");
	READS_WITH(yes, "1,2\n3,4\n", "[1][2]3 4");
	READS_WITH(no, "1,2\n3,4\n", "1 2|3 4");
	READS_WITH(no, "a,b\n", "!3 <stdin>:1:1: \"a\" is not a number");
	READS_COLUMNS(na, 2, first_label, "m,1\nn,2\n", "1 'm'|2 'n'");
	READS_COLUMNS(na, 2, first_label, "m,x\nn,2\n", "[m][x]2 'n'");
	READS_COLUMNS(na, 2, first_label, "m,NA\nn,2\n",
		"!3 <stdin>:1:3: the first row has only missing values; "
		"-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS_COLUMNS(na, 1, first_label, "m,1\nn,2\n",
		"!3 <stdin>:1:1: the first row has both numbers and text (\"m\"); "
		"-n reads it as data, --header as names, -k NAME takes a column of labels");
	READS_COLUMNS(na, 1, first_label, "m,x\nn,2\n", "[m][x] 'n'");
	READS_COLUMNS(na, 1, ((struct column[]){ { .index = 1, .kind = COUNT } }), "a,70B\nb,1e3\n", "70000000000|1000");
	READS_COLUMNS(na, 1, ((struct column[]){ { .index = 1 } }), "a,70B\nb,1e3\n", "[a][70B]1000");
	tap_group("the header rule, on the columns read as numbers");

	READS("0,1,2\n3,4,5\n", "0 1 2|3 4 5?<stdin>:1:1: the first row is 0,1,..,2 and is read as data; "
				"--header reads it as names, -n says that it is data");
	READS("0,1,2\n", "0 1 2");
	READS("0,1,3\n3,4,5\n", "0 1 3|3 4 5");
	READS("0\n3\n", "0|3");
	READS_WITH(no, "0,1,2\n3,4,5\n", "0 1 2|3 4 5");
	tap_group("a header as pandas writes it gets a warning, once there is a row below");

#define INDEX "the first column has no name and is read as data; it may count the rows, as pandas and R do; " \
	      "-k 1 takes it as labels, -c 2.. leaves it out"
	READS(",a\n0,1\n1,2\n", "[][a]0 1|1 2?<stdin>:1:1: " INDEX);
	READS("\"\",\"a\"\n\"1\",1\n", "[][a]1 1?<stdin>:1:1: " INDEX);
	READS("Unnamed: 0,a\n7,1\n", "[Unnamed: 0][a]7 1?<stdin>:1:1: " INDEX);
	READS("a,\n0,1\n", "[a][]0 1");
	READS(",a\n", "[][a]!3 <stdin>: no data below the header");
	READS_COLUMNS(((struct reader_opts){ 0 }), 1, ((struct column[]){ { .index = 1 } }), ",a\n0,1\n", "[][a]1");
	READS_COLUMNS(((struct reader_opts){ 0 }), 2, first_label, ",a\n0,1\n", "[][a]1 '0'");
	tap_group("the index of pandas and R without a name gets a warning where it is read as data");

	READS("", "!3 <stdin>: no data; a row of numbers was expected");
	READS("\n \n\n", "!3 <stdin>: no data; a row of numbers was expected");
	READS("\xEF\xBB\xBF", "!3 <stdin>: no data; a row of numbers was expected");
	READS("a,b\n", "[a][b]!3 <stdin>: no data below the header");
	READS("a,b\n\n\n", "[a][b]!3 <stdin>: no data below the header");
	READS("x\n\n\n", "[x]!3 <stdin>: no data below the header");
	READS_WITH(hash, "# 1\n", "!3 <stdin>: no data; a row of numbers was expected");
	READS_WITH(yes, "1,2\n", "[1][2]!3 <stdin>: no data below the header");
	tap_group("input without a row of data");
}

static void
cells(void)
{
	READS_WITH(na, "1\nNA\nN/A\nnan\nNaN\nnull\nNone\n2\n", "1|nan|nan|nan|nan|nan|nan|2");
	READS("1\n2\nNA\n", "1|2!3 <stdin>:3:1: \"NA\" is not a number; --na skip leaves such cells out");
	READS_WITH(na, "1\nn/a\n",
		"1!3 <stdin>:2:1: \"n/a\" is not a number; missing cells are empty, NA, N/A, nan, NaN, null or None");
	READS_COLUMNS(((struct reader_opts){ 0 }), 2, ((struct column[]){ { .index = 0, .optional = true }, { .index = 1 } }),
		"1,2\n,3\nNA,\n", "1 2|nan 3!3 <stdin>:3:4: empty cell; --na skip leaves such cells out");
	READS_WITH(((struct reader_opts){ .infinite = true }), "1,inf\n-inf,Infinity\n2,-1e999\n",
		"1 inf|-inf inf!3 <stdin>:3:3: \"-1e999\" is beyond the largest double");
	READS("1\n-Inf\n", "1!3 <stdin>:2:1: \"-Inf\" is not finite; a missing value is NA or nan, which --na skip leaves out");
	READS("1\n9007199254740992\n-9007199254740993\n",
		"1|9007199254740992!3 <stdin>:3:1: no double holds the integer \"-9007199254740993\"; "
		"written with a decimal point it is rounded");
	READS("1\n9007199254740993.\n", "1|9007199254740992");
	READS_WITH(((struct reader_opts){ .rounded = true }), "9007199254740993\n", "9007199254740992");
	READS("+1\n.5\n5.\n-0\n1E2\n", "1|0.5|5|-0|100");
	READS_WITH(no, "abc\n", "!3 <stdin>:1:1: \"abc\" is not a number");
	READS("a,b\n1,1.5.0\n", "[a][b]!3 <stdin>:2:3 (column \"b\"): \"1.5.0\" is not a number");
	tap_group("missing, infinite, too large, and what counts as a number");

	static const struct {
		const char *cell, *hint;
	} slips[] = { { "0x1F", "write it in decimal" }, { "-0X10", "write it in decimal" },
		{ "1,5", "the decimal sign is a point" }, { "1,234,567", "write the digits without commas" },
		{ "1_000", "write the digits without _" }, { "1 000", "write the number without blanks" },
		{ "1'000", "write the number without '" },
		{ "1\xC2\xA0" "000", "write the number without no-break spaces (U+00A0)" },
		{ "1\xE2\x80\xAF" "000", "write the number without no-break spaces (U+202F)" },
		{ "\xE2\x88\x92" "5", "the minus sign is -, not U+2212" },
		{ "\xE2\x80\x93" "5", "the minus sign is -, not a dash (U+2013)" },
		{ "\xEF\xBC\x91\xEF\xBC\x99", "write ASCII digits, not full-width ones" },
		{ "12%", "write it as a fraction, without %" }, { "$5", "write the number without $" },
		{ "1d5", "write the exponent with e" }, { "1.5;2", "-d ';' reads cells that semicolons separate" },
		{ "1|2", "-d '|' reads cells that bars separate" },
		{ "NULL", "missing cells are empty, NA, N/A, nan, NaN, null or None" },
		{ "7.5B", "write the number without a suffix" }, { "1f", "write the number without a suffix" }, { "1e+", NULL },
		{ "-nan", NULL }, { "nan(12)", NULL }, { "1e5x", NULL }, { "infinite", NULL } };
	for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
		char bytes[64], expected[256];
		size_t n = (size_t)snprintf(bytes, sizeof bytes, "1\t2\n3\t%s\n", slips[i].cell);
		snprintf(expected, sizeof expected, "1 2!3 <stdin>:2:3: \"%s\" is not a number%s%s", slips[i].cell,
			slips[i].hint ? "; " : "", slips[i].hint ? slips[i].hint : "");
		reading_check(__FILE__, __LINE__, &na, 0, NULL, n, bytes, expected);
	}
	tap_group("how numbers are not written: the cell is shown, the hint says what to change");

	static const struct column mixed[] = { { .index = 2, .kind = TEXT }, { .index = 1 }, { .index = 0, .kind = TEXT },
		{ .index = 1, .kind = TEXT } };
	READS_COLUMNS(lines, 4, mixed, "k,v,t\n\nx, 1 ,\ny,2,\"z\nz\"\n,,q\n",
		"[k][v][t]1 '' 'x' '1'@3|2 'z\nz' 'y' '2'@4|nan 'q' '' ''@6");
	READS_WITH(lines, "1 2\n\n3 4\n@\n5 6\n", "1 2@1|3 4@3|5 6@5");
	tap_group("columns in any order, twice, as labels; the line where a row begins");
}

/* Files of the current folder. */
static void
put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		exit(1);
}

static void
put_bytes(const char *name, size_t n, const char bytes[])
{
	FILE *f = fopen(name, "w");
	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f))
		exit(1);
}

static void
check_files(int line, size_t n, const char *const paths[], const struct reader_opts *o, size_t n_columns,
	const struct column columns[], const char *expected)
{
	static struct reading t;
	for (size_t rows = 1; rows <= 5; rows += 4) {
		reading_of(&t, n, paths, o, n_columns, columns, rows);
		TAP_OK(strcmp(t.s, expected) == 0, "line %d\n#   read     %s\n#   expected %s", line, t.s, expected);
	}
}

#define FILES(o, expected, ...)                                                                                                  \
	check_files(__LINE__, sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *), (const char *[]){ __VA_ARGS__ }, &(o),   \
		0, NULL, expected)

static void
files(void)
{
	static const char *const contents[][2] = {
		{ "ab.csv", "a,b\n1,2\n3,4\n" },
		{ "ba.tsv", "b\ta\n6\t5\n" },
		{ "ac.csv", "a,c\n1,2\n" },
		{ "abc.csv", "a,b,c\n1,2,3\n" },
		{ "a.csv", "a\n1\n" },
		{ "bare.csv", "7,8\n" },
		{ "bare.ssv", "  9 10\n" },
		{ "three.csv", "7,8,9\n" },
		{ "empty.csv", "" },
		{ "twice.csv", "a,b,a\n1,2,3\n" },
		{ "ecitw.csv", "b,a,a\n5,4,6\n" },
		{ "bad.csv", "a,b\n1,2\n3,x\n" },
		{ "only.csv", "a,b\n" },
		{ "one.csv", "7\n" },
		{ "mixed.csv", "1,b\n" },
		{ "left.csv", ",a\n1,2\n" },
		{ "right.csv", "a,\n4,3\n" },
		{ "records.json", "[{\"a\":1,\"b\":2}]" },
		{ "again.json", "[{\"a\":3,\"b\":4}]" },
		{ "rows.json", "[[1,2],[3]]" },
		{ "row.json", "[4,5,6]" },
	};
	const char *parent = getenv("TMPDIR");
	char folder[FEED_PATH];
	snprintf(folder, sizeof folder, "%s/mlcore.XXXXXX", parent ? parent : "/tmp");
	if (!mkdtemp(folder) || chdir(folder))
		exit(1);
	for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++)
		put(contents[i][0], contents[i][1]);
	put_bytes("two.npy", 10 + 56 + 2, "\x93NUMPY\1\0\x38\0{'descr': '|u1', 'fortran_order': False, 'shape': (1,2)}\1\2");
	put_bytes("x.safetensors", 8 + 53 + 1, "\x35\0\0\0\0\0\0\0{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}\7");

	FILES(yes, "[a][b]1 2|3 4> ba.tsv:5 6> ab.csv:1 2|3 4", "ab.csv", "ba.tsv", "ab.csv");
	FILES(na, "[a][b]1 2|3 4> ba.tsv:5 6", "ab.csv", "ba.tsv");
	FILES(na, "7 8> bare.ssv:9 10", "bare.csv", "bare.ssv");
	FILES(na, "[a][b][a]1 2 3> ecitw.csv:4 5 6", "twice.csv", "ecitw.csv");
	FILES(na, "!3 empty.csv: no data; a row of numbers was expected", "empty.csv", "ab.csv");
	FILES(na, "[a][b]1 2|3 4!3 empty.csv: no data; a row of numbers was expected", "ab.csv", "empty.csv");
	FILES(na, "[a][b]1 2|3 4!3 only.csv: no data below the header", "ab.csv", "only.csv", "ba.tsv");
	check_files(__LINE__, 2, (const char *[]){ "ab.csv", "ba.tsv" }, &na, 2, first_label, "[a][b]2 '1'|4 '3'> ba.tsv:6 '5'");
	FILES(na, "1 2> bare.csv:7 8> two.npy:1 2", "two.npy", "bare.csv", "two.npy");
	FILES(yes, "1 2", "two.npy");
	FILES(no, "[a][b]1 2> again.json:3 4", "records.json", "again.json");
	FILES(ragged, "1 2|3> row.json:4 5 6", "rows.json", "row.json");
	FILES(tensors, "7> ./x.safetensors:7", "x.safetensors", "./x.safetensors");
	tap_group("several files: columns by name, in any order; files without rows");

	FILES(na,
		"[a][b]1 2|3 4!3 ac.csv:1:1: no column \"b\", which ab.csv has; files of one table have the same columns, in any "
		"order",
		"ab.csv", "ac.csv");
	FILES(na,
		"[a][b]1 2|3 4!3 abc.csv:1:5: column \"c\", which ab.csv has not; files of one table have the same columns, in "
		"any order",
		"ab.csv", "abc.csv");
	FILES(na,
		"[a][b]1 2|3 4!3 a.csv:1:1: no column \"b\", which ab.csv has; files of one table have the same columns, in any "
		"order",
		"ab.csv", "a.csv");
	FILES(na, "[a][b]1 2|3 4!3 bare.csv:1:1: no header, which ab.csv has", "ab.csv", "bare.csv");
	FILES(na, "7 8!3 ab.csv:1:1: a header, which bare.csv has not", "bare.csv", "ab.csv");
	FILES(na, "7 8!3 three.csv:1:1: 3 columns, expected 2 (from bare.csv)", "bare.csv", "three.csv");
	FILES(na, "[a][b]1 2!3 bad.csv:3:3 (column \"b\"): \"x\" is not a number", "bad.csv", "ab.csv");
	FILES(na, "7 8!5 none.csv: cannot open: No such file or directory", "bare.csv", "none.csv");
	FILES(na, "7 8!3 one.csv:1:1: 1 column, expected 2 (from bare.csv)", "bare.csv", "one.csv");
	FILES(na, "[a][b]1 2|3 4!3 mixed.csv:1:3: the first row has both numbers and text (\"b\"); -n reads it as data, --header as names, "
		"-k NAME takes a column of labels", "ab.csv", "mixed.csv");
	FILES(na, "[a][b]1 2|3 4!3 two.npy: no header, which ab.csv has", "ab.csv", "two.npy");
	FILES(no, "[a][b]1 2!3 ab.csv:1:1: no header, which records.json has", "records.json", "ab.csv");
	FILES(tensors, "7!3 bare.csv: x.safetensors is safetensors and this is not; read them apart", "x.safetensors", "bare.csv");
	FILES(tensors, "7 8!3 x.safetensors: bare.csv is not safetensors and this is; read them apart", "bare.csv", "x.safetensors");
	FILES(((struct reader_opts){ .tensors = true, .only = "y" }), "!2 unknown tensor \"y\": no file has it", "x.safetensors", "x.safetensors");
	FILES(na, "!5 .: is a directory; name the files in it", ".");
	FILES(na, "!3 empty.csv: no data; a row of numbers was expected", "empty.csv");
	FILES(na, "[a][b]!3 only.csv: no data below the header", "only.csv", "empty.csv");
	tap_group("files that do not fit together are refused");

	struct block b;
	struct reader *r = reader_open(1, (const char *[]){ "ab.csv" }, &na);
	size_t n, width;
	bool named;
	const struct str *first = reader_first(r, &n, &named, &width);
	TAP_OK(n == 2 && width == 2 && !named && str_is(first[1], "b"), "first row");
	TAP_OK(!reader_is_column(r) && reader_format(r) == FORMAT_CSV && reader_lead(r) == 0 && !*reader_dtype(r), "facts");
	TAP_OK(reader_select(r, 1, &(struct column){ .index = 2 }) == ERR_USAGE && reader_next(r, &b, 1) == -1, "no such column");
	reader_close(r);
	r = reader_open(1, (const char *[]){ "bare.csv" }, &na);
	first = reader_first(r, &n, &named, &width);
	TAP_OK(n == 2 && first[0].n == 0 && reader_next(r, &b, 0) == 1 && b.rows == 1, "numbers are no names; max_rows 0 is 1");
	reader_close(r);
	r = reader_open(1, (const char *[]){ "a.csv" }, &no);
	TAP_OK(!reader_first(r, &n, &named, &width) && n == 0 && width == 1 && reader_is_column(r), "one column, no header");
	reader_close(r);
	struct reader_opts small = { .max_memory = 15 };
	FILES(small, "!3 bare.csv: a row of 2 columns needs more than --max-memory; raise --max-memory", "bare.csv");
	for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++)
		unlink(contents[i][0]);
	unlink("two.npy"), unlink("x.safetensors");
	TAP_OK(chdir("/") == 0 && rmdir(folder) == 0, "clean up");
	tap_group("what is known before the rows");
}

/* Blocks end at 4096 rows or a megabyte, and never lose a row. */
static void
blocks(void)
{
	char path[FEED_PATH];
	for (size_t width = 1; width <= 1000; width *= 10) {
		size_t rows = 20000 / width + 5000, n = 0, seen = 0, most = 0;
		char *bytes = malloc(rows * width * 8);
		for (size_t i = 0; i < rows; i++)
			for (size_t k = 0; k < width; k++)
				n += (size_t)sprintf(bytes + n, "%zu%c", i, k + 1 < width ? ',' : '\n');
		struct reader *r = reader_open(1, (const char *[]){ feed_file(n, bytes, path) }, &na);
		struct block b;
		while (reader_next(r, &b, SIZE_MAX) > 0) {
			TAP_OK(b.first == seen && b.cols == width, "first row");
			for (size_t i = 0; i < b.rows; i++, seen++)
				TAP_OK(b.v[i * width] == (double)seen && b.v[i * width + width - 1] == (double)seen &&
						b.line[i] == seen + 1,
					"row %zu", seen);
			most = b.rows > most ? b.rows : most;
		}
		size_t limit = 131072 / width + 1;
		TAP_OK(seen == rows && most <= 4096 && most <= limit, "%zu columns: %zu rows, blocks of %zu", width, seen, most);
		reader_close(r);
		unlink(path);
		free(bytes);
	}
	tap_group("blocks are bounded and complete");
}

static void
memory(void)
{
	static const char bytes[] = "a,\"b\"\nx,1\n\"y\",2\n";
	static const char *const all[] = { "-" };
	unsigned long k = 0;
	int code = ERR_MEMORY;
	size_t failed = 0;

	while (code == ERR_MEMORY && ++k < 100) {
		pid_t child = feed_stdin(sizeof bytes - 1, bytes, 100);
		mem_fail_at(k, true);
		struct reader *r = reader_open(1, all, &na);
		size_t n, width;
		bool named;
		struct block b;
		reader_first(r, &n, &named, &width);
		reader_select(r, 2, first_label);
		while (reader_next(r, &b, 1) > 0)
			continue;
		mem_fail_at(0, false);
		code = reader_error(r)->code;
		failed += code == ERR_MEMORY;
		TAP_OK(code == 0 || code == ERR_MEMORY, "allocation %lu: %d %s", k, code, reader_error(r)->text);
		reader_close(r);
		feed_end(child);
	}
	TAP_OK(code == 0 && failed > 10, "%zu allocations failed in turn", failed);
	tap_group("any allocation may fail");
}

int
main(void)
{
	formats();
	headers();
	cells();
	files();
	blocks();
	memory();
	return tap_done();
}
