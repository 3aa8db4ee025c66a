/* SPDX-License-Identifier: MIT */
/* csv_plain: rows of plain numbers, without libcsv. */
#include "io/csv.h"

/* Blanks at the ends of a cell do not belong to it, unless they delimit. */
static bool
padding(char c, char delimiter)
{
	return (c == ' ' || c == '\t') && c != delimiter;
}

/* A row of nothing but finite numbers, all wanted. */
static bool
dense(struct sheet *t, const char *p, const char *end)
{
	char delimiter = t->s->delimiter;
	size_t width = t->s->width, used;

	for (size_t k = 0; k < width; k++) {
		while (p < end && padding(*p, delimiter))
			p++;
		if (num_parse((size_t)(end - p), p, NUM_CSV, &t->to[k], &used) != NUM_OK)
			return false;
		p += used;
		while (p < end && padding(*p, delimiter))
			p++;
		if (p < end ? *p != delimiter : k + 1 < width)
			return false;
		p++;
	}
	t->k = width;
	return p == end + 1;
}

/* Any row without a quote, cell by cell. */
static bool
mixed(struct sheet *t, const char *p, const char *end)
{
	char delimiter = t->s->delimiter;

	for (bool more = true; more; p++) {
		while (p < end && padding(*p, delimiter))
			p++;
		const char *cell = p;
		for (; p < end && *p != delimiter; p++)
			if (*p == '"' || *p == '\r' || *p == '\0')
				return false;
		more = p < end;
		size_t n = (size_t)(p - cell);
		while (n > 0 && padding(cell[n - 1], delimiter))
			n--;
		sheet_cell(t, (struct str){ cell, n });
		if (sheet_asks(t))
			return false;
	}
	return t->k == t->s->width;
}

bool
csv_plain(struct sheet *t, const char line[], size_t n)
{
	if (sheet_begin(t))
		return false;
	if (t->dense ? dense(t, line, line + n) : mixed(t, line, line + n))
		return true;
	return !sheet_begin(t) && mixed(t, line, line + n);
}
