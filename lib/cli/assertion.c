/* SPDX-License-Identifier: MIT */
/* assertion: see assertion.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/assertion.h"
#include "cli/die.h"

/*
 * number, text   (n) the row that is being written; the bytes of its texts, each ended by a NUL, are in kept until the row is complete
 * first          the first row that failed, and what it had in the columns that are read
 */
struct assertion {
	const struct judge *judge;
	const char *expression;
	void *opened;
	size_t n;
	struct writer_column *column;
	struct text names, kept, first;
	double *number;
	struct str *text;
	bool *reads;
	size_t rows, failed, first_row;
	struct err e;
};

struct assertion *
assertion_new(const struct judge *judge, const char *text)
{
	struct assertion *a = mem_zero(1, sizeof *a);

	if (!judge)
		die_usage("--assert has no meaning here");
	if (!a)
		die_memory();
	a->judge = judge;
	a->expression = text;
	return a;
}

static void
forget_columns(struct assertion *a)
{
	if (a->opened)
		a->judge->close(a->opened);
	mem_free(a->column);
	mem_free(a->number);
	mem_free(a->text);
	mem_free(a->reads);
	text_free(&a->names);
}

/* ": NAME = VALUE, ..", the columns that are read; remembered of the first row that fails. */
static void
remember(struct assertion *a)
{
	char number[NUM_TEXT], shown[STR_SHOWN];

	a->first_row = a->rows;
	for (size_t c = 0; c < a->n; c++) {
		if (!a->reads[c])
			continue;
		text_add(&a->first, a->first.n ? STR(", ") : STR(": "));
		text_add(&a->first, a->column[c].name);
		text_add(&a->first, STR(" = "));
		text_add(&a->first, a->column[c].text ? str_of(str_show(a->text[c], shown))
		                                      : (struct str){ number, num_print(a->number[c], number) });
	}
	text_byte(&a->first, '\0');
}

/* The texts of the row are where they are now that no more will be added. */
static void
judge_row(struct assertion *a)
{
	const char *at = a->kept.s;

	if (a->kept.failed)
		die_memory();
	for (size_t c = 0; c < a->n; at += a->text[c++].n + 1)
		a->text[c].s = at;
	a->rows++;
	if (!a->judge->holds(a->opened, a->number, a->text, &a->e) && a->failed++ == 0)
		remember(a);
	if (a->e.code || a->first.failed)
		die_memory();
	a->kept.n = 0;
}

static void
see(void *context, size_t column, double x, const struct str *text)
{
	struct assertion *a = context;

	a->number[column] = x;
	a->text[column].n = 0;
	if (text) {
		if (num_read(*text, NUM_INF, &a->number[column]) != NUM_OK)
			a->number[column] = (double)NAN;
		text_add(&a->kept, *text);
		a->text[column].n = text->n;
	}
	text_byte(&a->kept, '\0');
	if (column + 1 == a->n)
		judge_row(a);
}

int
assertion_begin(struct assertion *a, struct writer *w, size_t n, const struct writer_column columns[], struct err *e)
{
	forget_columns(a);
	a->n = n;
	a->column = mem_alloc(n, sizeof *a->column);
	a->number = mem_alloc(n, sizeof *a->number);
	a->text = mem_zero(n, sizeof *a->text);
	a->reads = mem_zero(n, sizeof *a->reads);
	for (size_t c = 0; c < n; c++)
		text_add(&a->names, columns[c].name);
	if (!a->column || !a->number || !a->text || !a->reads || a->names.failed)
		die_memory();
	const char *at = a->names.s;
	for (size_t c = 0; c < n; at += columns[c++].name.n) {
		a->column[c] = columns[c];
		a->column[c].name.s = at;
	}
	a->opened = a->judge->open(str_of(a->expression), n, a->column, a->reads, e);
	writer_watch(w, see, a);
	return e->code;
}

void
assertion_end(struct assertion *a, struct err *verdict)
{
	if (a->rows == 0) {
		err_set(verdict, ERR_USAGE, "--assert is about the rows of a table; this output has none: leave it out");
	} else if (a->failed > 0) {
		err_set(verdict, ERR_NO, "--assert %.120s: not true of %zu of %zu rows; the first is row %zu%.200s", a->expression, a->failed,
		        a->rows, a->first_row, a->first.s);
	}
	forget_columns(a);
	text_free(&a->kept);
	text_free(&a->first);
	mem_free(a);
}
