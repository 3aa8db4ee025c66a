/* SPDX-License-Identifier: MIT */
/* law/sample: the rows of one group as arrays.  See rows.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/rows.h"
#include "math/scaling/allocation.h"

double *
law_rows_pick(const struct law_sample *s, const double *from)
{
	double *to = from ? die_need(mem_alloc(s->n, sizeof *to)) : NULL;

	for (size_t i = 0; to && i < s->n; i++)
		to[i] = from[s->row[i]];
	return to;
}

static int
ascending(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* out (n, or NULL) = the numbers of the sample's rows counted anew from 0, in their order; returns how many there are. */
static size_t
renumber(const struct law_sample *s, const size_t number[], size_t out[])
{
	size_t *seen = die_need(mem_alloc(s->n, sizeof *seen)), n = 0;

	for (size_t i = 0; i < s->n; i++)
		seen[i] = number[s->row[i]];
	qsort(seen, s->n, sizeof *seen, ascending);
	for (size_t i = 0; i < s->n; i++)
		if (n == 0 || seen[n - 1] != seen[i])
			seen[n++] = seen[i];
	for (size_t i = 0; out && i < s->n; i++) {
		const size_t *at = bsearch(&number[s->row[i]], seen, n, sizeof *seen, ascending);
		out[i] = (size_t)(at - seen);
	}
	mem_free(seen);
	return n;
}

void
law_rows_sample(struct law_job *j, size_t group, struct law_sample *s)
{
	size_t n = j->first[group + 1] - j->first[group];

	*s = (struct law_sample){ .n = n, .row = die_need(mem_alloc(n, sizeof *s->row)) };
	if (n)
		memcpy(s->row, j->order + j->first[group], n * sizeof *s->row);
	for (size_t k = 0; k < j->recipe->form.roles; k++)
		s->role[k] = law_rows_pick(s, j->roles.role[j->at[k]].value);
	s->y = law_rows_pick(s, j->roles.role[ROLE_RESPONSE].value);
	s->weight = law_rows_pick(s, j->weight);
	if (j->cluster_id) {
		s->cluster = die_need(mem_alloc(n, sizeof *s->cluster));
		s->clusters = renumber(s, j->cluster_id, s->cluster);
	}
	if (j->run_id)
		s->runs = renumber(s, j->run_id, NULL);
}

void
law_rows_free(struct law_sample *s)
{
	for (size_t k = 0; k < LAW_ROLES; k++)
		mem_free(s->role[k]);
	mem_free(s->y);
	mem_free(s->weight);
	mem_free(s->cluster);
	mem_free(s->row);
}

struct fit_data
law_rows_data(const struct law_sample *s)
{
	return (struct fit_data){ .n = s->n, .role = (const double *const *)s->role, .y = s->y, .weight = s->weight };
}

struct study_opts
law_rows_options(const struct law_job *j, const struct law_sample *s)
{
	return (struct study_opts){ .objective = j->objective, .intervals = j->intervals, .seed = (uint64_t)j->asked->table.seed,
		.first = j->first_draw, .last = j->last_draw, .level = j->asked->level, .per_token = j->asked->roles.per_token,
		.cluster = s->cluster, .clusters = s->clusters, .threads = (int)j->asked->table.threads };
}

void
law_rows_place(const struct law_job *j, const struct law_sample *s, struct err *e)
{
	if (e->line && e->line <= s->n) {
		size_t row = s->row[e->line - 1];
		const char *column = e->column > 1 ? j->roles.role[j->at[e->column - 2]].text : j->roles.role[ROLE_RESPONSE].text;
		if (e->column)
			err_name(e, strlen(column), column);
		bool logarithm = e->column == 1 && !j->objective.linear && !allocation_is(j->recipe);
		err_hint(e, logarithm ? "--where leaves out rows, --residual linear fits the response itself" : "--where leaves out rows");
		e->line = e->column = 0;
		err_at(e, j->g.file[row], j->g.line[row], 0);
	}
}
