/* SPDX-License-Identifier: MIT */
/* roles: see roles.h.  What is there; roles_take.c has what a law takes of it. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "math/scaling/roles_inside.h"

int
roles_caret(const char *option, struct str text, const struct err *inner, struct err *e)
{
	return expr_explain(option, text, inner, e);
}

/* Adds a word to a text that holds size bytes, as far as it fits. */
void
roles_add(char *out, size_t size, struct str s)
{
	size_t n = strlen(out), k = s.n < size - 1 - n ? s.n : size - 1 - n;

	if (k)
		memcpy(out + n, s.s, k);
	out[n + k] = '\0';
}

/* "the columns are a, b, c": the header for a message. */
void
roles_header(const struct roles *r, struct err *e)
{
	char all[180] = "", shown[STR_SHOWN];

	for (size_t c = 0; c < r->columns; c++) {
		roles_add(all, sizeof all - 4, c ? STR(", ") : STR(""));
		roles_add(all, sizeof all - 4, str_of(str_show(r->column[c], shown)));
	}
	err_hint(e, "the columns are %s%s", all, strlen(all) == sizeof all - 5 ? "..." : "");
}

void
roles_name(struct role *p, const char *name)
{
	p->name[0] = '\0';
	roles_add(p->name, sizeof p->name, str_of(name));
}

/* A column as an expression. */
int
roles_column(struct roles *r, struct role *p, size_t c, struct err *e)
{
	struct expr_name name = { STR("column"), EXPR_COLUMN, c, 0 };

	if (expr_compile(STR("column"), 1, &name, &p->x, e))
		return e->code;
	p->from = ROLE_FOUND;
	p->column = c;
	p->text[0] = '\0';
	roles_add(p->text, ROLE_TEXT, r->column[c]);
	return 0;
}

/* The only column with a usual name, whole names first. */
int
roles_look(struct roles *r, struct role *p, enum usual role, struct err *e)
{
	static const char *const what[] = { "parameters (N)", "tokens (D)", "compute (C)", "the loss" };
	char a[STR_SHOWN], b[STR_SHOWN];
	size_t found[2], n = 0;

	if (p->from)
		return 0;
	for (int whole = 1; whole >= 0 && n == 0; whole--)
		for (size_t c = 0; c < r->columns; c++)
			if (roles_usual(role, r->column[c], whole))
				found[n++ > 0] = c;
	if (n == 1)
		return roles_column(r, p, found[0], e);
	if (n == 0)
		err_set(&p->problem, ERR_USAGE, "no column is named as %s usually is: say %s", what[role],
		        role == USUAL_LOSS ? "-y EXPR" : "-x ROLE=EXPR");
	p->several = n > 1;
	if (n > 1)
		err_set(&p->problem, ERR_USAGE, "%s may be \"%s\" or \"%s\": say which by %s", what[role], str_show(r->column[found[0]], a),
		        str_show(r->column[found[1]], b), role == USUAL_LOSS ? "-y EXPR" : "-x ROLE=EXPR");
	roles_header(r, &p->problem);
	return 0;
}

/* Names of the columns, and behind them of the roles, for an expression. */
static struct expr_name *
names(const struct roles *r, bool with_roles, size_t *n)
{
	struct expr_name *name = mem_alloc(r->columns + ROLES, sizeof *name);

	*n = r->columns;
	for (size_t c = 0; name && c < r->columns; c++)
		name[c] = (struct expr_name){ r->column[c], EXPR_COLUMN, c, 0 };
	for (size_t k = 0; name && with_roles && k < r->n; k++)
		if (r->role[k].from)
			name[(*n)++] = (struct expr_name){ str_of(r->role[k].name), EXPR_NUMBERS, r->columns + k, 0 };
	return name;
}

static int
compile(const struct roles *r, bool with_roles, const char *option, struct str text, struct expr **x, struct err *e)
{
	struct err inner = { 0 };
	size_t n;
	struct expr_name *name = names(r, with_roles, &n);

	*x = NULL;
	if (!name)
		return err_memory(e);
	if (expr_compile(text, n, name, x, &inner))
		roles_caret(option, text, &inner, e);
	mem_free(name);
	return e->code;
}

int
roles_expression(const struct roles *r, const char *option, const char *text, struct expr **x, struct err *e)
{
	return compile(r, true, option, str_of(text), x, e);
}

/* The place of a role, made when it is new; SIZE_MAX when there is no room. */
size_t
roles_place(struct roles *r, struct str name)
{
	for (size_t k = 0; k < r->n; k++)
		if (str_is(name, r->role[k].name))
			return k;
	if (r->n == ROLES || name.n == 0 || name.n >= LAW_NAME)
		return SIZE_MAX;
	roles_add(r->role[r->n].name, LAW_NAME, name);
	return r->n++;
}

static bool
is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (i && c >= '0' && c <= '9')))
			return false;
	}
	return s.n > 0;
}

/* ROLE=EXPR. */
static int
type(struct roles *r, const char *text, struct err *e)
{
	char shown[STR_SHOWN];
	struct str rest, name = str_trim(str_cut(str_of(text), '=', &rest));

	if (!is_word(name) || name.n >= LAW_NAME || str_trim(rest).n == 0 || rest.s[0] == '=')
		return err_set(e, ERR_USAGE, "-x: \"%s\" is not ROLE=EXPR, such as N=n_params", str_show(str_of(text), shown));
	size_t k = roles_place(r, name);
	if (k == SIZE_MAX)
		return err_set(e, ERR_USAGE, "more than %d roles; leave some -x out", ROLES);
	struct role *p = &r->role[k];
	expr_free(p->x);
	if (compile(r, false, "-x", rest, &p->x, e))
		return e->code;
	p->from = ROLE_TYPED;
	p->text[0] = '\0';
	roles_add(p->text, ROLE_TEXT, str_trim(rest));
	return 0;
}

/* How many of N, D, C are there; the last of them in *only. */
size_t
roles_present(const struct roles *r, size_t *only)
{
	size_t n = 0;

	for (size_t k = ROLE_N; k <= ROLE_C; k++) {
		if (r->role[k].from == ROLE_TYPED || r->role[k].from == ROLE_FOUND) {
			*only = k;
			n++;
		}
	}
	return n;
}

/* N, D or C from the two others. */
static void
derive(struct roles *r)
{
	static const char *const form[] = { "C/(% D)", "C/(% N)", "% N D" };
	char factor[NUM_TEXT + 1];
	size_t only;

	factor[num_print(r->per_token, factor)] = '\0';
	for (size_t k = ROLE_N; k <= ROLE_C && roles_present(r, &only) == 2; k++) {
		struct role *p = &r->role[k];
		if (p->from || p->several)
			continue;
		struct str rest, front = str_cut(str_of(form[k]), '%', &rest);
		roles_add(p->text, ROLE_TEXT, front);
		roles_add(p->text, ROLE_TEXT, str_of(factor));
		roles_add(p->text, ROLE_TEXT, rest);
		p->from = ROLE_DERIVED;
	}
}

/* -x L=EXPR is the response, until something else turns out to be: then L is a role like others. */
int
roles_move(struct roles *r, struct err *e)
{
	struct role *y = &r->role[ROLE_RESPONSE];

	if (r->n == ROLES)
		return err_set(e, ERR_USAGE, "more than %d roles; leave some -x out", ROLES);
	r->role[r->n++] = *y;
	*y = (struct role){ .name = "y" };
	return 0;
}

int
roles_find(struct roles *r, size_t columns, const struct str column[], size_t n_x, const char *const x[], const char *y,
           double per_token, struct err *e)
{
	*r = (struct roles){ .columns = columns, .column = column, .n = ROLE_OTHERS, .per_token = per_token };
	roles_name(&r->role[ROLE_N], "N");
	roles_name(&r->role[ROLE_D], "D");
	roles_name(&r->role[ROLE_C], "C");
	roles_name(&r->role[ROLE_RESPONSE], "L");
	for (size_t i = 0; i < n_x; i++)
		if (type(r, x[i], e))
			return e->code;
	if (y) {
		struct role *p = &r->role[ROLE_RESPONSE];
		if (p->from && roles_move(r, e))
			return e->code;
		if (compile(r, false, "-y", str_of(y), &p->x, e))
			return e->code;
		p->from = ROLE_TYPED;
		roles_add(p->text, ROLE_TEXT, str_trim(str_of(y)));
		r->said = true;
	}
	for (size_t k = 0; k < ROLE_OTHERS; k++)
		if (roles_look(r, &r->role[k], (enum usual)k, e))
			return e->code;
	derive(r);
	return 0;
}

void
roles_free(struct roles *r)
{
	for (size_t k = 0; k < r->n; k++) {
		expr_free(r->role[k].x);
		mem_free(r->role[k].value);
	}
	r->n = 0;
}
