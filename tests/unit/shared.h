/* SPDX-License-Identifier: MIT */
/* shared: public tables that lie beside the project, for tests that skip without them. */
#ifndef TESTS_UNIT_SHARED_H
#define TESTS_UNIT_SHARED_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A csv file without quotes: all cells, the header first. */
struct shared {
	char *bytes, **cell;
	size_t rows, cols;
};

/* Cuts at commas and ends of lines; an oracle of its own, so that io is not tested by itself. */
static inline void
shared_cut(struct shared *t, size_t n)
{
	size_t cells = 0, cap = 0;

	for (char *p = t->bytes; p < t->bytes + n; cells++) {
		if (cells == cap) {
			cap = 2 * cap + 64;
			t->cell = realloc(t->cell, cap * sizeof *t->cell);
		}
		t->cell[cells] = p;
		p += strcspn(p, ",\r\n");
		bool line = *p != ',';
		p += *p == '\r' ? (*p = '\0', 2) : 1;
		p[-1] = '\0';
		if (line && t->cols == 0)
			t->cols = cells + 1;
	}
	t->rows = cells / t->cols - 1;
}

/* False when the file is not there: $MLCORE_SHARED/data/NAME, or ../shared/data/NAME. */
static inline bool
shared_open(struct shared *t, const char *name)
{
	const char *folder = getenv("MLCORE_SHARED");
	char path[4096];

	*t = (struct shared){ 0 };
	snprintf(path, sizeof path, "%s/data/%s", folder ? folder : "../shared", name);
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	fseek(f, 0, SEEK_END);
	size_t n = (size_t)ftell(f);
	rewind(f);
	t->bytes = calloc(n + 2, 1);
	bool read = fread(t->bytes, 1, n, f) == n;
	fclose(f);
	if (n > 0 && t->bytes[n - 1] != '\n')
		t->bytes[n++] = '\n';
	shared_cut(t, n);
	return read;
}

static inline const char *
shared_text(const struct shared *t, size_t row, const char *column)
{
	for (size_t c = 0; c < t->cols; c++)
		if (strcmp(t->cell[c], column) == 0)
			return t->cell[(row + 1) * t->cols + c];
	return "";
}

static inline double
shared_number(const struct shared *t, size_t row, const char *column)
{
	return strtod(shared_text(t, row, column), NULL);
}

static inline void
shared_close(struct shared *t)
{
	free(t->bytes);
	free(t->cell);
}

#endif
