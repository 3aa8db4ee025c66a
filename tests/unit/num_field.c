/* SPDX-License-Identifier: MIT */
/* num_field: what AVX2 reads is what strtod and num_parse read, between any neighbours; what it has to read, it does. */
#include <stdlib.h>

#include "base/num.h"
#include "base/num_field.h"
#include "base/sys.h"
#include "draw.h"
#include "tap.h"

#ifdef __x86_64__
enum { LONGEST = 40 };
static size_t read, refused;

/* The field between random bytes of numbers, in memory that ends where it does. */
NUM_FIELD_TARGET static bool
field(const char *text, double *x)
{
	static const char around[] = "0123456789.-+eE, \n";
	size_t n = strlen(text);
	char *exact = malloc(NUM_FIELD_BEFORE + n + 1);
	for (size_t i = 0; i < NUM_FIELD_BEFORE; i++)
		exact[i] = around[draw_below(sizeof around - 1)];
	memcpy(exact + NUM_FIELD_BEFORE, text, n);
	exact[NUM_FIELD_BEFORE + n] = ',';
	bool good = num_field(n, exact + NUM_FIELD_BEFORE, x);
	free(exact);
	return good;
}

static void
check(const char *text)
{
	double got = 7, want = 7;
	size_t n = strlen(text);
	enum num_result r = num_read((struct str){ text, n }, NUM_CSV, &want);
	bool good = field(text, &got);
	TAP_OK(!good || (r == NUM_OK && memcmp(&got, &want, sizeof got) == 0), "%s: %.17g, num_read %d %.17g", text, got, (int)r, want);
	if (r == NUM_OK) {
		char *end;
		want = strtod(text, &end);
		TAP_OK(!good || (end == text + n && memcmp(&got, &want, sizeof got) == 0), "%s: %.17g, strtod %.17g", text, got, want);
	}
	read += good;
	refused += !good;
}

/* Digits with a point somewhere, a sign perhaps; or one byte of that is something else. */
static void
draw_text(char *out, int most, bool good)
{
	static const char other[] = "0123456789..--+eE ,\n\t/:;\"x\xB0\xAE";
	int n = 1 + draw_below(most), point = draw_below(3) ? draw_below(n + 1) : -1, at = 0;
	if (draw_below(2))
		out[at++] = '-';
	bool zeros = draw_below(4) == 0;
	for (int i = 0; i < n; i++) {
		if (i == point)
			out[at++] = '.';
		out[at++] = (char)('0' + (zeros && draw_below(3) ? 0 : draw_below(10)));
	}
	if (point == n)
		out[at++] = '.';
	out[at] = '\0';
	if (!good)
		out[draw_below(at)] = other[draw_below(sizeof other - 1)];
}

static void
texts(void)
{
	char text[LONGEST + 3];
	for (int i = 0; i < 200000; i++) {
		draw_text(text, i & 1 ? 15 : LONGEST, i % 3 != 0);
		check(text);
	}
	TAP_OK(read > 50000 && refused > 50000, "%zu read, %zu refused", read, refused);
	tap_group("random texts, well formed and not");

	static const char *const by_hand[] = { "", "-", ".", "-.", "5.", ".5", "-.5", "+1", "1..2", "1.2.3", "--1", "-0", "0", "00012", "1e5", "nan",
		"9007199254740992", "9007199254740993", "-9007199254740993", "9999999999999999", "9007199254740993.", "9999999999999999999",
		"99999999999999999999", "0.00000000000000000000", "0.0000000000000000000000000000", "0.000000000000000000000000000001",
		"123456789012345678901234567890.5", "1234567890.123456789", "9999999999999999999.5", "0.1234567890123456789",
		"0000000000000000000000000000001", "9007199254740993.0", "4503599627370497.5", "4503599627370496.5", "1/2", "1:2" };
	for (size_t i = 0; i < sizeof by_hand / sizeof by_hand[0]; i++)
		check(by_hand[i]);
	tap_group("the ends of what it takes");
}

/* As JSON writes it, followed by anything: the same number and length as by num_parse, or none. */
static void
json(void)
{
	static const char *const after[] = { ",", "]", " ", "\n", "e5", "E-3,", ".5", "-", "1", "", "x" };
	char text[NUM_FIELD_BEFORE + 2 * LONGEST + 32];
	size_t taken = 0;
	for (int i = 0; i < 100000; i++) {
		char *p = text + NUM_FIELD_BEFORE;
		double got = 7, want = 7;
		size_t end;
		memset(text, "0.,"[draw_below(3)], sizeof text);
		draw_text(p, i & 1 ? 10 : LONGEST, i % 3 != 0);
		strcat(p, after[draw_below(11)]);
		enum num_result r = num_parse(strlen(p), p, NUM_JSON, &want, &end);
		size_t n = num_field_json(p, &got);
		TAP_OK(n == 0 || (r == NUM_OK && n == end && memcmp(&got, &want, sizeof got) == 0), "%s: %zu %.17g, num_parse %d %zu %.17g", p, n, got,
			(int)r, end, want);
		taken += n > 0;
	}
	TAP_OK(taken > 20000, "%zu are taken", taken);
	tap_group("numbers of JSON with what follows them");
}

/* It would be no use if it refused what it is for. */
static void
takes(void)
{
	char text[LONGEST];
	double x;
	for (int i = 0; i < 20000; i++) {
		double value = (draw_below(2) ? -1 : 1) * (double)(draw() >> 11) * 0x1p-53 * (double[]){ 1, 100, 1e6 }[draw_below(3)];
		snprintf(text, sizeof text, "%.*f", draw_below(13), value);
		TAP_OK(field(text, &x), "%s is refused", text);
		snprintf(text, sizeof text, "%.*f", 17, value / 1e6);
		TAP_OK(strtod(text, NULL) == 0 || field(text, &x), "%s is refused", text);
		snprintf(text, sizeof text, "%lld", (long long)(draw() >> 12) * (draw_below(2) ? -1 : 1));
		TAP_OK(field(text, &x), "%s is refused", text);
	}
	tap_group("decimals and integers of up to 19 digits are taken");
}
#endif

int
main(void)
{
#ifdef __x86_64__
	if (sys_isa() >= 2) {
		texts();
		json();
		takes();
		return tap_done();
	}
#endif
	tap_skip("num_field", "no AVX2 here");
	return tap_done();
}
