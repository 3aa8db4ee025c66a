/* SPDX-License-Identifier: MIT */
/* reading: what a reader makes of some bytes, as one line of text, by every way of reading that has to agree. */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H

#include <math.h>
#include <stdarg.h>
#include <stdint.h>

#include "feed.h"
#include "io/reader.h"
#include "tap.h"

enum { READING_TEXT = 1 << 16 };

struct reading {
	char s[READING_TEXT];
	size_t n;
};

__attribute__((format(printf, 2, 3))) static inline void
reading_add(struct reading *t, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	t->n += (size_t)vsnprintf(t->s + t->n, READING_TEXT - t->n, format, ap);
	va_end(ap);
	if (t->n >= READING_TEXT)
		t->n = READING_TEXT - 1;
}

/*
 * "[name][name] 1 2 'label'|3 4 'label' ! error ? warning": names, rows between bars (numbers, then labels), a new file as
 * "> FILE:".  columns (n) are selected when n > 0.
 */
static inline void
reading_of(struct reading *t, size_t n_paths, const char *const paths[], const struct reader_opts *o, size_t n,
	const struct column columns[], size_t max_rows)
{
	struct reader *r = reader_open(n_paths, paths, o);
	struct block b;
	char line[1024];
	const char *file = NULL;
	size_t rows = 0, k;

	t->n = 0;
	t->s[0] = '\0';
	reader_select(r, n, columns);
	const struct str *names = reader_header(r, &k);
	for (size_t i = 0; i < k; i++)
		reading_add(t, "[%.*s]", (int)names[i].n, names[i].s);
	while (reader_next(r, &b, max_rows) > 0) {
		TAP_OK(b.rows >= 1 && b.rows <= max_rows && !b.more && b.n_lead == 0, "block of %zu rows", b.rows);
		for (size_t i = 0; i < b.rows; i++) {
			if (file && file != b.file)
				reading_add(t, "> %s:", b.file);
			else if (file)
				reading_add(t, "|");
			rows = file == b.file ? rows : 0;
			file = b.file;
			TAP_OK(b.first + i == rows, "row %zu is called %zu", rows, b.first + i);
			rows++;
			for (size_t j = 0; j < b.cols; j++)
				reading_add(t, j ? " %.17g" : "%.17g", b.v[i * b.cols + j]);
			for (size_t j = 0; j < b.n_text; j++)
				reading_add(t, " '%.*s'", (int)b.text[i * b.n_text + j].n, b.text[i * b.n_text + j].s);
			if (b.line && o->comment == '@')	/* tests that look at lines */
				reading_add(t, "@%zu", b.line[i]);
		}
	}
	if (reader_error(r)->code) {
		err_line(reader_error(r), sizeof line, line);
		reading_add(t, "!%d %s", reader_error(r)->code, line);
	}
	for (size_t i = 0; reader_warning(r, i); i++) {
		err_line(reader_warning(r, i), sizeof line, line);
		reading_add(t, "?%s", line);
	}
	reader_close(r);
}

/* What is read from a pipe, byte by byte and at once, in blocks and by rows, with and without the fast path, is as expected. */
static inline void
reading_check(const char *where, int at, const struct reader_opts *o, size_t n_columns, const struct column columns[], size_t n,
	const char bytes[], const char *expected)
{
	static struct reading t;
	for (int way = 0; way < 6; way++) {
		if (way & 1)
			setenv("MLCORE_CSV", "libcsv", 1);
		else
			unsetenv("MLCORE_CSV");
		pid_t child = feed_stdin(n, bytes, way < 2 && n < 4096 ? 1 : 65536);
		reading_of(&t, 0, NULL, o, n_columns, columns, way < 4 ? SIZE_MAX : 1);
		feed_end(child);
		TAP_OK(strcmp(t.s, expected) == 0, "%s:%d way %d\n#   read     %s\n#   expected %s", where, at, way, t.s,
			expected);
	}
}

#define READS(bytes, expected) READS_WITH(((struct reader_opts){ 0 }), bytes, expected)
#define READS_WITH(o, bytes, expected) READS_COLUMNS(o, 0, NULL, bytes, expected)
#define READS_COLUMNS(o, n, columns, bytes, expected) \
	reading_check(__FILE__, __LINE__, &(o), n, columns, sizeof(bytes) - 1, bytes, expected)

#endif
