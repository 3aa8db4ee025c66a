/* SPDX-License-Identifier: MIT */
/* The limits of lib/math/expr: length, nesting, parameters, operations. */
#include <string.h>

#include "math/expr/expr.h"
#include "tap.h"

static const struct expr_name names[] = {
	{ .name = { "N", 1 }, .kind = EXPR_COLUMN }, { .name = { "E", 1 }, .kind = EXPR_PARAMETER }
};
enum { NAMES = sizeof names / sizeof names[0] };

/* count times part, then end. */
static struct str
repeat(char *buffer, const char *part, size_t count, const char *end)
{
	char *s = buffer;

	for (size_t k = 0; k < count; k++, s += strlen(part))
		strcpy(s, part);
	strcpy(s, end);
	return str_of(buffer);
}

static int
compiles(struct str s)
{
	struct err e = { 0 };
	struct expr *x;
	int code = expr_compile(s, NAMES, names, &x, &e);

	expr_free(x);
	return code;
}

/* glibc takes 64 bytes and more for each byte of a regular expression with its repetitions written out: doublings are refused, not tried. */
static void
regular(void)
{
	static const struct { const char *like; bool fits; } cases[] = {
		{ "^a.*", true }, { "a*b+c?d{2}", true }, { "a+*", false }, { "a*?", false }, { "a{2}{3}", false }, { "(a*)*", true }, { "\\+*", true },
		{ "((((((((((x+)+)+)+)+)+)+)+)+)+)", true }, { "((((((((((((((((((((x+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)", false },
		{ "x{255}", true }, { "(x{1,255}){255}", false }, { "(x{1,255}y{,20}){10}", true }, { "(x{255}y){20}", false }, { "((x{255,}){9}){9}", false },
		{ "x{4095}", true }, { "xy{4095}", false }, { "x{4096}", false },	/* with the piece that may be left out: 4096 and one more */
		{ "[]+++++++++++++++++++++++++]", true }, { "[^[:alpha:]+++++++++++++++++++]x", true }, { "\\++\\++", true },
		{ "((((((((((((((((((((a|b*)?)*)?)*)?)*)?)*)?)*)?)*)?)*)?)*)?)*)?)*", true }, { "()", true },
	};
	char s[200];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(s, sizeof s, "N =~ \"%s\"", cases[i].like);
		TAP_OK(compiles(str_of(s)) == (cases[i].fits ? 0 : ERR_USAGE), "%s", s);
	}
	tap_group("a regular expression whose repetitions write out to too much");
}

static void
limits(void)
{
	static char s[3 * EXPR_LENGTH];
	static const struct { const char *part, *end; bool closes; } nest[] = { { "(", "1", true }, { "-", "1", false },
	                                                                        { "!", "1", false },
	                                                                       { "2^", "1", false }, { "exp(", "1", true } };

	TAP_OK(!compiles(repeat(s, "1+", EXPR_LENGTH / 2 - 1, "11")), "%d bytes", EXPR_LENGTH);
	TAP_OK(compiles(repeat(s, "1+", EXPR_LENGTH / 2, "1")) == ERR_USAGE, "%d bytes", EXPR_LENGTH + 1);
	TAP_OK(!compiles(repeat(s, "N*E+", EXPR_LENGTH / 4 - 1, "N*E")), "a thousand terms");
	for (size_t k = 0; k < sizeof nest / sizeof nest[0]; k++)
		for (size_t depth = EXPR_DEPTH; depth <= EXPR_DEPTH + 1; depth++) {
			char *end = s + repeat(s, nest[k].part, depth, nest[k].end).n;
			repeat(end, ")", nest[k].closes ? depth : 0, "");
			TAP_OK(compiles(str_of(s)) == (depth > EXPR_DEPTH ? ERR_USAGE : 0), "%zu times %s", depth, nest[k].part);
		}
	TAP_OK(compiles(repeat(s, "(", 4000, "")) == ERR_USAGE, "4000 parentheses");
	struct expr_name many = { .name = { "p", 1 }, .kind = EXPR_PARAMETER, .index = EXPR_PARAMS };
	struct err e = { 0 };
	struct expr *x;
	TAP_OK(expr_compile(STR("p"), 1, &many, &x, &e) == ERR_USAGE && !x, "17 parameters");
	err_clear(&e);
	struct expr_name letters[EXPR_PARAMS];
	for (size_t i = 0; i < EXPR_PARAMS; i++)
		letters[i] = (struct expr_name){ .name = { &"abcdfghijklmnopq"[i], 1 }, .kind = EXPR_PARAMETER, .index = i };
	struct str large = repeat(s, "log(00+a*b*c*d*f*g*h*i*j*k*l*m*n*o*p*q)*", 100, "1");
	TAP_OK(!expr_compile((struct str){ s, large.n / 10 - 1 }, EXPR_PARAMS, letters, &x, &e), "ten factors: %s", e.text);
	expr_free(x);
	for (size_t i = 0; i < 100; i++)		/* no two factors equal */
		memcpy(s + large.n / 100 * i + 4, (char[]){ (char)('0' + i / 10), (char)('0' + i % 10) }, 2);
	TAP_OK(expr_compile(large, EXPR_PARAMS, letters, &x, &e) == ERR_USAGE && strstr(e.text, "65536"), "too many operations: %s",
	       e.text);
	expr_free(x);
	tap_group("limits");
}

int
main(void)
{
	limits();
	regular();
	return tap_done();
}
