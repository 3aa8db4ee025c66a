/* SPDX-License-Identifier: MIT */
/* reads: what our readers make of documents, many in one process, for tests/differential/run to compare with Python's. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/json_scan.h"
#include "io/reader.h"

/*
 * Standard input: documents, each `KIND DELIMITER LENGTH\n` and LENGTH bytes.  Standard output: an answer each, in lines:
 *   kind t   a table of csv as texts; n: as numbers; r: records of JSON as texts
 *            `row CELLS`, a cell being LENGTH:BYTES or the sixteen hexadecimal digits of the double; names come first as `names CELLS`
 *   kind j   the tokens of a sequence of JSON values: [ ] { } t f 0, kLENGTH:BYTES, sLENGTH:BYTES, #DOUBLE
 * and last `end`, or `error LINE COLUMN MESSAGE`.  A NUL byte, which no text holds, stands behind each answer.
 */
static void
put_text(struct str s)
{
	printf("%zu:", s.n);
	fwrite(s.n ? s.s : "", 1, s.n, stdout);
}

static void
put_double(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	if (x != x)
		printf("nan");
	else
		printf("%016" PRIx64, bits);
}

static void
put_end(const struct err *e)
{
	if (e->code)
		printf("\nerror %zu %zu %s", e->line, e->column, e->text);
	else
		printf("\nend");
	putchar('\0');
}

static void
tokens(const char *path)
{
	struct err e = { 0 };
	struct input in;
	struct json_scan s = { .in = &in, .err = &e };
	enum json_token token;
	static const char marks[] = " {}[]";	/* of JSON_OBJECT and what follows it */
	if (input_open(&in, path, &e))
		exit(1);
	while ((token = json_scan_next(&s)) != JSON_ERROR && token != JSON_END)
		switch (token) {
		case JSON_OBJECT: case JSON_OBJECT_END: case JSON_ARRAY: case JSON_ARRAY_END:
			putchar(marks[token]);
			break;
		case JSON_KEY: case JSON_STRING:
			putchar(token == JSON_KEY ? 'k' : 's');
			put_text(s.at.text);
			break;
		case JSON_NUMBER:
			putchar('#');
			put_double(s.at.value);
			break;
		default:
			putchar(token == JSON_TRUE ? 't' : token == JSON_FALSE ? 'f' : '0');
		}
	put_end(&e);
	json_scan_free(&s);
	input_close(&in, &e);
}

static void
put_names(struct reader *r)
{
	size_t n;
	const struct str *names = reader_header(r, &n);
	printf("names ");
	for (size_t k = 0; k < n; k++)
		put_text(names[k]);
}

static void
table(const char *path, char kind, char delimiter)
{
	struct reader_opts o = { .in = kind == 'r' ? FORMAT_JSON : FORMAT_CSV, .delimiter = kind == 'r' ? 0 : delimiter, .header = HEADER_NO,
		.missing = MISSING_NAN, .infinite = true, .rounded = true };
	struct reader *r = reader_open(1, &path, &o);
	struct block b;
	bool named;
	size_t n, width;
	reader_first(r, &n, &named, &width);
	struct column *columns = calloc(width + 1, sizeof columns[0]);
	for (size_t k = 0; k < width; k++)
		columns[k] = (struct column){ .index = k, .kind = kind == 'n' ? NUMBER : TEXT };
	reader_select(r, width, columns);
	if (kind == 'r' && !reader_error(r)->code)
		put_names(r);
	while (reader_next(r, &b, SIZE_MAX) > 0)
		for (size_t i = 0; i < b.rows; i++) {
			printf("\nrow ");
			for (size_t k = 0; k < b.n_text; k++)
				put_text(b.text[i * b.n_text + k]);
			for (size_t k = 0; k < b.cols; k++)
				put_double(b.v[i * b.cols + k]);
		}
	put_end(reader_error(r));
	reader_close(r);
	free(columns);
}

int
main(void)
{
	char path[32], kind, delimiter, *bytes = NULL;
	size_t n;
	int fd = memfd_create("document", 0);
	snprintf(path, sizeof path, "/dev/fd/%d", fd);
	while (scanf("%c%c%zu", &kind, &delimiter, &n) == 3 && getchar() == '\n') {
		bytes = realloc(bytes, n + 1);
		if (fd < 0 || !bytes || fread(bytes, 1, n, stdin) != n || ftruncate(fd, 0) || pwrite(fd, bytes, n, 0) != (ssize_t)n ||
			lseek(fd, 0, SEEK_SET) != 0)
			return 1;
		if (kind == 'j')
			tokens(path);
		else
			table(path, kind, delimiter);
	}
	free(bytes);
	return ferror(stdin) || !feof(stdin) || fflush(stdout);
}
