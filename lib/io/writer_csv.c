/* SPDX-License-Identifier: MIT */
/* writer_csv: csv and tsv, quoted by RFC 4180 where reading back needs it; lines end with LF. */
#include <string.h>

#include "io/writer_type.h"

/*
 * Quotes are for what would not come back the same: the delimiter, a quote, control bytes (CR, LF), blanks at the ends, and
 * where a line begins, what says "comment", "JSON" or "byte order mark" there, and nothing at all (a blank line).
 */
static bool
needs_quotes(const struct writer *w, struct str s)
{
	if (s.n == 0)
		return w->n == 1;
	unsigned char first = (unsigned char)s.s[0];
	if (first == ' ' || s.s[s.n - 1] == ' ')
		return true;
	if (w->at == 0 && (first == '#' || first == '[' || first == '{' || first == 0xEF))
		return true;
	for (size_t k = 0; k < s.n; k++)
		if ((unsigned char)s.s[k] < ' ' || s.s[k] == '"' || s.s[k] == w->opts.delimiter)
			return true;
	return false;
}

static void
text(struct writer *w, struct str s)
{
	if (w->at)
		output_byte(&w->out, w->opts.delimiter);
	if (!needs_quotes(w, s)) {
		output_put(&w->out, s);
		return;
	}
	output_byte(&w->out, '"');
	for (size_t k = 0; k < s.n; k++) {
		if (s.s[k] == '"')
			output_byte(&w->out, '"');
		output_byte(&w->out, s.s[k]);
	}
	output_byte(&w->out, '"');
}

static void
number(struct writer *w, double x)
{
	char *p = output_room(&w->out, 1 + NUM_TEXT), *q = p;
	if (w->at)
		*q++ = w->opts.delimiter;
	q += writer_print(w, x, q);
	w->out.n += (size_t)(q - p);
}

static void
count(struct writer *w, uint64_t n)
{
	char *p = output_room(&w->out, 1 + NUM_TEXT), *q = p;
	if (w->at)
		*q++ = w->opts.delimiter;
	q += num_print_count(n, q);
	w->out.n += (size_t)(q - p);
}

static void
end(struct writer *w)
{
	output_byte(&w->out, '\n');
}

static void
columns(struct writer *w)
{
	if (!w->opts.header || w->opts.matrix)
		return;
	for (w->at = 0; w->at < w->n; w->at++)
		text(w, w->columns[w->at].name);
	w->at = 0;
	end(w);
}

const struct writer_type writer_csv = { .columns = columns, .number = number, .count = count, .text = text, .end = end };
