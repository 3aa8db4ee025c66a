/* SPDX-License-Identifier: MIT */
/* reader_head: is the first row a header?  And do the columns of a later file fit? */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/reader_inside.h"

/* Cells of the first row: how many are numbers, words and missing, and the first word and missing one. */
struct tally {
	size_t numbers, words, missing, word, hole;
};

/* nan is missing where numbers are read, but it is no name: here it counts as a number. */
static void
count(const struct reader *r, size_t k, enum kind kind, struct tally *t)
{
	struct str cell = r->source.first[k];
	enum cell class = str_is(cell, "nan") || str_is(cell, "NaN") ? CELL_NUMBER : cell_class(cell, kind);
	if (class == CELL_TEXT && r->opts.is_number && r->opts.is_number(cell))
		class = CELL_NUMBER;
	if (class == CELL_TEXT && t->words++ == 0)
		t->word = k;
	if (class == CELL_MISSING && t->missing++ == 0)
		t->hole = k;
	t->numbers += class == CELL_NUMBER;
}

static int
at_cell(struct reader *r, size_t k)
{
	const struct source *s = &r->source;
	if (s->first_place)
		err_at(&r->err, s->in.name, s->first_place[k].line, s->first_place[k].column);
	else
		err_at(&r->err, s->in.name, 0, 0);
	return r->err.code;
}

/* Decides r->header for the first row of the file at hand (command-line.md, "Header"). */
static int
judge(struct reader *r)
{
	const struct source *s = &r->source;
	struct tally t = { 0 };
	char word[STR_SHOWN];

	r->header = s->named || (r->opts.header == HEADER_YES && s->n_first > 0);
	if (s->named || s->n_first == 0 || r->opts.header != HEADER_AUTO)
		return 0;
	for (size_t i = 0; i < r->n_columns; i++)
		if ((r->columns[i].kind != TEXT || r->opts.is_number) && r->columns[i].index < s->n_first)
			count(r, r->columns[i].index, r->opts.is_number ? NUMBER : r->columns[i].kind, &t);
	if (t.numbers + t.words + t.missing == 0)	/* all are labels: then they have to tell */
		for (size_t k = 0; k < s->n_first; k++)
			count(r, k, NUMBER, &t);
	if (t.numbers > 0 && t.words > 0) {
		err_set(&r->err, ERR_INPUT, "the first row has both numbers and text (\"%s\")", str_show(s->first[t.word], word));
		err_hint(&r->err, "-n reads it as data, --header as names, -k NAME takes a column of labels");
		return at_cell(r, t.word);
	}
	if (t.numbers == 0 && t.words == 0) {
		err_set(&r->err, ERR_INPUT, "the first row has only missing values");
		err_hint(&r->err, "-n reads it as data, --header as names, -k NAME takes a column of labels");
		return at_cell(r, t.hole);
	}
	r->header = t.words > 0;
	return 0;
}

/* 0, 1, 2, .., width - 1 in the first row, read as data. */
static bool
looks_like_pandas(const struct reader *r)
{
	const struct source *s = &r->source;
	if (r->header || r->opts.header != HEADER_AUTO || s->n_first < 2)
		return false;
	for (size_t k = 0; k < s->n_first; k++) {
		char number[NUM_TEXT] = "";
		if (!str_eq(s->first[k], (struct str){ number, num_print_count(k, number) }))
			return false;
	}
	return true;
}

/* A first column that has no name and is read as data: the index that pandas, and write.csv of R, put in front. */
static bool
looks_like_index(const struct reader *r)
{
	const struct source *s = &r->source;
	if (!r->header || s->named || s->n_first < 2 || !(s->first[0].n == 0 || str_is(s->first[0], "Unnamed: 0")))
		return false;
	for (size_t i = 0; i < r->n_columns; i++)
		if (r->columns[i].index == 0 && r->columns[i].kind != TEXT)
			return true;
	return false;
}

/* Bare numbers need no list of columns, which would outweigh one long vector; text behind them does. */
static int
list_all(struct reader *r)
{
	r->n_columns = r->source.width;
	mem_free(r->columns);
	mem_free(r->here);
	r->columns = mem_zero(r->n_columns, sizeof r->columns[0]);
	r->here = mem_zero(r->n_columns, sizeof r->here[0]);
	if (!r->columns || !r->here)
		return err_memory(&r->err);
	for (size_t i = 0; i < r->n_columns; i++)
		r->columns[i].index = r->here[i].index = i;
	return 0;
}

static int
start(struct reader *r)
{
	struct source *s = &r->source;
	if (r->n_columns == 0 && s->n_first > 0 && list_all(r))
		return r->err.code;
	if (r->opts.max_memory && r->n_columns > r->opts.max_memory / sizeof(double)) {
		err_set(&r->err, ERR_INPUT, "a row of %zu columns needs more than --max-memory", r->n_columns);
		err_hint(&r->err, "raise --max-memory");
		err_at(&r->err, s->in.name, 0, 0);
		return r->err.code;
	}
	r->pandas = looks_like_pandas(r) || looks_like_index(r);
	return s->type->start(s, r->n_columns, r->here, !r->header);
}

/* The header outlives the first file. */
static int
keep_names(struct reader *r)
{
	const struct source *s = &r->source;
	if (!(r->names = mem_zero(s->n_first, sizeof r->names[0])))
		return err_memory(&r->err);
	for (size_t k = 0; k < s->n_first; k++)
		text_add(&r->name_bytes, s->first[k]);
	if (r->name_bytes.failed)
		return err_memory(&r->err);
	const char *at = r->name_bytes.s ? r->name_bytes.s : "";
	for (size_t k = 0; k < s->n_first; at += r->names[k++].n)
		r->names[k] = (struct str){ at, s->first[k].n };
	return 0;
}

int
reader_head(struct reader *r)
{
	memcpy(r->here, r->columns, r->n_columns * sizeof r->here[0]);
	return judge(r) || (r->header && keep_names(r)) ? r->err.code : start(r);
}

/* A name and where it stands. */
struct named {
	struct str name;
	size_t index;
};

static int
order(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = str_order(x->name, y->name);
	return c ? c : x->index < y->index ? -1 : x->index > y->index;
}

static struct named *
sorted(size_t n, const struct str names[])
{
	struct named *v = mem_alloc(n, sizeof v[0]);
	for (size_t k = 0; v && k < n; k++)
		v[k] = (struct named){ names[k], k };
	if (v)
		qsort(v, n, sizeof v[0], order);
	return v;
}

/* a and b, both sorted: the first difference tells which column is missing here, or was not in the first file. */
static int
compare(struct reader *r, size_t n, const struct named a[], const struct named b[])
{
	char shown[STR_SHOWN];
	for (size_t k = 0; k < r->width || k < n; k++) {
		int c = k >= n ? -1 : k >= r->width ? 1 : str_order(a[k].name, b[k].name);
		if (c == 0)
			continue;
		if (c < 0)
			err_set(&r->err, ERR_INPUT, "no column \"%s\", which %s has", str_show(a[k].name, shown), r->home);
		else
			err_set(&r->err, ERR_INPUT, "column \"%s\", which %s has not", str_show(b[k].name, shown), r->home);
		err_hint(&r->err, "files of one table have the same columns, in any order");
		return at_cell(r, c < 0 ? 0 : b[k].index);
	}
	return 0;
}

/* Finds the columns of this file by their names: equal names in the order they stand. */
static int
match(struct reader *r)
{
	const struct source *s = &r->source;
	size_t *to = mem_alloc(r->width, sizeof to[0]);
	struct named *a = sorted(r->width, r->names), *b = sorted(s->n_first, s->first);

	if (!to || !a || !b)
		err_memory(&r->err);
	else if (!compare(r, s->n_first, a, b)) {
		for (size_t k = 0; k < r->width; k++)
			to[a[k].index] = b[k].index;
		for (size_t i = 0; i < r->n_columns; i++) {
			r->here[i] = r->columns[i];
			r->here[i].index = to[r->columns[i].index];
		}
	}
	mem_free(to);
	mem_free(a);
	mem_free(b);
	return r->err.code;
}

/* The first row is the header of the first file, in some order. */
static bool
same_names(const struct reader *r)
{
	const struct source *s = &r->source;
	bool same = r->names && s->n_first == r->width;
	for (size_t k = 0; same && k < r->width; k++)
		same = str_eq(s->first[k], r->names[k]);
	return same;
}

int
reader_next_head(struct reader *r)
{
	const struct source *s = &r->source;
	if (same_names(r) && r->opts.header != HEADER_NO) {
		r->header = true;
		memcpy(r->here, r->columns, r->n_columns * sizeof r->here[0]);
		return start(r);
	}
	if (judge(r))
		return r->err.code;
	if (r->header != !!r->names) {
		err_set(&r->err, ERR_INPUT, r->header ? "a header, which %s has not" : "no header, which %s has", r->home);
		return at_cell(r, 0);
	}
	if (r->header)
		return match(r) ? r->err.code : start(r);
	/* Rows may differ where none of their columns was chosen; of JSON each is looked at when it comes. */
	if (s->width != r->width && (!r->opts.ragged || (r->n_columns > 0 && s->type != &source_json))) {
		err_set(&r->err, ERR_INPUT, "%zu column%s, expected %zu (from %s)", s->width, s->width == 1 ? "" : "s", r->width,
			r->home);
		return at_cell(r, 0);
	}
	return start(r);
}
