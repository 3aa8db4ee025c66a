/* SPDX-License-Identifier: MIT */
/* law/table: see law_table.h. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "cli/die.h"
#include "io/human.h"
#include "law/saved.h"
#include "law/table.h"

void
law_table_columns(struct table *t, size_t labels, const struct law_label label[], bool status)
{
	static const char *const name[] = { "parameter", "kind", "estimate", "se", "lo", "hi" };

	for (size_t k = 0; k < labels; k++)
		table_column(t, (struct writer_column){ .name = label[k].name, .text = true });
	for (size_t k = 0; k < sizeof name / sizeof name[0]; k++)
		table_column(t, (struct writer_column){ .name = str_of(name[k]), .text = k < 2 });
	if (status)
		table_column(t, (struct writer_column){ .name = STR("status"), .text = true });
}

static void
row(struct table *t, const struct law_document *d, bool status, const char *name, const char *kind, const double x[4])
{
	table_begin(t);
	for (size_t k = 0; k < d->labels; k++)
		writer_text(t->w, d->label[k].value);
	writer_text(t->w, str_of(name));
	writer_text(t->w, str_of(kind));
	writer_numbers(t->w, 4, x);
	if (status)
		writer_text(t->w, str_of(d->status));
}

void
law_table_rows(struct table *t, const struct law_document *d, bool status)
{
	const double none = (double)NAN;
	const struct {
		const char *name;
		double value;
	} quality[] = {
		{ "n", (double)d->rows }, { "n_missing", (double)d->missing }, { "n_excluded", (double)d->excluded }, { "objective", d->value },
		{ "log_rmse", d->log_rmse }, { "starts_agreeing", (double)d->agree }, { "gradient", d->gradient }, { "condition", d->condition },
	};

	if (!law_document_answers(d)) {
		row(t, d, status, "", "", (double[]){ none, none, none, none });
		return;
	}
	for (size_t i = 0; i < d->params + d->derived; i++) {
		const struct law_parameter *p = &d->param[i];
		row(t, d, status, p->name, p->kind, (double[]){ p->estimate, p->se, p->lo, p->hi });
	}
	for (size_t i = 0; i < sizeof quality / sizeof quality[0]; i++)
		row(t, d, status, quality[i].name, "quality", (double[]){ quality[i].value, none, none, none });
}

/* A line being made. */
static void
word(struct text *l, const char *s)
{
	text_add(l, str_of(s));
}

static void
number(struct text *l, double x)
{
	char s[NUM_TEXT];

	text_add(l, (struct str){ s, num_print_digits(x, 6, s) });
}

/* Parameters, tokens and FLOPs as people say them; losses as they are. */
static void
large(struct text *l, double x)
{
	char s[NUM_TEXT];

	if (fabs(x) >= 1000)
		text_add(l, (struct str){ s, human_print(x, 3, s) });
	else
		number(l, x);
}

static void
range(struct text *l, const struct law_column *c)
{
	word(l, "; ");
	word(l, c->name);
	if (strcmp(c->name, c->text) != 0) {
		word(l, " = ");
		word(l, c->text);
	}
	word(l, " in ");
	large(l, c->least);
	word(l, "..");
	large(l, c->most);
}

static void
rows_line(struct text *l, const struct law_document *d)
{
	word(l, "rows         ");
	number(l, (double)d->rows);
	word(l, " of ");
	number(l, (double)(d->rows + d->missing + d->excluded));
	for (size_t k = 0; k < d->roles; k++)
		range(l, &d->role[k]);
	range(l, &d->response);
}

static void
objective_line(struct text *l, const struct law_document *d)
{
	word(l, "objective    ");
	number(l, d->value);
	word(l, " = sum of ");
	word(l, d->objective);
	word(l, strcmp(d->residual, "log") == 0 ? " of log residuals" : " of residuals");
	word(l, "; log-RMSE ");
	number(l, d->log_rmse);
	word(l, ", bias ");
	number(l, d->bias);
	word(l, ", residual sd ");
	number(l, d->scale);
}

static void
certificate_line(struct text *l, const struct law_document *d)
{
	bool any = false;

	word(l, "certificate  ");
	number(l, (double)d->agree);
	word(l, " of ");
	number(l, (double)d->tried);
	word(l, " starts agree; gradient ");
	number(l, d->gradient);
	word(l, ", condition ");
	number(l, d->condition);
	for (size_t i = 0; i < d->params; i++) {
		if (isnan(d->low[i]) || isnan(d->high[i]) || strcmp(d->param[i].kind, "fitted") != 0)
			continue;
		any = true;
		word(l, "; ");
		word(l, d->param[i].name);
		word(l, " ");
		number(l, fmin(d->low[i], d->high[i]));
		word(l, "..");
		number(l, fmax(d->low[i], d->high[i]));
	}
	word(l, any ? " at delta/3..3 delta" : "");
}

static void
intervals_line(struct text *l, const struct law_document *d)
{
	word(l, "intervals    ");
	word(l, d->intervals);
	if (strcmp(d->intervals, "none") == 0)
		return;
	word(l, ", level ");
	number(l, d->level);
	if (d->draws == 0)
		return;
	word(l, ", ");
	number(l, (double)d->draws);
	word(l, " draws, seed ");
	number(l, (double)d->seed);
}

void
law_table_lines(struct table *t, const struct law_document *d)
{
	struct text l = { 0 };

	word(&l, "law          ");
	word(&l, d->law);
	word(&l, ": ");
	word(&l, law_saved_says(d));
	word(&l, " = ");
	word(&l, d->formula);
	word(&l, "\n");
	rows_line(&l, d);
	word(&l, "\n");
	if (!isnan(d->value)) {		/* a law of an allocation has no objective */
		objective_line(&l, d);
		word(&l, "\n");
		certificate_line(&l, d);
		word(&l, "\n");
	}
	intervals_line(&l, d);
	word(&l, "\n\n");
	if (l.failed)
		die_memory();
	writer_raw(t->w, (struct str){ l.s, l.n });
	text_free(&l);
}
