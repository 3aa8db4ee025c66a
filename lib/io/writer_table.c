/* SPDX-License-Identifier: MIT */
/* writer_table: aligned columns for the eye; a single wide row stands on its side. */
#include "base/mem.h"
#include "io/human.h"
#include "io/utf8.h"
#include "io/writer_type.h"

enum { GAP = 2, SIDE_COLUMNS = 6, PAGE = 80 };

enum { NAMES, RULE = -1 };		/* lines that are no rows, which count from 1 */

static const struct str dots = { "...", 3 };

/* How wide a column is: its widest cell, and for numbers what stands before and after the place where points line up. */
struct column_width {
	size_t all, before, after;
};

/* The cells as they will be shown, row by row; row 0 holds the names. */
struct table {
	struct text bytes;
	size_t *ends;			/* of each cell in bytes */
	size_t n, cap;
	struct column_width *widths;
	size_t left, right;		/* columns shown at the ends; all when left + right is the number of columns */
};

static void
end_of_cell(struct writer *w)
{
	struct table *t = w->state;
	if (t->bytes.failed || !mem_reserve(&t->ends, &t->cap, t->n + 1, sizeof *t->ends))
		err_memory(&w->err);
	else
		t->ends[t->n++] = t->bytes.n;
}

static void
text(struct writer *w, struct str s)
{
	struct table *t = w->state;
	utf8_show(&t->bytes, s);
	end_of_cell(w);
}

static bool
is_human(const struct writer *w, size_t column)
{
	return w->opts.human && w->columns[column].count;
}

static void
number(struct writer *w, double x)
{
	char s[NUM_TEXT];
	size_t n = is_human(w, w->at) ? human_print(x, w->human_digits, s) : writer_print(w, x, s);
	text(w, (struct str){ s, n });
}

static void
count(struct writer *w, uint64_t n)
{
	char s[NUM_TEXT];
	size_t length = is_human(w, w->at) ? human_print((double)n, w->human_digits, s) : num_print_count(n, s);
	text(w, (struct str){ s, length });
}

static void
columns(struct writer *w)
{
	if (!(w->state = mem_zero(1, sizeof(struct table)))) {
		err_memory(&w->err);
		return;
	}
	for (size_t k = 0; k < w->n && !w->err.code; k++)
		text(w, w->columns[k].name);
}

static struct str
cell(const struct table *t, size_t k)
{
	size_t from = k ? t->ends[k - 1] : 0;
	return (struct str){ t->bytes.s + from, t->ends[k] - from };
}

/* Characters of s, which is UTF-8. */
static size_t
length(struct str s)
{
	size_t n = 0;
	for (size_t k = 0; k < s.n; k++)
		n += ((unsigned char)s.s[k] & 0xC0) != 0x80;
	return n;
}

/* Characters of a number before the place where points line up: 12 of 12.5 and of 12e-7, all of 73.2B, nan and 1000. */
static size_t
before_point(const struct writer *w, size_t column, struct str s)
{
	size_t k = 0;
	while (k < s.n && ((s.s[k] >= '0' && s.s[k] <= '9') || (k == 0 && s.s[k] == '-')))
		k++;
	return k > 0 && s.s[k - 1] != '-' && !is_human(w, column) ? k : length(s);
}

static void
widen(const struct writer *w, size_t column, struct str s, struct column_width *m)
{
	if (!w->columns[column].text) {
		size_t before = before_point(w, column, s), after = length(s) - before;
		m->before = before > m->before ? before : m->before;
		m->after = after > m->after ? after : m->after;
	}
	size_t all = w->columns[column].text ? length(s) : m->before + m->after;
	m->all = all > m->all ? all : m->all;
}

/* Blanks are put only when something follows them, so that no line ends with one. */
static void
put(struct writer *w, size_t *blanks, size_t lead, struct str s, size_t trail)
{
	if (s.n) {
		for (*blanks += lead; *blanks; --*blanks)
			output_byte(&w->out, ' ');
		output_put(&w->out, s);
		*blanks = trail;
	} else
		*blanks += lead + trail;
}

/* A cell in a column m wide: text to the left, numbers with their points in line, names of numbers to the right. */
static void
put_cell(struct writer *w, size_t *blanks, size_t column, bool name, struct str s, const struct column_width *m)
{
	size_t n = length(s);
	if (w->columns[column].text)
		put(w, blanks, 0, s, m->all > n ? m->all - n : 0);
	else if (name)
		put(w, blanks, m->all - n, s, 0);
	else {
		size_t before = before_point(w, column, s), lead = m->all - m->after - before;
		put(w, blanks, lead, s, m->all - lead - n);
	}
}

static void
put_rule(struct writer *w, size_t *blanks, size_t n)
{
	put(w, blanks, 0, STR("-"), 0);
	while (--n)
		output_byte(&w->out, '-');
}

static void
put_line(struct writer *w, long row)
{
	const struct table *t = w->state;
	size_t blanks = 0;
	for (size_t k = 0; k < w->n; k++) {
		blanks += k ? GAP : 0;
		if (k == t->left && t->left + t->right < w->n) {
			put(w, &blanks, 0, row == RULE ? STR("---") : dots, 0);
			k = w->n - t->right - 1;
		} else if (row == RULE)
			put_rule(w, &blanks, t->widths[k].all ? t->widths[k].all : 1);
		else
			put_cell(w, &blanks, k, row == NAMES, cell(t, (size_t)row * w->n + k), &t->widths[k]);
	}
	output_byte(&w->out, '\n');
}

/* Keeps columns at both ends, by turns, the first of all, as long as they and the dots between them fit into limit. */
static void
elide(const struct writer *w, struct table *t, size_t limit)
{
	size_t used = t->widths[0].all + GAP + dots.n;
	t->left = 1;
	t->right = 0;
	while (t->left + t->right < w->n) {
		bool at_right = t->right < t->left;
		used += GAP + t->widths[at_right ? w->n - 1 - t->right : t->left].all;
		if (used > limit)
			return;
		*(at_right ? &t->right : &t->left) += 1;
	}
}

/* The widths of all columns; returns that of a whole line. */
static size_t
measure(struct writer *w)
{
	struct table *t = w->state;
	size_t total = 0;
	for (size_t k = w->n; k < t->n; k++)
		widen(w, k % w->n, cell(t, k), &t->widths[k % w->n]);
	for (size_t k = 0; k < w->n; k++) {
		size_t name = w->opts.header ? length(cell(t, k)) : 0;
		if (t->widths[k].all < name)
			t->widths[k].all = name;
		total += t->widths[k].all + (k ? GAP : 0);
	}
	return total;
}

/* The words of column k beside its value. */
static struct str
words(const struct writer *w, size_t k, bool note)
{
	const char *s = note ? w->columns[k].note : w->columns[k].range;
	return str_of(s ? s : "");
}

static bool
has_words(const struct writer *w, size_t k)
{
	return words(w, k, false).n || words(w, k, true).n;
}

/* One line a column: name, value, range, note. */
static void
stand(struct writer *w)
{
	const struct table *t = w->state;
	struct column_width m = { 0 };
	size_t names = 0, ranges = 0;
	for (size_t k = 0; k < w->n; k++) {
		size_t n = length(cell(t, k)), range = length(words(w, k, false));
		names = n > names ? n : names;
		ranges = range > ranges ? range : ranges;
		if (!w->columns[k].text || has_words(w, k))
			widen(w, k, cell(t, w->n + k), &m);
	}
	for (size_t k = 0; k < w->n; k++) {
		struct str range = words(w, k, false);
		size_t blanks = 0;
		put(w, &blanks, 0, cell(t, k), names - length(cell(t, k)) + GAP);
		put_cell(w, &blanks, k, false, cell(t, w->n + k), &m);
		put(w, &blanks, GAP, range, ranges - length(range));
		put(w, &blanks, ranges ? GAP : 0, words(w, k, true), 0);
		output_byte(&w->out, '\n');
	}
}

static bool
any_words(const struct writer *w)
{
	for (size_t k = 0; k < w->n; k++)
		if (has_words(w, k))
			return true;
	return false;
}

static void
finish(struct writer *w)
{
	struct table *t = w->state;
	if (!(t->widths = mem_zero(w->n, sizeof *t->widths))) {
		err_memory(&w->err);
		return;
	}
	size_t total = measure(w), width = w->opts.width > 0 ? (size_t)w->opts.width : 0;
	if (w->opts.title) {
		output_put(&w->out, str_of(w->opts.title));
		output_byte(&w->out, '\n');
	}
	if (w->rows == 1 && w->opts.header && (w->n > SIDE_COLUMNS || total > (width ? width : PAGE) || any_words(w))) {
		stand(w);
		return;
	}
	t->left = w->n;
	if (width && total > width)
		elide(w, t, width);
	for (long row = w->opts.header ? NAMES : 1; row <= (long)w->rows; row++) {
		put_line(w, row);
		if (row == NAMES)
			put_line(w, RULE);
	}
}

static void
release(struct writer *w)
{
	struct table *t = w->state;
	text_free(&t->bytes);
	mem_free(t->ends);
	mem_free(t->widths);
	mem_free(t);
}

const struct writer_type writer_table = { .columns = columns, .number = number, .count = count, .text = text,
	.finish = finish, .close = release };
