/* SPDX-License-Identifier: MIT */
/* roles_values: the roles of a table as arrays.  See roles.h. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/roles.h"

unsigned
roles_reads(const struct roles *r, size_t n, struct expr *const x[], size_t c)
{
	bool need[ROLES] = { false };
	unsigned how = 0;

	for (size_t i = 0; i < n; i++)
		if (x[i])
			how |= expr_reads(x[i], c);
	for (size_t k = 0; k < r->n; k++) {
		need[k] |= r->role[k].wanted || r->role[k].hidden;
		for (size_t i = 0; i < n; i++)
			need[k] |= x[i] && expr_reads(x[i], r->columns + k) != 0;
	}
	for (size_t k = ROLE_N; k <= ROLE_C; k++)
		for (size_t j = ROLE_N; j <= ROLE_C && need[k] && r->role[k].from == ROLE_DERIVED; j++)
			need[j] = true;
	/* C is read although nobody wants it: where it is filled it tells whether C = k N D. */
	need[ROLE_C] |= need[ROLE_N] && need[ROLE_D];
	for (size_t k = 0; k < r->n; k++)
		if (need[k] && r->role[k].x)
			how |= expr_reads(r->role[k].x, c);
	return how;
}

/* Can the role be evaluated: were all its columns read? */
static bool
is_there(const struct roles *r, const struct role *p, const double *const col[], const struct str *const text[])
{
	for (size_t c = 0; c < r->columns; c++) {
		unsigned how = expr_reads(p->x, c);
		if (((how & EXPR_NUMBER) && !col[c]) || ((how & EXPR_TEXT) && !text[c]))
			return false;
	}
	return true;
}

int
roles_values(struct roles *r, size_t rows, const double *const col[], const struct str *const text[], struct err *e)
{
	r->rows = rows;
	for (size_t k = 0; k < r->n; k++) {
		struct role *p = &r->role[k];
		if (p->from == ROLE_NONE || p->value || (p->x && !is_there(r, p, col, text)))
			continue;
		if (!(p->value = mem_alloc(rows, sizeof *p->value)))
			return err_memory(e);
		if (p->x && expr_eval(p->x, rows, col, text, NULL, p->value, e))
			return e->code;
	}
	const double *n = r->role[ROLE_N].value, *d = r->role[ROLE_D].value, *c = r->role[ROLE_C].value;
	for (size_t k = ROLE_N; k <= ROLE_C; k++) {
		struct role *p = &r->role[k];
		bool all = k == ROLE_N ? c && d : k == ROLE_D ? c && n : n && d;
		for (size_t i = 0; p->from == ROLE_DERIVED && p->value && i < rows; i++)
			p->value[i] = !all ? (double)NAN : k == ROLE_N ? c[i] / (r->per_token * d[i]) : k == ROLE_D ? c[i] / (r->per_token * n[i]) :
			              r->per_token * n[i] * d[i];
	}
	return 0;
}

int
roles_evaluate(const struct roles *r, const struct expr *x, const double *const col[], const struct str *const text[], double out[],
               struct err *e)
{
	const double **all = mem_zero(r->columns + ROLES, sizeof *all);
	const struct str **texts = mem_zero(r->columns + ROLES, sizeof *texts);

	for (size_t c = 0; all && texts && c < r->columns; c++) {
		all[c] = col[c];
		texts[c] = text[c];
	}
	for (size_t k = 0; all && texts && k < r->n; k++)
		all[r->columns + k] = r->role[k].value;
	if (!all || !texts)
		err_memory(e);
	else
		expr_eval(x, r->rows, all, texts, NULL, out, e);
	mem_free(all);
	mem_free(texts);
	return e->code;
}

size_t
roles_check(const struct roles *r, size_t k, const char *domain, const bool keep[])
{
	const struct role *p = &r->role[k];
	bool size = k <= ROLE_C || strcmp(p->name, "U") == 0 || (domain && strstr(domain, "x > 0"));

	for (size_t i = 0; size && p->value && i < r->rows; i++)
		if ((!keep || keep[i]) && p->value[i] <= 0)
			return i;
	return SIZE_MAX;
}

int
roles_complete(const struct roles *r, size_t n, const size_t role[], const bool keep[], size_t *row, size_t *role_at, struct err *e)
{
	for (size_t i = 0; i < r->rows; i++) {
		for (size_t k = 0; k < n && (!keep || keep[i]); k++) {
			const struct role *p = &r->role[role[k]];
			if (!isnan(p->value[i]))
				continue;
			*row = i;
			*role_at = role[k];
			err_set(e, ERR_INPUT, "%s is missing", p->name);
			err_hint(e, "--na skip leaves such rows out");
			return e->code;
		}
	}
	return 0;
}

int
roles_sizes(const struct roles *r, size_t n, const size_t role[], const char *domain, const bool keep[], size_t *row, size_t *role_at,
            struct err *e)
{
	for (size_t k = 0; k < n; k++) {
		*row = roles_check(r, role[k], domain, keep);
		*role_at = role[k];
		if (*row != SIZE_MAX)
			return err_set(e, ERR_INPUT, "%s is not above 0", r->role[role[k]].name);
	}
	return 0;
}

void
roles_keep(struct roles *r, const bool keep[])
{
	size_t n = 0;

	for (size_t i = 0; i < r->rows; i++) {
		for (size_t k = 0; k < r->n && keep[i]; k++)
			if (r->role[k].value)
				r->role[k].value[n] = r->role[k].value[i];
		n += keep[i];
	}
	r->rows = n;
}

void
roles_note(const struct roles *r, struct text *out)
{
	for (size_t i = 0, n = 0; i < r->n; i++) {
		/* the response comes last */
		size_t k = i < ROLE_RESPONSE ? i : i + 1 < r->n ? i + 1 : ROLE_RESPONSE;
		const struct role *p = &r->role[k];
		if (!p->wanted)
			continue;
		text_add(out, n++ ? STR(", ") : STR(""));
		text_add(out, str_of(p->name));
		text_add(out, STR(" = "));
		text_add(out, str_of(p->text));
	}
}
