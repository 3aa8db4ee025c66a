/* SPDX-License-Identifier: MIT */
/* json_arrays: arrays of numbers, streamed, against cJSON, which makes a tree of them: values, counts, and where what is wrong is. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

#include "draw.h"
#include "feed.h"
#include "io/reader.h"
#include "tap.h"

enum { BYTES = 1 << 14, NUMBERS = 1 << 12 };

/* What a document gave: numbers and rows up to the error, which is at byte at (or at SIZE_MAX). */
struct result {
	size_t n, rows, at;
	double v[NUMBERS];
	size_t width[NUMBERS];
	char text[512];
};
static struct result ours, theirs;

/* Few digits and few blanks, as most programs write them. */
static bool tame;

static void
put_blanks(char *out, size_t *n)
{
	if (tame && draw_below(50))
		return;
	static const char *const blanks[] = { "", "", "", "", " ", "\n", "\r\n", "\t", "  \n " };
	*n += (size_t)sprintf(out + *n, "%s", blanks[draw_below(9)]);
}

static void
put_number(char *out, size_t *n)
{
	static const char *const edges[] = { "0", "-0", "1e400", "-1e-400", "9007199254740992", "0.1e1", "1E+2", "2e-3", "4.9e-324", "10000000000000000000000.5" };
	double x = ldexp((double)(int64_t)draw(), draw_below(3) ? -63 : draw_below(200) - 160);
	int kind = draw_below(60);
	if (tame && kind)
		*n += (size_t)sprintf(out + *n, "%.*f", draw_below(8), ldexp(x, draw_below(9)));
	else if (kind == 0)
		*n += (size_t)sprintf(out + *n, "%s", edges[draw_below(10)]);
	else if (kind < 10)
		*n += (size_t)sprintf(out + *n, "%d", draw_below(2000) - 1000);
	else
		*n += (size_t)sprintf(out + *n, kind & 1 ? "%.*g" : "%.*e", kind / 3, x);
}

static void
put_row(char *out, size_t *n, int cells)
{
	out[(*n)++] = '[';
	for (int k = 0; k < cells; k++) {
		if (k)
			*n += (size_t)sprintf(out + *n, tame && draw_below(8) == 0 ? ", " : ",");
		put_blanks(out, n);
		put_number(out, n);
		put_blanks(out, n);
	}
	out[(*n)++] = ']';
}

/*
 * A row, an array of rows, or rows one after the other; in half of them a byte is put in, left out or replaced (none
 * of strings and objects: of those cJSON tells other places). */
static size_t
document(char *out)
{
	static const char bytes[] = "[],:x-+.e0 \n";
	size_t n = 0;
	int rows = 1 + draw_below(5), form = draw_below(3);
	tame = draw_below(2);
	put_blanks(out, &n);
	if (form == 1)
		out[n++] = '[';
	for (int i = 0; i < (form ? rows : 1); i++) {
		if (i && form == 1)
			out[n++] = ',';
		put_blanks(out, &n);
		put_row(out, &n, 1 + draw_below(draw_below(4) ? 6 : 40));
	}
	if (form == 1)
		out[n++] = ']';
	put_blanks(out, &n);
	size_t at = (size_t)draw_below((int)n);
	char byte = bytes[draw_below(sizeof bytes - 1)];
	switch (draw_below(6)) {
	case 0:
		memmove(out + at, out + at + 1, n - at);
		return n - 1;
	case 1:
		memmove(out + at + 1, out + at, n - at);
		out[at] = byte;
		return n + 1;
	case 2:
		out[at] = byte;
		return n;
	case 3:
		return draw_below(4) ? n : at;
	default:
		return n;
	}
}

/* The byte of a place. */
static size_t
offset(const char *bytes, size_t line, size_t column)
{
	const char *p = bytes;
	while (--line > 0)
		p = strchr(p, '\n') + 1;
	return (size_t)(p - bytes) + column - 1;
}

static void
read_ours(size_t n, const char bytes[])
{
	char path[FEED_PATH];
	struct reader_opts o = { .in = FORMAT_JSON, .infinite = true, .rounded = true, .ragged = true, .header = HEADER_NO };
	struct block b;
	const char *name = feed_file(n, bytes, path);
	struct reader *r = reader_open(1, &name, &o);
	ours.n = ours.rows = 0;
	ours.at = SIZE_MAX;
	ours.text[0] = '\0';
	while (reader_next(r, &b, SIZE_MAX) > 0)
		for (size_t i = 0; i < b.rows; i++) {
			ours.width[ours.rows++] = b.cols;
			memcpy(ours.v + ours.n, b.v + i * b.cols, b.cols * sizeof b.v[0]);
			ours.n += b.cols;
		}
	const struct err *e = reader_error(r);
	if (e->code) {
		err_line(e, sizeof ours.text, ours.text);
		ours.at = e->line ? offset(bytes, e->line, e->column ? e->column : 1) : n;
	}
	reader_close(r);
	unlink(path);
}

static void
add_row(const cJSON *row)
{
	const cJSON *x;
	size_t width = 0;
	cJSON_ArrayForEach(x, row) {
		theirs.v[theirs.n++] = x->valuedouble;
		width++;
	}
	theirs.width[theirs.rows++] = width;
}

/* A sequence of values, each by cJSON. */
static void
read_theirs(size_t n, const char bytes[])
{
	size_t at = 0;
	theirs.n = theirs.rows = 0;
	theirs.at = SIZE_MAX;
	for (;;) {
		while (at < n && strchr(" \t\r\n", bytes[at]))
			at++;
		if (at == n)
			return;
		const char *end = NULL;
		cJSON *tree = cJSON_ParseWithLengthOpts(bytes + at, n - at, &end, false);
		if (!tree) {
			theirs.at = (size_t)(end - bytes);
			return;
		}
		if (tree->child && cJSON_IsArray(tree->child)) {
			const cJSON *row;
			cJSON_ArrayForEach(row, tree)
				add_row(row);
		} else
			add_row(tree);
		at = (size_t)(end - bytes);
		cJSON_Delete(tree);
	}
}

/* What cJSON lets pass: numbers like 01 and 1., of which it reads what strtod does; and tables it knows nothing of. */
static bool
lenient(const char *text)
{
	static const char *const ours_alone[] = { "is not a number of JSON", " among ", "no data", "an empty array",
		"has no cells", "beyond the largest" };
	for (size_t i = 0; i < sizeof ours_alone / sizeof ours_alone[0]; i++)
		if (strstr(text, ours_alone[i]))
			return true;
	return false;
}

/* usage: json_arrays [DOCUMENTS] */
int
main(int argc, char **argv)
{
	static char bytes[BYTES];
	unsigned long documents = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000, good = 0, refused = 0, own = 0;
	for (unsigned long i = 0; i < documents; i++) {
		size_t n = document(bytes);
		bytes[n] = '\0';
		setenv("MLCORE_ISA", i & 1 ? "portable" : "avx2", 1);
		read_ours(n, bytes);
		read_theirs(n, bytes);
		size_t last = n ? n - 1 : 0, at = ours.at < last ? ours.at : last;
		if (ours.at == SIZE_MAX) {
			good++;
			TAP_OK(theirs.at == SIZE_MAX, "document %lu is read, cJSON refuses byte %zu of\n%s", i, theirs.at, bytes);
			TAP_OK(ours.n == theirs.n && ours.rows == theirs.rows && !memcmp(ours.v, theirs.v, ours.n * sizeof ours.v[0]) &&
				!memcmp(ours.width, theirs.width, ours.rows * sizeof ours.width[0]), "document %lu, %zu and %zu numbers:\n%s", i,
				ours.n, theirs.n, bytes);
		} else if (lenient(ours.text)) {
			own++;
			TAP_OK(at <= theirs.at, "document %lu: %s, but cJSON at byte %zu of\n%s", i, ours.text, theirs.at, bytes);
		} else {
			refused++;
			TAP_OK(at == theirs.at, "document %lu: %s (byte %zu), cJSON at byte %zu of\n%s", i, ours.text, ours.at, theirs.at, bytes);
		}
	}
	TAP_OK(good > documents / 3 && refused > documents / 20 && own < documents / 3, "%lu read, %lu refused, %lu refused by us alone", good,
		refused, own);
	printf("# %lu read, %lu refused by both at the same byte, %lu refused by our grammar alone\n", good, refused, own);
	tap_group("random arrays of numbers: the same values, rows and errors as cJSON");
	return tap_done();
}
