/* SPDX-License-Identifier: MIT */
/* sheet: the lines of a text table, and its first row (sheet.h). */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/sheet.h"

size_t
sheet_bare(const char line[], size_t n)
{
	if (n > 0 && line[n - 1] == '\n')
		n -= n > 1 && line[n - 2] == '\r' ? 2 : 1;
	return n;
}

int
sheet_check(struct sheet *t, size_t n)
{
	struct input *in = &t->s->in;
	const unsigned char *line = in->buf + in->at, *nul = memchr(line, 0, n), *cr = memchr(line, '\r', n);

	while (cr && cr + 1 < line + n && cr[1] == '\n')
		cr = memchr(cr + 2, '\r', (size_t)(line + n - (cr + 2)));
	if (nul && (!cr || nul < cr)) {
		err_set(t->s->err, ERR_INPUT, "NUL byte");
		err_hint(t->s->err, "is it a text table? UTF-16 becomes one by iconv -f UTF-16LE -t UTF-8");
		input_place(in, in->at + (size_t)(nul - line), t->s->err);
	} else if (cr) {
		err_set(t->s->err, ERR_INPUT, "carriage return without a line feed");
		err_hint(t->s->err, "tr '\\r' '\\n' <FILE makes lines of it");
		input_place(in, in->at + (size_t)(cr - line), t->s->err);
	}
	return t->s->err->code;
}

static bool
blank(const struct sheet *t, const char line[], size_t n)
{
	n = sheet_bare(line, n);
	for (size_t i = 0; i < n; i++)
		if ((line[i] != ' ' && line[i] != '\t') || line[i] == t->s->delimiter)
			return false;
	return true;
}

/* The next line that begins a row; blank lines before it are counted, comments passed over.  1, 0 at the end, -1 on error. */
static int
next_line(struct sheet *t, size_t *n)
{
	struct input *in = &t->s->in;
	int got;
	while ((got = input_line(in, n, t->s->err)) > 0) {
		const char *line = (const char *)in->buf + in->at;
		char comment = t->s->opts->comment;
		if (line[0] == '#' && !comment) {
			err_set(t->s->err, ERR_INPUT, "line begins with #");
			err_hint(t->s->err, "--comment '#' skips such lines");
			input_place(in, in->at, t->s->err);
			return -1;
		}
		if (blank(t, line, *n)) {
			if (t->blanks++ == 0)
				t->blank_line = in->line;
		} else if (!comment || line[0] != comment)
			break;
		input_step(in, *n);
	}
	if (t->s->width > 1)
		t->blanks = 0;
	return got;
}

int
sheet_open(struct source *s, struct sheet *t, int (*row)(struct sheet *t, size_t n))
{
	size_t n;
	s->state = t;
	t->s = s;
	t->row = row;
	t->reading_first = true;
	rows_start(&t->first, 0, 1);
	if (next_line(t, &n) > 0 && !t->row(t, n)) {
		struct block b;
		rows_block(&t->first, &b);
		s->first = b.text;
		s->first_place = t->places;
		s->width = s->n_first = b.rows;
	}
	t->reading_first = false;
	return s->err->code;
}

static int
order(const void *a, const void *b)
{
	const struct want *x = a, *y = b;
	return x->index < y->index ? -1 : x->index > y->index;
}

int
sheet_start(struct source *s, size_t n, const struct column columns[], bool first_is_data)
{
	struct sheet *t = s->state;
	size_t n_text = 0;

	struct want *wants = t->wants = mem_alloc(n + 1, sizeof wants[0]);
	if (!wants)
		return err_memory(s->err);
	for (size_t i = 0; i < n; i++) {
		bool text = columns[i].kind == TEXT;
		wants[i] = (struct want){ .index = columns[i].index, .slot = text ? n_text : i - n_text, .c = &columns[i],
		                          .plain = columns[i].kind == NUMBER };
		n_text += text;
	}
	qsort(wants, n, sizeof wants[0], order);
	wants[n] = (struct want){ .index = SIZE_MAX };
	for (size_t i = 0; i < n; i++)
		if (wants[i].index == wants[i + 1].index)
			wants[i].plain = wants[i + 1].plain = false;
	for (size_t i = n; i-- > 0;) {
		bool follows = wants[i + 1].index == wants[i].index + 1 && wants[i + 1].slot == wants[i].slot + 1;
		wants[i].run = wants[i].plain ? 1 + (follows ? wants[i + 1].run : 0) : 0;
	}
	rows_start(&t->rows, n - n_text, n_text);
	t->first_waits = t->first_is_data = first_is_data;
	if (s->width > 1 || !first_is_data)
		t->blanks = 0;
	return 0;
}

/* The first row was data after all: its cells are given once more. */
static int
repeat_first(struct sheet *t)
{
	size_t width = t->s->width;
	t->first_waits = false;
	if (sheet_begin(t))
		return t->s->err->code;
	for (size_t k = 0; k < width; k++) {
		sheet_cell(t, t->s->first[k]);
		if (sheet_asks(t))
			sheet_place(t, k, t->places[k]);
	}
	return sheet_end(t, t->places[0].line, t->places[width - 1]);
}

/* A blank line of a one-column table is a missing value. */
static int
blank_row(struct sheet *t)
{
	struct place p = { t->blank_line++, 1 };
	t->blanks--;
	if (sheet_begin(t))
		return t->s->err->code;
	sheet_cell(t, STR(""));
	sheet_place(t, 0, p);
	return sheet_end(t, p.line, p);
}

int
sheet_next(struct source *s, struct block *b, size_t max_rows)
{
	struct sheet *t = s->state;
	size_t n = 0;

	t->most = max_rows;
	rows_start(&t->rows, t->rows.cols, t->rows.n_text);
	while (!s->err->code && !rows_full(&t->rows, max_rows)) {
		if (!t->first_waits && next_line(t, &n) <= 0)
			break;
		if (t->blanks > 0)
			blank_row(t);
		else if (t->first_waits)
			repeat_first(t);
		else
			t->row(t, n);
	}
	rows_block(&t->rows, b);
	b->n_lead = 0;
	b->lead = NULL;
	b->more = false;
	return b->rows > 0 ? 1 : s->err->code ? -1 : 0;
}

void
sheet_close(struct source *s)
{
	struct sheet *t = s->state;
	if (!t)
		return;
	rows_free(&t->rows);
	rows_free(&t->first);
	mem_free(t->places);
	mem_free(t->wants);
	mem_free(t);
	s->state = NULL;
}
