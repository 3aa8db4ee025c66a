/* SPDX-License-Identifier: MIT */
/* signals: see signals.h. */
#include "cli/signals.h"

#include <string.h>

#include "base/num.h"
#include "cli/die.h"

void
signals_begin(struct signals *s, struct table *t, const struct block *b, const char *time)
{
	char number[COLUMNS_NUMBER];

	*s = (struct signals){ .t = t, .time = SIZE_MAX, .cols = b->cols, .n = b->cols - (time != NULL) };
	for (size_t j = 0; time && j < b->cols && s->time == SIZE_MAX; j++)
		if (str_is(table_name(t, j, number), time))
			s->time = j;
	if (time && s->time == SIZE_MAX)
		die_usage("--time: no column is named \"%.40s\"", time);
	if (s->n == 0)
		die_usage("--time: there is no signal beside the times");
}

double
signals_sample(const struct signals *s, const struct block *b, size_t i, double step, double u[])
{
	struct err e = { 0 };
	size_t n = 0;

	if (b->cols != s->cols) {
		err_set(&e, ERR_INPUT, "row has %zu number%s, expected %zu", b->cols, b->cols == 1 ? "" : "s", s->cols);
		table_die(s->t, b, i, &e);
	}
	for (size_t j = 0; j < s->cols; j++)
		if (j != s->time)
			u[n++] = b->v[i * s->cols + j];
	return s->time == SIZE_MAX ? (double)(b->first + i + 1) * step : b->v[i * s->cols + s->time];
}

void
signals_columns(struct signals *s, size_t m, bool pairs)
{
	char number[COLUMNS_NUMBER];

	table_column(s->t, (struct writer_column){ .name = STR("t") });
	for (size_t j = 0; j < s->cols; j++) {
		for (size_t i = 0; i < m && j != s->time; i++) {
			text_add(&s->names, s->n > 1 ? table_name(s->t, j, number) : STR(""));
			text_add(&s->names, s->n > 1 ? STR(".x") : STR("x"));
			text_add(&s->names, (struct str){ number, num_print_count(pairs ? i / 2 : i, number) });
			text_add(&s->names, !pairs ? STR("") : i % 2 ? STR("_im") : STR("_re"));
			text_byte(&s->names, '\0');
		}
	}
	if (s->names.failed)
		die_memory();
	for (size_t at = 0; at < s->names.n; at += strlen(s->names.s + at) + 1)
		table_column(s->t, (struct writer_column){ .name = str_of(s->names.s + at) });
}

void
signals_end(struct signals *s)
{
	text_free(&s->names);
}
