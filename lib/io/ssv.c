/* SPDX-License-Identifier: MIT */
/* ssv: cells between runs of blanks and tabs, as uniq -c, column -t and many programs write them; quotes mean nothing. */
#include "base/mem.h"
#include "io/sheet.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static int
row(struct sheet *t, size_t n)
{
	struct input *in = &t->s->in;
	const char *line = (const char *)in->buf + in->at;
	size_t number = in->line, bare = sheet_bare(line, n), i = 0;

	if (sheet_check(t, n) || sheet_begin(t))
		return t->s->err->code;
	while (bare > 0 && is_blank(line[bare - 1]))
		bare--;
	while (i < bare) {
		while (is_blank(line[i]))
			i++;
		size_t begin = i;
		while (i < bare && !is_blank(line[i]))
			i++;
		sheet_cell(t, (struct str){ line + begin, i - begin });
		if (sheet_asks(t))
			sheet_place(t, t->k - 1, (struct place){ number, begin + 1 });
	}
	input_step(in, n);
	return sheet_end(t, number, (struct place){ number, bare + 1 });
}

static int
open(struct source *s)
{
	struct sheet *t = mem_zero(1, sizeof *t);
	return t ? sheet_open(s, t, row) : err_memory(s->err);
}

const struct source_type source_ssv = { "ssv", open, sheet_start, sheet_next, sheet_close };
