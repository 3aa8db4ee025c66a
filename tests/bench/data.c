/* SPDX-License-Identifier: MIT */
/* data: writes the benchmark's inputs: `data csv BYTES DIGITS COLUMNS`, `npy NUMBERS [COLUMNS]`, `safetensors BYTES`, normals of seed 0. */
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

/* A checkpoint of tensors of 4096 x 1024 bfloat16, bytes in all or a little more, of standard normals times 0.02. */
static int
safetensors(size_t bytes)
{
	struct rng r = rng_at(0, 0);
	size_t each = 4096 * 1024 * 2, n = (bytes + each - 1) / each, used = 0;
	char *header = malloc(n * 120 + 16);

	if (!header)
		return 1;
	for (size_t k = 0; k < n; k++)
		used += (size_t)sprintf(header + used, "%s\"layers.%zu.weight\":{\"dtype\":\"BF16\",\"shape\":[4096,1024],\"data_offsets\":[%zu,%zu]}",
			k ? "," : "{", k, k * each, (k + 1) * each);
	header[used++] = '}';
	for (size_t i = 0; i < 8; i++)
		putchar((int)(used >> 8 * i & 255));
	fwrite(header, 1, used, stdout);
	for (size_t i = 0; i < n * each / 2; i++) {
		float x = (float)(0.02 * rng_normal(&r));
		uint32_t bits;
		memcpy(&bits, &x, sizeof bits);
		putchar((int)(bits >> 16 & 255));
		putchar((int)(bits >> 24));
	}
	free(header);
	return ferror(stdout);
}

int
main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "csv") == 0)
		return csv(strtoul(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	if ((argc == 3 || argc == 4) && strcmp(argv[1], "npy") == 0)
		return npy(strtoul(argv[2], NULL, 10), argc == 4 ? strtoul(argv[3], NULL, 10) : 0);
	if (argc == 3 && strcmp(argv[1], "safetensors") == 0)
		return safetensors(strtoul(argv[2], NULL, 10));
	fputs("usage: data csv BYTES DIGITS COLUMNS | data npy NUMBERS [COLUMNS] | data safetensors BYTES\n", stderr);
	return 2;
}
