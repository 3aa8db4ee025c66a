/* SPDX-License-Identifier: MIT */
/* num: the number parser against strtod on any bytes, and what it prints read back. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *exact = malloc(size ? size : 1), *terminated = malloc(size + 1), text[NUM_TEXT], *stop;
	double x, y, back;
	size_t end, n;

	if (!exact || !terminated)
		abort();
	memcpy(exact, data, size);
	memcpy(terminated, data, size);
	for (unsigned flags = 0; flags < 2; flags++) {
		enum num_result got = num_parse(size, exact, flags, &x, &end);
		if (got == NUM_BAD)
			continue;
		if (end == 0 || end > size)
			abort();
		terminated[end] = '\0';
		y = strtod(terminated, &stop);
		if (stop != terminated + end || memcmp(&x, &y, sizeof x) != 0)
			abort();
		n = num_print(x, text);
		if (n > NUM_TEXT || num_read((struct str){ text, n }, NUM_INF, &back) == NUM_BAD || memcmp(&x, &back, sizeof x) != 0)
			abort();
		memcpy(terminated, data, size);
	}
	free(exact);
	free(terminated);
	return 0;
}
