/* SPDX-License-Identifier: MIT */
/* Unit test of base/num, printing: shortest, nearest, correctly rounded, by strtod and snprintf, which are exact in glibc. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "draw.h"
#include "tap.h"

/* d[0] . d[1] .. d[n-1] times 10^e without its last zeros, laid out as num.h says. */
static void
lay_out(bool minus, const char *digits, int e, char *out)
{
	char d[32];
	int n = (int)strlen(digits);
	memcpy(d, digits, (size_t)n + 1);
	while (n > 1 && d[n - 1] == '0')
		d[--n] = '\0';
	if (minus)
		*out++ = '-';
	if (e < -4 || e >= 16)
		snprintf(out, 64, "%c%s%se%d", d[0], n > 1 ? "." : "", d + 1, e);
	else if (e < 0)
		snprintf(out, 64, "0.%.*s%s", -e - 1, "000", d);
	else if (n <= e + 1)
		snprintf(out, 64, "%s%.*s", d, e + 1 - n, "0000000000000000");
	else
		snprintf(out, 64, "%.*s.%s", e + 1, d, d + e + 1);
}

/* The n digits and the exponent of |x| correctly rounded to them. */
static void
rounded(double x, int n, char digits[32], int *e)
{
	char s[48];
	snprintf(s, sizeof s, "%.*e", n - 1, fabs(x));
	*e = (int)strtol(strchr(s, 'e') + 1, NULL, 10);
	digits[0] = s[0];
	memcpy(digits + 1, s + 2, (size_t)n - 1);
	digits[n] = '\0';
}

static double
value(const char *digits, long long add, int e)
{
	char s[48];
	snprintf(s, sizeof s, "%llde%d", strtoll(digits, NULL, 10) + add, e + 1 - (int)strlen(digits));
	return strtod(s, NULL);
}

/* Significant digits of a text. */
static int
count(const char *s)
{
	int n = 0, zeros = 0;
	for (s += strspn(s, "-0."); *s && *s != 'e'; s++) {
		zeros = *s == '0' ? zeros + 1 : *s == '.' ? zeros : 0;
		n += *s != '.';
	}
	return n - zeros;
}

/* The text of x != 0 reads back; nothing with a digit less does; of those with as many digits it is the nearest. */
static void
check(double x)
{
	char got[NUM_TEXT + 1], want[80], digits[32];
	int e;
	double back;

	got[num_print(x, got)] = '\0';
	back = strtod(got, NULL);
	TAP_OK(memcmp(&x, &back, sizeof x) == 0, "%a: %s", x, got);
	TAP_OK(num_read(str_of(got), NUM_JSON, &back) != NUM_BAD && memcmp(&x, &back, sizeof x) == 0, "%a: %s in JSON", x, got);
	int n = count(got);
	if (n > 1) {
		rounded(x, n - 1, digits, &e);
		for (int add = -1; add <= 1; add++)
			TAP_OK(value(digits, add, e) != fabs(x), "%a: %s is not the shortest", x, got);
	}
	rounded(x, n, digits, &e);
	if (value(digits, 0, e) != fabs(x)) {	/* below a power of two, where doubles are closer: the next above does it */
		TAP_OK(value(digits, 1, e) == fabs(x), "%a: %s", x, got);
		snprintf(digits, sizeof digits, "%lld", strtoll(digits, NULL, 10) + 1);
	}
	lay_out(x < 0, digits, e, want);
	TAP_OK(strcmp(got, want) == 0, "%a: %s, not %s", x, got, want);
}

static double
power_of_ten(int e)
{
	char s[16];
	snprintf(s, sizeof s, "1e%d", e);
	return strtod(s, NULL);
}

static double
short_decimal(void)
{
	char s[64];
	snprintf(s, sizeof s, "%llue%d", (unsigned long long)(draw() >> (16 + draw_below(47))) + 1, draw_below(40) - 25);
	return draw() & 1 ? -strtod(s, NULL) : strtod(s, NULL);
}

/* An odd multiple of 2^-j: ends in 5 at digit j behind the point, so that it is half way for many a number of digits. */
static double
short_binary(void)
{
	return ldexp((double)(draw() >> (12 + draw_below(50)) | 1), -draw_below(12));
}

static double
of_kind(int kind)
{
	switch (kind) {
	case 0:
		return draw_double();
	case 1:
		return (double)((draw() >> 11) + 1) * 0x1p-53;
	case 2:
		return short_decimal();
	case 3:
		return (double)(draw() >> draw_below(63));
	case 4:
		return short_binary();
	default:
		return ldexp((double)(draw() >> (12 + draw_below(51))) + 1, -1074);
	}
}

static const char *const kinds[] = {
	"random bits", "uniform", "short decimals", "integers", "short binary fractions", "subnormals",
};

static void
shortest(void)
{
	for (int kind = 0; kind < 6; kind++) {
		for (int i = 0; i < 20000; i++) {
			double x = of_kind(kind);
			check(x != 0 ? x : 1);
		}
		tap_group(kinds[kind]);
	}
	for (int e = -1074; e <= 1023; e++) {
		double x = ldexp(1, e);
		check(x);
		check(-x);
		check(nextafter(x, 0) > 0 ? nextafter(x, 0) : x);
		check(nextafter(x, 1e308));
	}
	tap_group("powers of two and their neighbours");
	for (int e = -323; e <= 308; e++) {
		double x = power_of_ten(e);
		char got[NUM_TEXT + 1], want[80];
		got[num_print(x, got)] = '\0';
		lay_out(false, "1", e, want);
		TAP_OK(strcmp(got, want) == 0, "%s, not %s", got, want);
		check(x);
		check(nextafter(x, 0));
		check(nextafter(x, 1e308));
	}
	tap_group("powers of ten and their neighbours");
}

static void
digits(void)
{
	for (int kind = 0; kind < 6; kind++) {
		for (int i = 0; i < 40000; i++) {
			double x = of_kind(kind);
			char got[NUM_TEXT + 1], want[80], text[32];
			int e, n = draw_below(17) + 1;
			x = x != 0 ? x : 1;
			got[num_print_digits(x, n, got)] = '\0';
			want[num_print(x, want)] = '\0';
			if (count(want) > n) {
				rounded(x, n, text, &e);
				lay_out(x < 0, text, e, want);
			}
			TAP_OK(strcmp(got, want) == 0, "%a to %d digits: %s, not %s", x, n, got, want);
		}
		tap_group(kinds[kind]);
	}
}

static void
by_hand(void)
{
	static const struct {
		double x;
		int digits;		/* 0: shortest */
		const char *text;
	} cases[] = {
		{ 0.0, 0, "0" }, { -0.0, 0, "-0" }, { (double)NAN, 0, "nan" }, { HUGE_VAL, 0, "inf" }, { -HUGE_VAL, 0, "-inf" },
		{ 0.0, 5, "0" }, { -0.0, 5, "-0" }, { -(double)NAN, 3, "nan" }, { -HUGE_VAL, 1, "-inf" },
		{ 0.001, 0, "0.001" }, { 25, 0, "25" }, { 12300, 0, "12300" },
		{ 1e-7, 0, "1e-7" }, { 1.5e300, 0, "1.5e300" }, { 0.1, 0, "0.1" }, { 0.1 + 0.2, 0, "0.30000000000000004" },
		{ 1e-4, 0, "0.0001" }, { 9.9e-5, 0, "9.9e-5" }, { 1e15, 0, "1000000000000000" }, { 1e16, 0, "1e16" },
		{ 9999999999999998, 0, "9999999999999998" }, { 5e-324, 0, "5e-324" },
		{ 0x1.fffffffffffffp1023, 0, "1.7976931348623157e308" }, { -0x1.fffffffffffffp1023, 9, "-1.79769313e308" },
		{ -0.00012345678901234567, 0, "-0.00012345678901234567" }, { 2.5, 1, "2" }, { 3.5, 1, "4" }, { 0.125, 2, "0.12" },
		{ 0.375, 2, "0.38" }, { 0.15, 1, "0.1" }, { 0.25, 1, "0.2" }, { 999.5, 3, "1000" }, { 9.5, 1, "10" },
		{ 9.995, 3, "9.99" }, { 9.9999e-5, 3, "0.0001" }, { 9999999999999998, 15, "1e16" }, { 73.24999, 3, "73.2" },
		{ 1e23, 17, "1e23" },
		{ 5e-324, 17, "5e-324" }, { 0.1, 17, "0.1" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = malloc(NUM_TEXT);	/* for the sanitizer */
		int k = cases[i].digits;
		size_t n = k ? num_print_digits(cases[i].x, k, got) : num_print(cases[i].x, got);
		TAP_OK(str_is((struct str){ got, n }, cases[i].text), "%.*s, not %s", (int)n, got, cases[i].text);
		free(got);
	}
	tap_group("layout and special values, by hand");
	for (int i = 0; i < 10000; i++) {
		char got[NUM_TEXT + 1], want[32];
		uint64_t x = i ? draw() >> draw_below(64) : UINT64_MAX;
		got[num_print_count(x, got)] = '\0';
		snprintf(want, sizeof want, "%llu", (unsigned long long)x);
		TAP_OK(strcmp(got, want) == 0, "%s, not %s", got, want);
	}
	char zero[NUM_TEXT];
	TAP_OK(num_print_count(0, zero) == 1 && zero[0] == '0', "0");
	tap_group("counts");
}

/* Doubles a short text or a binade's end is near: powers of two and ten, integers, few bits, a few steps on. */
static double
hard(void)
{
	uint64_t bits;
	double x;
	switch (draw_below(4)) {
	case 0:
		x = ldexp(1, draw_below(2098) - 1074);
		break;
	case 1:
		x = (double)(draw() >> draw_below(64)) * pow(10, draw_below(616) - 308);
		break;
	case 2:
		bits = draw() << draw_below(52);
		memcpy(&x, &bits, sizeof x);
		break;
	default:
		x = of_kind(2 + draw_below(4));
	}
	memcpy(&bits, &x, sizeof bits);
	bits += (uint64_t)draw_below(7) - 3;
	memcpy(&x, &bits, sizeof x);
	return isfinite(x) ? x : 1;
}

/* What is printed reads back bit by bit, with us and with strtod, in both grammars, whole and where it stands in a longer text. */
static void
round_trip(unsigned long n)
{
	for (unsigned long i = 0; i < n; i++) {
		double x = i & 1 ? draw_double() : hard(), back, field, json;
		char text[NUM_TEXT + 2];
		size_t length = num_print(x, text), end;
		text[length] = ',';
		text[length + 1] = '\0';
		TAP_OK(num_parse(length + 1, text, NUM_CSV, &back, &end) != NUM_BAD && end == length && memcmp(&x, &back, sizeof x) == 0,
			"%a: %s reads back as %a", x, text, back);
		TAP_OK(num_read((struct str){ text, length }, NUM_JSON, &json) != NUM_BAD && memcmp(&x, &json, sizeof x) == 0, "%a: %s in JSON", x, text);
		field = strtod(text, NULL);
		TAP_OK(memcmp(&x, &field, sizeof x) == 0, "%a: %s, by strtod %a", x, text, field);
	}
	tap_group("random bits and hard doubles read back");
}

/* usage: num_print [DOUBLES] */
int
main(int argc, char **argv)
{
	by_hand();
	shortest();
	digits();
	round_trip(argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000);
	return tap_done();
}
