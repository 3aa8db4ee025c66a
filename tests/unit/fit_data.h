/* SPDX-License-Identifier: MIT */
/* fit_data: the public tables beside the project, where they are. */
#ifndef TESTS_UNIT_FIT_DATA_H
#define TESTS_UNIT_FIT_DATA_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Reads a table of numbers with a header from $MLCORE_SHARED/data (../shared/data without it): column k of row i to v[k * max +
 * i].  Returns the number of rows; 0 when the file is not there.
 */
static inline size_t
data_read(const char *name, size_t columns, size_t max, double v[])
{
	char path[4096], line[4096];
	const char *base = getenv("MLCORE_SHARED");
	size_t n = 0;

	snprintf(path, sizeof path, "%s/data/%s", base ? base : "../shared", name);
	FILE *f = fopen(path, "r");
	if (!f)
		return 0;
	for (char *s = fgets(line, sizeof line, f); s && n < max; n++) {
		if (!fgets(line, sizeof line, f))
			break;
		char *at = line;
		for (size_t k = 0; k < columns; k++) {
			v[k * max + n] = strtod(at, &at);
			at += *at == ',';
		}
	}
	fclose(f);
	return n;
}

#endif
