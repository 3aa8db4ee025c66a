/* SPDX-License-Identifier: MIT */
/* law/check: see check.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "law/check.h"
#include "law/group.h"
#include "law/saved.h"

/* What a document says of its making, as options: texts point into it and into the room beside. */
struct recalled {
	struct law_asked asked;
	const char *x[LAW_ROLES];
	char expression[LAW_ROLES][LAW_DOC_NAME + LAW_DOC_TEXT + 2], draws[64];
};

static const char *
given(const char *text)
{
	return text[0] ? text : NULL;
}

static void
recall(const struct law_asked *asked, const struct law_document *d, struct recalled *r)
{
	struct law_asked *o = &r->asked;
	size_t n = 0;

	*o = *asked;
	o->where = given(d->selection.where);
	o->weights = given(d->selection.weights);
	o->best_per = given(d->selection.best_per);
	o->last_per = given(d->selection.last_per);
	o->drop_worst = (long)d->selection.drop_worst;
	o->roles.per_token = d->flops_per_token;
	for (size_t k = 0; k < d->roles && asked->roles.x.n == 0; k++) {
		if (d->role[k].typed) {
			snprintf(r->expression[n], sizeof r->expression[n], "%s=%s", d->role[k].name, d->role[k].text);
			r->x[n] = r->expression[n];
			n++;
		}
	}
	if (n)
		o->roles.x = (struct texts){ r->x, n };
	if (!o->roles.y && d->response.typed)
		o->roles.y = d->response.text;
	o->table.seed = (long)d->seed;
	o->table.missing = d->missing ? MISSING_NAN : asked->table.missing;
	o->level = d->level;
	o->ci = d->intervals;
	if (d->drawn) {
		snprintf(r->draws, sizeof r->draws, "%llu..%llu", (unsigned long long)d->first, (unsigned long long)(d->first + d->drawn - 1));
		o->draws = r->draws;
	}
}

/* A row; the first that does not agree is kept in the verdict. */
static void
put(struct table *t, const char *what, const char *document, const char *recomputed, bool agrees, size_t *differ)
{
	writer_text(t->w, str_of(what));
	writer_text(t->w, str_of(document));
	writer_text(t->w, str_of(recomputed));
	writer_count(t->w, agrees);
	*differ += !agrees;
	if (!agrees)
		err_set(&t->verdict, ERR_NO, "%s is %s in the document and %s here", what, document, recomputed);
}

static void
put_number(struct table *t, const char *what, double document, double recomputed, double within, size_t *differ)
{
	char a[NUM_TEXT + 1], b[NUM_TEXT + 1];
	bool same = isnan(document) || (isinf(document) ? !(recomputed < document || recomputed > document) : fabs(document - recomputed) <= within);

	a[num_print(document, a)] = '\0';
	b[num_print(recomputed, b)] = '\0';
	put(t, what, a, b, same, differ);
}

static void
compare(struct table *t, const struct law_document *d, const struct law_document *new)
{
	static const char *const end[] = { "", "_lo", "_hi" };
	char name[LAW_DOC_NAME + 8];
	size_t differ = 0;

	table_columns(t, "quantity: document: recomputed: agrees");
	table_begin(t);
	put(t, "sha256", d->sha256, new->sha256, d->sha256[0] == '\0' || strcmp(d->sha256, new->sha256) == 0, &differ);
	put_number(t, "n", (double)d->rows, (double)new->rows, 0, &differ);
	put_number(t, "n_missing", (double)d->missing, (double)new->missing, 0, &differ);
	put_number(t, "n_excluded", (double)d->excluded, (double)new->excluded, 0, &differ);
	put_number(t, "objective", d->value, new->value, LAW_CHECK * fabs(d->value), &differ);
	for (size_t i = 0; i < d->params + d->derived && i < new->params + new->derived; i++) {
		const struct law_parameter *p = &d->param[i], *q = &new->param[i];
		const double a[] = { p->estimate, p->lo, p->hi }, b[] = { q->estimate, q->lo, q->hi };
		for (size_t k = 0; k < 3; k++) {
			snprintf(name, sizeof name, "%s%s", p->name, end[k]);
			put_number(t, name, a[k], b[k], fmax(LAW_CHECK * fabs(a[k]), p->se > 0 ? .01 * p->se : 0), &differ);
		}
	}
	if (differ)
		err_hint(&t->verdict, "%zu of the quantities differ", differ);
}

int
law_check(const struct tool *tool, char **files, const struct law_asked *asked)
{
	struct recalled *r = die_need(mem_zero(1, sizeof *r));
	struct law_document *d, *new = die_need(mem_zero(1, sizeof *new));
	struct law_sample s;
	struct study y = { 0 };
	struct law_job j;
	struct err e = { 0 };

	if (law_saved_only(asked->law, &d, &e))
		die(&e);
	if (d->grouped)
		die_usage("--check: the document is of one group; fit that group's rows by --where, without -g, to have one that can be checked");
	recall(asked, d, r);
	law_job_begin(&j, tool, files, &r->asked);
	law_job_read(&j);
	law_rows_select(&j);
	law_rows_sample(&j, 0, &s);
	law_group_fit(&j, 0, &s, &y, new);
	compare(&j.t, d, new);
	int status = law_job_end(&j);
	study_free(&y);
	law_rows_free(&s);
	law_document_free(d, 1);
	mem_free(new);
	mem_free(r);
	return status;
}
