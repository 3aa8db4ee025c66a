/* SPDX-License-Identifier: MIT */
/* data: writes the benchmark's inputs: `data csv BYTES DIGITS COLUMNS` or `data npy NUMBERS [COLUMNS]`, standard normals of seed 0. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/rng.h"

static int
csv(size_t bytes, int digits, size_t columns)
{
	struct rng r = rng_at(0, 0);
	char cell[NUM_TEXT];
	size_t written = 0;

	for (size_t j = 0; j < columns; j++)
		written += (size_t)printf("c%zu%c", j + 1, j + 1 < columns ? ',' : '\n');
	while (written < bytes) {
		for (size_t j = 0; j < columns; j++) {
			size_t n = num_print_digits(rng_normal(&r), digits, cell);
			cell[n++] = j + 1 < columns ? ',' : '\n';
			written += fwrite(cell, 1, n, stdout);
		}
	}
	return ferror(stdout);
}

/* A vector of n, or with columns n rows of so many. */
static int
npy(size_t n, size_t columns)
{
	struct rng r = rng_at(0, 0);
	char header[118];

	memset(header, ' ', sizeof header);
	char second[24] = "";
	if (columns)
		snprintf(second, sizeof second, " %zu", columns);
	int used = snprintf(header, sizeof header, "{'descr': '<f8', 'fortran_order': False, 'shape': (%zu,%s), }", n, second);
	n *= columns ? columns : 1;
	header[used] = ' ';
	header[sizeof header - 1] = '\n';
	fwrite("\x93NUMPY\x01\x00\x76\x00", 1, 10, stdout);
	fwrite(header, 1, sizeof header, stdout);
	for (size_t i = 0; i < n; i++) {
		double x = rng_normal(&r);
		fwrite(&x, sizeof x, 1, stdout);
	}
	return ferror(stdout);
}

int
main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "csv") == 0)
		return csv(strtoul(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	if ((argc == 3 || argc == 4) && strcmp(argv[1], "npy") == 0)
		return npy(strtoul(argv[2], NULL, 10), argc == 4 ? strtoul(argv[3], NULL, 10) : 0);
	fputs("usage: data csv BYTES DIGITS COLUMNS | data npy NUMBERS [COLUMNS]\n", stderr);
	return 2;
}
