/* SPDX-License-Identifier: MIT */
/* writer_page: table, md, latex, gnuplot, and quantities like 73.2B; all expected texts are written by hand. */
#include <math.h>

#include "io/gnuplot.h"
#include "io/human.h"
#include "tap.h"
#include "scratch.h"

#define NAN_ ((double)NAN)
#define NAME(literal) { literal, sizeof(literal) - 1 }

static struct writer *w;

/* Standard output of a writer of n columns is the file "out"; at most one such writer at a time. */
static void
begin(struct writer_opts o, size_t n, const struct writer_column columns[])
{
	scratch_stdout_to(open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600));
	w = writer_open(&o);
	scratch_stdout_back();
	writer_columns(w, n, columns);
}

static bool
wrote(const char *expected)
{
	int code = writer_close(w, true);
	writer_free(w);
	return code == 0 && scratch_holds("out", expected);
}

static void
test_human(void)
{
	static const struct { double x; int digits; const char *text; } cases[] = {
		{ 73200000000, 3, "73.2B" }, { 1.31e12, 3, "1.31T" }, { 4e8, 3, "400M" }, { 12500, 3, "12.5k" }, { 0, 3, "0" },
		{ 999, 3, "999" }, { 999.4, 3, "999" }, { 999.6, 3, "1k" }, { 1000, 3, "1k" }, { 999499, 3, "999k" },
		{ 999500, 3, "1M" }, { 999950, 4, "1M" }, { 999940, 4, "999.9k" }, { -999999, 3, "-1M" }, { -2.5e9, 3, "-2.5B" },
		{ 999.9e12, 3, "1000T" }, { 5e15, 3, "5000T" }, { 1e16, 3, "1e16" }, { 5.76e23, 3, "5.76e23" }, { 20.27, 3, "20.3" },
		{ 0.5, 3, "0.5" }, { 1234567, 6, "1.23457M" }, { 123456, 1, "100k" }, { HUGE_VAL, 3, "inf" }, { -HUGE_VAL, 3, "-inf" },
	};
	for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
		char s[NUM_TEXT + 1];
		s[human_print(cases[k].x, cases[k].digits, s)] = '\0';
		TAP_OK(strcmp(s, cases[k].text) == 0, "%s, expected %s", s, cases[k].text);
	}
	tap_group("quantities as people say them");
}

static const struct writer_column mixed[] = {
	{ .name = NAME("run"), .text = true }, { .name = NAME("n") }, { .name = NAME("params"), .count = true }, { .name = NAME("loss") }
};

static void
put_mixed(void)
{
	writer_text(w, STR("small")), writer_count(w, 9), writer_number(w, 4e8), writer_number(w, 3.25);
	writer_text(w, STR("caf\xC3\xA9")), writer_count(w, 12345678), writer_number(w, 7.32e10), writer_number(w, NAN_);
	writer_text(w, STR("a\x1B[1m\xC2\x9B\xFF\n")), writer_count(w, 10), writer_count(w, 12500), writer_number(w, -1.2345678e-7);
}

/* The points of loss stand in one line; counts end in one line; 24 characters of text with what cannot be shown escaped. */
static void
test_table(void)
{
	begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true, .human = true, .title = "Runs" }, 4, mixed);
	put_mixed();
	TAP_OK(wrote(
		"Runs\n"
		"run                              n  params          loss\n"
		"------------------------  --------  ------  ------------\n"
		"small                            9    400M    3.25\n"
		"caf\xC3\xA9                      12345678   73.2B  nan\n"
		"a\\x1b[1m\\xc2\\x9b\\xff\\x0a        10   12.5k   -1.23457e-7\n"), "human, title");
	begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true, .digits = 2 }, 4, mixed);
	put_mixed();
	TAP_OK(wrote(
		"run                              n       params      loss\n"
		"------------------------  --------  -----------  --------\n"
		"small                            9    400000000    3.2\n"
		"caf\xC3\xA9                      12345678  73000000000  nan\n"
		"a\\x1b[1m\\xc2\\x9b\\xff\\x0a        10        12500   -1.2e-7\n"), "two digits");
	begin((struct writer_opts){ .out = FORMAT_TABLE }, 4, mixed);
	put_mixed();
	TAP_OK(wrote(
		"small                            9    400000000    3.25\n"
		"caf\xC3\xA9                      12345678  73200000000  nan\n"
		"a\\x1b[1m\\xc2\\x9b\\xff\\x0a        10        12500   -1.23457e-7\n"), "without a header");
	begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true }, 4, mixed);
	TAP_OK(wrote("run  n  params  loss\n---  -  ------  ----\n"), "without rows");
	tap_group("table");
	scratch_clear();
}

static void
begin_wide(int width, size_t n, int rows)
{
	static const char names[9][3] = { "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9" };
	struct writer_column c[9] = { 0 };
	for (size_t k = 0; k < n; k++)
		c[k].name = (struct str){ names[k], 2 };
	begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true, .width = width }, n, c);
	for (size_t k = 0; k < n * (size_t)rows; k++)
		writer_count(w, k % n + 1);
}

#define ALL_NINE "c1  c2  c3  c4  c5  c6  c7  c8  c9\n--  --  --  --  --  --  --  --  --\n" \
	" 1   2   3   4   5   6   7   8   9\n 1   2   3   4   5   6   7   8   9\n"

static void
test_elided(void)
{
	begin_wide(0, 9, 2);
	TAP_OK(wrote(ALL_NINE), "not a terminal");
	begin_wide(34, 9, 2);
	TAP_OK(wrote(ALL_NINE), "34 columns fit into 34");
	begin_wide(33, 9, 2);	/* one more, c6, would make it 35 */
	TAP_OK(wrote("c1  c2  c3  c4  ...  c7  c8  c9\n--  --  --  --  ---  --  --  --\n"
		" 1   2   3   4  ...   7   8   9\n 1   2   3   4  ...   7   8   9\n"), "33");
	begin_wide(20, 9, 2);
	TAP_OK(wrote("c1  c2  ...  c8  c9\n--  --  ---  --  --\n 1   2  ...   8   9\n 1   2  ...   8   9\n"), "20");
	begin_wide(1, 9, 2);
	TAP_OK(wrote("c1  ...\n--  ---\n 1  ...\n 1  ...\n"), "the first column stays, whatever the width");
	begin_wide(1, 1, 2);
	TAP_OK(wrote("c1\n--\n 1\n 1\n"), "also when it is alone");
	tap_group("columns that do not fit a terminal");
	scratch_clear();
}

/* Before a column goes, the longest text is cut, down to 16 characters; bytes of a character stay together. */
static void
test_shortened(void)
{
	const struct writer_column c[] = { { .name = NAME("name"), .text = true }, { .name = NAME("formula"), .text = true },
		{ .name = NAME("value") } };
	static const int widths[] = { 39, 40, 35, 22 };
	static const char *const expected[] = {
		("name   formula                    value\n-----  -------------------------  -----\n"
		"first  12345678901234567890\xC3\xA9""2...      1\nother  \xC3\xA9\xC3\xA9 short                       2\n"),
		("name   formula                     value\n-----  --------------------------  -----\n"
		"first  12345678901234567890\xC3\xA9""23456      1\nother  \xC3\xA9\xC3\xA9 short                        2\n"),
		("name   formula                value\n-----  ---------------------  -----\n"
		"first  123456789012345678...      1\nother  \xC3\xA9\xC3\xA9 short                   2\n"),
		"name   ...  value\n-----  ---  -----\nfirst  ...      1\nother  ...      2\n",
	};
	for (size_t k = 0; k < 4; k++) {
		begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true, .width = widths[k] }, 3, c);
		writer_text(w, STR("first")), writer_text(w, STR("12345678901234567890\xC3\xA9""23456"));
		writer_count(w, 1);
		writer_text(w, STR("other")), writer_text(w, STR("\xC3\xA9\xC3\xA9 short")), writer_count(w, 2);
		TAP_OK(wrote(expected[k]), "width %d", widths[k]);
	}
	tap_group("long text is cut before columns go");
	scratch_clear();
}

static void
test_side(void)
{
	begin_wide(80, 6, 1);
	TAP_OK(wrote("c1  c2  c3  c4  c5  c6\n--  --  --  --  --  --\n 1   2   3   4   5   6\n"), "six columns lie");
	begin_wide(0, 7, 1);
	TAP_OK(wrote("c1  1\nc2  2\nc3  3\nc4  4\nc5  5\nc6  6\nc7  7\n"), "seven stand");
	begin_wide(10, 3, 1);
	TAP_OK(wrote("c1  c2  c3\n--  --  --\n 1   2   3\n"), "ten columns lie in ten");
	begin_wide(9, 3, 1);
	TAP_OK(wrote("c1  1\nc2  2\nc3  3\n"), "ten columns stand in nine");

	const struct writer_column noted[] = {
		{ .name = NAME("file"), .text = true }, { .name = NAME("n") }, { .name = NAME("tokens"), .count = true },
		{ .name = NAME("gini"), .range = "0..1", .note = "larger is sparser" },
		{ .name = NAME("l1"), .range = "", .note = "a norm" },
	};
	begin((struct writer_opts){ .out = FORMAT_TABLE, .header = true, .human = true }, 5, noted);
	writer_text(w, STR("a/long/name/of/a/file.csv")), writer_count(w, 1000), writer_number(w, 1.31e12);
	writer_number(w, 0.75), writer_number(w, 12.5);
	TAP_OK(wrote(
		"file    a/long/name/of/a/file.csv\n"
		"n        1000\n"
		"tokens  1.31T\n"
		"gini        0.75  0..1  larger is sparser\n"
		"l1         12.5         a norm\n"), "with ranges and notes");
	tap_group("a single row stands on its side");
	scratch_clear();
}

static void
test_markup(void)
{
	const struct writer_column c[] = { { .name = NAME("a_b|c"), .text = true }, { .name = NAME("x%") } };
	for (int f = 0; f < 2; f++) {
		begin((struct writer_opts){ .out = f ? FORMAT_LATEX : FORMAT_MD, .header = true }, 2, c);
		writer_text(w, STR("[*<&~^\\{}#$\n")), writer_number(w, -1.5e-7);
		writer_text(w, STR("")), writer_count(w, 12345678);
		writer_text(w, STR("caf\xC3\xA9")), writer_number(w, -HUGE_VAL);
		TAP_OK(wrote(f ?
			"\\begin{tabular}{lr}\n\\toprule\na\\_b\\textbar{}c & x\\% \\\\\n\\midrule\n"
			"{[}{*}\\textless{}\\&\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\{\\}\\#\\$\\textbackslash{}x0a"
			" & $-1.5 \\times 10^{-7}$ \\\\\n"
			" & 12345678 \\\\\n"
			"caf\xC3\xA9 & $-\\infty$ \\\\\n\\bottomrule\n\\end{tabular}\n" :
			"| a\\_b\\|c | x% |\n|---|--:|\n"
			"| \\[\\*\\<\\&\\~^\\\\{}#\\$\\\\x0a | -1.5e-7 |\n|  | 12345678 |\n| caf\xC3\xA9 | -inf |\n"),
			"format %d", f);
	}
	tap_group("md and latex");
	scratch_clear();
}

/* Nothing of a name leaves its single quotes; nothing but numbers stands in the data. */
static void
test_gnuplot(void)
{
	const struct writer_column c[] = {
		{ .name = NAME("label"), .text = true }, { .name = NAME("n") },
		{ .name = NAME("it's `touch x` \"$(touch x)\"\n@x") },
		{ .name = NAME("123456789 123456789 123456789 123456789 123456789 12345678\xC3\xA9" "0") },
	};
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT, .title = "EOD\nEOD" }, 4, c);
	writer_text(w, STR("`touch x`")), writer_count(w, 1), writer_number(w, 0.5), writer_number(w, 1);
	writer_text(w, STR("EOD\n'")), writer_count(w, 2), writer_number(w, NAN_), writer_text(w, STR("`touch x`"));
	TAP_OK(wrote("$DATA << EOD\n1 0.5 1\n2 NaN NaN\nEOD\nset encoding utf8\nset title 'EOD?EOD' noenhanced\n"
		"set grid y\nset style fill solid 0.8 border\nset boxwidth 0.8\nset format '%g'\nset key off\n"
		"set xtics nomirror noenhanced ('`touch x`' 0, 'EOD?''' 1)\n"
		"unset logscale y\nset yrange [0:*]\nset style data histograms\nset key above\n"
		"plot $DATA using 1 title 'n' noenhanced, \\\n     $DATA using 2 title 'it''s `touch x` \"$(touch x)\"?@x' noenhanced, \\\n"
		"     $DATA using 3 title '123456789 123456789 123456789 123456789 123456789 12345678\xC3\xA9" "0'"
		" noenhanced\n"), "bars of rows with names; sixty characters are not cut");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT }, 2, (struct writer_column[]){ { .name = NAME("x") }, { .name = NAME("y") } });
	for (double x = 1; x < 1e4; x *= 10)
		writer_number(w, x), writer_number(w, -1);
	TAP_OK(wrote("$DATA << EOD\n1 -1\n10 -1\n100 -1\n1000 -1\nEOD\nset encoding utf8\nset grid\nset format '%g'\nset key off\n"
		"set xlabel 'x' noenhanced\nset logscale x\nset xrange [*:*]\nunset logscale y\nset yrange [-1.5:-0.5]\n"
		"set ylabel 'y' noenhanced\nplot $DATA using 1:2 with linespoints notitle\n"), "a constant over decades");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT, .title = "T" }, 3,
		(struct writer_column[]){ { .name = NAME("k"), .plot = PLOT_ASIDE }, { .name = NAME("a") }, { .name = NAME("b") } });
	for (int k = 1; k < 3; k++)
		writer_count(w, 7), writer_number(w, k), writer_number(w, 100 * pow(10, k));
	TAP_OK(wrote("$DATA << EOD\n7 1 1000\n7 2 10000\nEOD\nset encoding utf8\n"
		"set grid y\nset style fill solid 0.8 border\nset boxwidth 0.8\nset format '%g'\nset key off\nset xlabel 'k' noenhanced\n"
		"set tics font ',9'\nset xlabel font ',9' offset 0,.6\nset title font ',9' offset 0,-.5\n"
		"set tmargin 1.5\nset bmargin 2.8\nset lmargin 6\nset rmargin 2\n"
		"if (GPVAL_TERM ne 'dumb') { set multiplot layout 1,2 title 'T' noenhanced }\n"
		"set title 'a' noenhanced\nunset logscale y\nset yrange [0:*]\nset ytics 0.5\n"
		"plot $DATA using 0:2:xtic(1) with boxes notitle\n"
		"set title 'b' noenhanced\nunset logscale y\nset yrange [0:*]\nset ytics 2000\n"
		"plot $DATA using 0:3:xtic(1) with boxes notitle\nunset multiplot\n"), "what differs in size has a panel each");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT }, 3,
		(struct writer_column[]){ { .name = NAME("a") }, { .name = NAME("b%") }, { .name = NAME("never") } });
	writer_number(w, 0.5), writer_number(w, 200), writer_number(w, NAN_);
	TAP_OK(wrote("$DATA << EOD\n0.5 200 NaN\nEOD\nset encoding utf8\n"
		"set grid y\nset style fill solid 0.8 border\nset boxwidth 0.8\nset format '%g'\nset key off\nset logscale y\nset yrange [*:*]\n"
		"set xtics nomirror noenhanced rotate by -35 ('a' 0, 'b%%' 1)\nset offsets .6,.6,graph .1,0\n"
		"plot $DATA using (0):1 with boxes linetype 1 notitle, \\\n"
		"     $DATA using (0):1:(gprintf('%.4g',$1)) with labels offset 0,.6 notitle, \\\n"
		"     $DATA using (1):2 with boxes linetype 1 notitle, \\\n"
		"     $DATA using (1):2:(gprintf('%.4g',$2)) with labels offset 0,.6 notitle\n"), "one row");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT }, 1, &(struct writer_column){ .name = NAME("\xFF\xC2\x80") });
	writer_number(w, 1), writer_number(w, -2000);
	TAP_OK(wrote("$DATA << EOD\n1\n-2000\nEOD\nset encoding utf8\nset grid\nset format '%g'\nset key off\nset xlabel 'row' noenhanced\n"
		"unset logscale y\nset yrange [*:*]\nset ylabel '?\?\?' noenhanced\n"
		"plot $DATA using ($0+1):1 with linespoints notitle\n"), "one column");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT, .matrix = true }, 2, (struct writer_column[2]){ 0 });
	writer_numbers(w, 4, (const double[]){ 1, 2, 3, 4 });
	TAP_OK(wrote("$DATA << EOD\n1 2\n3 4\nEOD\nset encoding utf8\nset xtics 1\nset ytics 1\nset xlabel 'column'\nset ylabel 'row'\nset yrange reverse\n"
		"set autoscale fix\nset key off\nplot $DATA matrix using ($1+1):($2+1):3 with image\n"), "a matrix");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT, .matrix = true }, 2, (struct writer_column[2]){ 0 });
	writer_numbers(w, 2, (const double[]){ 1, 2 });
	TAP_OK(wrote("$DATA << EOD\n1 2\nEOD\nset encoding utf8\nset xlabel 'column'\nset key off\nset grid\n"
		"plot $DATA matrix using ($1+1):3 with linespoints\n"), "a row");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT, .matrix = true }, 1, (struct writer_column[2]){ 0 });
	writer_numbers(w, 2, (const double[]){ 1, 2 });
	TAP_OK(wrote("$DATA << EOD\n1\n2\nEOD\nset encoding utf8\nset xlabel 'row'\nset key off\nset grid\n"
		"plot $DATA using ($0+1):1 with linespoints\n"), "a column");
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT }, 1, c);
	TAP_OK(writer_close(w, true) == ERR_USAGE, "text only");
	writer_free(w);

	struct writer_opts o = { .out = FORMAT_GNUPLOT, .file = "out" };
	w = writer_open(&o);
	gnuplot_begin(w, "CURVE");
	gnuplot_row(w, 3, (const double[]){ 1, NAN_, -HUGE_VAL });
	gnuplot_end(w);
	gnuplot_text(w, STR("123456789 123456789 123456789 123456789 123456789 123456789 1"));
	gnuplot_text(w, STR("'it''s' 5%"));
	gnuplot_tic(w, STR("%s''%"));
	TAP_OK(wrote("$CURVE << EOD\n1 NaN NaN\nEOD\n'123456789 123456789 123456789 123456789 123456789 1234567...'"
		"'\xE2\x80\x99it''\xE2\x80\x99s'' 5%'" "'%%s''\xE2\x80\x99%%'"), "pieces; 61 cut; quotes and formats");
	tap_group("gnuplot");
	scratch_clear();
}

/* The script holds this, or that when it has a ! before it. */
static void
shows(const char *what, const char *part)
{
	char *s = scratch_read("out", NULL);
	bool not = part[0] == '!', there = strstr(s, part + not) != NULL;
	TAP_OK(there != not, "%s: %s\n%s", what, part, s);
	free(s);
}

/* rows x n numbers f(row, column), under the names a, b, .. */
static int
chart(size_t rows, size_t n, const struct writer_column columns[], double (*f)(size_t row, size_t column))
{
	struct writer_column c[26];
	for (size_t k = 0; k < n; k++) {
		c[k] = columns ? columns[k] : (struct writer_column){ .name = { &"abcdefghijklmnopqrstuvwxyz"[k], 1 } };
	}
	begin((struct writer_opts){ .out = FORMAT_GNUPLOT }, n, c);
	for (size_t i = 0; i < rows; i++)
		for (size_t k = 0; k < n; k++) {
			if (c[k].text)
				writer_text(w, STR("row"));
			else
				writer_number(w, f(i, k));
		}
	int code = writer_close(w, true);
	writer_free(w);
	return code;
}

static double
falling(size_t row, size_t column)
{
	return column ? -1 - (double)(row + column) : -(double)row;
}

static double
to_and_fro(size_t row, size_t column)
{
	return column ? (double)(row * column) : (double)(row % 3);
}

static double
apart(size_t row, size_t column)
{
	return column ? (double)(row + 1) * pow(20, (double)column) : (double)(row % 3) + 1;
}

static double
rising(size_t row, size_t column)
{
	return (double)(row + 1 + column);
}

static double
never(size_t row, size_t column)
{
	(void)row, (void)column;
	return NAN_;
}

static void
test_charts(void)
{
	static const struct writer_column named[] = { { .name = NAME("run"), .text = true }, { .name = NAME("y") } };
	TAP_OK(!chart(3, 2, named, falling), "bars below 0");
	shows("bars below 0", "set yrange [*:0]\n");
	TAP_OK(!chart(50, 2, named, rising), "more names than have room");
	shows("more names than have room", " with linespoints");
	TAP_OK(!chart(6, 3, NULL, to_and_fro), "the first column goes back and forth");
	shows("back and forth", " with points title 'b'");
	shows("back and forth", "set offsets graph .04,graph .04,0,0\n");
	TAP_OK(!chart(6, 4, NULL, apart), "and what is there differs in size");
	shows("panels of points", "set multiplot layout 2,2");
	shows("panels of points", " with points notitle");
	TAP_OK(!chart(150, 20, NULL, rising), "many columns of many rows");
	shows("many", "!set key above");
	shows("many", " with lines notitle");
	TAP_OK(chart(2, 2, NULL, never) == ERR_USAGE, "nothing to draw");
	tap_group("charts: bars below 0, points, panels, more curves than names have room, nothing");
	scratch_clear();
}

int
main(void)
{
	scratch_enter();
	test_human();
	test_table();
	test_elided();
	test_shortened();
	test_side();
	test_markup();
	test_gnuplot();
	test_charts();
	scratch_leave();
	return tap_done();
}
