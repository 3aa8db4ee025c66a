/* SPDX-License-Identifier: MIT */
/* law/doubt: see doubt.h. */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/doubt.h"

/* The table's own compute, if it has one in every row of the sample: from base/mem, or NULL. */
static double *
own_compute(const struct law_job *j, const struct law_sample *s)
{
	const struct role *C = &j->roles.role[ROLE_C];
	double *compute = C->x ? law_rows_pick(s, C->value) : NULL;
	bool whole = compute != NULL;

	for (size_t i = 0; i < s->n && whole; i++)
		whole = compute[i] > 0;
	if (!whole) {
		mem_free(compute);
		compute = NULL;
	}
	return compute;
}

/* The largest |ln(C/(k N D))| of rows that have all three; nan without any. */
static double
flops_error(const struct law_job *j, const struct law_sample *s)
{
	const double *N = j->roles.role[ROLE_N].value, *D = j->roles.role[ROLE_D].value, *C = j->roles.role[ROLE_C].value;
	double most = (double)NAN;

	for (size_t i = 0; i < s->n && N && D && C && j->roles.role[ROLE_C].x; i++) {
		size_t row = s->row[i];
		double x = fabs(log(C[row] / (j->asked->roles.per_token * N[row] * D[row])));
		most = x <= most || isnan(x) ? most : x;
	}
	return most;
}

static void
say(const struct law_document *d, const char *code, const struct err *w)
{
	struct err said = { 0 };
	char shown[STR_SHOWN];

	if (d->labels)
		err_set(&said, w->code, "%s: %.300s", str_show(d->label[0].value, shown), w->text);
	else
		err_set(&said, w->code, "%s", w->text);
	err_hint(&said, "%s", w->hint);
	warn(code, &said);
}

void
law_doubt(const struct law_job *j, const struct law_sample *s, const struct study *y, struct law_document *d)
{
	const struct fit_data data = law_rows_data(s);
	struct warning_facts facts = WARNING_FACTS;
	struct warning all[WARNINGS_MOST];
	double *compute = own_compute(j, s);
	char run[64];

	study_facts(y, &data, compute, &facts);
	mem_free(compute);
	facts.flops = j->asked->roles.per_token;
	facts.flops_error = flops_error(j, s);
	facts.clustered = (j->intervals != INTERVALS_PAIRS && j->intervals != INTERVALS_RESIDUAL) ||
	                  (j->recipe->law && j->recipe->law->allocation == LAW_ENVELOPE);	/* it resamples runs anyway */
	if (j->run.n) {
		struct str name = j->g.name[j->run.column[0]];
		facts.runs = s->runs;
		snprintf(run, sizeof run, "%.*s", (int)name.n, name.s);
		facts.run = run;
	}
	size_t n = warnings_list(&facts, WARNINGS_MOST, all);
	for (size_t i = 0; i < n && i < LAW_DOC_WARNINGS; i++) {
		struct err *w = &d->warning[d->warnings++];
		warnings_say(&all[i], w);
		say(d, all[i].code, w);
	}
}
