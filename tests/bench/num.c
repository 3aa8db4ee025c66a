/* SPDX-License-Identifier: MIT */
/*
 * Benchmark of base/num: reading against strtod, printing against snprintf("%.17g"), the same numbers in turns; and the number
 * of results that differ from strtod, or do not read back, over all numbers.  usage: num [COUNT (1e7)]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/draw.h"
#include "base/num.h"

enum { BATCH = 100000, ROUNDS = 5, WIDTH = 32 };

/* The kinds of text. */
static int
six_digits(char *s)
{
	return snprintf(s, WIDTH, "%.6g", (double)draw() * 0x1p-62 - 2);
}

static int
uniform17(char *s)
{
	return snprintf(s, WIDTH, "%.17g", (double)(draw() >> 11) * 0x1p-53);
}

static int
bits17(char *s)
{
	return snprintf(s, WIDTH, "%.17g", draw_double());
}

static int
integers(char *s)
{
	return snprintf(s, WIDTH, "%llu", (unsigned long long)(draw() >> (draw() % 63 + 1)));
}

static int
digits24(char *s)
{
	return snprintf(s, WIDTH, "0.%012llu%012llu", (unsigned long long)draw() % 1000000000000,
	                (unsigned long long)draw() % 1000000000000);
}

static const struct kind {
	const char *name;
	int (*make)(char *);
} kinds[] = {
	{ "6 digits", six_digits }, { "uniform, 17 digits", uniform17 }, { "random bits, 17 digits", bits17 },
	{ "integers", integers }, { "24 digits", digits24 },
};

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double
median(double v[ROUNDS])
{
	qsort(v, ROUNDS, sizeof v[0], ascending);
	return v[ROUNDS / 2] * 1e9 / BATCH;
}

static char text[BATCH][WIDTH];
static size_t length[BATCH];
static double value[BATCH], theirs[BATCH];

static size_t
fill(const struct kind *k)
{
	size_t differ = 0;
	for (size_t i = 0; i < BATCH; i++) {
		char out[NUM_TEXT + 1];
		double back;
		length[i] = (size_t)k->make(text[i]);
		theirs[i] = strtod(text[i], NULL);
		num_read((struct str){ text[i], length[i] }, NUM_CSV, &value[i]);
		out[num_print(value[i], out)] = '\0';
		back = strtod(out, NULL);
		differ += memcmp(&value[i], &theirs[i], sizeof(double)) != 0;
		differ += memcmp(&value[i], &back, sizeof(double)) != 0;
	}
	return differ;
}

int
main(int argc, char **argv)
{
	size_t count = argc > 1 ? (size_t)strtod(argv[1], NULL) : 10000000, all = 0;
	double sink = 0;

	printf("%-24s %10s %8s | %8s %8s %6s | %9s %8s %6s\n", "ns per number", "numbers", "differ", "num_read", "strtod",
	       "ratio", "num_print", "%.17g", "ratio");
	for (const struct kind *k = kinds; k < kinds + sizeof kinds / sizeof *kinds; k++) {
		double t[4][ROUNDS];
		size_t differ = 0, done = 0;
		for (; done < count; done += BATCH)
			differ += fill(k);
		for (size_t r = 0; r < ROUNDS; r++) {
			char out[64];
			double start = now(), x;
			for (size_t i = 0; i < BATCH; i++) {
				num_read((struct str){ text[i], length[i] }, NUM_CSV, &x);
				sink += x;
			}
			t[0][r] = now() - start;
			start = now();
			for (size_t i = 0; i < BATCH; i++)
				sink += strtod(text[i], NULL);
			t[1][r] = now() - start;
			start = now();
			for (size_t i = 0; i < BATCH; i++)
				sink += (double)num_print(value[i], out);
			t[2][r] = now() - start;
			start = now();
			for (size_t i = 0; i < BATCH; i++)
				sink += (double)snprintf(out, sizeof out, "%.17g", value[i]);
			t[3][r] = now() - start;
		}
		double read = median(t[0]), slow_read = median(t[1]), print = median(t[2]), slow_print = median(t[3]);
		printf("%-24s %10zu %8zu | %8.1f %8.1f %6.1f | %9.1f %8.1f %6.1f\n", k->name, done, differ, read, slow_read,
		       slow_read / read, print, slow_print, slow_print / print);
		fflush(stdout);
		all += differ;
	}
	return all > 0 || sink == 0.5;
}
