/* SPDX-License-Identifier: MIT */
/* Unit test of base/sweep.  Expected values by hand, and from strtod of the number written out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sweep.h"
#include "draw.h"
#include "tap.h"

static void
counts(void)
{
	static const struct {
		const char *text, *full;	/* full: the same number for strtod; NULL when it is none */
	} cases[] = {
		{ "70B", "70e9" }, { "1.4T", "1.4e12" }, { "300M", "300e6" }, { "10k", "1e4" }, { "10K", "1e4" },
		{ "2G", "2e9" }, { "3P", "3e15" },
		{ "1PFd", "8.64e19" }, { "0.1PFd", "8.64e18" }, { "1e3PFd", "8.64e22" }, { "-2.5k", "-2500" }, { "+.5M", "5e5" },
		{ "1e6", "1e6" },
		{ "5.k", "5e3" }, { "1e-3k", "1" }, { "0k", "0" }, { "-0k", "-0" }, { "42", "42" }, { "999PFd", "8.63136e22" },
		{ "0.000123PFd", "1.06272e16" }, { "9007199254740993k", "9007199254740993e3" }, { "1e305k", "1e308" },
		{ "", NULL }, { "k", NULL }, { "B70", NULL }, { "70b", NULL }, { "70 B", NULL }, { "70BB", NULL },
		{ "1e", NULL }, { "1m", NULL },
		{ "inf", NULL }, { "nan", NULL }, { "1e999", NULL }, { "1e306k", NULL }, { "0x10", NULL }, { "PFd", NULL },
		{ " 1", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double x, want = cases[i].full ? strtod(cases[i].full, NULL) : 0;
		bool good = sweep_count(str_of(cases[i].text), &x);
		TAP_OK(good == (bool)cases[i].full && (!good || memcmp(&x, &want, sizeof x) == 0), "\"%s\": %d %.17g",
		       cases[i].text, good, x);
	}
	char longest[128];
	memset(longest, '9', sizeof longest);
	longest[100] = 'k';
	double x, nines = 1e103;
	TAP_OK(sweep_count((struct str){ longest, 101 }, &x) && x == nines, "100 digits and a suffix: %.17g", x);
	longest[100] = '9';
	longest[101] = 'k';
	TAP_OK(!sweep_count((struct str){ longest, 102 }, &x), "101 digits and a suffix");
	tap_group("counts, by hand");

	for (int i = 0; i < 20000; i++) {	/* w / 10^j PFd is 864 w e(17 - j), as long as that fits */
		static const struct {
			const char *name;
			unsigned times;
			int e;
		} all[] = { { "k", 1, 3 }, { "M", 1, 6 }, { "B", 1, 9 }, { "T", 1, 12 }, { "P", 1, 15 }, { "PFd", 864, 17 } };
		char text[64], full[64];
		uint64_t w = draw() >> (10 + draw_below(50));
		int s = draw_below(6), e = draw_below(30) - 15;
		snprintf(text, sizeof text, "%llu%s%de%d%s", (unsigned long long)w, i % 2 ? "." : "", draw_below(10), e, all[s].name);
		uint64_t tenths = 10 * w + (uint64_t)(strchr(text, 'e')[-1] - '0');
		snprintf(full, sizeof full, "%llue%d", (unsigned long long)(tenths * all[s].times), e + all[s].e - i % 2);
		if (tenths > UINT64_MAX / 864)
			continue;
		double got = -1, want = strtod(full, NULL);
		TAP_OK(sweep_count(str_of(text), &got) && got == want, "%s: %.17g, not %.17g", text, got, want);
	}
	tap_group("counts, against strtod of the number written out");
}

/* The points as text, blank between them. */
static char *
points(const char *text, char out[1000])
{
	struct err e = { 0 };
	double *v = NULL;
	size_t n = 0, used = 0;
	out[0] = '\0';
	if (sweep_parse(str_of(text), &v, &n, &e)) {
		snprintf(out, 1000, "%d %s", e.code, e.text);
		return out;
	}
	for (size_t i = 0; i < n && used < 900; i++) {
		if (i)
			out[used++] = ' ';
		used += num_print(v[i], out + used);
		out[used] = '\0';
	}
	mem_free(v);
	return out;
}

static void
sweeps(void)
{
	static const struct {
		const char *text, *points;
	} cases[] = {
		{ "3", "3" }, { "1,2,3", "1 2 3" }, { " 1 , 70B", "1 70000000000" }, { "inf,-inf,Infinity", "inf -inf inf" },
		{ "1..5", "1 2 3 4 5" },
		{ "-2..2", "-2 -1 0 1 2" }, { "7..7", "7" }, { "1k..1002", "1000 1001 1002" }, { "5,1..3,9", "5 1 2 3 9" },
		{ "1..2/11", "1 1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 2" }, { "0..1/3", "0 0.5 1" }, { "2..1/3", "2 1.5 1" },
		{ "0..0.3/4", "0 0.1 0.2 0.3" }, { "-0.3..0.3/7", "-0.3 -0.2 -0.1 0 0.1 0.2 0.3" }, { "1.5..1.5/2", "1.5 1.5" },
		{ "0..1/4", "0 0.3333333333333333 0.6666666666666666 1" }, { "1...5/2", "1 0.5" }, { ".5..1./2", "0.5 1" },
		{ "1..1000/log4", "1 10 100 1000" }, { "1e-300..1e300/log3", "1e-300 1 1e300" }, { "100..1/log3", "100 10 1" },
		{ "1e18..1e26/log9", "1e18 1e19 1e20 1e21 1e22 1e23 1e24 1e25 1e26" },
		{ "70M..7B/log3", "70000000 700000000 7000000000" },
		{ "1e18..1e26*10", "1e18 1e19 1e20 1e21 1e22 1e23 1e24 1e25 1e26" }, { "1..1000*10", "1 10 100 1000" },
		{ "1..100*3", "1 3 9 27 81" }, { "0.001..1*10", "0.001 0.01 0.1 1" }, { "1..1.331*1.1", "1 1.1 1.21 1.331" },
		{ "1..9*10", "1" }, { "10..10*2", "10" }, { "1..10.000000000001*10", "1 10.000000000001" },
		{ "1..9.999999*10", "1" },
		{ "1PFd..4PFd*2", "8.64e19 1.728e20 3.456e20" }, { "1e-300..1e300*1e300", "1e-300 1 1e300" },
		{ "", "2 \"\": an item is empty" }, { "1,,2", "2 \"1,,2\": an item is empty" },
		{ "1,", "2 \"1,\": an item is empty" },
		{ "abc", "2 \"abc\": not a number" }, { "1,x\ty", "2 \"x\\x09y\": not a number" },
		{ "nan", "2 \"nan\": not a number" },
		{ "1.5..3", "2 \"1.5..3\": the ends are not integers up to 2^53; A..B/N gives N points" },
		{ "1..3.5", "2 \"1..3.5\": the ends are not integers up to 2^53; A..B/N gives N points" },
		{ "1..1e300", "2 \"1..1e300\": the ends are not integers up to 2^53; A..B/N gives N points" },
		{ "1..-1/log3", "2 \"1..-1/log3\": an end is not above 0" },
		{ "9007199254740993..9007199254740995",
		  "2 \"9007199254740993..9007199254740995\": the ends are not integers up to 2^53; A..B/N gives N points" },
		{ "5..1", "2 \"5..1\": the first end is above the second" },
		{ "9..1*2", "2 \"9..1*2\": the first end is above the second" },
		{ "1..", "2 \"1..\": an end is not a number" }, { "..1", "2 \"..1\": an end is not a number" },
		{ "1..inf", "2 \"1..inf\": an end is not a number" }, { "1..2..3", "2 \"1..2..3\": an end is not a number" },
		{ "1..2/", "2 \"1..2/\": the number of points is not a number" },
		{ "1..2/log", "2 \"1..2/log\": the number of points is not a number" },
		{ "1..2/x", "2 \"1..2/x\": the number of points is not a number" },
		{ "1..2/1", "2 \"1..2/1\": the number of points is not an integer from 2" },
		{ "1..2/2.5", "2 \"1..2/2.5\": the number of points is not an integer from 2" },
		{ "1..2/log-3", "2 \"1..2/log-3\": the number of points is not an integer from 2" },
		{ "0..1/log3", "2 \"0..1/log3\": an end is not above 0" }, { "0..8*2", "2 \"0..8*2\": an end is not above 0" },
		{ "1..8*1", "2 \"1..8*1\": the factor is not above 1" }, { "1..8*y", "2 \"1..8*y\": the factor is not a number" },
		{ "1..1000001", "2 \"1..1000001\": more than 1000000 points" },
		{ "1..1e15", "2 \"1..1e15\": more than 1000000 points" },
		{ "0..1/1e300", "2 \"0..1/1e300\": more than 1000000 points" },
		{ "1..2*1.00000001", "2 \"1..2*1.00000001\": more than 1000000 points" },
		{ "1..900k,1..900k", "2 \"1..900k\": more than 1000000 points" },
	};
	char out[1000];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		TAP_OK(strcmp(points(cases[i].text, out), cases[i].points) == 0, "\"%s\": %s, not %s", cases[i].text, out,
		       cases[i].points);
	tap_group("sweeps and their errors, by hand");
}

static void
many(void)
{
	struct err e = { 0 };
	double *v = NULL;
	size_t n = 0;
	TAP_OK(sweep_parse(STR("1..1000000"), &v, &n, &e) == 0 && n == SWEEP_POINTS && v[n - 1] == 1e6, "10^6 integers");
	mem_free(v);
	TAP_OK(sweep_parse(STR("0..1/1000000"), &v, &n, &e) == 0 && n == SWEEP_POINTS && v[n - 1] == 1, "10^6 points");
	bool good = true;
	for (size_t i = 0; i < n; i++)
		good = good && fabs(v[i] - (double)i / 999999) <= 1e-14 * v[i] + 1e-15 && (i == 0 || v[i] > v[i - 1]);
	TAP_OK(good, "each where it belongs");
	mem_free(v);
	TAP_OK(sweep_parse(STR("1e-3..1e9/log1001"), &v, &n, &e) == 0 && n == 1001, "logarithms");
	good = true;
	for (size_t i = 0; i < n; i++) {
		long double p = powl(10, -3 + 12 * (long double)i / 1000);
		good = good && fabsl((long double)v[i] - p) <= (1.1e-14L + 0x1p-52L * logl(1e12L)) * p;
	}
	TAP_OK(good, "each within its bound");
	mem_free(v);
	mem_fail_at(1, false);
	v = NULL;
	n = 77;
	TAP_OK(sweep_parse(STR("1,2"), &v, &n, &e) == ERR_MEMORY && !v && n == 77, "out of memory");
	tap_group("bounds, and memory");
}

int
main(void)
{
	counts();
	sweeps();
	many();
	return tap_done();
}
