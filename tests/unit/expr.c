/* SPDX-License-Identifier: MIT */
/* The language of lib/math/expr: values, errors with their places, names, text, limits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/expr/expr.h"
#include "tap.h"

#define TEXT(literal) { literal, sizeof literal - 1 }
#define NONE ((double)NAN)

/* Two columns of numbers, one by its kind, one that is both, one of text; two parameters, a constant. */
static const struct expr_name names[] = {
	{ .name = TEXT("N"), .kind = EXPR_NUMBERS, .index = 0 }, { .name = TEXT("Model Size"), .kind = EXPR_COLUMN, .index = 1 },
	{ .name = TEXT("State"), .kind = EXPR_COLUMN, .index = 2 }, { .name = TEXT("step"), .kind = EXPR_COLUMN, .index = 3 },
	{ .name = TEXT("E"), .kind = EXPR_PARAMETER, .index = 0 }, { .name = TEXT("alpha"), .kind = EXPR_PARAMETER, .index = 1 },
	{ .name = TEXT("beta"), .kind = EXPR_PARAMETER, .index = 1 }, { .name = TEXT("A"), .kind = EXPR_LOG_PARAMETER, .index = 0 },
	{ .name = TEXT("pi"), .kind = EXPR_CONSTANT, .value = 3.25 }, { .name = TEXT("log"), .kind = EXPR_CONSTANT, .value = 7 }
};
enum { NAMES = sizeof names / sizeof names[0], ROWS = 6 };

static const double N[ROWS] = { 1, 2, 3, -4, 0, NONE }, size[ROWS] = { 10, 20, 30, 40, 50, 60 }, step[ROWS] = { 5, 5, 5, 5, 5, 5 };
/* Cells as a reader gives them: side by side, not terminated; the last one empty. */
static const char cells[] = "finishedcrashedfinfin \"x\\y\"Finished";
static const struct str state[ROWS] = { { cells, 8 }, { cells + 8, 7 }, { cells + 15, 3 }, { cells + 18, 9 }, { cells + 27, 8 },
                                        { NULL, 0 } };
static const struct str steps[ROWS] = { TEXT("5"), TEXT("5"), TEXT(""), TEXT("5"), TEXT("5"), TEXT("5") };
static const double *const col[] = { N, size, NULL, step };
static const struct str *const text[] = { NULL, NULL, state, steps };
static const double par[] = { 0.5, 2.0 };

static bool
value(const char *formula, double out[ROWS])
{
	struct err e = { 0 };
	struct expr *x;

	if (expr_compile(str_of(formula), NAMES, names, &x, &e)) {
		TAP_OK(false, "%s: %s at byte %zu", formula, e.text, e.column);
		return false;
	}
	TAP_OK(!expr_eval(x, ROWS, col, text, par, out, &e), "%s", formula);
	expr_free(x);
	return true;
}

static void
constants(void)
{
	static const struct { const char *formula; double want; } table[] = {
		{ "1", 1 }, { " 1.5 ", 1.5 }, { ".5", .5 }, { "5.", 5 }, { "1e3", 1000 }, { "1E+3", 1000 }, { "2e-3", .002 },
		{ "70B", 70e9 }, { "1.4T", 1.4e12 }, { "10k", 1e4 }, { "3M", 3e6 }, { "2G", 2e9 }, { "1P", 1e15 }, { "1PFd", 8.64e19 },
		{ "1+2*3", 7 }, { "(1+2)*3", 9 }, { "7-2-1", 4 }, { "16/4/2", 2 }, { "2*3/4", 1.5 }, { "7-(2-1)", 6 }, { "2^3^2", 512 },
		{ "-2^2", -4 }, { "(-2)^2", 4 }, { "2^-1", .5 }, { "2^-1^2", .5 }, { "2^-2*8", 2 }, { "--3", 3 }, { "-+3", -3 },
		{ "+3", 3 }, { "2*-3", -6 }, { "4--3", 7 }, { "1-2^2", -3 }, { "-2*3", -6 }, { "!0", 1 }, { "!2", 0 }, { "!!5", 1 },
		{ "-!0", -1 }, { "!1==0", 1 }, { "1<2", 1 }, { "2<2", 0 }, { "2<=2", 1 }, { "3>2", 1 }, { "2>=3", 0 }, { "2==2", 1 },
		{ "2!=2", 0 }, { "1+1==2", 1 }, { "1<2&&2<3", 1 }, { "0||0", 0 }, { "1||0&&0", 1 }, { "(1||0)&&0", 0 }, { "2&&3", 1 },
		{ "(1<2)==1", 1 }, { "exp(0)", 1 }, { "log(1)", 0 }, { "log2(8)", 3 }, { "log10(1000)", 3 }, { "log1p(0)", 0 },
		{ "expm1(0)", 0 }, { "sqrt(9)", 3 }, { "abs(-3)", 3 }, { "abs(3)", 3 }, { "min(3,1,2)", 1 }, { "max(3, 1)", 3 },
		{ "max(1,2,3,5,4)", 5 }, { "exp(log(3)*2)", 9 }, { "10^3", 1000 }, { "1/0", HUGE_VAL }, { "-1/0", -HUGE_VAL },
		{ "0/0", NONE }, { "(-8)^(1/3)", NONE }, { "(-8)^3", -512 }, { "log(-1)", NONE }, { "sqrt(-1)", NONE }, { "0^0", 1 },
		{ "0^-1", HUGE_VAL }, { "(0/0)^0", 1 }, { "min(0/0,1)", NONE }, { "min(1,0/0)", NONE }, { "max(0/0,1)", NONE },
		{ "max(1,0/0)", NONE }, { "0/0==0/0", 0 }, { "0/0!=0/0", 1 }, { "0/0<1", 0 }, { "0/0>=1", 0 }, { "!(0/0)", 0 },
		{ "0/0&&1", 1 }, { "pi", 3.25 }, { "log", 7 }, { "log(log)/log", .27798716415075904 }, { "E", .5 }, { "alpha*beta", 4 },
		{ "A", 1.6487212707001282 }, { "min ( 1 , 2 )", 1 }, { "1\t+\n1", 2 }
	};
	double out[ROWS];

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
		if (!value(table[k].formula, out))
			continue;
		double want = table[k].want, d = fabs(out[0] - want);
		TAP_OK(out[0] == want || d <= 4e-16 * fabs(want) || (isnan(want) && isnan(out[0])), "%s = %.17g, not %.17g",
		       table[k].formula,
		       out[0], want);
		TAP_OK(memcmp(&out[0], &out[ROWS - 1], sizeof out[0]) == 0, "%s is not the same in every row", table[k].formula);
	}
	tap_group("numbers, suffixes, precedence, functions, truth, IEEE special cases");
}

static void
rows(void)
{
	static const struct { const char *formula; double want[ROWS]; } table[] = {
		{ "N", { 1, 2, 3, -4, 0, NONE } }, { "N*${Model Size}", { 10, 40, 90, -160, 0, NONE } },
		{ "-N^2", { -1, -4, -9, -16, -0.0, NONE } }, { "N^alpha-1", { 0, 3, 8, 15, -1, NONE } },
		{ "N < 2", { 1, 0, 0, 1, 1, 0 } }, { "N == N", { 1, 1, 1, 1, 1, 0 } }, { "max(N, 1)", { 1, 2, 3, 1, 1, NONE } },
		{ "abs(N)", { 1, 2, 3, 4, 0, NONE } }, { "${N} - N", { 0, 0, 0, 0, 0, NONE } }, { "N != 3 && N", { 1, 1, 0, 1, 0, 1 } },
		{ "State == \"finished\"", { 1, 0, 0, 0, 0, 0 } }, { "\"finished\" == State", { 1, 0, 0, 0, 0, 0 } },
		{ "State != \"finished\"", { 0, 1, 1, 1, 1, 1 } }, { "State == \"\"", { 0, 0, 0, 0, 0, 1 } },
		{ "State == \"fin \\\"x\\\\y\\\"\"", { 0, 0, 0, 1, 0, 0 } }, { "${State} == \"fin\"", { 0, 0, 1, 0, 0, 0 } },
		{ "State =~ \"fin\"", { 1, 0, 1, 1, 0, 0 } }, { "State =~ \"^fin$\"", { 0, 0, 1, 0, 0, 0 } },
		{ "State =~ \"^$\"", { 0, 0, 0, 0, 0, 1 } }, { "State =~ \"^(finished|crashed)$\"", { 1, 1, 0, 0, 0, 0 } },
		{ "State =~ \"^[Ff]inished\"", { 1, 0, 0, 0, 1, 0 } }, { "!(State =~ \"sh\")", { 0, 0, 1, 1, 0, 1 } },
		{ "State =~ \"d$\"", { 1, 1, 0, 0, 1, 0 } }, { "State =~ \"h.d\"", { 1, 1, 0, 0, 1, 0 } },
		{ "State =~ \"h\\.d\"", { 0, 0, 0, 0, 0, 0 } }, { "State =~ \"x\\\\\\\\y\"", { 0, 0, 0, 1, 0, 0 } },
		{ "State == \"finished\" && N < 2 || N == 2", { 1, 1, 0, 0, 0, 0 } },
		{ "(State == \"fin\") * 10 + 1", { 1, 1, 11, 1, 1, 1 } }, { "step != \"\" && step > 4", { 1, 1, 0, 1, 1, 1 } }
	};
	double out[ROWS];

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++)
		if (value(table[k].formula, out))
			for (size_t i = 0; i < ROWS; i++)
				TAP_OK(out[i] == table[k].want[i] || (isnan(out[i]) && isnan(table[k].want[i])), "%s: row %zu is %g",
				       table[k].formula, i,
				       out[i]);

	enum { MANY = 300 };
	static struct str cell[MANY];
	static double match[MANY];
	struct err e = { 0 };
	struct expr *x;
	for (size_t i = 0; i < MANY; i++)
		cell[i] = i % 7 ? STR("no") : STR("yes");
	TAP_OK(!expr_compile(STR("State == \"yes\""), NAMES, names, &x, &e), "%s", e.text);
	TAP_OK(!expr_eval(x, MANY, NULL, (const struct str *const[]){ NULL, NULL, cell }, NULL, match, &e), "many cells");
	for (size_t i = 0; i < MANY; i++)
		TAP_OK(match[i] == (i % 7 == 0), "cell %zu of many", i);
	expr_free(x);
	tap_group("columns, text and regular expressions, missing cells");
}

static void
errors(void)
{
	static const struct { const char *formula; size_t at; const char *says; } table[] = {
		{ "", 1, "expected a number, a name, a function or (, found the end" }, { "N +", 4, "found the end" },
		{ "N + * 2", 5, "found \"*\"" }, { "(N + 1", 7, "expected ), found the end" },
		{ "2 * (N 1)", 8, "expected ), found \"1\"" }, { "N)", 2, "expected an operator or the end, found \")\"" },
		{ "N N", 3, "expected an operator" }, { "2 N", 3, "operator" }, { "6N", 1, "\"6N\" is not a number" },
		{ "1 + 2e", 5, "\"2e\"" }, { "1..5", 1, "\"1..5\"" }, { "0x10", 1, "\"0x10\"" }, { "1.2.3", 1, "\"1.2.3\"" },
		{ "70b", 1, "\"70b\"" }, { "1e999", 1, "1e999" }, { ".", 1, "unexpected \".\"" }, { "N = 3", 3, "unexpected \"=\"" },
		{ "N & 1", 3, "\"&\"" }, { "N | 1", 3, "\"|\"" }, { "N # 1", 3, "\"#\"" }, { "N ~ 1", 3, "\"~\"" },
		{ "config.n", 7, "unexpected \".\"" }, { "N.n", 2, "unexpected \".\"" }, { "N\xc3\xa9", 2, "unexpected" },
		{ "1 + alpa", 5, "unknown name \"alpa\"" }, { "${no such}", 1, "unknown name \"no such\"" },
		{ "sin(N)", 1, "unknown function \"sin\"" }, { "1 + N(2)", 5, "unknown function \"N\"" },
		{ "${N", 1, "the name ${ is not closed: expected }" },
		{ "State == \"fin", 10, "text in quotes is not closed: expected \"" }, { "State == \"fin\\\"", 10, "not closed" },
		{ "exp()", 5, "found \")\"" }, { "exp(1,2)", 1, "exp takes one argument, not 2" },
		{ "min(1)", 1, "min takes two arguments or more, not 1" }, { "min(1,", 7, "found the end" },
		{ "min(1 2)", 7, "expected , or )" }, { "1 < 2 < 3", 7, "comparisons do not chain" },
		{ "1 < 2 == 1", 7, "do not chain" }, { "State == \"a\" == 1", 14, "do not chain" },
		{ "\"a\" + 1", 1, "text where a number" }, { "\"a\"", 1, "text where a number" }, { "1 + \"a\"", 5, "text where" },
		{ "exp(\"a\")", 5, "text where" }, { "N < \"a\"", 5, "text where" }, { "-\"a\"", 2, "text where" },
		{ "2^\"a\"", 3, "text where" }, { "N =~ 3", 6, "expected a regular expression" },
		{ "1 == \"a\"", 1, "expected a column" }, { "\"a\" == \"a\"", 8, "expected a column" },
		{ "(State) == \"a\"", 2, "expected a column" }, { "E == \"a\"", 1, "expected a column" }, { "N == \"a\"", 1, "expected a column of text" },
		{ "State =~ \"(\"", 10, "bad regular expression" }, { "State =~ \"[\"", 10, "bad regular" },
		{ "N ? 1 : 2", 3, "unexpected \"?\"" }, { "N ** 2", 4, "found \"*\"" }, { "N =< 2", 3, "unexpected \"=\"" },
		{ "1 || ", 6, "the end" }, { "!", 2, "the end" }, { "2^", 3, "the end" }, { "N\x01", 2, "\\x01" }
	};

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
		struct err e = { 0 };
		struct expr *x = (struct expr *)&e;
		int code = expr_compile(str_of(table[k].formula), NAMES, names, &x, &e);
		TAP_OK(code == ERR_USAGE && !x, "%s: code %d", table[k].formula, code);
		TAP_OK(e.column == table[k].at, "%s: at %zu, not %zu", table[k].formula, e.column, table[k].at);
		TAP_OK(strstr(e.text, table[k].says), "%s: \"%s\", not \"%s\"", table[k].formula, e.text, table[k].says);
		expr_free(x);
	}
	struct err e = { 0 };
	struct expr *x;
	expr_compile(STR("E + alhpa"), NAMES, names, &x, &e);
	TAP_OK(strcmp(e.hint, "did you mean alpha?") == 0, "%s", e.hint);
	err_clear(&e);
	expr_compile(STR("2 * (N 1)"), NAMES, names, &x, &e);
	TAP_OK(strcmp(e.hint, "the ( is at byte 5") == 0, "%s", e.hint);
	err_clear(&e);
	expr_compile(STR("sqr(2)"), NAMES, names, &x, &e);
	TAP_OK(strcmp(e.hint, "did you mean sqrt?") == 0, "%s", e.hint);
	tap_group("errors: code, place, message");
}

static void
queries(void)
{
	struct err e = { 0 };
	struct expr *x;
	struct str *name;
	size_t n;

	TAP_OK(!expr_compile(STR("(State == \"a\") * N + E*step + (step =~ \"5\") + 0*beta"), NAMES, names, &x, &e), "%s", e.text);
	TAP_OK(expr_reads(x, 0) == EXPR_NUMBER && expr_reads(x, 1) == 0 && expr_reads(x, 2) == EXPR_TEXT, "reads");
	TAP_OK(expr_reads(x, 3) == (EXPR_NUMBER | EXPR_TEXT), "a column may be both");
	TAP_OK(expr_params(x) == 3, "parameters");
	expr_free(x);
	TAP_OK(!expr_compile(STR("N"), NAMES, names, &x, &e) && expr_reads(x, 0) == EXPR_NUMBER && expr_params(x) == 0, "a column alone");
	expr_free(x);
	TAP_OK(!expr_names(STR("E + A*exp(N)^-alpha + ${Model Size}*A + (State == \"N2\")"), &n, &name, &e), "%s", e.text);
	static const char *const want[] = { "E", "A", "N", "alpha", "Model Size", "State" };
	TAP_OK(n == 6, "%zu names", n);
	for (size_t k = 0; k < 6 && n == 6; k++)
		TAP_OK(str_is(name[k], want[k]), "name %zu", k);
	mem_free(name);
	TAP_OK(expr_names(STR("a + )"), &n, &name, &e) == ERR_USAGE && e.column == 5 && !name && n == 0, "errors of expr_names");
	tap_group("columns, parameters and names of a formula");
}

static void
memory(void)
{
	static const struct str f = TEXT("A*N^-alpha + (State == \"a\") + (State =~ \"b\") + max(N, ${Model Size}) / E");
	double out[ROWS];
	unsigned long k = 0;
	int code;

	do {
		struct err e = { 0 };
		struct expr *x = NULL;
		struct expr_plan *plan = NULL;
		k++;
		mem_fail_at(k, k % 2);
		code = expr_compile(f, NAMES, names, &x, &e);
		if (!code)
			code = expr_eval(x, ROWS, col, text, par, out, &e);
		if (!code)
			code = expr_prepare(x, ROWS, col, text, &plan, &e);
		TAP_OK(code == 0 || (code == ERR_MEMORY && e.code == ERR_MEMORY), "allocation %lu: %d", k, code);
		mem_fail_at(0, false);
		expr_plan_free(plan);
		expr_free(x);
	} while (code && k < 1000);
	TAP_OK(k > 10 && !code, "%lu allocations", k);
	tap_group("every allocation may fail");
}

int
main(void)
{
	constants();
	rows();
	errors();
	queries();
	memory();
	return tap_done();
}
