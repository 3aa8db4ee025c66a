/* SPDX-License-Identifier: MIT */
/*
 * csv_wide_rows: the rows of csv_wide.c for one kind of processor.  Included once a kind, with TARGET the function attribute, NAMED(x) the name
 * of this kind's x, and three functions of it: marks, count (the bits of a word that are 1) and read_some.
 */

/*
 * The row at p: cell k is the bytes between ends[k] and ends[k + 1], ends[0] stands for byte -1.  Returns where the next row begins, NULL
 * when there are not width cells, a byte that is not plain, or no end of the line in the buffer (the zeros behind it are not plain).
 */
TARGET static const char *
NAMED(find_ends)(const char *p, char delimiter, size_t width, uint32_t ends[])
{
	size_t n = 1;
	ends[0] = UINT32_MAX;
	for (uint32_t at = 0; n <= width; at += 64) {
		struct marks m = NAMED(marks)(p + at, delimiter);
		size_t all = n + NAMED(count)(marks_before(m));
		wide_append(ends, n, all, marks_before(m), at);
		n = all;
		if (m.stops) {
			const char *end = p + at + __builtin_ctzll(m.stops);
			ends[n] = (uint32_t)(end - p);
			end += *end == '\r';
			return n == width && *end == '\n' ? end + 1 : NULL;
		}
	}
	return NULL;
}

/* The cells wanted of a row. */
TARGET static bool
NAMED(read_cells)(struct sheet *t, const char *row, const uint32_t ends[])
{
	const struct want *w = t->wants;
	for (size_t width = t->s->width, n; w->index < width; w += n) {
		n = NAMED(read_some)(t, row, ends, w);
		if (n > 0)
			continue;
		uint32_t begin = ends[w->index] + 1;
		if (!sheet_deliver(t, w, str_trim((struct str){ row + begin, ends[w->index + 1] - begin })))
			return false;
		n = 1;
	}
	return true;
}

TARGET static void
NAMED(rows)(struct sheet *t, uint32_t ends[])
{
	struct input *in = &t->s->in;
	size_t width = t->s->width;
	do {
		const char *row = (const char *)in->buf + in->at;
		if (*row == '#' || *row == t->s->opts->comment || (width == 1 && *row <= ' '))	/* perhaps a comment, or blank */
			break;
		const char *next = NAMED(find_ends)(row, t->s->delimiter, width, ends);
		if (!next || (next - row > SHEET_CELL && !fit(width, ends)) || sheet_begin(t) || !NAMED(read_cells)(t, row, ends))
			break;
		rows_done(&t->rows, in->line);
		input_step(in, (size_t)(next - row));
	} while (!rows_full(&t->rows, t->most));
}

#undef TARGET
#undef NAMED
