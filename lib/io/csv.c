/* SPDX-License-Identifier: MIT */
/* csv: cells between one-byte delimiters, RFC 4180, by libcsv in strict mode. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/csv.h"

/*
 * libcsv tells neither lines nor columns, and cannot be stopped from a callback.  So it is fed one physical line at a time: an
 * error then stops at its line, and its column is found by walking through the line once more.
 *
 * quote    where the quoted cell began that goes on into the next line;  open: there is one
 * plain    rows without quotes need not go through libcsv (tests switch this off)
 * ends     for csv_wide, or NULL
 */
struct csv {
	struct sheet sheet;
	struct csv_parser parser;
	struct place quote;
	bool open, ended, plain;
	uint32_t *ends;
};

static void *
grow(void *p, size_t n)
{
	return mem_resize(p, n, 1);
}

static void
on_cell(void *cell, size_t n, void *data)
{
	struct csv *c = data;
	sheet_cell(&c->sheet, (struct str){ cell ? cell : "", n });
}

static void
on_row(int terminator, void *data)
{
	struct csv *c = data;
	(void)terminator;
	c->ended = true;
}

/* The byte after the cell that begins at i, or goes on there when quoted: a delimiter, or n. */
static size_t
cell_end(const char line[], size_t n, size_t i, bool quoted, char delimiter)
{
	if (!quoted && i < n && line[i] == '"') {
		quoted = true;
		i++;
	}
	while (quoted && i < n) {
		bool quote = line[i++] == '"';
		if (quote && i < n && line[i] == '"')
			i++;
		else if (quote)
			quoted = false;
	}
	const char *d = i < n ? memchr(line + i, delimiter, n - i) : NULL;
	return d ? (size_t)(d - line) : n;
}

/* Walks through a line that brought the cells from k on: tells the places asked for, and finds the quote that stays open. */
static void
walk(struct csv *c, const char line[], size_t n, size_t k)
{
	struct sheet *t = &c->sheet;
	size_t i = 0, number = t->s->in.line;
	char delimiter = t->s->delimiter;

	n = sheet_bare(line, n);
	for (;; k++) {
		struct place p = c->quote;
		if (!c->open) {
			while (i < n && (line[i] == ' ' || line[i] == '\t') && line[i] != delimiter)
				i++;
			p = (struct place){ number, i + 1 };
		}
		if (k >= t->k) {
			c->quote = p;
			break;
		}
		sheet_place(t, k, p);
		i = cell_end(line, n, i, c->open, delimiter) + 1;
		c->open = false;
	}
}

/* The parser stopped at byte i of the line. */
static int
refuse(struct csv *c, const char line[], size_t n, size_t i, size_t k)
{
	struct source *s = c->sheet.s;
	int why = csv_error(&c->parser);
	if (why == CSV_ENOMEM)		/* and no cell is as long as to be CSV_ETOOBIG */
		return err_memory(s->err);
	if (c->parser.quoted) {
		walk(c, line, n, k);
		err_set(s->err, ERR_INPUT, "text after the closing quote of the cell that begins at line %zu, column %zu",
			c->quote.line, c->quote.column);
		err_hint(s->err, "a quote inside a quoted cell is written twice");
	} else {
		err_set(s->err, ERR_INPUT, "quote inside an unquoted cell");
		err_hint(s->err, "quote the whole cell, and write the quotes inside it twice");
	}
	input_place(&s->in, s->in.at + i, s->err);
	return s->err->code;
}

/* The open cell cannot end well: the error is where it began. */
static int
unclosed(struct csv *c)
{
	struct source *s = c->sheet.s;
	if (c->parser.entry_pos > SHEET_CELL) {
		err_set(s->err, ERR_INPUT, "cell is longer than %d bytes", SHEET_CELL);
		err_hint(s->err, "is its quote never closed?");
	} else
		err_set(s->err, ERR_INPUT, "quote is never closed");
	err_at(s->err, s->in.name, c->quote.line, c->quote.column);
	return s->err->code;
}

/* One physical line, the row's first or one that goes on with a quoted cell. */
static int
feed(struct csv *c, const char line[], size_t n)
{
	struct sheet *t = &c->sheet;
	size_t k = t->k, used = csv_parse(&c->parser, line, n, on_cell, on_row, c);
	if (used != n)
		return refuse(c, line, n, used, k);
	bool last = line[n - 1] != '\n', torn = last && csv_fini(&c->parser, on_cell, on_row, c);
	if (!c->ended || torn || sheet_asks(t))
		walk(c, line, n, k);
	c->open = !c->ended;
	return torn || (c->open && c->parser.entry_pos > SHEET_CELL) ? unclosed(c) : 0;
}

static int
row(struct sheet *t, size_t n)
{
	struct csv *c = (struct csv *)t;
	struct input *in = &t->s->in;
	size_t first = in->line;

	if (c->ends && csv_wide(t, c->ends))
		return 0;
	if (sheet_begin(t))
		return t->s->err->code;
	for (c->ended = c->open = false;;) {
		const char *line = (const char *)in->buf + in->at;
		struct place end = { in->line, sheet_bare(line, n) + 1 };
		if (sheet_check(t, n) || feed(c, line, n))
			return t->s->err->code;
		input_step(in, n);
		if (c->ended)
			return sheet_end(t, first, end);
		int got = input_line(in, &n, t->s->err);
		if (got <= 0)
			return got ? t->s->err->code : unclosed(c);
	}
}

static int
open(struct source *s)
{
	struct csv *c = mem_zero(1, sizeof *c);
	if (!c)
		return err_memory(s->err);
	csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);	/* fails only without a parser */
	csv_set_delim(&c->parser, (unsigned char)s->delimiter);
	csv_set_blk_size(&c->parser, 4096);
	csv_set_realloc_func(&c->parser, grow);
	csv_set_free_func(&c->parser, mem_free);
	c->plain = !memchr("+-.0123456789eE", s->delimiter, 15);	/* where num_parse stops at the delimiter */
#ifdef MLCORE_TEST
	const char *only = getenv("MLCORE_CSV");
	c->plain = c->plain && (!only || strcmp(only, "libcsv"));
#endif
	return sheet_open(s, &c->sheet, row);
}

static int
start(struct source *s, size_t n, const struct column columns[], bool first_is_data)
{
	struct csv *c = s->state;
	if (c->plain && !(c->ends = mem_alloc(s->width + CSV_WIDE_ROOM, sizeof c->ends[0])))
		return err_memory(s->err);
	return sheet_start(s, n, columns, first_is_data);
}

static void
close(struct source *s)
{
	struct csv *c = s->state;
	if (c) {
		csv_free(&c->parser);
		mem_free(c->ends);
	}
	sheet_close(s);
}

const struct source_type source_csv = { "csv", open, start, sheet_next, close };
