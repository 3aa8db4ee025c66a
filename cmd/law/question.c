/* SPDX-License-Identifier: MIT */
/* law/question: which question, and the fit it is about.  See question.h. */
#include "cli/die.h"
#include "law/question.h"
#include "math/scaling/allocation.h"

bool
law_question_asked(const struct law_asked *o)
{
	return o->judge || o->influence || o->compare || o->holdout || o->top || o->validate;
}

void
law_question_answer(struct law_job *j)
{
	const struct law_asked *o = j->asked;
	struct law_sample s;
	struct study y = { 0 };
	struct err e = { 0 };

	if (j->groups.n)
		die_usage("-g is for fits: --judge, --compare, --holdout, --validate, --influence take one table");
	if (allocation_is(j->recipe))
		die_usage("--law %s says how to spend compute: it has no loss to judge, compare or hold out", j->recipe->spec);
	for (size_t k = 0; k < j->rivals; k++)
		if (allocation_is(j->rival[k]))
			die_usage("--compare: law %s has no loss to compare", j->rival[k]->spec);
	law_rows_sample(j, 0, &s);
	if (o->judge || o->influence) {
		const struct fit_data data = law_rows_data(&s);
		struct study_opts opt = law_rows_options(j, &s);
		opt.intervals = INTERVALS_NONE;
		study_make(j->recipe, &data, &opt, &y, &e);
		law_rows_place(j, &s, &e);
		law_job_check(j, &e);
	}
	if (o->judge)
		law_question_judge(j, &s, &y);
	else if (o->influence)
		law_question_influence(j, &s, &y);
	else if (o->compare)
		law_question_compare(j, &s);
	else
		law_question_heldout(j, &s);
	study_free(&y);
	law_rows_free(&s);
}
