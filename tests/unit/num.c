/* SPDX-License-Identifier: MIT */
/* Unit test of base/num, reading: against strtod, GMP, POSIX regular expressions, and the grammar by hand. */
#include <gmp.h>
#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "draw.h"
#include "tap.h"

static bool
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

/* One text, in memory of exactly its size, against strtod. */
static void
check(const char *text)
{
	size_t n = strlen(text), end;
	char *exact = malloc(n);
	double got = 7, want = strtod(text, NULL);
	memcpy(exact, text, n);
	enum num_result r = num_parse(n, exact, NUM_CSV, &got, &end);
	free(exact);
	TAP_OK(end == n && same(got, want), "%.60s: %.17g, strtod %.17g", text, got, want);
	TAP_OK((r == NUM_OVERFLOW) == (bool)isinf(want), "%.60s: result %d", text, r);
	TAP_OK(r != NUM_INEXACT_INTEGER || !strpbrk(text, ".eE"), "%.60s is no integer", text);
}

static void
random_digits(char *s, int n)
{
	for (int i = 0; i < n; i++)
		s[i] = (char)('0' + draw_below(10));
	s[n] = '\0';
}

/* What is exactly half way between two doubles, or just beside it, with all its digits or some of them. */
static void
halfway(char *s, size_t size, double x)
{
	long double middle = ((long double)x + (long double)nextafter(x, HUGE_VAL)) / 2;	/* exact: one bit more */
	int kind = draw_below(4);
	char exponent[16], *e;
	snprintf(s, size - 16, "%.*Le", kind == 3 ? draw_below(40) + 15 : 780, middle);
	e = strchr(s, 'e');
	memcpy(exponent, e, strlen(e) + 1);
	if (kind == 1)
		e[-1] = '1';					/* the last of many zeros */
	if (kind == 2) {
		while (e[-1] == '0')
			e--;
		if (e[-1] > '0')
			e[-1]--;				/* just below */
	}
	memcpy(e, exponent, strlen(exponent) + 1);
}

static void
text_of_kind(int kind, char *s, size_t size)
{
	static const char *const tails[] = { "", ".0", ".00000000001" }, zeros[] = "000000000000000000000000000000";
	double x = draw_double();
	int n = draw_below(25) + 1;
	switch (kind) {
	case 0:
		snprintf(s, size, "%.17g", x);
		break;
	case 1:
		random_digits(s, n);
		if (draw_below(2))
			s[draw_below(n)] = n > 1 ? '.' : '7';
		snprintf(s + n, size - (size_t)n, "e%d", draw_below(60) - 30);
		break;
	case 2:
		snprintf(s, size, "%.*e", n, ldexp((double)(draw() >> draw_below(64)), -1074));
		break;
	case 3:
		random_digits(s, n);
		snprintf(s + n, size - (size_t)n, "E%+d", draw_below(720) - 380);
		break;
	case 4:
		snprintf(s, size, "%llu%s", (unsigned long long)((draw() >> 10 | 1) << draw_below(11)), tails[draw_below(3)]);
		break;
	case 5:
		halfway(s, size, draw_below(3) ? x : ldexp((double)draw(), draw_below(12) - 1085));
		break;
	case 6:
		random_digits(s, 800 + draw_below(100));
		s[draw_below(800)] = '.';
		strcat(s, draw_below(2) ? "e-300" : "");
		break;
	default:
		snprintf(s, size, "%s%.*s%d.%.*s%llue%+03d", draw_below(2) ? "-" : "+", draw_below(30), zeros, draw_below(1000),
		         draw_below(30), zeros, (unsigned long long)draw(), draw_below(40) - 20);
	}
}

static void
against_strtod(void)
{
	static const char *names[] = {
		"17 digits of random bits", "1 to 25 digits", "subnormals", "huge exponents", "integers of 54 to 64 bits",
		"half way, to 780 digits", "800 to 900 digits", "signs, leading zeros, long fractions",
	};
	for (int kind = 0; kind < 8; kind++) {
		for (int i = 0; i < 15000; i++) {
			char s[1024];
			text_of_kind(kind, s, sizeof s);
			check(s);
		}
		tap_group(names[kind]);
	}
	static const char *const edges[] = {
		"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "179769313486231580793e289",
		"2.4703282292062327e-324", "2.4703282292062328e-324", "4.9406564584124654e-324", "2.2250738585072011e-308",
		"2.2250738585072014e-308", "9007199254740993", "9007199254740993.0", "1e99999999999999999999999",
		"0e999999999999", "1e-400", "1e308", "1e309", "-0", "-0.0e5",
		"1e-99999999999999999999999", "10000000000000000000", "18446744073709551615", "18446744073709551616", "0e-0",
		"9223372036854775807e-19", "5e-324", "3e-324",
		"1.2351641146031163604e-324",	/* 2^-1076 lies between its first 19 digits, and one in the last more */
	};
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		check(edges[i]);
	char *s = malloc(200100);
	memset(s, '0', 200000);		/* 0.000..0001e200000 */
	s[1] = '.';
	strcpy(s + 199999, "1e199998");
	check(s);
	memset(s, '9', 200000);
	strcpy(s + 200000, "e-199999");
	check(s);
	memset(s, '0', 200000);
	s[0] = '1';
	strcpy(s + 200000, "e-199999");
	check(s);
	free(s);
	tap_group("edges, and 200000 digits");
}

static void
integers(void)
{
	mpz_t z;
	mpz_init(z);
	for (int i = 0; i < 20000; i++) {
		char s[40];
		double x;
		if (i % 2)
			random_digits(s, draw_below(30) + 1);
		else
			snprintf(s, sizeof s, "%llu%s", (unsigned long long)((draw() >> draw_below(64)) << draw_below(20)),
			         draw_below(2) ? "" : "00000000");
		enum num_result r = num_read(str_of(s), NUM_CSV, &x);
		mpz_set_str(z, s, 10);
		TAP_OK(r == (mpz_cmp_d(z, x) == 0 ? NUM_OK : NUM_INEXACT_INTEGER), "%s: %d", s, r);
	}
	mpz_clear(z);
	tap_group("integers no double holds, against GMP");
}

#define EXPONENT "([eE][+-]?[0-9]+)?"
#define CSV "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)" EXPONENT
#define JSON "(0|[1-9][0-9]*)(\\.[0-9]+)?" EXPONENT
#define INF "[iI][nN][fF]([iI][nN][iI][tT][yY])?"

/* The longest match of a POSIX regular expression is the longest prefix that has the grammar. */
static void
grammar(void)
{
	static const struct {
		unsigned flags;
		const char *regex, *name;
	} modes[] = {
		{ NUM_CSV, "^[+-]?" CSV, "CSV grammar" },
		{ NUM_JSON, "^-?" JSON, "JSON grammar" },
		{ NUM_INF, "^[+-]?(" CSV "|" INF ")", "CSV grammar with inf" },
		{ NUM_INF | NUM_JSON, "^-?(" JSON "|" INF ")", "JSON grammar with inf" },
	};
	for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
		static const char *const pieces[] = {
			"0", "1", "9", "5", ".", "e", "E", "+", "-", "inf", "INF", "inity", "iNiTy", " ", "x", "12345678",
			"00000000", "nan", "_", ",", "1", "1234567:", "/1234567", "12\xfa\xff-456",
		};
		regex_t re;
		TAP_OK(regcomp(&re, modes[m].regex, REG_EXTENDED) == 0, "regcomp");
		for (int i = 0; i < 20000; i++) {
			char s[80] = "", *exact;
			regmatch_t match;
			double x = 7;
			size_t end, n;
			for (int k = draw_below(7); k > 0; k--)
				strcat(s, pieces[draw_below(sizeof pieces / sizeof *pieces)]);
			n = strlen(s);
			exact = malloc(n ? n : 1);
			memcpy(exact, s, n);
			enum num_result r = num_parse(n, exact, modes[m].flags, &x, &end);
			free(exact);
			bool matches = regexec(&re, s, 1, &match, 0) == 0;
			size_t length = matches ? (size_t)match.rm_eo : 0;
			TAP_OK(matches == (r != NUM_BAD) && end == length, "\"%s\": %d, end %zu", s, r, end);
			s[length] = '\0';
			TAP_OK(!matches || same(x, strtod(s, NULL)), "\"%s\": %.17g", s, x);
		}
		regfree(&re);
		tap_group(modes[m].name);
	}
	static const char *const bad[] = {
		"", " 1", "1 ", "0x1p3", "0X10", "nan", "inf", "1_000", "1d5", "1e+", "1f", "NA", "1,5", "--1", "+-1", ".", "-",
		"e5", "\xe2\x88\x92\x31", "1e5.0", "infini", "+", "1..2", ".e1",
	};
	double x = 7;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		TAP_OK(num_read(str_of(bad[i]), NUM_CSV, &x) == NUM_BAD, "\"%s\"", bad[i]);
	TAP_OK(num_read((struct str){ NULL, 0 }, NUM_CSV, &x) == NUM_BAD, "nothing");
	TAP_OK(num_read(STR("1\0" "2"), NUM_CSV, &x) == NUM_BAD, "NUL");
	TAP_OK(num_read(STR("-Infinity"), NUM_INF | NUM_JSON, &x) == NUM_OK && same(x, -HUGE_VAL), "-Infinity");
	TAP_OK(num_read(STR("infini"), NUM_INF, &x) == NUM_BAD, "infini");
	tap_group("not numbers, as a whole");
}

int
main(void)
{
	against_strtod();
	integers();
	grammar();
	return tap_done();
}
