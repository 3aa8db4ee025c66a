/* SPDX-License-Identifier: MIT */
/* writer_table: aligned columns for the eye; a single wide row stands on its side. */
#include "base/mem.h"
#include "io/human.h"
#include "io/layout.h"
#include "io/utf8.h"
#include "io/writer_type.h"

enum { GAP = 2, SIDE_COLUMNS = 6, PAGE = 80, SHORT_TEXT = 16 };

/* The cells as they will be shown, row by row; row 0 holds the names. */
struct table {
	struct text bytes;
	size_t *ends;			/* of each cell in bytes */
	size_t n, cap;
	struct layout_column *columns;
	size_t left, right;		/* columns shown at the ends; all when left + right is the number of columns */
};

static void
text(struct writer *w, struct str s)
{
	struct table *t = w->state;
	if (w->opts.max_memory && t->bytes.n + s.n + t->n * sizeof *t->ends > w->opts.max_memory) {
		err_set(&w->err, ERR_MEMORY, "a table is held until its last row, and does not fit into --max-memory %zu", w->opts.max_memory);
		err_hint(&w->err, "--out csv needs no memory");
		return;
	}
	utf8_show(&t->bytes, s);
	if (t->bytes.failed || !mem_reserve(&t->ends, &t->cap, t->n + 1, sizeof *t->ends))
		err_memory(&w->err);
	else
		t->ends[t->n++] = t->bytes.n;
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
	struct table *t = w->state = mem_zero(1, sizeof *t);
	if (!t || !(t->columns = mem_zero(w->n, sizeof *t->columns))) {
		err_memory(&w->err);
		return;
	}
	for (size_t k = 0; k < w->n && !w->err.code; k++) {
		t->columns[k].align = w->columns[k].text ? ALIGN_LEFT : is_human(w, k) ? ALIGN_RIGHT : ALIGN_POINT;
		text(w, w->columns[k].name);
	}
}

static struct str
cell(const struct table *t, size_t k)
{
	size_t from = k ? t->ends[k - 1] : 0;
	return (struct str){ t->bytes.s + from, t->ends[k] - from };
}

/* Widens all columns; returns the width of a whole line. */
static size_t
measure(struct writer *w)
{
	struct table *t = w->state;
	size_t total = GAP * (w->n - 1);
	for (size_t k = w->n; k < t->n; k++)
		layout_widen(&t->columns[k % w->n], cell(t, k));
	for (size_t k = 0; k < w->n; k++) {
		if (w->opts.header)
			layout_widen_name(&t->columns[k], cell(t, k));
		total += t->columns[k].all;
	}
	return total;
}

/* Takes from the widest column of text until a line of total characters fits into limit, or all texts are short. */
static size_t
shorten(const struct writer *w, struct table *t, size_t total, size_t limit)
{
	for (; total > limit; total--) {
		struct layout_column *widest = NULL;
		for (size_t k = 0; k < w->n; k++)
			if (w->columns[k].text && t->columns[k].all > (widest ? widest->all : SHORT_TEXT))
				widest = &t->columns[k];
		if (!widest)
			break;
		widest->all--;
	}
	return total;
}

/* Keeps columns at both ends, by turns, the first of all, as long as they and the dots between them fit into limit. */
static void
elide(const struct writer *w, struct table *t, size_t limit)
{
	size_t used = t->columns[0].all + GAP + 3;
	t->left = 1;
	t->right = 0;
	while (t->left + t->right < w->n) {
		bool at_right = t->right < t->left;
		used += GAP + t->columns[at_right ? w->n - 1 - t->right : t->left].all;
		if (used > limit)
			return;
		*(at_right ? &t->right : &t->left) += 1;
	}
}

enum { NAMES, RULE = -1 };	/* lines that are no rows, which count from 1 */

static void
put_line(struct writer *w, long row)
{
	const struct table *t = w->state;
	struct layout_line line = { .out = &w->out };
	for (size_t k = 0; k < w->n; k++) {
		const struct layout_column *c = &t->columns[k];
		line.blanks += k ? GAP : 0;
		if (k == t->left && t->left + t->right < w->n) {
			layout_put(&line, 0, row == RULE ? STR("---") : STR("..."), 0);
			k = w->n - t->right - 1;
		} else if (row == RULE)
			layout_rule(&line, c);
		else if (row == NAMES)
			layout_name(&line, c, cell(t, k));
		else
			layout_cell(&line, c, cell(t, (size_t)row * w->n + k));
	}
	layout_end(&line);
}

/* The words of column k beside its value. */
static struct str
words(const struct writer *w, size_t k, bool note)
{
	const char *s = note ? w->columns[k].note : w->columns[k].range;
	return str_of(s ? s : "");
}

static bool
any_words(const struct writer *w)
{
	for (size_t k = 0; k < w->n; k++)
		if (words(w, k, false).n || words(w, k, true).n)
			return true;
	return false;
}

/* One line a column: name, value, range, note.  All values have their points in one line; long text pushes none aside. */
static void
stand(struct writer *w)
{
	const struct table *t = w->state;
	struct layout_column names = { 0 }, values = { 0 }, ranges = { 0 };
	for (size_t k = 0; k < w->n; k++) {
		values.align = t->columns[k].align;
		layout_widen_name(&names, cell(t, k));
		layout_widen_name(&ranges, words(w, k, false));
		if (!w->columns[k].text || words(w, k, false).n || words(w, k, true).n)
			layout_widen(&values, cell(t, w->n + k));
	}
	for (size_t k = 0; k < w->n; k++) {
		struct layout_line line = { .out = &w->out };
		layout_name(&line, &names, cell(t, k));
		line.blanks += GAP;
		values.align = t->columns[k].align;
		if (values.align == ALIGN_LEFT && layout_length(cell(t, w->n + k)) > values.all)
			layout_put(&line, 0, cell(t, w->n + k), 0);
		else
			layout_cell(&line, &values, cell(t, w->n + k));
		line.blanks += GAP;
		layout_name(&line, &ranges, words(w, k, false));
		layout_put(&line, ranges.all ? GAP : 0, words(w, k, true), 0);
		layout_end(&line);
	}
}

static void
finish(struct writer *w)
{
	struct table *t = w->state;
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
	if (width && shorten(w, t, total, width) > width)
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
	mem_free(t->columns);
	mem_free(t);
}

const struct writer_type writer_table = { .columns = columns, .number = number, .count = count, .text = text,
	.finish = finish, .close = release };
