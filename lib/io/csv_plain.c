/* SPDX-License-Identifier: MIT */
/* csv_plain: rows without quotes, without libcsv. */
#include "io/csv.h"

/* From p on, past blanks that do not delimit: those at the ends of a cell do not belong to it. */
static const char *
skip(const char *p, const char *end, char delimiter)
{
	while (p < end && (*p == ' ' || *p == '\t') && *p != delimiter)
		p++;
	return p;
}

/* Where the unquoted cell from p on ends; NULL at a byte of which libcsv or sheet_check has to judge. */
static const char *
cell_end(const char *p, const char *end, char delimiter)
{
	for (; p < end && *p != delimiter; p++)
		if (*p == '"' || *p == '\r' || *p == '\0')
			return NULL;
	return p;
}

bool
csv_plain(struct sheet *t, const char line[], size_t n)
{
	const char *p = line, *end = line + n;
	char delimiter = t->s->delimiter;

	if (sheet_begin(t))
		return false;
	for (bool more = true; more; p++) {
		const char *cell = skip(p, end, delimiter);
		const struct want *w = &t->wants[t->w];
		size_t used;
		if (w->index == t->k && w->plain &&
			num_parse((size_t)(end - cell), cell, NUM_CSV, &t->to[w->slot], &used) == NUM_OK) {
			p = skip(cell + used, end, delimiter);
			more = p < end;
			if (!more || *p == delimiter) {
				t->k++;
				t->w++;
				continue;
			}
		}
		if (!(p = cell_end(cell, end, delimiter)))
			return false;
		more = p < end;
		sheet_cell(t, str_trim((struct str){ cell, (size_t)(p - cell) }));
		if (sheet_asks(t))
			return false;
	}
	return t->k == t->s->width;
}
